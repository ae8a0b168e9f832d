/** Errors: limits that do not rise, or that a logarithmic axis does not have. */
export function requireLimits(view: string, [low, high]: readonly [number, number], log: boolean): void {
  if (!(low < high && (!log || low > 0) && Number.isFinite(high - low))) {
    throw new Error(`explore: limits of ${view} must rise${log ? ' from above 0' : ''}, got ${low} to ${high}`);
  }
}
