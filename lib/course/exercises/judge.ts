import { createHmac } from 'node:crypto';
import { seededRandom, type Random } from '../../src/datasets';
import { AnswerError, readAnswer, reading } from '../../src/notebook/answers';
import { excerpt } from '../../src/notebook/excerpt';
import { CallFailure, type FailureKind, type Subject } from '../subject/subject';
import { beginningOf } from './beginning';
import type { Answered, Asked, Measured, Outcome, Trial } from './exercise';
import type { LessonExercise } from './lesson';
import { wrongPowerSign } from './power-sign';

/** How one trial came out. */
export interface Judged {
  /** Unique in the course and stable: "7.1/one step". */
  readonly id: string;
  readonly name: string;
  readonly visibility: 'public' | 'hidden';
  readonly outcome: Outcome;
  readonly score: number;
  readonly points: number;
  /** What is wrong, with the place in the student's file where it is known; empty where nothing is. */
  readonly message: string;
  /** What the student's code printed meanwhile, of much the beginning. */
  readonly printed: string;
  readonly seconds: number;
  /** What it measured; missing where it measures nothing, or did not come so far. */
  readonly measured?: Measured;
  /** Whether it is the whole file that fails, and every trial with it. */
  readonly isFile: boolean;
}

/** A trial asks several times; all its calls together may take so many times as long as one. Else a pause in each would stop a whole batch. */
const TOGETHER = 3;

/** The longest that one trial can take, its last call among it, in seconds. */
export function longestTrial({ seconds }: Pick<LessonExercise, 'seconds'>): number {
  return (TOGETHER + 1) * seconds;
}

/**
 * Judges a student's function by the trials of its exercise. Nothing that the student's code does ends this; what is thrown is a fault of the kit or the
 * machine.
 */
export class Judge {
  private timeouts = 0;
  private lost: { readonly outcome: Outcome; readonly message: string; readonly isFile: boolean } | undefined;

  /** Whether the file exports no function of the exercise's name. */
  isMissing = false;

  /** `seed`: what makes the inputs of hidden trials this student's own. `source`: the text of the student's file. */
  constructor(
    private readonly exercise: LessonExercise,
    private readonly subject: Subject,
    private readonly seed = '',
    private readonly source?: string,
  ) {}

  /** Whether nothing more is called: after two trials that ran out of their time, and in a file that cannot be loaded. */
  get hasGivenUp(): boolean {
    return this.lost !== undefined;
  }

  /** One trial, where the others are asked or elsewhere. */
  async try(trial: Trial, subject = this.subject): Promise<Judged> {
    const { number } = this.exercise;
    const started = performance.now();
    const prints: string[] = [];
    let measured: Measured | undefined;
    const done = ({ outcome, message, isFile = false }: { outcome: Outcome; message: string; isFile?: boolean }): Judged => ({
      id: `${number}/${trial.name}`,
      name: trial.name,
      visibility: trial.visibility,
      outcome,
      score: outcome === 'passed' ? trial.points : 0,
      points: trial.points,
      message,
      printed: beginningOf(prints),
      seconds: (performance.now() - started) / 1000,
      ...(measured !== undefined && { measured }),
      isFile,
    });
    if (this.lost !== undefined) return done(this.lost);
    try {
      const wrong = await trial.judge({ ...this.asked(trial.name, prints, subject), measured: one => (measured = one) });
      return done(wrong === undefined ? { outcome: 'passed', message: '' } : { outcome: 'failed', message: wrong });
    } catch (error) {
      if (error instanceof AnswerError) return done({ outcome: 'failed', message: error.message });
      if (!(error instanceof CallFailure)) throw error;
      const failed = { outcome: outcomes[error.kind], message: this.worded(error), isFile: error.kind === 'does not compile' || error.kind === 'does not load' };
      this.remember(error, failed);
      return done(failed);
    }
  }

  /** The mistake that the numbers give away, or the text, in a sentence; undefined where there is none, or none that is known. Only for what failed. */
  async mistake(): Promise<string | undefined> {
    if (this.hasGivenUp) return undefined;
    const sign = this.source === undefined ? undefined : wrongPowerSign(this.source, this.exercise.function, this.exercise.source.stub);
    if (sign !== undefined) return sign;
    try {
      return await this.exercise.recognise(this.asked('mistake', []), this.exercise.wrong());
    } catch (error) {
      if (error instanceof AnswerError || error instanceof CallFailure) return undefined;
      throw error;
    }
  }

  /** The function as trials and pictures ask it. */
  asked(purpose: string, prints: string[], subject = this.subject): Asked {
    const { function: name, gives, number, reference, seconds } = this.exercise;
    const read = reading(gives);
    const most = TOGETHER * seconds;
    let spent = 0;
    return {
      name,
      reference,
      source: this.source,
      random: randomOf(this.seed, `${number}/${purpose}`),
      measured: () => {},
      call: async (given): Promise<Answered> => {
        if (spent > most) throw new CallFailure('timeout', `took more than ${+most.toPrecision(3)} s for all that was asked of it here`);
        const began = performance.now();
        try {
          const { value, after, printed } = await subject.call(name, given);
          // The first may have waited for a place to be called in, which is no fault of its own.
          spent += Math.min(seconds, (performance.now() - began) / 1000);
          prints.push(printed);
          return { value: readAnswer(name, read, value, given), after };
        } catch (error) {
          if (error instanceof CallFailure) prints.push(error.printed);
          throw error;
        }
      },
    };
  }

  /** Whoever has many functions wants to know which of them never ended. */
  private worded(error: CallFailure): string {
    return error.kind === 'timeout' ? `${this.exercise.function} ${messageOf(error)}` : messageOf(error);
  }

  private remember({ kind }: CallFailure, failed: NonNullable<Judge['lost']>): void {
    if (kind === 'not exported') this.isMissing = true;
    if (kind === 'timeout') this.timeouts += 1;
    if (this.timeouts >= 2) this.lost = { outcome: 'not run', message: `not tried any more: ${this.exercise.function} ran out of its time twice`, isFile: false };
    if (failed.isFile) this.lost = failed;
  }
}

const outcomes: Readonly<Record<FailureKind, Outcome>> = {
  'to do': 'to do',
  threw: 'failed',
  'does not compile': 'failed',
  'does not load': 'failed',
  'not exported': 'failed',
  timeout: 'timeout',
  crash: 'crash',
  'out of memory': 'out of memory',
  'output limit': 'output limit',
  protocol: 'crash',
};

/** With the line of code in the student's own file where it happened; the message begins with the place. */
export function messageOf({ kind, message, place }: CallFailure): string {
  const said = message.replace(NAME_OF_PACKAGE, '');
  return place === undefined || kind === 'to do' ? said : `${said}${excerpt(place.code, place.column)}`;
}

/** What the compiler calls a package in "import_descent.tf.subb is not a function"; in the file it is tf.subb. */
const NAME_OF_PACKAGE = /\bimport_(descent|tfjs)\d*\./g;

/** The same inputs for the same student and trial, and other ones for another. */
function randomOf(seed: string, purpose: string): Random {
  return seededRandom(createHmac('sha256', seed).update(purpose).digest().readUIntBE(0, 6));
}
