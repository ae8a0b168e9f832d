import * as tf from '@tensorflow/tfjs';

/** What rows of class scores are held against: the number of the right class per example, or a row of class probabilities per example. */
export type ClassTargets = ArrayLike<number> | ReadonlyArray<ArrayLike<number>>;

/** How targets are weighed in a loss over classes. */
export interface TargetOptions {
  /** One weight per class, in [0, inf); default all 1. */
  readonly weights?: readonly number[] | undefined;
  /** Share of the target that is spread evenly over all classes, in [0, 1]; default 0. */
  readonly labelSmoothing?: number | undefined;
  /** Examples with this class number count nothing; default −100, as in torch. */
  readonly ignoreIndex?: number | undefined;
}

/** Targets as rows of weighted class probabilities, and what a mean over the examples divides by. */
export interface WeightedTargets<Rows> {
  readonly rows: Rows;
  readonly divisor: Rows extends tf.Tensor ? tf.Scalar : number;
}

export function checkOptions(name: string, { weights, labelSmoothing = 0, ignoreIndex = -100 }: TargetOptions): void {
  const wrong = weights?.findIndex(weight => !(weight >= 0 && Number.isFinite(weight))) ?? -1;
  if (wrong >= 0) throw new Error(`${name}: weights must be in [0, inf), got ${weights?.[wrong]} for class ${wrong}`);
  if (!(labelSmoothing >= 0 && labelSmoothing <= 1)) throw new Error(`${name}: labelSmoothing must be in [0, 1], got ${labelSmoothing}`);
  if (!Number.isInteger(ignoreIndex)) throw new Error(`${name}: ignoreIndex must be a whole number, got ${ignoreIndex}`);
}

/**
 * Example i weighs class c by w_c ((1 − ε) t_ic + ε/C). A mean divides by the sum of the right classes' weights, as torch does, or by the
 * number of examples when the targets are probabilities.
 */
export function weightTargets(name: string, targets: ClassTargets, classes: number, { weights, labelSmoothing: smoothing = 0, ignoreIndex = -100 }: TargetOptions): WeightedTargets<Float64Array[]> {
  requireWeights(name, weights, classes);
  let divisor = 0;
  const rows = Array.from(targets as ArrayLike<number | ArrayLike<number>>, (target, i) => {
    if (typeof target === 'number' && target === ignoreIndex) return new Float64Array(classes);
    divisor += typeof target === 'number' ? (weights?.[target] ?? 1) : 1;
    return oneTarget(name, target, i, classes).map((t, c) => (weights?.[c] ?? 1) * ((1 - smoothing) * t + smoothing / classes));
  });
  return { rows, divisor };
}

/** The same on tensors: `targets` of shape [n], [n, 1] (class numbers) or [n, classes]. What is no class counts nothing: values cannot be looked at. */
export function weightTargetsOnTensors(name: string, targets: tf.Tensor, shape: readonly number[], options: TargetOptions): WeightedTargets<tf.Tensor> {
  const [examples, classes] = shape as [number, number];
  const { weights, labelSmoothing: smoothing = 0, ignoreIndex = -100 } = options;
  requireWeights(name, weights, classes);
  const isIndex = targets.rank === 1 || (targets.rank === 2 && targets.shape[1] === 1 && classes !== 1);
  if (targets.shape[0] !== examples || (!isIndex && targets.shape.join() !== shape.join())) {
    throw new Error(`${name}: targets must have shape [${examples}] or [${shape}], got [${targets.shape}]`);
  }
  const weight = weights ? tf.tensor1d([...weights]) : tf.ones([classes]);
  const numbers = isIndex ? tf.cast(tf.reshape(targets, [examples, 1]), 'float32') : undefined;
  // Not by tf.oneHot, which wants two classes or more.
  const plain = numbers ? tf.cast(tf.equal(numbers, tf.range(0, classes)), 'float32') : targets;
  const counts = numbers ? countsOf(numbers, classes, ignoreIndex) : tf.ones([examples, 1]);
  const smooth = tf.add(tf.mul(1 - smoothing, plain), smoothing / classes);
  const rows = tf.mul(tf.mul(smooth, weight), counts);
  const divisor = (numbers ? tf.sum(tf.mul(tf.mul(plain, weight), counts)) : tf.scalar(examples)) as tf.Scalar;
  return { rows, divisor };
}

/** 1 for an example whose number is a class and not the one to ignore, else 0. */
function countsOf(numbers: tf.Tensor, classes: number, ignoreIndex: number): tf.Tensor {
  const isClass = tf.logicalAnd(tf.greaterEqual(numbers, 0), tf.logicalAnd(tf.less(numbers, classes), tf.equal(numbers, tf.floor(numbers))));
  return tf.cast(tf.logicalAnd(isClass, tf.notEqual(numbers, ignoreIndex)), 'float32');
}

function oneTarget(name: string, target: number | ArrayLike<number>, example: number, classes: number): Float64Array {
  if (typeof target === 'number') {
    if (!Number.isInteger(target) || target < 0 || target >= classes) {
      throw new Error(`${name}: a class must be a whole number in [0, ${classes}), got ${target} at ${example}`);
    }
    return new Float64Array(classes).fill(1, target, target + 1);
  }
  if (target.length !== classes) throw new Error(`${name}: target ${example} needs ${classes} class probabilities, got ${target.length}`);
  const wrong = Array.from(target).findIndex(t => !(t >= 0 && t <= 1));
  if (wrong >= 0) throw new Error(`${name}: a class probability must be in [0, 1], got ${target[wrong]} at ${example}, class ${wrong}`);
  return Float64Array.from(target);
}

function requireWeights(name: string, weights: readonly number[] | undefined, classes: number): void {
  if (weights && weights.length !== classes) throw new Error(`${name}: needs one weight per class, got ${weights.length} for ${classes} classes`);
}
