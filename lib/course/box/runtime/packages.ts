import * as tf from '@tensorflow/tfjs';
import { Script } from 'node:vm';
import { toDo, ToDoError } from '../../../src/notebook/to-do';

/** The names that the library exports, put in when the runtime is bundled. */
declare const LIBRARY_NAMES: readonly string[];

/**
 * What a submission imports from packages, by their names. Of the library most exercises need three names; the rest is loaded when it is first
 * used.
 */
export function packagesOf(require: NodeJS.Require, readLibrary: () => string): Readonly<Record<string, unknown>> {
  let library: Readonly<Record<string, unknown>> | undefined;
  const whole = (): Readonly<Record<string, unknown>> => (library ??= loaded(readLibrary(), require));
  const descent = Object.defineProperty({ tf, toDo, ToDoError }, '__esModule', { value: true });
  for (const name of LIBRARY_NAMES) {
    if (!(name in descent)) Object.defineProperty(descent, name, { enumerable: true, get: () => whole()[name] });
  }
  return { descent, '@tensorflow/tfjs': tf };
}

function loaded(code: string, require: NodeJS.Require): Readonly<Record<string, unknown>> {
  const script = new Script(code, { filename: 'descent' });
  const load = script.runInThisContext() as (require: (name: string) => unknown) => Readonly<Record<string, unknown>>;
  return load(name => (name === '@tensorflow/tfjs' ? tf : (require(name) as unknown)));
}
