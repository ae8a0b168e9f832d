import { largest } from '../extremes';
import { knownOptions, type Names } from '../options';
import { numbersOf, whatIs } from './numbers-of';

/** What a comparison of numbers is about, for the sentence that says how they differ. */
export interface Comparison {
  /** What is compared: "m", "the new weights". */
  readonly what: string;
  /** When: "after step 2 (g = 1, beta1 = 0.9)". */
  readonly when?: string;
  /** Default 1e-5 relative to the largest expected number: float32 carries seven digits, and an exercise does a few operations. */
  readonly tolerance?: number;
  /** What to look at when it differs. */
  readonly hint?: string;
}

const fields: Names<Comparison> = { what: true, when: true, tolerance: true, hint: true };

/**
 * Compares a student's numbers with the expected ones, and says what differs, where, and by how much. Takes a number, an array or a tensor.
 * Errors: another type (a promise, nothing), another count, a number further off than the tolerance.
 */
export function expectNumbers(got: unknown, expected: number | readonly number[], comparison: Comparison): void {
  const { what, when = '', tolerance = 1e-5, hint } = knownOptions('expectNumbers', comparison, fields);
  const place = when === '' ? '' : ` ${when}`;
  const fail = (message: string): never => {
    throw new Error(`${what}${place}: ${message}${hint === undefined ? '' : `. ${hint}`}`);
  };
  const wanted = typeof expected === 'number' ? [expected] : expected;
  const numbers = numbersOf(got);
  if (numbers === undefined) return fail(`expected ${wanted.length === 1 ? 'a number' : `${wanted.length} numbers`}, got ${whatIs(got)}${got === undefined ? ' (is there a return?)' : ''}`);
  if (numbers.length !== wanted.length) return fail(`expected ${wanted.length} numbers, got ${numbers.length}`);
  const allowed = tolerance * largest(wanted.map(Math.abs), 1e-30);
  wanted.forEach((value, index) => {
    const number = numbers[index] as number;
    if (Math.abs(number - value) <= allowed) return;
    const where = wanted.length === 1 ? '' : ` at index ${index}`;
    fail(`expected ${format(value)}, got ${format(number)}${where}`);
  });
}

function format(value: number): string {
  return Number.isInteger(value) ? String(value) : String(Number(value.toPrecision(7)));
}
