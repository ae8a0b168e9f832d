import type { Program } from '../../../src/formula/check';
import { runFloat64, type Float64 } from '../../../src/formula/float64';
import { mutantsOf, type MutationKind } from '../../../src/formula/mutate';
import { TensorData } from '../../../src/notebook/tensor-data';
import * as optimizers from '../../../src/optimizers';
import type { Method } from '../../../src/optimizers';
import type { Player, WrongVersion } from '../exercise';

/** A formula as an update function on tensors, in float64: the method's own, or one that is a slip away from it and keeps the same state. */
export function playerOf({ slotNames: slots, program: own }: Method, program = own as Program): Player {
  return given => {
    const [values, hyper] = given as [Readonly<Record<string, TensorData | number>>, Readonly<Record<string, number>>];
    const { shape } = values['w'] as TensorData;
    const number = (name: string): Float64 => {
      const value = values[name] as TensorData | number;
      if (typeof value === 'number') return value;
      return name !== 'w' && name !== 'g' && own?.kinds.get(name) === 'scalar' ? (value.values[0] as number) : Float64Array.from(value.values);
    };
    const scope = runFloat64(program, { ...hyper, ...Object.fromEntries(['w', 'g', 't', ...slots].map(name => [name, number(name)])) });
    const back = (value: Float64): TensorData => {
      const length = (values['w'] as TensorData).values.length;
      return new TensorData(typeof value === 'number' ? Array<number>(length).fill(value) : Array.from(value), shape);
    };
    return Object.fromEntries(['w', ...slots].map(name => [name, back(scope[name] as Float64)]));
  };
}

/** The text of a formula in one line, for a sentence. */
export function lineOf({ text }: Program): string {
  return text.split('\n').map(line => line.trim().replace(/\s+/g, ' ')).filter(line => line !== '').join('; ');
}

/** The other conventions that the library knows by name and that need no more settings, and then every slip that can be made in the formula. */
export function wrongVersions(method: Method): WrongVersion[] {
  return [...methods.flatMap(other => asConvention(method, other)), ...slipsIn(method, method.program as Program)];
}

/** Every formula that is one slip away from another, the likeliest first. */
export function slipsIn(method: Method, program: Program): Slip[] {
  const slips = mutantsOf(program, { rate: method.declaration.rate ?? 'eta' }).map(mutant => ({ ...mutant, rank: likelihood.indexOf(mutant.kind) }));
  return slips.sort((a, b) => a.rank - b.rank).map(({ says, program: wrong, kind: slip }) => ({ kind: 'slip', slip, says, program: wrong, plays: playerOf(method, wrong) }));
}

/** A formula with a slip, as a version that can be played. */
export interface Slip extends WrongVersion {
  readonly slip: MutationKind;
  readonly program: Program;
}

/** What happens most when a formula is typed, before what seldom does. */
const likelihood: readonly MutationKind[] = ['swapped', 'sign', 'stale', 'power', 'misplaced', 'dropped', 'complement', 'not kept', 'order', 'other name', 'scaled'];

const methods = Object.values<unknown>(optimizers).filter(
  (value): value is Method => typeof value === 'function' && 'program' in value && value.program !== undefined,
);

/** A decay of a sum and one of an average are the same number under two names. */
const kin: Readonly<Record<string, string>> = { beta: 'gamma', gamma: 'beta' };

function asConvention(method: Method, other: Method): WrongVersion[] {
  const { program, slotNames, hyperNames, declaration } = other;
  const known = method.hyperNames;
  const alias = (name: string): string => (known.includes(name) ? name : (kin[name] ?? name));
  const kept = slotsFor(method, other);
  if (other === method || program === undefined || kept === undefined || !hyperNames.every(name => known.includes(alias(name)))) return [];
  const step = playerOf(other);
  const plays: Player = given => {
    const [values, hyper] = given as [Readonly<Record<string, TensorData | number>>, Readonly<Record<string, number>>];
    const slots = Object.fromEntries(slotNames.map(name => [name, values[kept[name] as string] as TensorData]));
    const own = Object.fromEntries(hyperNames.map(name => [name, hyper[alias(name)] as number]));
    const next = step([{ w: values['w'] as TensorData, g: values['g'] as TensorData, t: values['t'] as number, ...slots }, own]) as Readonly<Record<string, TensorData>>;
    const back = Object.entries(kept).map(([slot, place]) => [place, next[slot]]);
    return { ...values, ...Object.fromEntries(back), w: next['w'] };
  };
  return [{ kind: 'named', says: `"${declaration.title}"`, formula: lineOf(program), plays }];
}

/** Where the slots of another method would be kept by who has only this method's: under their own name, else in order; undefined where they do not fit. */
function slotsFor(method: Method, other: Method): Readonly<Record<string, string>> | undefined {
  const free = method.slotNames.filter(slot => !other.slotNames.includes(slot));
  const kept = Object.fromEntries(other.slotNames.map(slot => [slot, method.slotNames.includes(slot) ? slot : free.shift()]));
  const fits = Object.entries(kept).every(([slot, place]) => place !== undefined && first(other, slot) === first(method, place));
  return fits ? (kept as Record<string, string>) : undefined;
}

function first({ initial }: Method, slot: string): string | number | undefined {
  const value = initial.get(slot);
  return typeof value === 'object' ? value.text : value;
}
