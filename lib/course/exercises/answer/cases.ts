import type { Given } from '../../subject/subject';
import type { Asked, Trial } from '../exercise';
import { firstDifference, shown, sizeOf } from '../numbers';

/** Inputs, and what they are to show. */
export interface Case {
  /** What is asked: "on one parabola". */
  readonly name: string;
  /** Lists of arguments, one for each call. */
  readonly asks: readonly (readonly Given[])[];
  /** What to look at where an answer differs; of the arguments, where it depends on them. */
  readonly hint?: string | ((...given: never[]) => string);
  /** Default 1. */
  readonly points?: number;
}

/** Something that holds of every right answer, whatever it is. */
export interface Property extends Omit<Case, 'hint'> {
  /** What is wrong with an answer to these arguments; undefined where it holds. */
  readonly holds: (answer: never, ...given: never[]) => string | undefined;
}

/** Relative to the largest number of an answer: float32 carries seven digits, and an answer may have been in a tensor. */
const tolerance = 1e-5;

/** How far an answer to this one may be off; one that should be zero may be off by rounding. */
export function allowedFor(expected: unknown): number {
  return tolerance * Math.max(sizeOf(expected), 1e-4);
}

/** Whether each answer is the reference's. */
export function caseTrial({ name, asks, hint, points = 1 }: Case): Trial {
  return { name, points, visibility: 'public', judge: asked => firstWrong(asks, hint, asked) };
}

/** The first answer that is not the reference's, in a sentence. */
export async function firstWrong(asks: readonly (readonly Given[])[], hint: Case['hint'], asked: Asked): Promise<string | undefined> {
  for (const given of asks) {
    const { value } = await asked.call(given);
    const expected = await asked.reference(given);
    const off = firstDifference(expected, value, allowedFor(expected));
    if (off === undefined) continue;
    const place = off.label === '' ? '' : ` for ${off.label}`;
    const more = hint === undefined ? '' : `. ${typeof hint === 'string' ? hint : hint(...(given as never[]))}`;
    return `${callOf(asked.name, given)}: expected ${off.expected}, got ${off.got}${place}${more}`;
  }
  return undefined;
}

/** Whether a property holds of each answer. */
export function propertyTrial({ name, asks, holds, points = 1 }: Property): Trial {
  return {
    name,
    points,
    visibility: 'public',
    judge: async asked => {
      for (const given of asks) {
        const wrong = holds((await asked.call(given)).value as never, ...(given as never[]));
        if (wrong !== undefined) return `${callOf(asked.name, given)}: ${wrong}`;
      }
      return undefined;
    },
  };
}

/** A call as it is written. */
export function callOf(name: string, given: readonly Given[]): string {
  return `${name}(${given.map(shown).join(', ')})`;
}
