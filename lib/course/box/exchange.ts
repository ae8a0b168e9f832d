import { randomUUID } from 'node:crypto';
import type { LentFunctions } from '../subject/lent-functions';
import type { WireAnswer } from '../subject/student-call';
import { isThrown, type Thrown } from '../subject/thrown';
import { WireError } from '../subject/wire';
import type { BoxProcess } from './box-process';
import type { Ending } from './endings';
import type { FromBox, ToBox } from './frames';

type WithoutId<Frame> = Frame extends unknown ? Omit<Frame, 'id'> : never;

/** What is asked of a box. */
export type Question = WithoutId<Extract<ToBox, { kind: 'load' | 'call' | 'end' }>>;

/** What came of it. */
export type Outcome =
  | { readonly kind: 'loaded'; readonly exported: readonly (readonly [name: string, kind: string])[] }
  | ({ readonly kind: 'answer' } & WireAnswer)
  | { readonly kind: 'threw'; readonly thrown: Thrown }
  | { readonly kind: 'over' }
  /** `started`: whether the student's code had begun to run for this question; else it was an earlier one whose doing this was. */
  | { readonly kind: 'ended'; readonly ending: Ending; readonly started: boolean };

export interface Exchange {
  readonly question: Question;
  readonly limitMs: number;
  /** The functions that were lent for it. */
  readonly lent?: LentFunctions;
}

/**
 * Asks a box one thing and waits for what comes of it, which is the first answer to this question, and not to another. A box that takes too long, or
 * sends what is no answer, is ended.
 */
export function exchange(box: BoxProcess, { question, limitMs, lent }: Exchange): Promise<Outcome> {
  const id = randomUUID();
  return new Promise(resolve => {
    let started = false;
    const clock = setTimeout(() => box.stop('time'), limitMs);
    const settle = (outcome: Outcome): void => {
      clearTimeout(clock);
      box.listener = undefined;
      resolve(outcome);
    };
    const onFrame = (frame: FromBox): void => {
      if (!('id' in frame) || frame.id !== id) return;
      if (frame.kind === 'started') started = true;
      else if (frame.kind === 'lent') giveBack(frame);
      else {
        const outcome = outcomeOf(frame, question.kind);
        if (outcome === undefined) box.stop('protocol');
        else settle(outcome);
      }
    };
    const giveBack = (frame: FromBox & { kind: 'lent' }): void => {
      if (lent === undefined || !Array.isArray(frame.given)) return box.stop('protocol');
      try {
        box.send({ kind: 'given back', id, value: lent.call(frame.lent, frame.given) });
      } catch (error) {
        if (error instanceof WireError) box.stop('protocol');
        else box.send({ kind: 'given back', id, error: error instanceof Error ? error.message : String(error) });
      }
    };
    box.listener = { onFrame, onEnd: ending => settle({ kind: 'ended', ending, started }) };
    if (box.ending !== undefined) return settle({ kind: 'ended', ending: box.ending, started });
    box.send({ ...question, id });
  });
}

/** A frame that answers the question, if it has all that belongs to it. */
function outcomeOf(frame: FromBox, asked: Question['kind']): Outcome | undefined {
  if (frame.kind === 'threw' && isThrown(frame.thrown)) return { kind: 'threw', thrown: frame.thrown };
  if (frame.kind === 'ended' && asked === 'end') return { kind: 'over' };
  if (frame.kind === 'loaded' && asked === 'load' && isExported(frame.exported)) return { kind: 'loaded', exported: frame.exported };
  if (frame.kind !== 'answer' || asked !== 'call' || !Array.isArray(frame.after) || typeof frame.leaked !== 'number') return undefined;
  const { value, after, leaked } = frame;
  return { kind: 'answer', value, after, leaked };
}

function isExported(exported: unknown): boolean {
  const isPair = (entry: unknown): boolean => Array.isArray(entry) && entry.length === 2 && entry.every(text => typeof text === 'string');
  return Array.isArray(exported) && exported.every(isPair);
}
