import type * as typescript from 'typescript';
import type { Diagnostic, ExecutorModule } from './tslab-internals';

/** Text that was put in: before which column of which line, and how long it is. */
interface Insertion {
  readonly line: number;
  readonly character: number;
  readonly length: number;
}

/**
 * Where a cell writes `{ w }` for a variable of an earlier cell, tslab forgets that it keeps those elsewhere, and the cell fails with "w is not
 * defined". Here it compiles `{ w: w }`. The places in its errors are those of what was written.
 */
export function spellOutShorthand(module: ExecutorModule, ts: typeof typescript): void {
  const createExecutor = module.createExecutor;
  module.createExecutor = (rootDir, converters, console) => {
    const { convert } = converters.node;
    converters.node.convert = (previous, source) => {
      const { text, insertions } = spelledOut(source, ts);
      const converted = convert(previous, text);
      return { ...converted, diagnostics: converted.diagnostics.map(one => asWritten(one, insertions)) };
    };
    return createExecutor(rootDir, converters, console);
  };
}

function spelledOut(source: string, ts: typeof typescript): { text: string; insertions: Insertion[] } {
  const file = ts.createSourceFile('cell.ts', source, ts.ScriptTarget.ES2022);
  const names: typescript.Identifier[] = [];
  const visit = (node: typescript.Node): void => {
    if (ts.isShorthandPropertyAssignment(node)) names.push(node.name);
    ts.forEachChild(node, visit);
  };
  visit(file);
  const text = names.reduceRight((found, { end, text: name }) => `${found.slice(0, end)}: ${name}${found.slice(end)}`, source);
  return { text, insertions: names.map(({ end, text: name }) => ({ ...file.getLineAndCharacterOfPosition(end), length: name.length + 2 })) };
}

function asWritten(diagnostic: Diagnostic, insertions: readonly Insertion[]): Diagnostic {
  const { line } = diagnostic.start;
  let { character } = diagnostic.start;
  // From the left, so that what stood before an insertion has already gone from the column. A place inside one is its beginning.
  for (const inserted of insertions) {
    if (inserted.line === line && character > inserted.character) character = Math.max(inserted.character, character - inserted.length);
  }
  return { ...diagnostic, start: { ...diagnostic.start, character } };
}
