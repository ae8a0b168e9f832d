/** Whether a value lies in an interval written as usual: `[0, 1)`, `(0, inf)`. Infinity and NaN lie in none. */
export function contains(interval: string, value: number): boolean {
  const parts = /^([[(])\s*(-?[\d.]+|-inf)\s*,\s*(-?[\d.]+|inf)\s*([\])])$/.exec(interval);
  if (!parts) throw new Error(`cannot read the interval "${interval}"; write it as [0, 1) or (0, inf)`);
  const [open, low, high, close] = parts.slice(1) as [string, string, string, string];
  const from = low === '-inf' ? -Infinity : Number(low);
  const to = high === 'inf' ? Infinity : Number(high);
  if (!Number.isFinite(value)) return false;
  return (open === '[' ? value >= from : value > from) && (close === ']' ? value <= to : value < to);
}
