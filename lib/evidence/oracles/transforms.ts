import * as tf from '@tensorflow/tfjs';
import * as o from '../../src/optimizers';
import type { DescentOptimizer } from '../../src/optimizers';
import { clipGlobalNorm, clipValue, emaWeights, l2, swa } from '../../src/wrappers';
import { largestError, type Report, type Uncover } from './comparison';
import { flat, type Nested } from './nested';
import type { Content } from './recorded';

/** A transformation of gradients in the kit's terms: an optimizer whose step is, at the rate 1, what the library gives for an update. */
interface Transform {
  readonly make: () => DescentOptimizer;
  /** The library looks at the fixed weights, so the kit starts anew from them at each step. */
  readonly forgets?: boolean;
  readonly comparesLookAhead?: boolean;
}

type Tree = Readonly<Record<string, Nested>>;

interface TransformCase {
  readonly id: string;
  readonly transform: string;
  readonly args: Readonly<Record<string, unknown>>;
  readonly updates: string;
  readonly output: readonly Tree[];
}

const descent = (): DescentOptimizer => o.gradientDescent({ eta: 1 });

function transformOf(name: string, args: Readonly<Record<string, unknown>>): Transform | string {
  const number = (key: string): number => args[key] as number;
  switch (name) {
    case 'optax.clip':
      return { make: () => clipValue(descent(), { bound: number('max_delta') }) };
    case 'optax.clip_by_global_norm':
      return { make: () => clipGlobalNorm(descent(), { bound: number('max_norm') }) };
    case 'optax.add_decayed_weights':
      return { make: () => l2(descent(), { lambda: number('weight_decay') }), forgets: true };
    case 'optax.trace':
      return args['nesterov'] === true
        ? { make: () => o.nesterov({ eta: 1, gamma: number('decay') }), comparesLookAhead: true }
        : { make: () => o.momentumSum({ eta: 1, gamma: number('decay') }) };
    case 'optax.ema':
      if (args['debias'] === true) return "optax's ema corrects its bias by default: a form of momentum that the kit has not";
      return { make: () => o.momentumAverage({ eta: 1, beta: number('decay') }) };
    default:
      if (/finite|zero_nans/.test(name)) return 'gradients that are not finite are refused here, with variable, index and step';
      return `no transformation ${name.replace(/\(.*/s, '')}`;
  }
}

/** Replays transformations of gradients at fixed weights: a step of the rate 1 downhill is the update that comes out. */
export async function replayTransforms(content: Content, report: Report, uncover: Uncover): Promise<void> {
  const { params, updates, tol } = content as unknown as { params: Tree; updates: Record<string, Tree[]>; tol: Tolerance };
  for (const recorded of (content.cases ?? []) as unknown as TransformCase[]) {
    const transform = transformOf(recorded.transform, recorded.args);
    if (typeof transform === 'string') {
      uncover(recorded.id, transform);
      continue;
    }
    const names = Object.keys(params);
    const vector = (tree: Tree): number[] => names.flatMap(name => flat(tree[name] as Nested));
    const given = (updates[recorded.updates] as Tree[]).map(vector);
    const expected = recorded.output.map(vector);
    const start = vector(params);
    const float64 = inFloat64(transform, start, given);
    const method = transform.make().name;
    compare(
      {
        id: recorded.id,
        method,
        call: recorded.transform.replace(/^optax\.(?:contrib\.)?/, ''),
        float64,
        tensors: await onTensors(transform, start, given),
        expected,
        tol,
      },
      report,
    );
  }
}

interface Tolerance {
  readonly rel: number;
  readonly abs: number;
}

interface Both {
  readonly id: string;
  readonly method: string;
  readonly call: string;
  readonly float64: ReadonlyArray<ArrayLike<number>>;
  readonly tensors: ReadonlyArray<ArrayLike<number>>;
  readonly expected: ReadonlyArray<readonly number[]>;
  readonly tol: Tolerance;
}

/** A step is a difference of weights, which cost it the last digits of the larger ones: all numbers here are of the order of 1. */
function compare({ id, method, call, float64, tensors, expected, tol }: Both, report: Report): void {
  const largest = expected.flat().reduce((most, value) => Math.max(most, Math.abs(value)), 1);
  const tolerances = (expected[0] ?? []).map(() => tol.abs + tol.rel * largest);
  report({ id, method, call, reading: 'float64', ...largestError(float64, expected, tolerances) });
  // Sixteen roundings of float32, of the largest number: weights and steps are added and taken off again.
  report({
    id,
    method,
    call,
    reading: 'tensors',
    ...largestError(
      tensors,
      expected,
      tolerances.map(() => 16 * 2 ** -24 * largest),
    ),
  });
}

