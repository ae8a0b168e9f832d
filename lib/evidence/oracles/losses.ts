import * as tf from '@tensorflow/tfjs';
import {
  bce,
  bceWithLogits,
  crossEntropy,
  crossEntropyOfProbabilities,
  hinge,
  huber,
  klDivergence,
  lad,
  lse,
  negativeLogLikelihood,
  smoothL1,
  softMargin,
  type ClassLoss,
  type CrossEntropyOptions,
  type ElementwiseLoss,
  type LossReduction,
} from '../../src/losses';
import { largest } from '../../src/extremes';
import { largestError, type Report, type Uncover } from './comparison';
import { replayLogistic, type LogisticCase } from './logistic';
import type { LossCase } from './loss-case';
import { flat, numbersOf, shapeOf, type Nested } from './nested';
import { lossFromKeras, type KerasLossCase } from './translations/keras/losses';

interface LossFile {
  readonly tol: { readonly rel: number; readonly abs: number };
  readonly cases?: ReadonlyArray<LossCase | KerasLossCase>;
  readonly logistic?: readonly LogisticCase[];
}

type AnyLoss = { readonly kind: 'elements'; readonly loss: ElementwiseLoss } | { readonly kind: 'classes'; readonly loss: ClassLoss };

/**
 * Replays recorded losses: values and gradients, one per example where the case asks for it. float64 within the file's tolerance. Tensors within
 * 32 roundings of the largest number involved: float32 rounds the inputs themselves, so a loss cannot be right to more than their last
 * digit times its slope, and about twenty operations follow.
 */
export async function replayLosses(content: unknown, report: Report, uncover: Uncover): Promise<void> {
  const { tol, cases = [], logistic: logisticCases = [] } = content as LossFile;
  for (const given of cases) {
    const recorded = 'y_pred' in given ? lossFromKeras(given) : given;
    if (typeof recorded === 'string') {
      uncover(given.id, recorded);
      continue;
    }
    const loss = translate(recorded);
    if (typeof loss === 'string') {
      uncover(recorded.id, loss);
      continue;
    }
    const row = { id: recorded.id, method: loss.loss.documentation.name, call: 'loss' in given ? given.loss : (torchClasses[recorded.kind] ?? recorded.kind) };
    const expected = [...flat(recorded.value), ...flat(recorded.grad_input)];
    const size = largest(flat(recorded.input).map(Math.abs), 1);
    const exact = expected.map(value => tol.abs + tol.rel * Math.abs(value));
    const rounded = expected.map(value => 32 * 2 ** -24 * Math.max(size, Math.abs(value)));
    report({ ...row, reading: 'float64', ...largestError([inFloat64(recorded, loss)], [expected], exact) });
    report({ ...row, reading: 'tensors', ...largestError([await onTensors(recorded, loss)], [expected], rounded) });
  }
  for (const recorded of logisticCases) await replayLogistic(recorded, tol, report);
}

const elements = (loss: ElementwiseLoss): AnyLoss => ({ kind: 'elements', loss });

const classes =
  (make: (options: CrossEntropyOptions) => ClassLoss) =>
  (args: LossCase['args'], reduction: LossReduction): AnyLoss => ({
    kind: 'classes',
    loss: make({
      reduction,
      weights: args['weight'] as number[] | undefined,
      labelSmoothing: args['label_smoothing'] as number | undefined,
      ignoreIndex: args['ignore_index'] as number | undefined,
    }),
  });

/** The one table from the recorded kinds, and torch's argument names, to the kit's losses. */
const kinds: Readonly<Record<string, (args: LossCase['args'], reduction: LossReduction) => AnyLoss>> = {
  l1: (_, reduction) => elements(lad({ reduction })),
  mse: (_, reduction) => elements(lse({ reduction })),
  huber: (args, reduction) => elements(huber({ reduction, delta: args['delta'] as number })),
  smooth_l1: (args, reduction) => elements(smoothL1({ reduction, beta: args['beta'] as number })),
  cross_entropy_logits: classes(crossEntropy),
  cross_entropy_logits_soft: classes(crossEntropy),
  cross_entropy_probs: classes(crossEntropyOfProbabilities),
  cross_entropy_probs_soft: classes(crossEntropyOfProbabilities),
  nll: classes(negativeLogLikelihood),
  kl_div: (_, reduction) => elements(klDivergence({ reduction })),
  bce_logits: (args, reduction) => elements(bceWithLogits({ reduction, rho: (args['pos_weight'] as number | undefined) ?? 1 })),
  bce_probs: (_, reduction) => elements(bce({ reduction })),
  hinge: (_, reduction) => elements(hinge({ reduction })),
  logistic_margin: (_, reduction) => elements(softMargin({ reduction })),
};

