import * as o from '../../src/optimizers';
import { clipGlobalNorm, clipValue, l2 } from '../../src/wrappers';
import type { Report, Uncover } from './comparison';
import { flat, type Nested } from './nested';
import { compare, descent, inFloat64, onTensors, type Tolerance, type Transform, type Tree } from './one-rate';
import { casesOf, type Content } from './recorded';

interface TransformCase {
  readonly id: string;
  readonly transform: string;
  readonly args: Readonly<Record<string, unknown>>;
  readonly updates: string;
  readonly output: readonly Tree[];
}

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
  const { params, updates, tol } = content as Content & { params: Tree; updates: Record<string, Tree[]>; tol: Tolerance };
  for (const recorded of casesOf<TransformCase>(content)) {
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
