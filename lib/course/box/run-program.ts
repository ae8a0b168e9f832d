import { Script } from 'node:vm';
import type { LoadedFile } from '../subject/student-call';

type Publish = (exports: LoadedFile['exports'], replace?: LoadedFile['replace']) => void;

/**
 * Runs the compiled program of a lesson under a name, by which stack traces know it, and with the packages that it may import. It cannot import
 * anything that was not compiled with it. Errors: what the file throws.
 */
export async function runProgram(code: string, name: string, packages: Readonly<Record<string, unknown>>): Promise<LoadedFile> {
  // Its own first line, which the map does not count.
  const script = new Script(`(async (packages, publish) => { 'use strict';\n${code}\n})`, { filename: name, lineOffset: -1 });
  const run = script.runInThisContext() as (packages: object, publish: Publish) => Promise<void>;
  let file: LoadedFile = { exports: {}, replace: () => false };
  await run(packages, (exports, replace = () => false) => (file = { exports, replace }));
  return file;
}
