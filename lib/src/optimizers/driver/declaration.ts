import type * as tf from '@tensorflow/tfjs';
import type { Algebra } from '../algebra/algebra';
import { formula, program, type Formula, type Inputs, type Program } from '../../formula/check';
import type { Symbol } from '../../notation';
import type { About } from '../../documentation';
import { knownOptions, type Names } from '../../options';

/** What an update sees of one variable: the weights, the gradient, and every slot, all of one shape, and the step number t ≥ 1. */
export type UpdateInput<Slot extends string = string> = { readonly [name in 'w' | 'g' | Slot]: tf.Tensor } & {
  /** The number of the variable's step, from 1. */
  readonly t: number;
};

/** What an update gives back: new weights and new slots. The tensors it was given must stay as they are. */
export type UpdateOutput<Slot extends string = string> = { readonly [name in 'w' | Slot]: tf.Tensor };

/** An update written in TypeScript on tensors instead of as a formula. It has no float64 reading. */
export type UpdateFunction<Hyper extends string = string, Slot extends string = string> = (
  values: UpdateInput<Slot>,
  hyper: Readonly<Record<Hyper, number>>,
) => UpdateOutput<Slot>;

/** The shape of a slot, from that of its variable. */
export type SlotShape = (variable: readonly number[]) => number[];

/** An update that treats a variable as a matrix. It is written once, on an algebra, and read in float64 and on tensors. */
export interface MatrixUpdate<Hyper extends string = string, Slot extends string = string> {
  /** Slots whose shape is not the variable's. */
  readonly shapes?: { readonly [slot in Slot]?: SlotShape };
  /** New weights and slots, computed with nothing but the operations of the algebra. */
  readonly step: <Value>(
    values: { readonly [name in 'w' | 'g' | Slot]: Value } & { readonly t: number },
    hyper: Readonly<Record<Hyper, number>>,
    algebra: Algebra<Value>,
  ) => { readonly [name in 'w' | Slot]: Value };
}

/** What is said of a method, whatever it computes: enough to show it, to check its hyper-parameters, and to save it. */
export interface Description<Hyper extends string = string> extends Omit<About, 'names'> {
  /** Hyper-parameters with their defaults; their intervals stand in `notation.ts`. */
  readonly hyper: Readonly<Record<Hyper, number>>;
  /** Which of them is the learning rate. Default `eta`. */
  readonly rate?: string;
  /** Glyphs, meanings and intervals for names that `notation.ts` does not list. */
  readonly symbols?: Readonly<Record<string, Symbol>>;
  /** How a lecture would write it, for what is not a formula of the engine. */
  readonly latex?: string;
}

/** A method as data. Everything the kit does with it is read off this. */
export interface Declaration<Hyper extends string = string, Slot extends string = string> extends Description<Hyper> {
  /** What is remembered of each weight, with its first value: a number, or a formula of the weights and hyper-parameters. */
  readonly state?: Readonly<Record<Slot, number | string>>;
  /** Where the gradient is asked, when that is not at w. */
  readonly at?: string;
  /** Lines of the formula, top to bottom, each seeing the latest values; or a function of the same. */
  readonly update: string | UpdateFunction<Hyper, Slot> | MatrixUpdate<Hyper, Slot>;
}

export const descriptionFields: Names<Description> = {
  name: true,
  title: true,
  idea: true,
  source: true,
  differs: true,
  wrong: true,
  hyper: true,
  rate: true,
  symbols: true,
  latex: true,
};

const fields: Names<Declaration> = { ...descriptionFields, state: true, at: true, update: true };

/** What is remembered of each variable. */
export interface CheckedSlots {
  readonly slotNames: readonly string[];
  /** The update: a formula's program, a function on tensors, or one on an algebra. Undefined for a method that steps in another way. */
  readonly update: Program | UpdateFunction | MatrixUpdate | undefined;
  /** The update when it is a formula. */
  readonly program: Program | undefined;
  readonly initial: ReadonlyMap<string, number | Formula>;
}

/** A declaration after its formulas have been read and checked. */
export interface CheckedMethod extends CheckedSlots {
  readonly declaration: Description;
  readonly hyperNames: readonly string[];
  readonly at: Formula | undefined;
}

/** Reads a declaration's formulas; a slip in one of them throws here, when the module loads. */
export function checkDeclaration(declaration: Declaration): CheckedMethod {
  const { name, hyper, state = {}, update, at, symbols = {} } = knownOptions(declaration.name, declaration, fields);
  const hyperNames = Object.keys(hyper);
  const slotNames = Object.keys(state);
  const inputs: Inputs = { tensors: ['w', 'g'], slots: slotNames, scalars: ['t', ...hyperNames], symbols };
  return naming(name, () => {
    if (declaration.rate !== undefined && !hyperNames.includes(declaration.rate)) throw new Error(`rate must be one of ${hyperNames.join(', ')}, got "${declaration.rate}"`);
    const checked = typeof update === 'string' ? program(update, inputs, ['w']) : update;
    return {
      declaration,
      hyperNames,
      slotNames,
      update: checked,
      program: typeof update === 'string' ? (checked as Program) : undefined,
      at: at === undefined ? undefined : formula(at, { tensors: ['w', ...slotNames], scalars: hyperNames, symbols }),
      initial: firstValues(state, { tensors: ['w'], scalars: hyperNames, symbols }),
    };
  });
}

/** Which hyper-parameter of a method is its learning rate. */
export function rateName({ declaration }: CheckedMethod): string {
  return declaration.rate ?? 'eta';
}

/** The first value of every slot; a text is a formula. */
export function firstValues(state: Readonly<Record<string, number | string>>, inputs: Inputs): Map<string, number | Formula> {
  return new Map(Object.entries(state).map(([slot, first]) => [slot, typeof first === 'number' ? first : formula(first, inputs)]));
}

/** The shape that a slot of a method has for a variable of some shape; the variable's own, unless the method says otherwise. */
export function slotShape({ update }: CheckedSlots, slot: string, variable: readonly number[]): readonly number[] {
  return (isMatrixUpdate(update) && update.shapes?.[slot]?.(variable)) || variable;
}

export function isMatrixUpdate(update: CheckedSlots['update']): update is MatrixUpdate {
  return typeof update === 'object' && 'step' in update;
}

/** Puts the method's name before the message of whatever is wrong with its formulas. */
export function naming<Result>(name: string, check: () => Result): Result {
  try {
    return check();
  } catch (error) {
    throw new Error(`${name}: ${(error as Error).message}`, { cause: error });
  }
}
