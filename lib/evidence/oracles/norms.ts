import * as tf from '@tensorflow/tfjs';
import {
  batchNormInference,
  batchNormInferenceOnTensors,
  freshRunning,
  updateRunning,
  type Normalized,
  type RunningConvention,
  type RunningStatistics,
  type Shaped,
} from '../../src/normalizations';
import { largestError, type Compared, type Report, type Row, type Uncover } from './comparison';
import { flat, numbersOf, shaped } from './nested';
import { axisOf, epsilonOf, normOf, type Norm } from './translations/torch/norms';
import type { NormCase, Pass } from './norm-case';
import { normFromKeras, type KerasNormCase } from './translations/keras/norms';
import { replayWeightNorm, type WeightNormCase } from './weight-norm';

interface Tolerance {
  readonly rel: number;
  readonly abs: number;
}

/**
 * Replays recorded normalisations: outputs, gradients and running statistics, float64 within the file's tolerance (its own one for large means).
 *
 * Tensors: float32 rounds x at 2⁻²⁴ of its size, which is 2⁻²⁴ · |x|/√(σ² + ε) of a normalised number; that quotient, plus one, is the
 * condition κ of a case. Sums over a group and the products that follow cost a few roundings more: 16 κ roundings of the largest term
 * of each array are allowed. A mean of 1000 costs three digits, as it must.
 */
export async function replayNorms(content: unknown, report: Report, uncover: Uncover): Promise<void> {
  const file = content as { tol: Tolerance; tol_large_mean?: Tolerance; cases?: ReadonlyArray<NormCase | WeightNormCase | KerasNormCase> };
  for (const given of file.cases ?? []) {
    const recorded = 'layer' in given && !('kind' in given) ? normFromKeras(given) : given;
    if (typeof recorded === 'string') {
      uncover(given.id, recorded);
      continue;
    }
    const tol = recorded.id.includes('large_mean') ? (file.tol_large_mean ?? file.tol) : file.tol;
    const finish = (method: string, reading: Row['reading'], parts: readonly Compared[]): void => {
      const rows = parts.map(({ got, expected, allowance }) =>
        // A missing or surplus number must not pass: lengths are part of what is compared.
        largestError(
          [[...got, got.length]],
          [[...expected, expected.length]],
          [...expected, 0].map(value => (reading === 'tensors' ? allowance : tol.abs + tol.rel * Math.abs(value))),
        ),
      );
      const call = 'layer' in given && !('kind' in given) ? given.layer : recorded.kind.replace(/\dd$/, '');
      report({ id: recorded.id, method, call, reading, ...rows.reduce((a, b) => (b.ratio > a.ratio ? b : a)) });
    };
    if (recorded.kind === 'weight_norm') {
      await replayWeightNorm(recorded as WeightNormCase, finish, why => uncover(recorded.id, why));
      continue;
    }
    const norm = normOf((recorded as NormCase).kind, recorded.args);
    if (typeof norm === 'string') {
      uncover(recorded.id, norm);
      continue;
    }
    const [float64, tensors] = await passes(recorded as NormCase, norm);
    finish(norm.name, 'float64', float64);
    finish(norm.name, 'tensors', tensors);
  }
}

/** Every pass of a case: the one of a normalisation without memory, or all batches of training and then the one at inference. */
async function passes(recorded: NormCase, norm: Norm): Promise<[Compared[], Compared[]]> {
  const float64: Compared[] = [];
  const tensors: Compared[] = [];
  const add = async (pass: Pass, by: Norm): Promise<Normalized> => {
    const [result, exact, rounded] = await onePass(recorded, pass, by);
    for (const row of exact) float64.push(row);
    for (const row of rounded) tensors.push(row);
    return result;
  };
  if (recorded.train === undefined) {
    await add(recorded as Pass, norm);
    return [float64, tensors];
  }
  const { running_mean, running_var } = recorded.running_init ?? {};
  let running: RunningStatistics | undefined =
    running_mean && running_var
      ? { ...freshRunning(running_mean.length), mean: Float64Array.from(running_mean), variance: Float64Array.from(running_var) }
      : undefined;
  for (const batch of recorded.train) {
    const result = await add(batch, norm);
    if (running === undefined) continue;
    running = updateRunning(running, perChannel(result, running.mean.length), convention(recorded));
    const { running_mean: mean = [], running_var: variance = [], num_batches_tracked: batches } = batch.running_after;
    float64.push(
      { got: [...running.mean], expected: mean, allowance: 0 },
      { got: [...running.variance], expected: variance, allowance: 0 },
    );
    // torch's InstanceNorm never counts its batches, and Keras counts none.
    if (recorded.kind.startsWith('BatchNorm') && recorded.convention === undefined)
      float64.push({ got: [running.batches], expected: [batches ?? NaN], allowance: 0 });
  }
  if (recorded.eval) await add(recorded.eval, running ? inference(recorded, running) : norm);
  return [float64, tensors];
}

