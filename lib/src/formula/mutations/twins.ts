import type { Program } from '../check';
import { namesIn, type Assignment, type Expression } from '../tree';
import type { Slip } from './mutation';
import { swappedIn } from './names';
import type { MutantProgram } from './state';

/** Two lines of one form in other names, as the two corrections of Adam are. */
export interface Twins {
  readonly first: number;
  readonly second: number;
  /** Which name of the first stands for which of the second. */
  readonly pairs: readonly (readonly [string, string])[];
}

/** All pairs of lines that may be twins: as many names that only one of them has, of the same kinds, in the order in which they stand. */
export function twinsOf({ lines, kinds }: Program): Twins[] {
  return lines.flatMap((one, first) =>
    lines.slice(first + 1).flatMap((other, k): Twins[] => {
      const [here, there] = [[one.name, ...namesIn(one.value)], [other.name, ...namesIn(other.value)]].map(all => [...new Set(all)]) as [string[], string[]];
      const [mine, theirs] = [here.filter(name => !there.includes(name)), there.filter(name => !here.includes(name))];
      const isAlike = here.length === there.length && mine.length > 1 && mine.every((name, at) => kinds.get(name) === kinds.get(theirs[at] ?? ''));
      if (!isAlike) return [];
      return [{ first, second: first + 1 + k, pairs: mine.map((name, at) => [name, theirs[at] as string]) }];
    }),
  );
}

/** Slips in both of two twins: two numbers swapped, and what `slips` has of each line. `changed` puts lines in the places of others. */
export function slipsInTwins(
  { lines, inputs: { scalars = [] } }: Program,
  twins: readonly Twins[],
  slips: readonly (readonly Slip[])[],
  changed: (at: ReadonlyMap<number, Expression>) => Program,
): MutantProgram[] {
  return twins.flatMap(({ first, second, pairs }) => {
    const [one, other] = [lines[first], lines[second]] as [Assignment, Assignment];
    const swaps = pairs.filter(([name]) => scalars.includes(name)).map(([a, b]): [Slip, Slip, string] => {
      const [here, there] = [swappedIn(one.value, a, b), swappedIn(other.value, a, b)];
      return [here, there, here.says];
    });
    return [...swaps, ...pairedSlips(slips[first] ?? [], slips[second] ?? [], pairs)].map(([{ kind, node }, also, says]): MutantProgram => ({
      kind,
      says: `in the lines of ${one.name} and ${other.name}, ${says}`,
      program: changed(new Map([[first, node], [second, also.node]])),
    }));
  });
}

/** Slips of a program that concern one twin, made with both, since whoever makes one is likely to make the other. */
export function madeTwice(program: Program, twins: readonly Twins[], slipsOf: (program: Program) => readonly MutantProgram[]): MutantProgram[] {
  const slips = slipsOf(program);
  const said = slips.map(({ says }) => says);
  const found = twins.flatMap(({ pairs }) =>
    slips.flatMap(({ kind, says, program: once }, at): MutantProgram[] => {
      const other = renamed(says, pairs);
      if (said.indexOf(other) <= at) return [];
      const twice = slipsOf(once).find(slip => slip.says === other);
      return twice === undefined ? [] : [{ kind, says: `${says}, and ${other}`, program: twice.program }];
    }),
  );
  return [...new Map(found.map(slip => [slip.says, slip])).values()];
}

/** The slips of one twin with those of the other that say the same of its own names, and what they say together. Nobody takes a wrong name twice. */
function pairedSlips(slips: readonly Slip[], others: readonly Slip[], pairs: Twins['pairs']): [Slip, Slip, string][] {
  return slips.filter(({ kind }) => kind !== 'other name').flatMap((one): [Slip, Slip, string][] => {
    const says = renamed(one.says, pairs);
    const other = says === one.says ? undefined : others.find(slip => slip.says === says);
    return other === undefined ? [] : [[one, other, `${one.says}, and ${says}`]];
  });
}

/** What a clause says of one twin, said of the other. */
function renamed(says: string, pairs: Twins['pairs']): string {
  const names = new Map(pairs.flatMap(([a, b]) => [[a, b], [b, a]]));
  return says.replace(/[\p{L}_][\p{L}\p{N}_]*/gu, word => names.get(word) ?? word);
}
