import { compiledName, firstPlace, sourcesOf, type Sources } from '../../src/notebook/source-places';
import { expectFunction, type Exported } from '../subject/exported-functions';
import { LentFunctions } from '../subject/lent-functions';
import type { WireAnswer } from '../subject/student-call';
import { CallFailure, type Called, type Given, type Subject } from '../subject/subject';
import { failureOf, type Thrown } from '../subject/thrown';
import { decode, WireError } from '../subject/wire';
import type { BoxProcess } from './box-process';
import type { BoxRoom } from './box-room';
import type { CompiledLesson } from './compile-submission';
import { failureOfEnding, type Phase } from './endings';
import { exchange, type Outcome, type Question } from './exchange';

/** A lesson's functions in a box. */
export interface BoxedSubject extends Subject {
  /** What should be known of it and failed no call: errors that came after a function had returned. */
  readonly warnings: readonly string[];
  /** What was printed while the file was loaded. */
  readonly printedAtLoading: string;
}

/** A timer can throw for ever; a few warnings say it all. */
const MOST_WARNINGS = 10;

export class BoxedLesson implements BoxedSubject {
  readonly warnings: string[] = [];
  printedAtLoading = '';
  readonly #name: string;
  readonly #standIns = new Map<string, (...given: never[]) => Given>();
  /** Where it is loaded, and what it exports there. */
  #loaded: { readonly process: BoxProcess; readonly exported: Exported } | undefined;
  /** Why it never will be. */
  #failure: CallFailure | undefined;
  #sources: ReadonlyMap<string, Sources> | undefined;

  constructor(
    slug: string,
    readonly program: CompiledLesson | CallFailure,
    readonly room: BoxRoom,
  ) {
    this.#name = compiledName(slug);
    if (program instanceof CallFailure) this.#failure = program;
  }

  call(name: string, given: readonly Given[]): Promise<Called> {
    return this.room.inTurn(() => this.#call(name, given));
  }

  substitute(name: string, standIn: ((...given: never[]) => Given) | undefined): void {
    if (standIn === undefined) this.#standIns.delete(name);
    else this.#standIns.set(name, standIn);
  }

  close(): Promise<void> {
    return this.room.inTurn(() => this.room.clear());
  }

  async #call(name: string, given: readonly Given[]): Promise<Called> {
    const lent = new LentFunctions(this.#frameLimit);
    const call = {
      name,
      given: given.map(value => lent.encode(value)),
      standIns: [...this.#standIns].map(([name, standIn]) => [name, lent.lend(standIn)] as const),
    };
    const ask = async (): Promise<Asked> => {
      const process = await this.#load();
      process.onLate = thrown => this.#late(thrown);
      expectFunction(name, this.#loaded?.exported ?? new Map());
      return this.#ask(process, { kind: 'call', file: this.#name, call }, 'calling', lent);
    };
    const { process, outcome, printed } = await onceMore(ask);
    if (outcome.kind === 'answer') return { ...this.#read(outcome, given.length, process, printed), printed };
    throw this.#whyNot(outcome, 'calling', printed);
  }

  /** The process with this file in it. Errors: a `CallFailure`, which stays: what does not load once is not tried again. */
  async #load(): Promise<BoxProcess> {
    if (this.#failure !== undefined) throw this.#failure;
    const { code } = this.program as CompiledLesson;
    const ask = async (): Promise<Asked> => {
      const process = await this.room.process();
      if (this.#loaded?.process === process) {
        return { process, outcome: { kind: 'loaded', exported: [...this.#loaded.exported] }, printed: this.printedAtLoading };
      }
      process.onLate = thrown => this.#late(thrown);
      return this.#ask(process, { kind: 'load', name: this.#name, code, limit: this.#frameLimit }, 'loading');
    };
    const { process, outcome, printed } = await onceMore(ask);
    this.printedAtLoading = printed;
    if (outcome.kind === 'loaded') {
      this.#loaded = { process, exported: new Map(outcome.exported) };
      return process;
    }
    const { message, place } = this.#whyNot(outcome, 'loading', printed);
    this.#failure = new CallFailure('does not load', message, place, printed);
    throw this.#failure;
  }

  async #ask(process: BoxProcess, question: Question, phase: Phase, lent?: LentFunctions): Promise<Asked> {
    const { callMs, loadMs } = this.room.limits;
    process.prints.take();
    const outcome = await exchange(process, { question, limitMs: phase === 'loading' ? loadMs : callMs, ...(lent && { lent }) });
    if (outcome.kind === 'ended') await process.end();
    return { process, outcome, printed: await process.printed() };
  }

  #read({ value, after, leaked }: WireAnswer, given: number, process: BoxProcess, printed: string): Omit<Called, 'printed'> {
    try {
      if (after.length !== given || !Number.isSafeInteger(leaked) || leaked < 0) throw new WireError('no answer');
      return { value: decode(value), after: after.map(wire => decode(wire)), leaked };
    } catch (error) {
      if (!(error instanceof WireError)) throw error;
      process.stop('protocol');
      throw this.#whyNot({ kind: 'ended', ending: { cause: 'protocol' }, started: true }, 'calling', printed);
    }
  }

  #whyNot(outcome: Outcome, phase: Phase, printed: string): CallFailure {
    const failure =
      outcome.kind === 'threw'
        ? this.#failureOf(outcome.thrown)
        : failureOfEnding(outcome.kind === 'ended' ? outcome.ending : { cause: 'protocol' }, phase, this.room.limits);
    return new CallFailure(failure.kind, failure.message, failure.place, printed);
  }

  #failureOf(thrown: Thrown): CallFailure {
    return failureOf(thrown, stack => {
      this.#sources ??= new Map([[this.#name, sourcesOf((this.program as CompiledLesson).map)]]);
      return firstPlace(stack, this.#sources);
    });
  }

  #late(thrown: Thrown): void {
    const warning = `an error came late, when no call waited for it any more: ${this.#failureOf(thrown).message}`;
    if (this.warnings.length < MOST_WARNINGS && !this.warnings.includes(warning)) this.warnings.push(warning);
  }

  get #frameLimit(): number {
    return this.room.limits.frameKb * 1024;
  }
}

interface Asked {
  readonly process: BoxProcess;
  readonly outcome: Outcome;
  readonly printed: string;
}

/** What ended before it had begun was ended by something earlier, a timer for instance: this deserves a process of its own. */
async function onceMore(ask: () => Promise<Asked>): Promise<Asked> {
  const asked = await ask();
  return asked.outcome.kind === 'ended' && !asked.outcome.started ? ask() : asked;
}
