import { expect } from 'vitest';

/** The values for steps 1 to n. */
export function first(n: number, schedule: (t: number) => number): number[] {
  return Array.from({ length: n }, (_, k) => schedule(k + 1));
}

/** Equal up to the last digit that the source prints. */
export function close(values: readonly number[], digits: number): unknown[] {
  return values.map(value => expect.closeTo(value, digits));
}
