import type * as tf from '@tensorflow/tfjs';
import { formula, program, type Formula, type Program } from '../formula/check';
import type { Symbol } from '../notation';
import type { Source } from '../source';

/** What an update sees of one variable: the weights, the gradient, and every slot, all of one shape, and the step number t ≥ 1. */
export type UpdateInput<Slot extends string = string> = { readonly [name in 'w' | 'g' | Slot]: tf.Tensor } & { readonly t: number };

/** What an update gives back: new weights and new slots. The tensors it was given must stay as they are. */
export type UpdateOutput<Slot extends string = string> = { readonly [name in 'w' | Slot]: tf.Tensor };

/** An update written in TypeScript instead of as a formula. */
export type UpdateFunction<Hyper extends string = string, Slot extends string = string> = (
  values: UpdateInput<Slot>,
  hyper: Readonly<Record<Hyper, number>>,
) => UpdateOutput<Slot>;

/** A method as data. Everything the kit does with it is read off this. */
export interface Declaration<Hyper extends string = string, Slot extends string = string> {
  /** Lower case, as in error messages and saved models. */
  readonly name: string;
  /** As in a heading. */
  readonly title: string;
  /** The idea in one sentence. */
  readonly idea: string;
  readonly source: Source;
  /** What a reader coming from torch, Keras, optax or tfjs should know. */
  readonly differs?: string;
  /** Hyper-parameters with their defaults; their intervals stand in `notation.ts`. */
  readonly hyper: Readonly<Record<Hyper, number>>;
  /** What is remembered of each weight, with its first value: a number, or a formula of the weights and hyper-parameters. */
  readonly state?: Readonly<Record<Slot, number | string>>;
  /** Where the gradient is asked, when that is not at w. */
  readonly at?: string;
  /** Lines of the formula, top to bottom, each seeing the latest values; or a function of the same. */
  readonly update: string | UpdateFunction<Hyper, Slot>;
  /** Glyphs for names that `notation.ts` does not list. */
  readonly symbols?: Readonly<Record<string, Symbol>>;
}

/** A declaration after its formulas have been read and checked. */
export interface CheckedMethod {
  readonly declaration: Declaration;
  readonly hyperNames: readonly string[];
  readonly slotNames: readonly string[];
  /** Undefined when the update is a function. */
  readonly program: Program | undefined;
  readonly at: Formula | undefined;
  readonly initial: ReadonlyMap<string, number | Formula>;
}

/** Reads a declaration's formulas; a slip in one of them throws here, when the module loads. */
export function checkDeclaration(declaration: Declaration): CheckedMethod {
  const { name, hyper, state = {}, update, at, symbols = {} } = declaration;
  const hyperNames = Object.keys(hyper);
  const slotNames = Object.keys(state);
  const read = (text: string, tensors: readonly string[]): Formula => formula(text, { tensors, scalars: hyperNames, symbols });
  try {
    return {
      declaration,
      hyperNames,
      slotNames,
      program:
        typeof update === 'string'
          ? program(update, { tensors: ['w', 'g'], slots: slotNames, scalars: ['t', ...hyperNames], symbols }, ['w'])
          : undefined,
      at: at === undefined ? undefined : read(at, ['w', ...slotNames]),
      initial: new Map(Object.entries(state).map(([slot, first]) => [slot, typeof first === 'number' ? first : read(first, ['w'])])),
    };
  } catch (error) {
    throw new Error(`${name}: ${(error as Error).message}`);
  }
}