function inference({ args }: NormCase, { mean, variance }: RunningStatistics): Norm {
  const [epsilon, axis] = [epsilonOf(args), axisOf(args)];
  return {
    name: 'inference',
    float64: (x, learnt) => batchNormInference(x, { mean, variance }, { ...learnt, epsilon, axis }),
    tensors: (x, gamma, beta) =>
      batchNormInferenceOnTensors(
        x,
        { mean: tf.tensor1d([...mean]), variance: tf.tensor1d([...variance]) },
        { gamma, beta, epsilon, axis },
      ),
  };
}

/** torch's `momentum` is the weight of the new value; None is the cumulative average, except for InstanceNorm, which then learns nothing. */
function convention({ kind, args, convention: own }: NormCase): RunningConvention {
  if (own !== undefined) return own;
  const momentum = args['momentum'] as number | null;
  return { weightOfNew: momentum ?? (kind.startsWith('BatchNorm') ? 'cumulative' : 0), variance: 'unbiased' };
}

/** Statistics per channel; those of instance normalisation, example by example, are averaged over the examples. */
function perChannel(
  { mean, variance, count }: Normalized,
  channels: number,
): { mean: Float64Array; variance: Float64Array; count: number } {
  const average = (values: Float64Array): Float64Array => {
    const sums = new Float64Array(channels);
    values.forEach((value, i) => (sums[i % channels] = (sums[i % channels] as number) + (value * channels) / values.length));
    return sums;
  };
  return { mean: average(mean), variance: average(variance), count };
}

async function onePass({ params, args }: NormCase, pass: Pass, norm: Norm): Promise<[Normalized, Compared[], Compared[]]> {
  const { x, gy } = { x: shaped(pass.x), gy: flat(pass.gy) };
  const learnt = {
    gamma: params.weight === undefined ? undefined : flat(params.weight),
    beta: params.bias === undefined ? undefined : flat(params.bias),
  };
  const result = norm.float64(x, learnt);
  const gradients = result.backward(gy);
  const expected = [pass.y, pass.grad_x, pass.grad_weight, pass.grad_bias];
  const allowances = allowed(x, gy, learnt, norm, epsilonOf(args));
  const compare = (values: ReadonlyArray<ArrayLike<number>>): Compared[] =>
    expected.flatMap((array, i) =>
      array === undefined
        ? []
        : [{ got: Array.from(values[i] as ArrayLike<number>), expected: flat(array), allowance: allowances[i] as number }],
    );
  const rounded = await numbersOf(() => {
    const inputs = [
      tf.tensor(flat(pass.x), [...x.shape]),
      ...[learnt.gamma, learnt.beta].map((values, i) => tf.tensor1d(values ?? new Array<number>(gradients.gamma.length).fill(1 - i))),
    ];
    const f = (input: tf.Tensor, gamma?: tf.Tensor, beta?: tf.Tensor): tf.Tensor => norm.tensors(input, gamma, beta);
    const { value, grads } = tf.valueAndGrads(f)(inputs, tf.tensor(gy, [...x.shape]));
    return [value, ...grads];
  });
  return [result, compare([result.y, gradients.x, gradients.gamma, gradients.beta]), compare(rounded)];
}

/** 16 κ roundings of the largest term of y, gx, gγ and gβ. */
function allowed(
  x: Shaped,
  gy: readonly number[],
  { gamma = [1], beta = [0] }: { gamma?: number[] | undefined; beta?: number[] | undefined },
  norm: Norm,
  epsilon: number,
): number[] {
  const largest = (values: ArrayLike<number>): number => Array.from(values).reduce((a, b) => Math.max(a, Math.abs(b)), 0);
  const plain = norm.float64(x, {});
  const root = Math.sqrt(plain.variance.reduce((a, b) => Math.min(a, b)) + epsilon);
  const normed = 1 + largest(plain.y);
  const [scale, upstream] = [largest(gamma), largest(gy)];
  const roundings = 16 * 2 ** -24 * (1 + largest(x.values) / root);
  const terms = gy.length / Math.max(1, plain.backward(gy).gamma.length);
  return [scale * normed + largest(beta), (scale * upstream * normed * normed) / root, upstream * normed * terms, upstream * terms].map(
    size => roundings * size,
  );
}
