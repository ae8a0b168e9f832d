import { SourceMap, type SourceMapPayload } from 'node:module';

/** A place in a file that was compiled before it ran. */
export interface Place {
  /** As the compiler named it: relative to the course's folder. */
  readonly file: string;
  /** Both from 1. */
  readonly line: number;
  readonly column: number;
  /** The line itself. */
  readonly code: string;
}

/** What compiled code is called in stack traces, after the file it is made from. */
export function compiledName(file: string): string {
  return `compiled ${file}`;
}

/** Whether a name in a stack trace is such a one. */
export function isCompiledFile(name: string): boolean {
  return name.startsWith(compiledName(''));
}

/** What a compiler says of where its code comes from, ready to be asked. */
export interface Sources {
  readonly map: SourceMap;
  readonly payload: SourceMapPayload;
}

export function sourcesOf(map: string): Sources {
  const payload = JSON.parse(map) as SourceMapPayload;
  return { map: new SourceMap(payload), payload };
}

/** By the name under which the compiled code runs. */
const remembered = new Map<string, Sources>();

/** From now on stack frames in code that runs under this name can be traced to the files it was compiled from. */
export function rememberSources(name: string, map: string): void {
  remembered.set(name, sourcesOf(map));
}

/** The innermost place of a stack that lies in a compiled file, one of those that are remembered or of others; undefined where none does. */
export function firstPlace(stack: string, known: ReadonlyMap<string, Sources> = remembered): Place | undefined {
  for (const line of stack.split('\n')) {
    const found = frameIn(line, known)?.place;
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Rewrites each frame in compiled code, `at f (compiled a.ts:31:15)`, to the place in its source with the line of code below it; other lines stay. */
export function inSources(frames: readonly string[]): string[] {
  return frames.flatMap(line => {
    const found = frameIn(line, remembered);
    if (found === undefined) return [line];
    const { file, line: number, column, code } = found.place;
    return [line.split(found.text).join(`${file}:${number}:${column}`), `        ${code.trim()}`];
  });
}

function frameIn(line: string, known: ReadonlyMap<string, Sources>): { text: string; place: Place } | undefined {
  if (!/^\s*at /.test(line)) return undefined;
  for (const [name, { map, payload }] of known) {
    const at = line.indexOf(`${name}:`);
    const [text, row, column] = at < 0 ? [] : (/:(\d+):(\d+)/.exec(line.slice(at + name.length)) ?? []);
    if (text === undefined) continue;
    const entry = map.findEntry(Number(row) - 1, Number(column) - 1);
    if (!('originalSource' in entry)) continue;
    const source = payload.sourcesContent?.[payload.sources.indexOf(entry.originalSource)] ?? '';
    const code = source.split('\n')[entry.originalLine] ?? '';
    return { text: name + text, place: { file: entry.originalSource, line: entry.originalLine + 1, column: entry.originalColumn + 1, code } };
  }
  return undefined;
}
