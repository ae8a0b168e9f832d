import type { BuildFailure, BuildOptions, Location, Message, OutputFile } from 'esbuild';
import { excerpt } from './excerpt';

/** TypeScript made into one module that runs. */
export interface Compiled {
  readonly code: string;
  readonly map: string;
}

/** The text of a file as it was written, by the name that the compiler has for it; undefined for what is no file. */
export type SourceOf = (file: string) => string | undefined;

/**
 * Compiles an entry and all that it imports, by one set of rules for whoever runs it: whatever tsconfig.json there is, and with top-level await.
 * Errors: a `SyntaxError` that has all of them, each with file, line, column, reason and line of code, and a caret.
 */
export async function compile(options: BuildOptions, sourceOf: SourceOf): Promise<Compiled> {
  try {
    const { outputFiles } = await built({
      bundle: true,
      outfile: 'bundle.js',
      format: 'esm',
      platform: 'node',
      target: 'node20',
      charset: 'utf8',
      sourcemap: 'external',
      tsconfigRaw: {},
      logLevel: 'silent',
      ...options,
    });
    const [map, code] = [/\.map$/, /\.js$/].map(ending => outputFiles.find(({ path }) => ending.test(path))?.text ?? '');
    return { code: code ?? '', map: map ?? '' };
  } catch (error) {
    const { errors = [] } = error as Partial<BuildFailure>;
    if (errors.length === 0) throw error;
    // Without its cause, which says the same again.
    throw new SyntaxError(errors.map(message => described(message, sourceOf)).join('\n'));
  }
}

/** Jupyter's ■ reaches the processes that a kernel has started too, so the one that esbuild works in may have ended meanwhile; once more then. */
async function built(options: BuildOptions): Promise<{ outputFiles: OutputFile[] }> {
  const { build, stop } = await import('esbuild');
  const inMemory = { ...options, write: false } as const;
  try {
    return await build(inMemory);
  } catch (error) {
    if (!/^The service (was stopped|is no longer running)/.test((error as Error).message)) throw error;
    await stop();
    return build(inMemory);
  }
}

/** `exercises/07-adam.ts:3:11: Unexpected "“"`, with the line of code and a caret below. */
function described({ text, location, notes }: Message, sourceOf: SourceOf): string {
  // Which import led to a file is said of a plugin's errors only, and is no part of the reason.
  const reasons = notes.filter(note => !note.text.startsWith('The plugin "'));
  const more = reasons.map(note => ` (${note.text}${note.location === null ? '' : ` ${placed(note.location)}`})`).join('');
  if (location === null) return `${text}${more}`;
  // A plugin may have changed it on the way, though not where things stand.
  const written = sourceOf(location.file)?.split(/\r\n|[\n\r\u2028\u2029]/)[location.line - 1];
  const shown = { ...location, lineText: written ?? location.lineText };
  const seen = shown.lineText.trim() === '' ? lastCode(shown, sourceOf) : shown;
  const atTheEnd = seen === shown ? '' : ': a quote, a bracket or a comment is not closed';
  return `${placed(seen)}: ${text}${atTheEnd}${more}${excerpt(seen.lineText, columnOf(seen))}`;
}

/** What is left open is noticed only at the end of the file, where there may be nothing to see: the end of the code above it. */
function lastCode(location: Location, sourceOf: SourceOf): Location {
  const lines = (sourceOf(location.file) ?? '').split('\n').slice(0, location.line).join('\n').trimEnd().split('\n');
  const lineText = lines.at(-1) ?? '';
  return { ...location, line: lines.length, column: Buffer.byteLength(lineText), lineText };
}

function placed(location: Location): string {
  return `${location.file}:${location.line}:${columnOf(location)}`;
}

/** From 1, in signs; esbuild counts bytes, of which a β has two. */
function columnOf({ lineText, column }: Location): number {
  return Buffer.from(lineText).subarray(0, column).toString().length + 1;
}