function inFloat64(
  { make, forgets = false, comparesLookAhead = false }: Transform,
  start: readonly number[],
  given: ReadonlyArray<readonly number[]>,
): number[][] {
  let walk = make().walk(start);
  const at = (): Float64Array => Float64Array.from(comparesLookAhead ? walk.at() : walk.w);
  return given.map(update => {
    if (forgets) walk = make().walk(start);
    const before = at();
    walk.take(Float64Array.from(update));
    const after = at();
    return Array.from(before, (value, i) => value - (after[i] as number));
  });
}

async function onTensors(
  { make, forgets = false, comparesLookAhead = false }: Transform,
  start: readonly number[],
  given: ReadonlyArray<readonly number[]>,
): Promise<number[][]> {
  let optimizer = make();
  const w = tf.tidy(() => tf.variable(tf.tensor1d([...start])));
  const at = async (): Promise<ArrayLike<number>> => {
    const point = (comparesLookAhead ? optimizer.lookAhead(w) : undefined) ?? w.clone();
    const values = Float32Array.from(await point.data());
    point.dispose();
    return values;
  };
  const steps: number[][] = [];
  for (const update of given) {
    if (forgets) {
      optimizer.dispose();
      optimizer = make();
      const first = tf.tensor1d([...start]);
      w.assign(first);
      first.dispose();
    }
    const before = await at();
    const g = tf.tensor1d([...update]);
    optimizer.applyGradients({ [w.name]: g });
    g.dispose();
    const after = await at();
    steps.push(Array.from(before, (value, i) => value - (after[i] as number)));
  }
  optimizer.dispose();
  w.dispose();
  return steps;
}

interface ClippingCase {
  readonly id: string;
  readonly args: { readonly max_norm?: number; readonly norm_type?: number | string; readonly clip_value?: number };
  readonly grads: Tree;
  readonly total_norm: number | null;
  readonly clipped: Tree;
}

/** Replays torch's clipping of gradients over all tensors of a list: a step of the rate 1 from zero is the clipped gradient. */
export async function replayClipping(content: Content, report: Report, uncover: Uncover): Promise<void> {
  const tol = content['tol'] as Tolerance;
  for (const { id, args, grads, total_norm, clipped } of (content.cases ?? []) as unknown as ClippingCase[]) {
    const { max_norm: bound, clip_value: value } = args;
    if (bound !== undefined && args.norm_type !== 2) {
      uncover(id, 'torch clips by other norms than the Euclidean one; the kit does not');
      continue;
    }
    if (bound !== undefined && (total_norm ?? 0) > bound) {
      uncover(id, "torch's clip_grad_norm_ divides by the norm plus 1e-6; the kit by the norm");
      continue;
    }
    const vector = (tree: Tree): number[] => Object.keys(grads).flatMap(name => flat(tree[name] as Nested));
    const transform: Transform = {
      make: () => (value === undefined ? clipGlobalNorm(descent(), { bound: bound as number }) : clipValue(descent(), { bound: value })),
    };
    const start = vector(grads).map(() => 0);
    const given = [vector(grads)];
    const both = { float64: inFloat64(transform, start, given), tensors: await onTensors(transform, start, given) };
    compare(
      {
        id,
        method: transform.make().name,
        call: value === undefined ? 'clip_grad_norm_' : 'clip_grad_value_',
        ...both,
        expected: [vector(clipped)],
        tol,
      },
      report,
    );
  }
}

interface AverageCase {
  readonly id: string;
  readonly args: { readonly decay?: number };
  readonly weights: ReadonlyArray<readonly number[]>;
  readonly average: ReadonlyArray<readonly number[]>;
}

/** Replays torch's averages of weights: plain descent at the rate 1 is led along the recorded weights, and the average beside it is compared. */
export async function replayAverages(content: Content, report: Report): Promise<void> {
  const tol = content['tol'] as Tolerance;
  for (const { id, args, weights, average } of (content.cases ?? []) as unknown as AverageCase[]) {
    const share = args.decay;
    // torch's first average is the weights at the first update.
    const make = (): DescentOptimizer =>
      share === undefined ? swa(descent()) : emaWeights(descent(), { beta: t => (t === 1 ? 0 : share) });
    const start = (weights[0] as readonly number[]).map(() => 0);
    const walk = make().walk(start);
    const float64 = weights.map(row =>
      Array.from(walk.take(walk.w.map((value, i) => value - (row[i] as number)))['average'] as Float64Array),
    );
    const optimizer = make();
    const w = tf.tidy(() => tf.variable(tf.tensor1d(start)));
    const tensors: ArrayLike<number>[] = [];
    for (const row of weights) {
      const g = tf.tidy(() => tf.sub(w, tf.tensor1d([...row])));
      optimizer.applyGradients({ [w.name]: g });
      g.dispose();
      const slot = optimizer.slot(w, 'average') as tf.Tensor;
      tensors.push(Float32Array.from(await slot.data()));
      slot.dispose();
    }
    optimizer.dispose();
    w.dispose();
    compare({ id, method: make().name, call: 'AveragedModel', float64, tensors, expected: average, tol }, report);
  }
}
