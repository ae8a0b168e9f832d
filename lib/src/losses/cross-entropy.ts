import * as tf from '@tensorflow/tfjs';
import { elementwise } from '../activations/elementwise';
import { logSoftmax } from '../activations/softmax';
import { evaluateFloat64 } from '../formula/float64';
import { checkOptions, weightTargets, weightTargetsOnTensors, type ClassTargets, type TargetOptions } from './class-targets';
import { requireReduction, requireSameCount, type Loss, type LossDescription, type LossReduction } from './loss';

export type ClassRows = ReadonlyArray<ArrayLike<number>>;

/** A loss over classes: a row of numbers per example, held against class numbers or rows of class probabilities. Tensors: [examples, classes]. */
export type ClassLoss = Loss<ClassRows, ClassTargets, Float64Array[]>;

export interface CrossEntropyOptions extends TargetOptions {
  readonly reduction?: LossReduction;
}

/** How rows become log-probabilities: in float64 with the way back for a gradient, and on tensors. */
interface Entrance {
  toLogs(row: ArrayLike<number>): Float64Array;
  back(row: ArrayLike<number>, logs: Float64Array, gradient: Float64Array): Float64Array;
  onTensors(rows: tf.Tensor): tf.Tensor;
  readonly latex: string;
}

/** A logarithm is never taken to be below −100: torch's floor for binary cross-entropy, here for all classes. */
const flooredLog = elementwise({ formula: 'max(log(yhat), -100)', inputs: ['yhat'], symbols: { yhat: { glyph: '\\hat y', meaning: 'probability' } } });

const fromScores: Entrance = {
  toLogs: logSoftmax,
  back: (_, logs, gradient) => {
    const total = gradient.reduce((sum, g) => sum + g, 0);
    return gradient.map((g, c) => g - total * Math.exp(logs[c] as number));
  },
  onTensors: rows => tf.logSoftmax(rows),
  latex: '-\\sum_c o_c \\, \\log \\frac{e^{s_c}}{\\sum_k e^{s_k}}',
};

const fromProbabilities: Entrance = {
  toLogs: row => evaluateFloat64(flooredLog.whole, { yhat: Float64Array.from(row) }) as Float64Array,
  back: (row, _, gradient) => {
    const slope = evaluateFloat64(flooredLog.slope('yhat'), { yhat: Float64Array.from(row) }) as Float64Array;
    return gradient.map((g, c) => (g === 0 ? 0 : g * (slope[c] as number)));
  },
  onTensors: rows => flooredLog.onTensors([rows]),
  latex: '-\\sum_c o_c \\, \\log \\hat y_c',
};

const fromLogs: Entrance = {
  toLogs: row => Float64Array.from(row),
  back: (_row, _logs, gradient) => gradient,
  onTensors: rows => rows,
  latex: '-\\sum_c o_c \\, \\hat \\ell_c',
};

/**
 * Cross-entropy of class scores (logits) s: −Σ_c o_c log softmax(s)_c, deck 000's CEL behind a softmax. Safe for scores of ±1000, and of
 * −∞ where the target asks for nothing (a masked class). Its gradient by the scores is ŷ − o.
 *
 * Targets: class numbers, or rows of class probabilities. `weights` per class (default 1), `labelSmoothing` ε in [0, 1] (default 0: o becomes
 * (1 − ε) o + ε/C), `ignoreIndex` (default −100: examples that count nothing), `reduction` (default mean; with class numbers it divides by
 * the sum of the right classes' weights, with probabilities by the number of examples). `each` gives one loss per example.
 *
 * Errors: no example, rows of different lengths, a class that does not exist, a mean over examples that are all ignored (NaN on tensors).
 * Elsewhere: torch's CrossEntropyLoss, option by option; Keras's (from_logits: true) divides a weighted mean by the number of examples; optax gives
 * one per example; tfjs's softmaxCrossEntropy wants one-hot rows.
 */
export function crossEntropy(options: CrossEntropyOptions = {}): ClassLoss {
  const description = {
    name: 'cross-entropy',
    title: 'Cross-entropy of scores',
    idea: 'The surprise at the right class, from the scores before the softmax.',
    source: 'deck 000:59',
    differs: 'torch\'s CrossEntropyLoss, option by option; tfjs\'s softmaxCrossEntropy wants one-hot rows.',
  };
  return classLoss(description, fromScores, options);
}

/**
 * Deck 000's CEL itself, −Σ_c o_c log ŷ_c, of class probabilities ŷ. A logarithm is never taken to be below −100, and the slope is 0 there;
 * prefer `crossEntropy`, which needs no floor. Its gradient is by the probabilities, −o/ŷ, not through a softmax. Options as there.
 * Elsewhere: Keras's and tfjs's categoricalCrossentropy first divide a row by its sum and clip it to [1e-7, 1 − 1e-7].
 */
