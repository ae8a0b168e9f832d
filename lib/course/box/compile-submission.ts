import { posix } from 'node:path';
import { compile, type Compiled, type SourceOf } from '../../src/notebook/compile';
import { CallFailure } from '../subject/subject';
import { jail, VIRTUAL_FOLDER } from './jail';
import { REPLACE } from './replaceable';
import { filesInFolder, filesInMemory, type SubmittedFiles } from './submitted-files';

/** A lesson's file with all that it imports, ready for the box. */
export type CompiledLesson = Compiled;

/** What came of each lesson: a program, or why there is none. */
export type CompiledSubmission = ReadonlyMap<string, CompiledLesson | CallFailure>;

export interface Submission {
  /** The folder of the submission, or its files by paths from it, with slashes. */
  readonly files: string | Readonly<Record<string, string | Uint8Array>>;
  /** The file of each lesson, by its slug, as a path from the submission's folder. */
  readonly entries: Readonly<Record<string, string>>;
}

/**
 * Compiles the file of each lesson for the box, each on its own, so that one that does not compile costs no other. Nothing of the submission runs,
 * and nothing but its own files is read; see `jail`. Errors: a folder that is not there; never what is wrong with a file, which is its result.
 */
export async function compileSubmission({ files, entries }: Submission): Promise<CompiledSubmission> {
  const source = typeof files === 'string' ? filesInFolder(files) : filesInMemory(files);
  const compiled = Object.entries(entries).map(async ([slug, file]) => [slug, await compileLesson(file, source)] as const);
  return new Map(await Promise.all(compiled));
}

async function compileLesson(file: string, files: SubmittedFiles): Promise<CompiledLesson | CallFailure> {
  const problem = problemOf(file, files);
  if (problem !== undefined) return new CallFailure('does not compile', problem);
  const entry = `import * as exercise from ${JSON.stringify(`./${file}`)}; publish(exercise, exercise.${REPLACE});`;
  const options = { entryPoints: ['entry'], absWorkingDir: VIRTUAL_FOLDER, define: { 'import.meta.url': JSON.stringify(`file://${VIRTUAL_FOLDER}/`) } };
  try {
    const sourceOf = (name: string): string | undefined => (name === 'entry:entry' ? undefined : files.read(name));
    const { code, map } = await compile({ ...options, plugins: [jail(files, entry)] }, sourceOf);
    return { code, map: asWritten(map, sourceOf) };
  } catch (error) {
    if (error instanceof SyntaxError) return new CallFailure('does not compile', error.message);
    throw error;
  }
}

function problemOf(file: string, files: SubmittedFiles): string | undefined {
  if (posix.normalize(file).startsWith('..')) throw new Error(`compile: a lesson's file must lie in the submission, got ${file}`);
  try {
    return files.read(file) === undefined ? `there is no file ${file}` : undefined;
  } catch (error) {
    return (error as Error).message;
  }
}

/** The lines of code in a map are those of the files, and not those that were compiled. */
function asWritten(map: string, sourceOf: SourceOf): string {
  const read = JSON.parse(map) as { sources: string[]; sourcesContent: string[] };
  return JSON.stringify({ ...read, sourcesContent: read.sources.map((source, index) => sourceOf(source) ?? read.sourcesContent[index]) });
}
