import type { OptimizerCase } from './recorded';

/** A float32 reading rounds 2²⁹ times as coarsely as float64, and an error grows alike in both. */
export const float32Allowance = 2 ** 29;

const epsilon = 2 ** -52;

/**
 * What a float32 reading may be off by. Where a recorded tolerance is for rounding, it is that, 2²⁹ times as large. Where it is for what the
 * library itself computed in float32 or bfloat16, that much is granted once, and the rounding is estimated anew by the rule of the recordings,
 * 100 ε times the measured amplification and 20 ε times the largest weight.
 */
export function float32Tolerance(
  { tol_reason: reason = 'rounding' }: Pick<OptimizerCase, 'tol_reason'>,
  {
    tolerances,
    amplification = 1,
    expected,
  }: {
    readonly tolerances: readonly number[];
    readonly amplification: number | undefined;
    readonly expected: ReadonlyArray<readonly number[]>;
  },
): number[] {
  if (reason === 'rounding') return tolerances.map(tolerance => tolerance * float32Allowance);
  const largest = expected.reduce((most, row) => row.reduce((m, value) => Math.max(m, Math.abs(value)), most), 0);
  return tolerances.map(tolerance => tolerance + float32Allowance * epsilon * (100 * amplification + 20 * largest));
}
