import * as tf from '@tensorflow/tfjs';
import { elementwise, type ElementwiseDeclaration } from '../activations/elementwise';
import { aboutFields, documentation, parametersOf, withValues, type About, type Documented } from '../documentation';
import type { Formula } from '../formula/check';
import { evaluateFloat64 } from '../formula/float64';
import { contains, symbolFor, type Symbol } from '../notation';
import { reductionParameter, requireReduction, requireSameCount, type Loss, type LossReduction } from './loss';
import { knownOptions, type Names, requireKnown } from '../options';

/** A loss of one prediction `yhat` and one target `o` at a time, as data. */
export interface ElementwiseLossDeclaration<Parameter extends string = string> extends About {
  /** The loss of one prediction and one target. */
  readonly formula: ElementwiseDeclaration['formula'];
  /** Parts of the formula with a name of their own. */
  readonly where?: Readonly<Record<string, string>>;
  /** Names with their defaults; the intervals stand in `symbols` or `notation.ts`. */
  readonly parameters?: Readonly<Record<Parameter, number>>;
  /** Entries for names that `notation.ts` does not list, or lists with another meaning. */
  readonly symbols?: Readonly<Record<string, Symbol>>;
  /** Which targets make sense; checked in float64. */
  readonly targets?: Rule;
  /** Which predictions make sense; checked in float64. */
  readonly predictions?: Rule;
}

/** Which numbers make sense, for an error message and for a check. */
export interface Rule {
  /** What they must be, in words: `in [0, 1]`. */
  readonly rule: string;
  /** Whether one is. */
  readonly holds: (value: number) => boolean;
}

/** What an element-wise loss can be told: its own parameters, and how the losses of the examples become one number. */
export type LossOptions<Parameter extends string = never> = Partial<Record<Parameter, number>> & {
  /** The mean (the default) or the sum over all elements. */
  readonly reduction?: LossReduction;
};

/** A loss on flat arrays of one length, or tensors of one shape: an example is an element. */
export interface ElementwiseLoss extends Loss<ArrayLike<number>, ArrayLike<number>, Float64Array> {
  /** The loss of one prediction and one target, read and checked, its named parts still names. */
  readonly formula: Formula;
}

/** Makes a loss from its options. Errors: an unknown option, a value outside its interval. */
export interface ElementwiseLossMaker<Parameter extends string = never> extends Documented {
  (options?: LossOptions<Parameter>): ElementwiseLoss;
  /** The loss as data, as it was declared. */
  readonly declaration: ElementwiseLossDeclaration;
  /** The loss of one example, as the lecture would write it. */
  latex(): string;
}

/** Declares an element-wise loss. Its gradient is derived from its formula, in float64 and on tensors. A slip in the formula throws here. */
export function elementwiseLoss<const Parameter extends string = never>(
  declaration: ElementwiseLossDeclaration<Parameter>,
): ElementwiseLossMaker<Parameter> {
  const { name, formula, where = {}, targets, predictions } = knownOptions<ElementwiseLossDeclaration>(
    `loss ${declaration.name}`,
    declaration as ElementwiseLossDeclaration,
    fields,
  );
  const defaults: Readonly<Record<string, number>> = declaration.parameters ?? {};
  const symbols = { ...ownSymbols, ...declaration.symbols };
  const read = elementwise({ formula, where, inputs: ['yhat', 'o'], scalars: Object.keys(defaults), symbols });
  const documented = {
    documentation: documentation(declaration, {
      parameters: [...parametersOf(Object.keys(defaults), defaults, symbols), reductionParameter],
      where: read.symbols,
    }),
    latex: read.latex,
  } satisfies Documented;

  const make = (options: { readonly reduction?: LossReduction; readonly [parameter: string]: unknown } = {}): ElementwiseLoss => {
    requireKnown(name, options, ['reduction', ...Object.keys(defaults)]);
    const { reduction = 'mean', ...given } = options;
    requireReduction(name, reduction);
    const scalars = settle(name, defaults, given, symbols);
    const scope = (prediction: ArrayLike<number>, target: ArrayLike<number>): Record<string, number | Float64Array> => {
      requireSameCount(name, prediction.length, target.length);
      requireRule(name, 'target', target, targets);
      requireRule(name, 'prediction', prediction, predictions);
      return { ...scalars, yhat: Float64Array.from(prediction), o: Float64Array.from(target) };
    };
    const each = (prediction: ArrayLike<number>, target: ArrayLike<number>): Float64Array => evaluateFloat64(read.whole, scope(prediction, target)) as Float64Array;
    const eachOnTensors = (prediction: tf.Tensor, target: tf.Tensor): tf.Tensor => {
      if (prediction.shape.join() !== target.shape.join()) {
        throw new Error(`${name}: predictions and targets must have one shape, got [${prediction.shape}] and [${target.shape}]`);
      }
      requireSameCount(name, prediction.size, target.size);
      return read.onTensors([prediction, target], scalars);
    };
    const onTensors = (prediction: tf.Tensor, target: tf.Tensor): tf.Scalar =>
      tf.tidy(() => (reduction === 'mean' ? tf.mean : tf.sum)(eachOnTensors(prediction, target)) as tf.Scalar);
    return {
      documentation: withValues(documented.documentation, { ...scalars, reduction }),
      latex: documented.latex,
      formula: read.formula,
      each,
      value: (prediction, target) => {
        const losses = each(prediction, target);
        return losses.reduce((sum, loss) => sum + loss, 0) / (reduction === 'mean' ? losses.length : 1);
      },
      gradient: (prediction, target, upstream) => {
        if (upstream) requireSameCount(name, upstream.length, prediction.length);
        const slope = evaluateFloat64(read.slope('yhat'), scope(prediction, target));
        const share = reduction === 'mean' ? 1 / prediction.length : 1;
        return Float64Array.from(prediction, (_, i) => (typeof slope === 'number' ? slope : (slope[i] as number)) * (upstream ? (upstream[i] as number) : share));
      },
      eachOnTensors,
      onTensors,
      compiled: (target, prediction) => onTensors(prediction, target),
    };
  };
  const plain = declaration as ElementwiseLossDeclaration;
  return Object.assign((options?: LossOptions<Parameter>) => make(options), { declaration: plain, ...documented });
}

const fields: Names<ElementwiseLossDeclaration> = {
  ...aboutFields,
  formula: true,
  where: true,
  parameters: true,
  symbols: true,
  targets: true,
  predictions: true,
};

const ownSymbols = {
  yhat: { glyph: '\\hat y', meaning: 'prediction' },
  o: { glyph: 'o', meaning: 'target' },
  d: { glyph: 'd', meaning: 'residual: prediction minus target' },
};

function settle(name: string, defaults: Readonly<Record<string, number>>, given: object, symbols: Readonly<Record<string, Symbol>>): Record<string, number> {
  const values = { ...defaults };
  for (const [parameter, value] of Object.entries(given) as Array<[string, unknown]>) {
    if (value === undefined) continue;
    const interval = symbolFor(parameter, symbols)?.interval ?? '(-inf, inf)';
    if (typeof value !== 'number' || !contains(interval, value)) throw new Error(`${name}: ${parameter} must be in ${interval}, got ${String(value)}`);
    values[parameter] = value;
  }
  return values;
}

function requireRule(name: string, what: string, values: ArrayLike<number>, rule: Rule | undefined): void {
  if (rule === undefined) return;
  for (let i = 0; i < values.length; i++) {
    if (!rule.holds(values[i] as number)) throw new Error(`${name}: a ${what} must be ${rule.rule}, got ${values[i]} at ${i}`);
  }
}
