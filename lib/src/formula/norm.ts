/**
 * √Σx². A square may be too large or too small for a number where the root is not, so that numbers far from 1 are first multiplied by a power of
 * two, which rounds nothing. Infinity where an entry is or the norm is beyond float64, NaN where an entry is, 0 of nothing.
 */
export function normOf(values: ArrayLike<number>): number {
  let largest = 0;
  for (let i = 0; i < values.length; i++) largest = Math.max(largest, Math.abs(values[i] as number));
  const scale = largest > 2 ** 400 ? 2 ** -600 : largest < 2 ** -400 ? 2 ** 600 : 1;
  let total = 0;
  for (let i = 0; i < values.length; i++) total += (scale * (values[i] as number)) ** 2;
  return Math.sqrt(total) / scale;
}