export function crossEntropyOfProbabilities(options: CrossEntropyOptions = {}): ClassLoss {
  const description = {
    name: 'cross-entropy of probabilities',
    title: 'Cross-entropy of probabilities',
    idea: 'The surprise at the right class, from the probabilities.',
    source: 'deck 000:59',
    differs: 'Keras and tfjs rescale each row and clip it to [1e-7, 1 - 1e-7].',
  };
  return classLoss(description, fromProbabilities, options);
}

/**
 * The same of log-probabilities, −Σ_c o_c ℓ_c, for a network that ends in a log-softmax. Options as for `crossEntropy`.
 * Elsewhere: torch's NLLLoss, which has no smoothing.
 */
export function negativeLogLikelihood(options: CrossEntropyOptions = {}): ClassLoss {
  const description = {
    name: 'nll',
    title: 'Negative log-likelihood',
    idea: 'The surprise at the right class, from log-probabilities.',
    source: 'deck 000:59',
    differs: 'torch\'s NLLLoss, which has no smoothing.',
  };
  return classLoss(description, fromLogs, options);
}

function classLoss(description: LossDescription, entrance: Entrance, { reduction = 'mean', ...options }: CrossEntropyOptions): ClassLoss {
  const { name } = description;
  requireReduction(name, reduction);
  checkOptions(name, options);
  const read = (rows: ClassRows, targets: ClassTargets): { logs: Float64Array[]; weighted: Float64Array[]; divisor: number } => {
    requireSameCount(name, rows.length, targets.length);
    const classes = (rows[0] as ArrayLike<number>).length;
    const wrong = rows.findIndex(row => row.length !== classes);
    if (wrong >= 0) throw new Error(`${name}: every example needs ${classes} classes, got ${rows[wrong]?.length} at ${wrong}`);
    const { rows: weighted, divisor } = weightTargets(name, targets, classes, options);
    return { logs: rows.map(row => entrance.toLogs(row)), weighted, divisor };
  };
  const share = (divisor: number): number => {
    if (reduction === 'sum') return 1;
    if (divisor === 0) throw new Error(`${name}: every example is ignored or weighs nothing, so there is no mean; use reduction "sum"`);
    return 1 / divisor;
  };
  const losses = (logs: readonly Float64Array[], weighted: readonly Float64Array[]): Float64Array =>
    Float64Array.from(logs, (row, i) => -row.reduce((sum, log, c) => sum + weigh((weighted[i] as Float64Array)[c] as number, log), 0));
  const onTensors = (rows: tf.Tensor, targets: tf.Tensor): { each: tf.Tensor; divisor: tf.Scalar } => {
    if (rows.rank !== 2) throw new Error(`${name}: predictions must have shape [examples, classes], got [${rows.shape}]`);
    const { rows: weighted, divisor } = weightTargetsOnTensors(name, targets, rows.shape, options);
    const asked = tf.notEqual(weighted, 0);
    return { each: tf.neg(tf.sum(tf.where(asked, tf.mul(weighted, entrance.onTensors(rows)), tf.zerosLike(weighted)), 1)), divisor };
  };
  const reduced = (rows: tf.Tensor, targets: tf.Tensor): tf.Scalar =>
    tf.tidy(() => {
      const { each, divisor } = onTensors(rows, targets);
      return (reduction === 'sum' ? tf.sum(each) : tf.div(tf.sum(each), divisor)) as tf.Scalar;
    });
  return {
    description,
    each: (rows, targets) => {
      const { logs, weighted } = read(rows, targets);
      return losses(logs, weighted);
    },
    value: (rows, targets) => {
      const { logs, weighted, divisor } = read(rows, targets);
      return losses(logs, weighted).reduce((sum, loss) => sum + loss, 0) * share(divisor);
    },
    gradient: (rows, targets, upstream) => {
      const { logs, weighted, divisor } = read(rows, targets);
      if (upstream) requireSameCount(name, upstream.length, rows.length);
      const factor = upstream ? (i: number): number => upstream[i] as number : () => share(divisor);
      return rows.map((row, i) => entrance.back(row, logs[i] as Float64Array, (weighted[i] as Float64Array).map(weight => -factor(i) * weight)));
    },
    eachOnTensors: (rows, targets) => tf.tidy(() => onTensors(rows, targets).each),
    onTensors: reduced,
    compiled: (targets, rows) => reduced(rows, targets),
    latex: () => entrance.latex,
  };
}

/** What is not asked for costs nothing, however improbable: 0 · (−∞) is 0 here. */
function weigh(weight: number, log: number): number {
  return weight === 0 ? 0 : weight * log;
}
