import type { CheckedContender } from './contender';
import type { CheckedComparison } from './declaration';
import { edgesOf, type Setting } from './grid';
import type { MethodNumbers } from './results';
import { quantile } from './spread';
import { isWalk, type Axes, type Run, type RunConduct } from './task';
import { trainingRun } from './training-run';
import { walkRun } from './walk-run';
import { settingWords, wordsFor } from './words';

/** How a comparison's runs are watched and stopped. */
export interface ComparisonConduct {
  /** Called after every run; may be asynchronous. */
  readonly onRun?: (done: number, total: number, method: string) => void | Promise<void>;
  /** Stops it: no result is better than one of which a part was not run. */
  readonly signal?: AbortSignal;
}

/** A method whose grid has been tried. */
interface Searched {
  readonly contender: CheckedContender;
  readonly search: MethodNumbers['search'];
}

/** How many runs a comparison makes: every setting on every search seed, then the best of every method on the fresh ones. */
export function countRuns({ contenders, searchSeeds, seeds }: CheckedComparison): number {
  return contenders.reduce((sum, { settings }) => sum + settings.length * searchSeeds.length + seeds.length, 0);
}

/**
 * Searches every method's best setting by one rule, then runs it on fresh seeds.
 *
 * Best is the setting with the lowest median over the search seeds; of several, that whose worst seed is lowest; of these, the one that comes first in
 * its grid. A run that diverges, or does not reach the goal, counts as Infinity. Errors: a best setting at the end of its grid, since beyond it
 * there may be a better one; a method that arrives with no setting; an interrupt.
 */
export async function runComparison(checked: CheckedComparison, { onRun, signal }: ComparisonConduct = {}): Promise<MethodNumbers[]> {
  const total = countRuns(checked);
  let done = 0;
  const run = async (contender: CheckedContender, setting: Setting, seed: number, searching: boolean): Promise<Run> => {
    const made = await runOnce(contender, setting, { seed, searching, signal });
    done += 1;
    await onRun?.(done, total, contender.name);
    if (signal?.aborted) throw new Error(`compared: stopped after ${done} of ${total} runs of ${checked.name}, so there is no result`);
    return made;
  };
  const searched: Searched[] = [];
  for (const contender of checked.contenders) {
    const search: Array<MethodNumbers['search'][number]> = [];
    for (const setting of contender.settings) {
      const values: number[] = [];
      for (const seed of checked.searchSeeds) values.push((await run(contender, setting, seed, true)).value);
      search.push({ setting, values });
    }
    searched.push({ contender, search });
  }
  const bests = bestSettings(checked, searched);
  const results: MethodNumbers[] = [];
  for (const [index, { contender, search }] of searched.entries()) {
    const best = bests[index] as Setting;
    const runs: Array<Run & { readonly seed: number }> = [];
    for (const seed of checked.seeds) runs.push({ seed, ...(await run(contender, best, seed, false)) });
    results.push(thinned({ name: contender.name, best, search, runs, axes: longest(runs) }));
  }
  return results;
}

/** One run of one method, its numbers rounded as they are recorded: a result must not depend on whether it was just computed or read. */
export async function runOnce(contender: CheckedContender, setting: Setting, conduct: RunConduct): Promise<Run> {
  const { task } = contender;
  const { value, curve, axes } = isWalk(task) ? walkRun(contender, task, setting, conduct.seed) : await trainingRun(contender, task, setting, conduct);
  return { value: rounded(value, 4), curve: curve.map(point => rounded(point, 3)), axes };
}

function rounded(value: number, digits: number): number {
  return Number.isSafeInteger(value) ? value : Number(value.toPrecision(digits));
}

/** Every method's best setting. All that is wrong with any of them is said at once, since the search has taken its time. */
function bestSettings(checked: CheckedComparison, searched: readonly Searched[]): Setting[] {
  const faults: string[] = [];
  const bests = searched.map(({ contender: { name, grid }, search }) => {
    const { setting, values } = bestOf(search);
    const median = quantile(values, 0.5);
    if (median === Infinity) {
      faults.push(`no setting of ${name} ${checked.task.goal === undefined ? 'stays finite' : 'reaches the goal'} on most of the search seeds`);
    } else {
      for (const { name: hyper, value, end } of edgesOf(grid, setting)) {
        faults.push(`${name} is best at the ${end} ${hyper} of its grid, ${value}; extend the grid ${end === 'smallest' ? 'below' : 'above'} it`);
      }
    }
    return setting;
  });
  if (faults.length > 0) throw new Error(`compared: ${checked.name}: ${faults.join('; ')} (${wordsFor(checked).value}: ${bestsInWords(searched)})`);
  return bests;
}

function bestsInWords(searched: readonly Searched[]): string {
  return searched.map(({ contender, search }) => {
    const { setting, values } = bestOf(search);
    return `${contender.name} ${quantile(values, 0.5)} at ${settingWords(setting)}`;
  }).join(', ');
}

/** The entry with the lowest median, of several the one whose worst value is lowest, of these the first. */
export function bestOf(search: MethodNumbers['search']): MethodNumbers['search'][number] {
  const [first, ...others] = search.map(entry => ({ entry, median: quantile(entry.values, 0.5), worst: quantile(entry.values, 1) }));
  if (first === undefined) throw new Error('compared: the best of no settings was asked for');
  const better = (one: typeof first, than: typeof first): boolean =>
    one.median < than.median || (one.median === than.median && one.worst < than.worst);
  return others.reduce((best, other) => (better(other, best) ? other : best), first).entry;
}

function longest(runs: readonly Run[]): Axes {
  const lengthOf = ({ axes }: Run): number => Object.values(axes)[0]?.length ?? 0;
  return runs.reduce((best, run) => (lengthOf(run) > lengthOf(best) ? run : best)).axes;
}

/** A curve is drawn, and recorded, at 51 places at most, evenly apart in round numbers, and at its end. */
const mostPlaces = 51;

function thinned({ runs, axes, ...numbers }: MethodNumbers): MethodNumbers {
  const length = runs[0]?.curve.length ?? 0;
  const stride = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000].find(step => (length - 1) / step < mostPlaces) ?? Math.ceil(length / mostPlaces);
  const kept = <T>(values: readonly T[]): T[] => values.filter((_, place) => place % stride === 0 || place === length - 1);
  return {
    ...numbers,
    runs: runs.map(({ seed, value, curve }) => ({ seed, value, curve: kept(curve) })),
    axes: Object.fromEntries(Object.entries(axes).map(([axis, values]) => [axis, kept(values)])),
  };
}
