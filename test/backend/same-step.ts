import { expect } from 'vitest';
import type { OneStep } from './layer-cases';

/** An entry sums a thousand products of numbers of size one at most, each addition rounded to 2^-24 of the sum. */
const bound = 1000 * 2 ** -24;

/** A layer that draws at random need only be trained. */
export function expectSameStep(got: OneStep, expected: OneStep, random = false, name = ''): void {
  expect.soft(Number.isFinite(got.loss), name).toBe(true);
  if (random) return;
  const lists = ({ loss, slopes, weights }: OneStep): number[][] => [[loss], ...slopes, ...weights];
  const [ours, theirs] = [lists(got), lists(expected)];
  expect.soft(ours.map(list => list.length), name).toEqual(theirs.map(list => list.length));
  const errors = theirs.map((list, index) => {
    const size = list.reduce((largest, value) => Math.max(largest, Math.abs(value)), 1);
    return list.reduce((worst, value, at) => Math.max(worst, Math.abs(value - (ours[index]?.[at] ?? NaN)) / size), 0);
  });
  expect.soft(errors.filter(error => !(error < bound)), name).toEqual([]);
}
