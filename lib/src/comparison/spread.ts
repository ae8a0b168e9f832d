/** How some values lie: the middle one, the middle half, and the ends. Infinity stands for a run that diverged or did not arrive. */
export interface Spread {
  /** Half of the values are not larger. */
  readonly median: number;
  /** A quarter of the values are not larger. */
  readonly lower: number;
  /** Three quarters of the values are not larger. */
  readonly upper: number;
  /** The smallest of the values. */
  readonly smallest: number;
  /** The largest of the values. */
  readonly largest: number;
}

/** The spread of some values; see `quantile`. Errors: no values. */
export function spreadOf(values: readonly number[]): Spread {
  const at = (share: number): number => quantile(values, share);
  return { median: at(0.5), lower: at(0.25), upper: at(0.75), smallest: at(0), largest: at(1) };
}

/**
 * The value below which a share of some values lies, interpolated between neighbours (type 7 of Hyndman and Fan, as in numpy and R). Between a
 * number and Infinity there is nothing in the middle, so there it is Infinity. Errors: no values.
 */
export function quantile(values: readonly number[], share: number): number {
  if (values.length === 0) throw new Error('quantile: needs at least one value, got none');
  const sorted = [...values].sort((a, b) => a - b);
  const place = (sorted.length - 1) * share;
  const below = Math.floor(place);
  const [low, high] = [sorted[below] as number, sorted[Math.ceil(place)] as number];
  return place === below ? low : high === Infinity ? Infinity : low + (high - low) * (place - below);
}
