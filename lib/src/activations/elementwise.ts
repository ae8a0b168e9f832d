import * as tf from '@tensorflow/tfjs';
import { symbolsIn } from '../documentation';
import { formula, type Formula } from '../formula/check';
import { derivative } from '../formula/derivative';
import { latex } from '../formula/latex';
import { substituted } from '../formula/substitute';
import { evaluateTensors } from '../formula/tensors';
import { symbolFor, type Symbol } from '../notation';

/** A function of one number at a time, as data. */
export interface ElementwiseDeclaration {
  readonly formula: string | Formula;
  /** Parts of the formula that have a name of their own, each in terms of the inputs: `{ d: 'yhat - o' }`. */
  readonly where?: Readonly<Record<string, string>>;
  readonly inputs: readonly string[];
  /** Names that are one number for all elements. */
  readonly scalars?: readonly string[];
  readonly symbols?: Readonly<Record<string, Symbol>>;
}

/** What is read off it. */
export interface Elementwise {
  /** As it was written, its named parts still names. */
  readonly formula: Formula;
  /** With the named parts put in: a formula of the inputs alone. */
  readonly whole: Formula;
  /** The partial derivative by an input. */
  slope(by: string): Formula;
  /** The formula on tensors of one shape, in the order of the inputs. Its gradient is the derived formula, to every order. */
  onTensors(inputs: readonly tf.Tensor[], scalars?: Readonly<Record<string, number>>): tf.Tensor;
  /** What stands in the formula and its named parts, besides the scalars. */
  readonly symbols: readonly Symbol[];
  /** The formula, then its named parts. */
  latex(): string;
}

/** Reads an element-wise function; a slip in its formula throws here, when the module loads. */
export function elementwise({ formula: text, where = {}, inputs, scalars = [], symbols = {} }: ElementwiseDeclaration): Elementwise {
  const parts = Object.entries(where).map(([name, part]) => [name, formula(part, { tensors: inputs, scalars, symbols })] as const);
  const written = typeof text === 'string' ? formula(text, { tensors: [...inputs, ...Object.keys(where)], scalars, symbols }) : text;
  const whole: Formula = {
    ...written,
    inputs: { tensors: inputs, scalars, symbols },
    value: parts.reduce((value, [name, part]) => substituted(value, { [name]: part.value }), written.value),
  };
  const slopes = new Map<string, Formula>();
  const slope = (by: string): Formula => {
    const known = slopes.get(by) ?? derivative(whole, by);
    slopes.set(by, known);
    return known;
  };
  const onTensors = differentiable(whole, inputs);
  return {
    formula: written,
    whole,
    slope,
    onTensors,
    symbols: symbolsIn([written, ...parts.map(([, part]) => part)], scalars),
    latex: () =>
      [latex(written), ...parts.map(([name, part]) => `${symbolFor(name, written.inputs.symbols)?.glyph ?? name} = ${latex(part)}`)].join(', \\quad '),
  };
}

/**
 * The tensor reading with the derived formula as its gradient. Automatic differentiation of the reading itself would multiply the
 * branch of a choice that was not taken by zero, which is NaN where that branch overflows; and tfjs takes |x|' to be −1 at 0.
 */
function differentiable(value: Formula, names: readonly string[]): Elementwise['onTensors'] {
  const slopes = new Map<string, Elementwise['onTensors']>();
  const slope = (by: string): Elementwise['onTensors'] => {
    const known = slopes.get(by) ?? differentiable(derivative(value, by), names);
    slopes.set(by, known);
    return known;
  };
  return (inputs, scalars = {}) => {
    const compute = tf.customGrad((...given: Array<tf.Tensor | tf.GradSaveFunc>) => {
      const tensors = given.slice(0, names.length) as tf.Tensor[];
      (given[names.length] as tf.GradSaveFunc)(tensors);
      const scope = { ...scalars, ...Object.fromEntries(names.map((name, i) => [name, tensors[i] as tf.Tensor])) };
      const first = tensors[0] as tf.Tensor;
      const result = evaluateTensors(value, scope);
      const gradFunc = (upstream: tf.Tensor, saved: tf.Tensor[]): tf.Tensor[] => names.map(name => tf.mul(upstream, slope(name)(saved, scalars)));
      if (typeof result === 'number') return { value: tf.fill(first.shape, result), gradFunc };
      return { value: tensors.includes(result) ? result.clone() : result, gradFunc };
    });
    return tf.tidy(() => compute(...inputs.map(input => (input.dtype === 'float32' ? input : tf.cast(input, 'float32')))));
  };
}
