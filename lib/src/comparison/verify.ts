import type { CheckedComparison } from './declaration';
import type { ComparisonRecord } from './record';
import type { MethodNumbers } from './results';
import { bestOf, runOnce } from './run-comparison';
import { isWalk } from './task';

/**
 * Runs a part of a recorded comparison again, for every method its best setting on the first search seed and on the last fresh one, and holds what
 * comes out against the record. Errors: a value that is not the recorded one; a best setting that the recorded search does not give.
 *
 * A walk, and a training that rounds as the one that made the record, gives the same numbers again; two units in the last recorded digit are for
 * functions such as exp and log, whose last bit engines are free to choose. Other products of matrices round otherwise, which hundreds of updates later
 * is like another seed: there a value must lie among the recorded seeds', or outside of them by no more than they are apart.
 */
export async function verifyRecord(checked: CheckedComparison, record: ComparisonRecord, rounding: string): Promise<void> {
  for (const [index, contender] of checked.contenders.entries()) {
    const { name, best, search, runs } = record.methods[index] as MethodNumbers;
    const chosen = bestOf(search);
    const [given, ran] = [JSON.stringify(chosen.setting), JSON.stringify(best)];
    if (given !== ran) throw new Error(`compared: ${checked.name}: the recorded search gives ${name} ${given}, but ${ran} was run`);
    const exact = isWalk(contender.task) || rounding === record.arithmetic;
    const hold = async (seed: number, recorded: number, all: readonly number[], searching: boolean): Promise<void> => {
      const { value } = await runOnce(contender, best, { seed, searching });
      if (exact ? near(value, recorded) : among(value, all)) return;
      const what = `${name} at its best setting, seed ${seed}, gives ${value}`;
      throw new Error(`compared: ${checked.name}: ${what}, but ${recorded} is recorded; run "npm run compare -- --lessons"`);
    };
    await hold(checked.searchSeeds[0] as number, chosen.values[0] as number, chosen.values, true);
    const last = runs[runs.length - 1] as MethodNumbers['runs'][number];
    await hold(last.seed, last.value, runs.map(({ value }) => value), false);
  }
}

/** Recorded values have four digits. */
function near(value: number, recorded: number): boolean {
  return value === recorded || Math.abs(value - recorded) <= 2e-3 * Math.abs(recorded);
}

function among(value: number, all: readonly number[]): boolean {
  const [low, high] = [Math.min(...all), Math.max(...all)];
  return value === high || (value >= low - (high - low) && value <= high + (high - low));
}
