import type { CheckedContender } from './contender';
import type { CheckedComparison } from './declaration';
import type { Setting } from './grid';
import { spreadOf, type Spread } from './spread';
import type { Axes } from './task';
import { settingWords, type Words } from './words';

/** The numbers that a comparison found for one method. They are all that is recorded. */
export interface MethodNumbers {
  /** The method's name in the comparison. */
  readonly name: string;
  /** The setting with the lowest median over the search seeds. */
  readonly best: Setting;
  /** What every setting of the grid gave, in the order of the search seeds. */
  readonly search: ReadonlyArray<{ readonly setting: Setting; readonly values: readonly number[] }>;
  /** The best setting on the fresh seeds: what counts, and the measure on the way. */
  readonly runs: ReadonlyArray<{ readonly seed: number; readonly value: number; readonly curve: readonly number[] }>;
  /** What had been done at each point of the curves. */
  readonly axes: Axes;
}

/** How one method came out, on fresh seeds, at its own best setting. */
export interface MethodResult extends MethodNumbers, Spread {
  /** The searched hyper-parameter that figures are drawn over: the learning rate. */
  readonly rate: string;
}

/** A row of a comparison's table: a method, its setting, and how its fresh runs lie. */
export type ComparisonRow = Readonly<Record<string, string | number>>;

/** How methods compare, each at its own best setting. */
export interface ComparisonResult {
  /** The comparison's name. */
  readonly name: string;
  /** What its numbers are called. */
  readonly words: Words;
  /** The methods, in the order in which they were declared. */
  readonly methods: readonly MethodResult[];
  /** A row for each method, for `table`. */
  readonly rows: readonly ComparisonRow[];
  /** One method's result by its name in the comparison. Errors: a name that is not in it. */
  of(name: string): MethodResult;
}

/** The settings' medians over the search seeds, for the best of every rate: what is drawn over the rate. */
export function medianOverRate({ search, rate }: MethodResult): Array<Spread & { readonly rate: number; readonly setting: Setting }> {
  const rates = [...new Set(search.map(({ setting }) => setting[rate] as number))];
  return rates.map(value => {
    const entries = search.filter(({ setting }) => setting[rate] === value).map(({ setting, values }) => ({ ...spreadOf(values), rate: value, setting }));
    return entries.reduce((best, entry) => (entry.median < best.median ? entry : best));
  });
}

/** A method's lowest median over the search seeds: that of its best setting. */
export function bestMedian(method: MethodResult): number {
  return medianOverRate(method).find(({ rate }) => rate === method.best[method.rate])?.median ?? Infinity;
}

/**
 * The smallest and the largest rate of a stretch of the grid around the best one in which the median over the search seeds stays within a factor of the
 * best. How wide it is tells how much care the rate needs. `factor` from 1 up, default 2.
 */
export function goodRates(method: MethodResult, factor = 2): readonly [smallest: number, largest: number] {
  const entries = medianOverRate(method);
  const good = (place: number): boolean => (entries[place]?.median ?? Infinity) <= factor * bestMedian(method);
  const place = entries.findIndex(({ rate }) => rate === method.best[method.rate]);
  let [first, last] = [place, place];
  while (good(first - 1)) first -= 1;
  while (good(last + 1)) last += 1;
  return [entries[first]?.rate as number, entries[last]?.rate as number];
}

/** What a comparison found, with everything that is read off it. */
export function comparisonOf({ name, contenders }: CheckedComparison, numbers: readonly MethodNumbers[], words: Words): ComparisonResult {
  const methods = contenders.map((contender, index) => resultOf(contender, numbers[index] as MethodNumbers));
  return {
    name,
    words,
    methods,
    rows: methods.map(method => rowOf(method, words)),
    of: wanted => {
      const found = methods.find(method => method.name === wanted);
      if (found === undefined) throw new Error(`${name}: unknown method "${wanted}"; known: ${methods.map(method => method.name).join(', ')}`);
      return found;
    },
  };
}

function resultOf({ rate }: CheckedContender, numbers: MethodNumbers): MethodResult {
  return { ...numbers, ...spreadOf(numbers.runs.map(({ value }) => value)), rate };
}

function rowOf({ name, best, median, lower, upper, runs }: MethodResult, { value, never }: Words): ComparisonRow {
  const said = (number: number): number | string => (number === Infinity ? never : number);
  return {
    method: name,
    'best setting': settingWords(best),
    [`${value}, median`]: said(median),
    'lower quartile': said(lower),
    'upper quartile': said(upper),
    seeds: runs.length,
  };
}
