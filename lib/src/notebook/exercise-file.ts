import { dirname, relative, sep } from 'node:path';
import { constants, Script } from 'node:vm';
import { answering, reading, type Gives } from './answers';
import { bundle, loadPackages, type Bundle } from './bundle';
import { interruptible } from './interruptible';
import { compiledName, rememberSources } from './source-places';

/** An exercise's file, compiled and ready to run. */
export interface CompiledExercise extends Bundle {
  /** What stack frames in it are called; `source-places` traces them. */
  readonly name: string;
}

/**
 * Compiles an exercise's file with all files that it imports, as they are on disk now.
 * Errors: files that are not TypeScript, imports that lead nowhere, each with file, line, column and the line of code.
 */
export async function compileExercise(path: string, root: string): Promise<CompiledExercise> {
  const file = relative(root, path).split(sep).join('/');
  const entry = `import * as exercise from ${JSON.stringify(`./${file.split('/').at(-1)}`)}; publish(exercise);`;
  return { name: compiledName(file), ...(await bundle({ entry, folder: dirname(path), root })) };
}

/**
 * Runs a compiled exercise and returns what its file exports: afresh on each call. What a function of `gives` returns is read as it says there, see
 * `answers`. Errors: what the file throws.
 */
export async function runExercise({ name, code, map, packages }: CompiledExercise, gives: Readonly<Record<string, Gives>> = {}): Promise<Record<string, unknown>> {
  rememberSources(name, map);
  // Its own first line, which the map does not count.
  const script = new Script(`(async (packages, publish) => { 'use strict';\n${code}\n})`, {
    filename: name,
    lineOffset: -1,
    importModuleDynamically: constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
  });
  const run = script.runInThisContext() as (packages: object, publish: (exercise: Record<string, unknown>) => void) => Promise<void>;
  let exported = {};
  await interruptible(run)(await loadPackages(packages), exercise => (exported = exercise));
  return Object.fromEntries(Object.entries(exported).map(([key, value]) => [key, isFunction(value) ? prepared(key, value, Object.hasOwn(gives, key) ? gives[key] : undefined) : value]));
}

type AnyFunction = (...given: unknown[]) => unknown;

function prepared(name: string, call: AnyFunction, gives: Gives | undefined): AnyFunction {
  const watched = interruptible(call);
  return gives === undefined ? watched : answering(name, watched, reading(gives));
}

function isFunction(value: unknown): value is AnyFunction {
  return typeof value === 'function';
}
