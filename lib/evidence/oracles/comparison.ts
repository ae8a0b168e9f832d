import { smallest } from '../../src/extremes';

/** How one recorded case came out: the largest error as a share of what is allowed, at most 1 to pass. */
export interface Replayed {
  readonly file: string;
  /** Who recorded it: a library, or `papers` for what was written out in numpy by the hand that wrote the kit's formulas. */
  readonly witness: string;
  /** What the library calls it, where that is a method of optimisation. */
  readonly call?: string;
  readonly id: string;
  readonly method: string;
  readonly reading: 'float64' | 'tensors';
  readonly error: number;
  readonly tolerance: number;
  readonly ratio: number;
}

/** How a case came out, before it is known whose it is. */
export type Row = Omit<Replayed, 'file' | 'witness'> & { readonly witness?: string };

/** Hands over how one recorded case came out. */
export type Report = (row: Row) => void;

/** Notes one recorded case that is left out, with the reason. */
export type Uncover = (id: string, why: string) => void;

/** Numbers compared: what the kit got, what the library recorded, and what a float32 reading may be off by. */
export interface Compared {
  readonly got: readonly number[];
  readonly expected: readonly number[];
  readonly allowance: number;
}

/** The worst coordinate of the worst step, measured in its own tolerance. */
export function largestError(
  got: ReadonlyArray<ArrayLike<number>>,
  expected: ReadonlyArray<readonly number[]>,
  tolerances: readonly number[],
): Pick<Replayed, 'error' | 'tolerance' | 'ratio'> {
  let worst = { error: 0, tolerance: smallest(tolerances), ratio: 0 };
  expected.forEach((row, step) =>
    row.forEach((value, i) => {
      const error = Math.abs((got[step]?.[i] ?? NaN) - value);
      const tolerance = tolerances[i] ?? NaN;
      const ratio = error / tolerance;
      // A NaN must never pass for a small error.
      if (!(ratio <= worst.ratio)) worst = { error, tolerance, ratio: Number.isNaN(ratio) ? Infinity : ratio };
    }),
  );
  return worst;
}
