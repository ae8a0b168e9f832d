// `Math.min(...values)` puts every value on the stack, which is full at about a hundred thousand of them.

/** The smallest of some values, or `above` where that is smaller or there are none; NaN if one is. */
export function smallest(values: Iterable<number>, above = Infinity): number {
  let least = above;
  for (const value of values) least = Math.min(least, value);
  return least;
}

/** The largest of some values, or `below` where that is larger or there are none; NaN if one is. */
export function largest(values: Iterable<number>, below = -Infinity): number {
  let most = below;
  for (const value of values) most = Math.max(most, value);
  return most;
}
