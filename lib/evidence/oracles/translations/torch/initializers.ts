import * as init from '../../../../src/initializers';
import type { DescentInitializer, GainActivation, Mode } from '../../../../src/initializers';

/** The distribution that torch draws from. */
export interface Drawn {
  readonly distribution: string;
  readonly low?: number;
  readonly high?: number;
  readonly mean?: number;
  readonly std?: number;
}

export interface InitializerCase extends Drawn {
  readonly id: string;
  readonly init: string;
  readonly shape: readonly number[];
  readonly args: Readonly<Record<string, unknown>>;
  readonly fan_in: number;
  readonly fan_out: number;
}

export interface LayerCase {
  readonly id: string;
  readonly layer: string;
  readonly args: Readonly<Record<string, number>>;
  readonly params: ReadonlyArray<{ readonly name: string; readonly shape: readonly number[] }>;
  readonly calls: ReadonlyArray<Drawn & { readonly shape: readonly number[] }>;
}

export const activations: Readonly<Record<string, GainActivation>> = {
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
export function fromTorch({ init: name, args }: InitializerCase): DescentInitializer | string {
  const xavier = { xavier_uniform_: init.glorotUniform, xavier_normal_: init.glorotNormal }[name];
  if (xavier) return xavier({ gain: args['gain'] as number, layout: 'oihw' });
  const kaiming = { kaiming_uniform_: init.heUniform, kaiming_normal_: init.heNormal }[name];
  if (kaiming === undefined) return `no ${name}`;
  const [activation, mode] = [activations[String(args['nonlinearity'])], torchModes[String(args['mode'])]];
  if (activation === undefined || mode === undefined) return `no ${name} with ${JSON.stringify(args)}`;
  return kaiming({ gain: init.gainOf(activation, args['a'] as number), mode, layout: 'oihw' });
}

/** torch's constructors: U(±1/√n_in) for weights and biases alike, in an RNN 1/√(hidden units), and N(0, 1) in an embedding. */
export function layerDefault(
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

/**
 * What is to be compared of a distribution: both bounds of a uniform one, mean and standard deviation of a normal one; the other one's `std`
 * too, if recorded.
 */
export function expectedOf({ distribution, low, high, mean, std }: Drawn): number[] {
  const numbers = distribution === 'uniform' ? [low, high, ...(std === undefined ? [] : [std])] : [mean, std];
  return numbers.map(value => value ?? NaN);
}

export function spreadOf(made: DescentInitializer, shape: readonly number[], { distribution, std }: Drawn): number[] {
  const { bound, sigma } = made.spread(shape) ?? plain(made);
  return distribution === 'uniform' ? [-bound, bound, ...(std === undefined ? [] : [sigma])] : [0, sigma];
}

/** randomNormal states its σ instead of deriving it. */
function plain(made: DescentInitializer): { bound: number; sigma: number } {
  return { bound: Infinity, sigma: made.getConfig()['sigma'] as number };
}

export function nameOf(made: DescentInitializer): string {
  return made.method.declaration.name;
}
