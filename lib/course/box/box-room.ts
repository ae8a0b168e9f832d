import { BoxProcess } from './box-process';
import { exchange } from './exchange';
import type { Limits } from './limits';
import type { Rung } from './rung';

/** How long errors that come late are waited for at the end. */
const LAST_WORDS_MS = 200;

/** Where the process of a box is, if there is one. One thing is asked of it at a time. */
export class BoxRoom {
  #process: BoxProcess | undefined;
  #last: Promise<unknown> = Promise.resolve();
  #closed = false;

  constructor(
    readonly rung: Rung,
    readonly limits: Limits,
  ) {}

  /** After all that was asked before. */
  inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
    const done = this.#last.then(work);
    this.#last = done.catch(() => {});
    return done;
  }

  /** The process that runs, or a new one. Errors: the machine's, never a student's. */
  async process(): Promise<BoxProcess> {
    if (this.#closed) throw new Error('box: it is closed');
    if (this.#process !== undefined && this.#process.ending === undefined) return this.#process;
    await this.clear();
    try {
      this.#process = await BoxProcess.start(this.rung, this.limits);
    } catch (error) {
      throw new Error(`box: ${this.rung.name} did not start: ${(error as Error).message}`, { cause: error });
    }
    return this.#process;
  }

  /** Ends the process and waits until it is gone; what it still has to say is heard. */
  async clear(): Promise<void> {
    const process = this.#process;
    this.#process = undefined;
    if (process === undefined) return;
    if (process.ending === undefined) await exchange(process, { question: { kind: 'end' }, limitMs: LAST_WORDS_MS });
    await process.end();
  }

  async close(): Promise<void> {
    this.#closed = true;
    await this.clear();
  }
}
