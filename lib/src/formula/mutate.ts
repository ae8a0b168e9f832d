import { joined, type Formula, type Program } from './check';
import { complements, dropped, powers, turned } from './mutations/arithmetic';
import { everywhere, type Mutation, type Slip } from './mutations/mutation';
import { counted, otherNames, pairs, scaled, swappedIn, type Names } from './mutations/names';
import { misplaced } from './mutations/places';
import { stateSlips, type MutantProgram } from './mutations/state';
import { madeTwice, slipsInTwins, twinsOf } from './mutations/twins';
import { namesIn, type Assignment, type Expression } from './tree';

export type { Mutation, MutationKind } from './mutations/mutation';
export type { MutantProgram } from './mutations/state';

/** A formula with one slip in it. */
export interface MutantFormula extends Mutation {
  readonly formula: Formula;
}

/**
 * The plausible wrong forms of an update rule, each with one slip and a clause that says which: a term, a factor, a root or a square left out, a sign
 * turned, brackets that reach too far or too near, one name for another, an average's two shares exchanged, a power off by one, the old state for the
 * new, a state that is not kept, the rate scaled; and the same slip in two lines of one form, as Adam's corrections are. The likeliest come first. Some
 * walk the same path as the right form or as each other: only numbers tell.
 */
export function mutantsOf(program: Program, { rate = 'eta' }: { readonly rate?: string } = {}): MutantProgram[] {
  const { lines, inputs } = program;
  const { scalars = [] } = inputs;
  const slips = lines.map((line, at) => [...slipsOf(line.value, namesAt(program, at)), ...(namesIn(line.value).includes(rate) ? scaled(line.value, rate) : [])]);
  const changed = (at: ReadonlyMap<number, Expression>): Program => joined(lines.map((line, k) => ({ ...line, value: at.get(k) ?? line.value })), inputs);
  // A step that goes the wrong way is likelier than an average that does, so the last line comes first.
  const inLine = [...lines.entries()].reverse().flatMap(([at, { name }]) =>
    (slips[at] ?? []).map(({ kind, says, node }): MutantProgram => ({
      kind,
      says: lines.length > 1 ? `in the line of ${name}, ${says}` : says,
      program: changed(new Map([[at, node]])),
    })),
  );
  const numbers = scalars.filter(name => name !== 't');
  const twins = twinsOf(program);
  return [
    ...throughout(lines, numbers).map(({ kind, says, changed: all }) => ({ kind, says, program: joined(all, inputs) })),
    ...stateSlips(program),
    ...inLine,
    ...madeTwice(program, twins, stateSlips),
    ...slipsInTwins(program, twins, slips, changed),
  ];
}

/** The plausible wrong forms of one expression. */
export function mutantFormulas(formula: Formula): MutantFormula[] {
  const { scalars = [], tensors = [] } = formula.inputs;
  return slipsOf(formula.value, { scalars, tensors }).map(({ kind, says, node }) => ({ kind, says, formula: { ...formula, value: node } }));
}

function slipsOf(node: Expression, names: Names): Slip[] {
  const rules = [dropped, turned, powers, misplaced, complements];
  return [...rules.flatMap(rule => everywhere(node, rule)), ...otherNames(node, names)];
}

/** What a line may read: hyper-parameters, the weights and what is remembered, and what the lines above have assigned. */
function namesAt({ lines, inputs, kinds }: Program, at: number): Names {
  const { scalars = [], tensors = [], slots = [] } = inputs;
  const above = [...slots, ...lines.slice(0, at).map(({ name }) => name)];
  const ofKind = (...wanted: readonly string[]): string[] => above.filter(name => wanted.includes(kinds.get(name) ?? ''));
  return { scalars: [...new Set([...scalars, ...ofKind('scalar')])], tensors: [...new Set([...tensors, ...ofKind('tensor')])] };
}

/** Two hyper-parameters exchanged in all lines, and the count of steps off by one in all of them. */
function throughout(lines: readonly Assignment[], numbers: readonly string[]): (Mutation & { changed: Assignment[] })[] {
  const all = (change: (node: Expression) => Slip): Mutation & { changed: Assignment[] } => {
    const slips = lines.map(line => change(line.value));
    const { kind, says } = slips[0] as Slip;
    return { kind, says, changed: lines.map((line, k) => ({ ...line, value: (slips[k] as Slip).node })) };
  };
  const isUsed = (name: string): boolean => lines.some(({ value }) => namesIn(value).includes(name));
  const exchanges = pairs(numbers.filter(isUsed)).map(([a, b]) => all(node => swappedIn(node, a, b)));
  return isUsed('t') ? [...exchanges, ...[-1, 1].map(by => all(node => counted(node, by)))] : exchanges;
}
