import * as tf from '@tensorflow/tfjs';
import { aboutFields, documentation, parametersOf, type About, type Documented } from '../documentation';
import { evaluateFloat64, type Float64 } from '../formula/float64';
import type { Formula } from '../formula/check';
import { contains, symbolFor, type Symbol } from '../notation';
import { elementwise } from './elementwise';
import { knownOptions, type Names, requireKnown } from '../options';

/** An activation function as data: a formula of `x`. */
export interface ActivationDeclaration<Parameter extends string = string> extends About {
  /** The value at x, in the language of the optimizers. */
  readonly formula: string;
  /** Parts of the formula with a name of their own. */
  readonly where?: Readonly<Record<string, string>>;
  /** Names with their defaults; the intervals stand in `symbols` or `notation.ts`. */
  readonly parameters?: Readonly<Record<Parameter, number>>;
  /** Numbers that nobody chooses, such as π. */
  readonly constants?: Readonly<Record<string, number>>;
  /** Entries for names that `notation.ts` does not list, or lists with another meaning. */
  readonly symbols?: Readonly<Record<string, Symbol>>;
}

/**
 * An activation function: call it with a number, an array or a tensor, and get the same kind back, element by element.
 * On tensors it is differentiable, to every order, by its derived formula.
 * Errors: an unknown parameter, or one outside its interval.
 */
export interface ActivationFunction<Parameter extends string = string> extends Documented {
  <Value extends Float64 | tf.Tensor>(x: Value, parameters?: Partial<Record<Parameter, number>>): Value;
  /** The slope at x, derived from the formula. */
  derivative<Value extends Float64 | tf.Tensor>(x: Value, parameters?: Partial<Record<Parameter, number>>): Value;
  /** The activation as data, as it was declared. */
  readonly declaration: ActivationDeclaration;
  /** The value at x, read and checked, its named parts still names. */
  readonly formula: Formula;
  /** The same with the named parts put in: a formula of x and the parameters alone. */
  readonly whole: Formula;
  /** The formula for `$$…$$`, then its named parts. */
  latex(): string;
}

/** Declares an activation function; a slip in its formula throws here. */
export function activation<const Parameter extends string = never>(declaration: ActivationDeclaration<Parameter>): ActivationFunction<Parameter> {
  const { name, formula, where = {}, constants = {} } = knownOptions<ActivationDeclaration>(
    `activation ${declaration.name}`,
    declaration as ActivationDeclaration,
    fields,
  );
  const symbols = { ...ownSymbols, ...declaration.symbols };
  const defaults: Readonly<Record<string, number>> = declaration.parameters ?? {};
  const options = { inputs: ['x'], scalars: [...Object.keys(defaults), ...Object.keys(constants)], symbols };
  const read = elementwise({ formula, where, ...options });
  const slope = elementwise({ formula: read.slope('x'), ...options });
  const scalars = (given: Partial<Record<string, number>>): Record<string, number> => {
    const chosen = { ...defaults };
    requireKnown(name, given, Object.keys(defaults), 'parameter');
    for (const [parameter, value] of Object.entries(given)) {
      if (value === undefined) continue;
      const interval = symbolFor(parameter, symbols)?.interval ?? '(-inf, inf)';
      if (!contains(interval, value)) throw new Error(`${name}: ${parameter} must be in ${interval}, got ${value}`);
      chosen[parameter] = value;
    }
    return { ...chosen, ...constants };
  };
  const apply = (part: typeof read) => <Value extends Float64 | tf.Tensor>(x: Value, parameters: Partial<Record<Parameter, number>> = {}): Value => {
    const chosen = scalars(parameters);
    const result: Float64 | tf.Tensor = x instanceof tf.Tensor ? part.onTensors([x], chosen) : spread(evaluateFloat64(part.whole, { ...chosen, x }), x);
    return result as Value;
  };
  return Object.assign(apply(read), {
    derivative: apply(slope),
    declaration: declaration as ActivationDeclaration,
    formula: read.formula,
    whole: read.whole,
    latex: read.latex,
    documentation: documentation(declaration, { parameters: parametersOf(Object.keys(defaults), defaults, symbols), where: read.symbols }),
  });
}

const fields: Names<ActivationDeclaration> = { ...aboutFields, formula: true, where: true, parameters: true, constants: true, symbols: true };

const ownSymbols = { x: { glyph: 'x', meaning: 'weighted sum that goes into a unit' } };

/** A slope that is the same everywhere is one number; an array of inputs still asks for an array. */
function spread(result: Float64, x: Float64): Float64 {
  return typeof result === 'number' && typeof x !== 'number' ? new Float64Array(x.length).fill(result) : result;
}
