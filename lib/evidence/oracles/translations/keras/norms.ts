import type { Nested } from '../../nested';
import { shapeOf } from '../../nested';
import type { NormCase, Pass, Running } from '../../norm-case';

type KerasPass = Readonly<Record<'x' | 'gy' | 'y' | 'grad_x', Nested>> & Readonly<Record<string, Nested | undefined>>;

interface KerasRunning {
  readonly moving_mean: number[];
  readonly moving_variance: number[];
}

/** A normalisation as Keras's recordings have it. */
export interface KerasNormCase {
  readonly id: string;
  readonly layer: string;
  readonly args: Readonly<Record<string, unknown>>;
  readonly params: Readonly<Record<string, Nested>>;
  readonly mask?: unknown;
  readonly running_init?: KerasRunning;
  readonly train?: ReadonlyArray<KerasPass & { readonly running_after: KerasRunning }>;
  readonly eval?: KerasPass;
}

/** The same case in torch's terms, or why the kit does not cover it. */
export function normFromKeras(recorded: KerasNormCase): NormCase | string {
  const { id, layer, args, params, mask, running_init, train } = recorded;
  if (mask !== undefined) return "Keras leaves masked steps out of the statistics; the kit's layers know no masks";
  if (args['renorm'] === true) return "Keras's batch renormalisation: the kit has none";
  const single = recorded as KerasNormCase & KerasPass;
  const shape = shapeOf((train?.[0] ?? single).x);
  const found = kindOf(layer, args, shape);
  if (typeof found === 'string') return found;
  return {
    id,
    kind: found.kind,
    args: { eps: args['epsilon'], ...found.args },
    params: { ...optional('weight', params['gamma'] ?? params['scale']), ...optional('bias', params['beta']) },
    ...(train === undefined
      ? passOf(single)
      : {
          convention: { weightOfOld: args['momentum'] as number, variance: 'biased' as const },
          ...(running_init && { running_init: runningOf(running_init) }),
          train: train.map(batch => ({ ...passOf(batch), running_after: runningOf(batch.running_after) })),
          ...(recorded.eval && { eval: passOf(recorded.eval) }),
        }),
  };
}

function kindOf(
  layer: string,
  args: Readonly<Record<string, unknown>>,
  shape: readonly number[],
): { kind: string; args: Record<string, unknown> } | string {
  const axes = (Array.isArray(args['axis']) ? (args['axis'] as number[]) : [args['axis'] as number]).map(axis =>
    axis < 0 ? axis + shape.length : axis,
  );
  const axis = axes[0] as number;
  const trailing = axes.every((at, i) => at === shape.length - axes.length + i);
  switch (layer) {
    case 'BatchNormalization':
      return { kind: 'BatchNorm1d', args: { axis } };
    case 'LayerNormalization':
    case 'RMSNormalization':
      if (!trailing) return 'layer normalisation over other axes than the last ones: the kit takes the last';
      return { kind: layer === 'RMSNormalization' ? 'RMSNorm' : 'LayerNorm', args: { normalized_shape: shape.slice(-axes.length) } };
    case 'GroupNormalization': {
      const groups = args['groups'] as number;
      return groups === -1 || groups === shape[axis]
        ? { kind: 'InstanceNorm1d', args: { axis } }
        : { kind: 'GroupNorm', args: { axis, num_groups: groups } };
    }
    default:
      return `no normalisation for Keras's ${layer}`;
  }
}

function passOf({ x, gy, y, grad_x, ...rest }: KerasPass): Pass {
  return {
    x,
    gy,
    y,
    grad_x,
    ...optional('grad_weight', rest['grad_gamma'] ?? rest['grad_scale']),
    ...optional('grad_bias', rest['grad_beta']),
  };
}

function runningOf({ moving_mean, moving_variance }: KerasRunning): Running {
  return { running_mean: moving_mean, running_var: moving_variance };
}

function optional<Name extends string>(name: Name, value: Nested | undefined): { readonly [name in Name]?: Nested } {
  return value === undefined ? {} : ({ [name]: value } as { readonly [name in Name]?: Nested });
}
