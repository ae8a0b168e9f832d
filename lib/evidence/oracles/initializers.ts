import * as init from '../../src/initializers';
import type { DescentInitializer } from '../../src/initializers';
import { largestError, type Report, type Uncover } from './comparison';
import { replayKerasInitializers } from './initializers-keras';
import type { Content } from './recorded';
import {
  activations, expectedOf, fromTorch, layerDefault, nameOf, spreadOf, type InitializerCase, type LayerCase,
} from './translations/torch/initializers';

interface Tolerance {
  readonly rel: number;
  readonly abs: number;
}

interface GainCase {
  readonly nonlinearity: string;
  readonly param: number | null;
  readonly gain: number;
}

interface OrthogonalCase {
  readonly id: string;
  readonly shape: readonly number[];
  readonly gain: number;
  readonly gaussian: number[][];
  readonly weight: unknown[];
}

interface LecunCase {
  readonly shape: readonly number[];
  readonly fan_in: number;
  readonly fan_out: number;
  readonly normal_std: number;
  readonly uniform_bound: number;
}

interface TruncationCase {
  readonly id: string;
  readonly mean: number;
  readonly std: number;
  readonly a: number;
  readonly b: number;
  readonly erf_uniform_low: number;
  readonly erf_uniform_high: number;
  readonly u: readonly number[];
  readonly x_of_u: readonly number[];
  readonly theory_mean: number;
  readonly theory_std: number;
}

/**
 * Replays a file of recorded initialisers: bounds and standard deviations, layers' defaults, gains, orthogonal matrices from recorded normal
 * draws, quantiles and moments of cut normals, LeCun's formulas; each within the file's tolerance, all in float64, for nothing in them is a
 * tensor before it is drawn. Lists that the file lacks are passed over; a case of unknown kind is uncovered, never skipped.
 */
export async function replayInitializers(content: Content, report: Report, uncover: Uncover): Promise<void> {
  if (content.meta?.library === 'keras') {
    replayKerasInitializers(content, report, uncover);
    return;
  }
  const list = <Case>(name: string): readonly Case[] => (content[name] as readonly Case[] | undefined) ?? [];
  const { rel, abs } = content['tol'] as Tolerance;
  const compare = (id: string, method: string, got: readonly number[], expected: readonly number[], call?: string): void => {
    const worst = expected.map((value, i) => largestError([[got[i] ?? NaN]], [[value]], [abs + rel * Math.abs(value)]));
    if (got.length !== expected.length) throw new Error(`oracles: ${id} gives ${got.length} numbers, ${expected.length} are recorded`);
    report({ id, method, ...(call !== undefined && { call }), reading: 'float64', ...worst.reduce((a, b) => (b.ratio > a.ratio ? b : a)) });
  };

  for (const recorded of list<InitializerCase>('cases')) {
    const made = fromTorch(recorded);
    if (typeof made === 'string') {
      uncover(recorded.id, made);
      continue;
    }
    const { nin, nout } = init.fans(recorded.shape, { layout: 'oihw' });
    compare(
      recorded.id,
      nameOf(made),
      [nin, nout, ...spreadOf(made, recorded.shape, recorded)],
      [recorded.fan_in, recorded.fan_out, ...expectedOf(recorded)],
      recorded.init,
    );
  }
  for (const recorded of list<LayerCase>('layer_defaults')) {
    const made = recorded.calls.map(call => layerDefault(recorded, call));
    const unknown = made.find(one => typeof one === 'string');
    if (typeof unknown === 'string') {
      uncover(recorded.id, unknown);
      continue;
    }
    const got = recorded.calls.flatMap((call, i) => spreadOf(made[i] as DescentInitializer, call.shape, call));
    compare(recorded.id, `${recorded.layer}'s defaults`, got, recorded.calls.flatMap(expectedOf));
  }
  for (const { nonlinearity, param, gain } of list<GainCase>('gains')) {
    const id = `gain/${nonlinearity}${param === null ? '' : `/${param}`}`;
    const activation = activations[nonlinearity];
    if (activation === undefined) uncover(id, `no gain for ${nonlinearity}`);
    else compare(id, 'gainOf', [init.gainOf(activation, param ?? undefined)], [gain]);
  }
  for (const { id, shape, gain, gaussian, weight } of list<OrthogonalCase>('orthogonal')) {
    const rows = shape[0] as number;
    const made = init.orthonormal(gaussian.flat(), rows, (gaussian[0] ?? []).length);
    compare(
      `orthogonal/${id}`,
      'orthogonal',
      Array.from(made, value => gain * value),
      weight.flat(Infinity) as number[],
      'orthogonal_',
    );
  }
  for (const recorded of list<TruncationCase>('trunc_normal')) {
    const { mean, std: sigma, a: low, b: high } = recorded;
    const cut = { mean, sigma, low, high };
    const moments = init.cutNormalMoments(cut);
    const inErf = (x: number): number => 2 * init.normalBelow((x - mean) / sigma) - 1;
    compare(
      `trunc_normal/${recorded.id}`,
      'cutNormal',
      [inErf(low), inErf(high), ...recorded.u.map(init.cutNormalQuantile(cut)), moments.mean, moments.sigma],
      [recorded.erf_uniform_low, recorded.erf_uniform_high, ...recorded.x_of_u, recorded.theory_mean, recorded.theory_std],
      'trunc_normal_',
    );
  }
  for (const { shape, fan_in, fan_out, normal_std, uniform_bound } of list<LecunCase>('lecun')) {
    const [normal, uniform] = [init.lecunNormal, init.lecunUniform].map(method => method({ layout: 'oihw' }).spread(shape));
    const { nin, nout } = init.fans(shape, { layout: 'oihw' });
    compare(
      `lecun/${shape.join('x')}`,
      'lecun',
      [nin, nout, normal?.sigma ?? NaN, uniform?.bound ?? NaN],
      [fan_in, fan_out, normal_std, uniform_bound],
    );
  }
}
