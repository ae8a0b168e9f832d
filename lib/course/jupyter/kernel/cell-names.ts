import vm from 'node:vm';

interface Cell {
  source: string[];
  compiled: string[];
}

/** Whether a file name of compiled code is that of a cell. */
export function isCell(file: string): boolean {
  return /^cell \[\d+\]$/.test(file);
}

const COMPILED_CELL = /^\((?:async )?function\(exports, require\) \{ /;

/**
 * tslab compiles every cell under the name `evalmachine.<anonymous>`, so a stack trace cannot say which cell a line belongs to, and its
 * line numbers count lines of the compiled JavaScript, where types and blank lines are gone. This gives each cell its execution count as
 * file name and finds the line of the source that a compiled line came from.
 */
export class CellNames {
  private readonly cells = new Map<string, Cell>();
  private running = { name: '', source: '' };

  /** From now on code that tslab compiles is the cell with this execution count. */
  begin(count: number, source: string): void {
    this.running = { name: `cell [${count}]`, source };
  }

  /** Has every cell that tslab compiles from now on carry its name. */
  nameCompiledCells(): void {
    const runInThisContext = vm.runInThisContext;
    vm.runInThisContext = (code, options) => {
      if (!COMPILED_CELL.test(code) || typeof options === 'string') return runInThisContext(code, options);
      const { name, source } = this.running;
      this.cells.set(name, { source: source.split('\n'), compiled: code.replace(COMPILED_CELL, '').split('\n') });
      // Without displayErrors the stack would start with a line of the compiled code, but only for errors thrown before the first await.
      return runInThisContext(code, { ...options, filename: name, displayErrors: false });
    };
  }

  /** Rewrites `at f (cell [3]:31:15)` to `at f (cell [3], line 6)` with the line of code below it; other lines stay. */
  inFrames(lines: string[]): string[] {
    return lines.filter(line => !this.isCallOfCell(line)).flatMap(line => {
      const [, name = '', compiledLine] = /(cell \[\d+\]):(\d+):\d+\)?$/.exec(line) ?? [];
      const compiled = this.cells.get(name)?.compiled[Number(compiledLine) - 1];
      if (compiled === undefined) return [line];
      const found = this.sourceLine(name, Number(compiledLine) - 1);
      const place = found === undefined ? name : `${name}, line ${found.number}`;
      const frame = line.replace(/cell \[\d+\]:\d+:\d+/, place).replace(' at Proxy.', ' at ');
      return [frame, `        ${(found?.code ?? compiled).trim()}`];
    });
  }

  /** tslab wraps a cell in a function and calls it on a last line of its own; that call says nothing. */
  private isCallOfCell(frame: string): boolean {
    const [, name, line] = /^\s+at (cell \[\d+\]):(\d+):\d+$/.exec(frame) ?? [];
    return name !== undefined && Number(line) === this.cells.get(name)?.compiled.length;
  }

  /** The one line of the source that is, or at least contains, this compiled line; undefined where that is not certain. */
  private sourceLine(name: string, index: number): { number: number; code: string } | undefined {
    const { source = [], compiled = [] } = this.cells.get(name) ?? {};
    const wanted = plain(compiled[index] ?? '');
    if (wanted.length < SHORTEST_MATCH) return undefined;
    const matching = (lines: string[], matches: (line: string) => boolean) => lines.flatMap((line, at) => (matches(plain(line)) ? [at] : []));
    const sameCompiled = matching(compiled, line => line === wanted);
    const same = matching(source, line => line === wanted);
    const candidates = same.length > 0 ? same : matching(source, line => line.includes(wanted));
    const found = candidates.length === sameCompiled.length ? candidates[sameCompiled.indexOf(index)] : undefined;
    return found === undefined ? undefined : { number: found + 1, code: source[found] ?? '' };
  }
}

const SHORTEST_MATCH = 4;

/** A line without what the compiler changes: blanks, quotes, semicolons, types of declared names, shorthand, and how top-level names are reached. */
function plain(line: string): string {
  return line
    .replace(/\bexports\.tsLastExpr = /, '')
    .replace(/\(0, ([\w$.]+)\)/g, '$1')
    .replace(/\bexports\./g, '')
    .replace(/\b(const|let|var) (\w+)\s*:[^=]+=/, '$1 $2 =')
    .replace(/[\s;]/g, '')
    .replace(/\b(\w+):\1\b/g, '$1')
    .replace(/'/g, '"');
}