/** torch's classes for the recorded kinds. */
const torchClasses: Readonly<Record<string, string>> = {
  l1: 'L1Loss',
  mse: 'MSELoss',
  huber: 'HuberLoss',
  smooth_l1: 'SmoothL1Loss',
  cross_entropy_logits: 'CrossEntropyLoss',
  cross_entropy_logits_soft: 'CrossEntropyLoss',
  nll: 'NLLLoss',
  kl_div: 'KLDivLoss',
  bce_logits: 'BCEWithLogitsLoss',
  bce_probs: 'BCELoss',
  logistic_margin: 'SoftMarginLoss',
};

const knownArguments = ['reduction', 'delta', 'beta', 'weight', 'label_smoothing', 'ignore_index', 'pos_weight'];

function translate({ kind, args, input }: LossCase): AnyLoss | string {
  const make = kinds[kind];
  if (make === undefined) return `no loss "${kind}" yet`;
  const unknown = Object.keys(args).find(name => !knownArguments.includes(name));
  if (unknown !== undefined) return `no option "${unknown}" of a loss`;
  if (Array.isArray(args['pos_weight'])) return 'a weight of the positive examples per class is not offered';
  if (!['mean', 'sum', 'none', 'batchmean'].includes(args.reduction)) return `no reduction "${args.reduction}"`;
  const loss = make(args, args.reduction === 'mean' ? 'mean' : 'sum');
  return loss.kind === 'classes' && shapeOf(input).length !== 2 ? 'class losses take one row per example' : loss;
}

/** torch's batchmean divides a sum over all entries by the number of rows; Keras's sum adds up means of rows. */
function share({ args, input, share: own = 1 }: LossCase): number {
  return args.reduction === 'batchmean' ? 1 / (shapeOf(input)[0] as number) : own;
}

function inFloat64(recorded: LossCase, { kind, loss }: AnyLoss): number[] {
  const upstream = recorded.args.reduction === 'none' ? flat(recorded.gy as Nested) : undefined;
  const results =
    kind === 'elements'
      ? both(loss, flat(recorded.input), flat(recorded.target), upstream, gradient => [...gradient])
      : both(loss, recorded.input as number[][], recorded.target as number[], upstream, rows => rows.flatMap(row => [...row]));
  return results.map(value => value * share(recorded));
}

function both<P, T, G>(
  loss: { each(p: P, t: T): Float64Array; value(p: P, t: T): number; gradient(p: P, t: T, u?: ArrayLike<number>): G },
  prediction: P,
  target: T,
  upstream: number[] | undefined,
  flatten: (gradient: G) => number[],
): number[] {
  const value = upstream ? [...loss.each(prediction, target)] : [loss.value(prediction, target)];
  return [...value, ...flatten(loss.gradient(prediction, target, upstream))];
}

async function onTensors(recorded: LossCase, { loss }: AnyLoss): Promise<number[]> {
  const { input, target, gy, args } = recorded;
  const results = await numbersOf(() => {
    const [x, t] = [tf.tensor(input as number[]), tf.tensor(target as number[])];
    const f =
      args.reduction === 'none'
        ? (p: tf.Tensor) => loss.eachOnTensors(p, t)
        : (p: tf.Tensor) => tf.mul(loss.onTensors(p, t), share(recorded));
    return [f(x), args.reduction === 'none' ? tf.grad(f)(x, tf.tensor(gy as number[])) : tf.grad(f)(x)];
  });
  return results.flat();
}
