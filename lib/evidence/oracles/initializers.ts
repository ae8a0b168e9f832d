import * as init from '../../src/initializers';
import type { DescentInitializer, GainActivation, Mode } from '../../src/initializers';
import { largestError, type Report, type Uncover } from './comparison';
import { replayKerasInitializers } from './initializers-keras';
import type { Content } from './recorded';

interface Tolerance {
  readonly rel: number;
  readonly abs: number;
}

/** The distribution that torch draws from. */
interface Drawn {
  readonly distribution: string;
  readonly low?: number;
  readonly high?: number;
  readonly mean?: number;
  readonly std?: number;
}

interface InitializerCase extends Drawn {
  readonly id: string;
  readonly init: string;
  readonly shape: readonly number[];
  readonly args: Readonly<Record<string, unknown>>;
  readonly fan_in: number;
  readonly fan_out: number;
}

interface LayerCase {
  readonly id: string;
  readonly layer: string;
  readonly args: Readonly<Record<string, number>>;
  readonly params: ReadonlyArray<{ readonly name: string; readonly shape: readonly number[] }>;
  readonly calls: ReadonlyArray<Drawn & { readonly shape: readonly number[] }>;
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

const activations: Readonly<Record<string, GainActivation>> = {
  linear: 'linear',
  conv1d: 'linear',
  conv2d: 'linear',
  conv3d: 'linear',
  conv_transpose1d: 'linear',
  conv_transpose2d: 'linear',
  conv_transpose3d: 'linear',
  sigmoid: 'sigmoid',
  tanh: 'tanh',
  relu: 'relu',
  leaky_relu: 'leakyRelu',
  selu: 'selu',
};

const torchModes: Readonly<Record<string, Mode>> = { fan_in: 'fanIn', fan_out: 'fanOut' };

/** One of ours for a call of `torch.nn.init`, or why there is none. */
function fromTorch({ init: name, args }: InitializerCase): DescentInitializer | string {
  const xavier = { xavier_uniform_: init.glorotUniform, xavier_normal_: init.glorotNormal }[name];
  if (xavier) return xavier({ gain: args['gain'] as number, layout: 'oihw' });
  const kaiming = { kaiming_uniform_: init.heUniform, kaiming_normal_: init.heNormal }[name];
  if (kaiming === undefined) return `no ${name}`;
  const [activation, mode] = [activations[String(args['nonlinearity'])], torchModes[String(args['mode'])]];
  if (activation === undefined || mode === undefined) return `no ${name} with ${JSON.stringify(args)}`;
  return kaiming({ gain: init.gainOf(activation, args['a'] as number), mode, layout: 'oihw' });
}

/** torch's constructors: U(±1/√n_in) for weights and biases alike, in an RNN 1/√(hidden units), and N(0, 1) in an embedding. */
function layerDefault(
  { id, layer, args, params }: LayerCase,
  { distribution, shape }: LayerCase['calls'][number],
): DescentInitializer | string {
  if (layer === 'Embedding' && distribution === 'normal') return init.randomNormal({ sigma: 1 });
  if (distribution !== 'uniform') return `no ${distribution} default for ${layer}`;
  if (['RNN', 'LSTM', 'GRU'].includes(layer))
    return init.fanInUniform({ fans: { nin: args['hidden'] as number, nout: args['hidden'] as number } });
  const weight = params.find(({ name }) => name === 'weight');
  if (weight === undefined || !/^(Linear|Conv(Transpose)?[123]d)$/.test(layer)) return `no defaults for ${layer} (${id})`;
  return init.fanInUniform(shape.length > 1 ? { layout: 'oihw' } : { fans: init.fans(weight.shape, { layout: 'oihw' }) });
}

/** What is to be compared of a distribution: both bounds of a uniform one, mean and standard deviation of a normal one; the other one's `std` too, if recorded. */
function expectedOf({ distribution, low, high, mean, std }: Drawn): number[] {
  const numbers = distribution === 'uniform' ? [low, high, ...(std === undefined ? [] : [std])] : [mean, std];
  return numbers.map(value => value ?? NaN);
}

function spreadOf(made: DescentInitializer, shape: readonly number[], { distribution, std }: Drawn): number[] {
  const { bound, sigma } = made.spread(shape) ?? plain(made);
  return distribution === 'uniform' ? [-bound, bound, ...(std === undefined ? [] : [sigma])] : [0, sigma];
}

/** randomNormal states its σ instead of deriving it. */
function plain(made: DescentInitializer): { bound: number; sigma: number } {
  return { bound: Infinity, sigma: made.getConfig()['sigma'] as number };
}

function nameOf(made: DescentInitializer): string {
  return made.method.declaration.name;
}
