import { clipGlobalNorm, clipValue } from '../../src/wrappers';
import type { Report, Uncover } from './comparison';
import { flat, type Nested } from './nested';
import { compare, descent, inFloat64, onTensors, type Tolerance, type Transform, type Tree } from './one-rate';
import { casesOf, type Content } from './recorded';

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
  for (const { id, args, grads, total_norm, clipped } of casesOf<ClippingCase>(content)) {
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
