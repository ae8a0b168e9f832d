import { joined, type Program } from '../check';
import { namesIn, type Assignment } from '../tree';
import { name as nameOf } from './build';
import { substituted, type Mutation } from './mutation';

/** A program with one slip in it. */
export interface MutantProgram extends Mutation {
  readonly program: Program;
}

/** Slips with what is remembered: the old value for the new one, lines in another order, a state that is not kept, or kept in another form. */
export function stateSlips(program: Program): MutantProgram[] {
  const { lines, inputs } = program;
  const { slots = [] } = inputs;
  const of = (kind: Mutation['kind'], says: string, changed: readonly Assignment[]): MutantProgram => ({ kind, says, program: joined(changed, inputs) });
  return [
    ...slots.flatMap(slot => stale(program, slot).map(({ says, changed }) => of('stale', says, changed))),
    ...slots.map(slot => of('not kept', `${slot} is not remembered: the old one is handed on`, [line(old(slot), slot), ...lines, line(slot, old(slot))])),
    ...slots.map(slot => of('dropped', `the line of ${slot} is missing`, lines.filter(({ name }) => name !== slot))),
    ...slots.flatMap(slot => derivedFrom(program, slot).map(other => of('not kept', `${other} is handed on as the new ${slot}`, [...lines, line(slot, other)]))),
    ...lines.slice(1).flatMap((second, k) => exchanged(program, k).map(changed => of('order', `the line of ${second.name} comes before that of ${lines[k]?.name}`, changed))),
  ];
}

/** A name for the value from before the step, which no formula can use itself. */
function old(slot: string): string {
  return `old ${slot}`;
}

function line(name: string, value: string): Assignment {
  return { name, value: nameOf(value), text: `${name} = ${value}` };
}

/** Each line that reads a slot's new value, and all of them, with the old one in its place. */
function stale({ lines }: Program, slot: string): { says: string; changed: Assignment[] }[] {
  const assignedAt = lines.findIndex(({ name }) => name === slot);
  const readers = lines.flatMap(({ value }, at) => (at > assignedAt && namesIn(value).includes(slot) ? [at] : []));
  const withOld = (at: readonly number[]): Assignment[] => [
    line(old(slot), slot),
    ...lines.map((one, k) => (at.includes(k) ? { ...one, value: substituted(one.value, { [slot]: nameOf(old(slot)) }) } : one)),
  ];
  return readers.map(at => ({ says: `the line of ${lines[at]?.name} uses the old ${slot}, from before this step`, changed: withOld([at]) }));
}

/** What is computed from a slot on the way to the step, such as m̂ from m. */
function derivedFrom({ lines, inputs: { slots = [] } }: Program, slot: string): string[] {
  return lines.filter(({ name, value }) => name !== 'w' && !slots.includes(name) && namesIn(value).includes(slot)).map(({ name }) => name);
}

/** The lines with two neighbours exchanged, where both can still be read. */
function exchanged({ lines, inputs: { slots = [] } }: Program, at: number): Assignment[][] {
  const [first, second] = [lines[at] as Assignment, lines[at + 1] as Assignment];
  const isNew = (name: string): boolean => name !== 'w' && !slots.includes(name) && lines.findIndex(one => one.name === name) === at;
  if (namesIn(second.value).includes(first.name) && isNew(first.name)) return [];
  const depends = namesIn(second.value).includes(first.name) || namesIn(first.value).includes(second.name) || first.name === second.name;
  return depends ? [[...lines.slice(0, at), second, first, ...lines.slice(at + 2)]] : [];
}
