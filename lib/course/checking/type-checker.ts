import { Worker } from 'node:worker_threads';
import { excerpt } from '../../src/notebook/excerpt';
import { inPackage } from '../../src/package-folder';
import type { OwnFiles, TypeFault } from './type-errors';
import type { TypeAnswer, TypeQuestion } from './type-worker';

/** How long the first question may take, which reads the library, and each later one. Types can be written that take for ever. */
const LIMITS_MS: TypeLimits = { first: 60_000, later: 10_000 };

export interface TypeLimits {
  readonly first: number;
  readonly later: number;
}

/** Types can be written that fill all memory, too. */
const MEMORY_MB = 1024;

/** How many faults are said of a file; one mistake often makes many. */
const MOST = 5;

/** Asks for type errors in a thread of its own, one question at a time. It keeps no program going that has nothing else to do. */
export class TypeChecker {
  #worker: Worker | undefined;
  #last: Promise<unknown> = Promise.resolve();

  constructor(private readonly limits: TypeLimits = LIMITS_MS) {}

  /** Undefined where the types cannot be checked: nobody is told then, for it is no fault. */
  faultsIn(files: OwnFiles, entry: string): Promise<readonly TypeFault[] | undefined> {
    const answer = this.#last.then(() => this.#ask({ files, entry }));
    this.#last = answer;
    return answer;
  }

  #ask(question: TypeQuestion): Promise<TypeAnswer | undefined> {
    const limit = this.#worker === undefined ? this.limits.first : this.limits.later;
    const worker = (this.#worker ??= new Worker(inPackage('dist', 'course', 'checking', 'type-worker.js'), { resourceLimits: { maxOldGenerationSizeMb: MEMORY_MB } }));
    return new Promise(resolve => {
      const settle = (answer: TypeAnswer | undefined): void => {
        clearTimeout(clock);
        worker.off('message', settle).off('error', fail).off('exit', fail);
        // A later question has a new one.
        if (answer === undefined) this.#worker = undefined;
        worker.unref();
        resolve(answer);
      };
      const fail = (): void => settle(undefined);
      const clock = setTimeout(() => {
        void worker.terminate();
        fail();
      }, limit);
      worker.once('message', settle).once('error', fail).once('exit', fail);
      worker.ref();
      worker.postMessage(question);
    });
  }
}

/** For a table: the first ones, each with its line of code. */
export function shownFaults(faults: readonly TypeFault[]): string {
  return told(faults, fault => `${placed(fault)}${excerpt(fault.code, fault.column)}`).join('\n');
}

/** For a list: the first ones, a line each. */
export function listedFaults(faults: readonly TypeFault[]): string[] {
  return told(faults, placed);
}

function told(faults: readonly TypeFault[], words: (fault: TypeFault) => string): string[] {
  const first = faults.slice(0, MOST).map(words);
  return faults.length > MOST ? [...first, `… and ${faults.length - MOST} more`] : first;
}

function placed({ file, line, column, reason }: TypeFault): string {
  return `${file}:${line}:${column}: ${reason}`;
}
