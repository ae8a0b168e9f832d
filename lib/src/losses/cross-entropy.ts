import * as tf from '@tensorflow/tfjs';
import { documentation, withValues, type Parameter } from '../documentation';
import { checkOptions, weightTargets, weightTargetsOnTensors, type ClassTargets, type TargetOptions } from './class-targets';
import { fromLogs, fromProbabilities, fromScores, type Entrance } from './entrance';
import { reductionParameter, requireReduction, requireSameCount, type Loss, type LossReduction } from './loss';
import { knownOptions } from '../options';

/** A row of numbers per example, one number per class. */
export type ClassRows = ReadonlyArray<ArrayLike<number>>;

/** A loss over classes: a row of numbers per example, held against class numbers or rows of class probabilities. Tensors: [examples, classes]. */
export type ClassLoss = Loss<ClassRows, ClassTargets, Float64Array[]>;

/** What a loss over classes can be told. */
export interface CrossEntropyOptions extends TargetOptions {
  /** The mean (the default) or the sum over the examples. */
  readonly reduction?: LossReduction;
}

const parameters: readonly Parameter[] = [
  { name: 'weights', meaning: 'one weight per class', values: 'numbers from 0 on', default: 'all 1', torch: 'weight' },
  {
    name: 'labelSmoothing',
    meaning: 'share of the target that is spread evenly over all classes',
    interval: '[0, 1]',
    default: 0,
    torch: 'label_smoothing',
    keras: 'label_smoothing',
    tfjs: 'labelSmoothing',
  },
  {
    name: 'ignoreIndex',
    meaning: 'examples of this class count nothing',
    values: 'whole numbers',
    default: -100,
    torch: 'ignore_index',
    keras: 'ignore_class',
  },
  reductionParameter,
];

/**
 * Cross-entropy of class scores (logits) s: −Σ_c o_c log softmax(s)_c, deck 000's CEL behind a softmax. Safe for scores of ±1000, and of
 * −∞ where the target asks for nothing (a masked class). Its gradient by the scores is ŷ − o.
 *
 * Targets: class numbers, or rows of class probabilities. `weights` per class (default 1), `labelSmoothing` ε in [0, 1] (default 0: o becomes
 * (1 − ε) o + ε/C), `ignoreIndex` (default −100: examples that count nothing), `reduction` (default mean; with class numbers it divides by
 * the sum of the right classes' weights, with probabilities by the number of examples). `each` gives one loss per example.
 *
 * Errors: no example, no class, rows of different lengths, a class that does not exist (on tensors it counts nothing, smoothing included), a mean over
 * examples that are all ignored (NaN on tensors).
 * Elsewhere: torch's CrossEntropyLoss, option by option; Keras's (from_logits: true) divides a weighted mean by the number of examples; optax gives
 * one per example; tfjs's softmaxCrossEntropy wants one-hot rows.
 */
export function crossEntropy(options: CrossEntropyOptions = {}): ClassLoss {
  return classLoss(crossEntropy, fromScores, options);
}

crossEntropy.documentation = documentation(
  {
    name: 'cross-entropy',
    title: 'Cross-entropy of scores',
    idea: 'The surprise at the right class, from the scores before the softmax.',
    source: { paper: 'deck 000', lectures: ['000:59'] },
    differs: 'torch\'s `CrossEntropyLoss`, option by option; Keras\'s `CategoricalCrossentropy(from_logits=True)` and Keras\'s `SparseCategoricalCrossentropy(from_logits=True)`; tfjs\'s softmaxCrossEntropy wants one-hot rows.',
  },
  { parameters, where: fromScores.where },
);
crossEntropy.latex = (): string => fromScores.latex;

/**
 * Deck 000's CEL itself, −Σ_c o_c log ŷ_c, of class probabilities ŷ. A logarithm is never taken to be below −100, and the slope is 0 there;
 * prefer `crossEntropy`, which needs no floor. Its gradient is by the probabilities, −o/ŷ, not through a softmax. Options as there.
 * Elsewhere: Keras's and tfjs's categoricalCrossentropy first divide a row by its sum and clip it to [1e-7, 1 − 1e-7].
 */
export function crossEntropyOfProbabilities(options: CrossEntropyOptions = {}): ClassLoss {
  return classLoss(crossEntropyOfProbabilities, fromProbabilities, options);
}

crossEntropyOfProbabilities.documentation = documentation(
  {
    name: 'cross-entropy of probabilities',
    title: 'Cross-entropy of probabilities',
    idea: 'The surprise at the right class, from the probabilities.',
    source: { paper: 'deck 000', lectures: ['000:59'] },
    differs: 'Keras and tfjs rescale each row and clip it to [1e-7, 1 - 1e-7].',
  },
  { parameters, where: fromProbabilities.where },
);
crossEntropyOfProbabilities.latex = (): string => fromProbabilities.latex;

/**
 * The same of log-probabilities, −Σ_c o_c ℓ_c, for a network that ends in a log-softmax. Options as for `crossEntropy`.
 * Elsewhere: torch's NLLLoss, which has no smoothing.
 */
export function negativeLogLikelihood(options: CrossEntropyOptions = {}): ClassLoss {
  return classLoss(negativeLogLikelihood, fromLogs, options);
}

negativeLogLikelihood.documentation = documentation(
  {
    name: 'nll',
    title: 'Negative log-likelihood',
    idea: 'The surprise at the right class, from log-probabilities.',
    source: { paper: 'deck 000', lectures: ['000:59'] },
    differs: 'torch\'s `NLLLoss`, which has no smoothing.',
  },
  { parameters, where: fromLogs.where },
);
negativeLogLikelihood.latex = (): string => fromLogs.latex;

function classLoss(kind: typeof crossEntropy, entrance: Entrance, given: CrossEntropyOptions): ClassLoss {
  const { name } = kind.documentation;
  const { reduction = 'mean', ...options } = knownOptions(name, given, { weights: true, labelSmoothing: true, ignoreIndex: true, reduction: true });
  requireReduction(name, reduction);
  checkOptions(name, options);
  const read = (rows: ClassRows, targets: ClassTargets): { logs: Float64Array[]; weighted: Float64Array[]; divisor: number } => {
    requireSameCount(name, rows.length, targets.length);
    const classes = (rows[0] as ArrayLike<number>).length;
    requireClasses(name, classes);
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
    const [examples, classes] = rows.shape as [number, number];
    requireSameCount(name, examples, examples);
    requireClasses(name, classes);
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
    documentation: withValues(kind.documentation, { ...options, reduction }),
    latex: kind.latex,
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
  };
}

/** Errors: no class, of which none can be right. */
function requireClasses(name: string, classes: number): void {
  if (classes === 0) throw new Error(`${name}: needs at least one class, got none`);
}

/** What is not asked for costs nothing, however improbable: 0 · (−∞) is 0 here. */
function weigh(weight: number, log: number): number {
  return weight === 0 ? 0 : weight * log;
}
