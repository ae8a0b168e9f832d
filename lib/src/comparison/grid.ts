/** One value for each of some hyper-parameters, by their names. */
export type Setting = Readonly<Record<string, number>>;

/** The values that are tried of each hyper-parameter, rising. */
export type Grid = Readonly<Record<string, readonly number[]>>;

/**
 * Rates to try: from `from` to `to`, evenly spaced on a logarithmic scale, `perDecade` to every factor of ten. Those between the ends keep two
 * digits: `logGrid(0.01, 1)` is 0.01, 0.018, 0.032, 0.056, 0.1, 0.18, 0.32, 0.56, 1.
 *
 * `perDecade` is a whole number from 1 to 20, default 4: neighbours differ by a factor of 1.8, and a curve of loss over rate is seldom narrower.
 * Errors: ends that are not positive or not in order; fewer than three values, of which none would lie between the ends.
 */
export function logGrid(from: number, to: number, perDecade = 4): number[] {
  if (!(from > 0 && to > from && to < Infinity)) throw new Error(`log grid: needs 0 < from < to < inf, got from ${from} to ${to}`);
  if (!Number.isInteger(perDecade) || perDecade < 1 || perDecade > 20) {
    throw new Error(`log grid: perDecade must be a whole number from 1 to 20, got ${perDecade}`);
  }
  const spaces = Math.round(Math.log10(to / from) * perDecade);
  if (spaces < 2) throw new Error(`log grid: needs at least three values, got ${spaces + 1} from ${from} to ${to} at ${perDecade} per decade`);
  return Array.from({ length: spaces + 1 }, (_, k) => {
    if (k === 0 || k === spaces) return k === 0 ? from : to;
    return Number((from * (to / from) ** (k / spaces)).toPrecision(2));
  });
}

/** Every setting of a grid: each value of each hyper-parameter with each of the others. */
export function settingsOf(grid: Grid): Setting[] {
  return Object.entries(grid).reduce<Setting[]>(
    (settings, [name, values]) => settings.flatMap(setting => values.map(value => ({ ...setting, [name]: value }))),
    [{}],
  );
}

/** A hyper-parameter that stands at an end of its grid. */
export interface Edge {
  readonly name: string;
  readonly value: number;
  readonly end: 'smallest' | 'largest';
}

/** The hyper-parameters of a setting beyond whose value a better one may lie, untried. Nothing lies below zero. */
export function edgesOf(grid: Grid, setting: Setting): Edge[] {
  return Object.entries(grid).flatMap(([name, values]): Edge[] => {
    const value = setting[name] as number;
    if (value === values[0] && value !== 0) return [{ name, value, end: 'smallest' }];
    return value === values[values.length - 1] ? [{ name, value, end: 'largest' }] : [];
  });
}

/** Errors, in the owner's name: fewer than three values, one that is not finite, or values that do not rise. */
export function requireGrid(owner: string, name: string, values: readonly number[]): void {
  if (!Array.isArray(values) || values.length < 3) {
    const given = Array.isArray(values) ? `${values.length} values` : String(values);
    throw new Error(`${owner}: ${name} must be tried at three values or more, or the best could not lie between them, got ${given}`);
  }
  const fault = values.findIndex((value, k) => !Number.isFinite(value) || (k > 0 && value <= (values[k - 1] as number)));
  if (fault >= 0) throw new Error(`${owner}: the values of ${name} must be finite and rise, got ${values[fault - 1] ?? ''} ${values[fault]}`);
}
