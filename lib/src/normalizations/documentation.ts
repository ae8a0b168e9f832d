import { documentation, symbolsIn, type About, type Documentation, type Documented, type Parameter } from '../documentation';
import type { Program } from '../formula/check';
import { directionTimesLength, latexOfProgram, rootMeanSquare, standardize, standardizeGiven } from './normalization';

/** The same normalisation as a layer of a tfjs model, which has weights in place of the learnt arrays; `centered`: whether β is learnt by default. */
export function asLayer(
  { documentation: plain }: Documented,
  name: string,
  { centered = true, more = [] }: { centered?: boolean; more?: readonly Parameter[] } = {},
): Documentation {
  const isWeight = (one: Parameter): boolean => one.name === 'gamma' || one.name === 'beta';
  const weights = plain.parameters.filter(isWeight).map(({ glyph = '', meaning }) => ({ glyph, meaning }));
  const parameters = [...plain.parameters.filter(one => !isWeight(one)), scale, { ...center, default: centered }, ...more];
  return { ...plain, name, title: `${plain.title}, as a layer`, parameters, where: [...plain.where, ...weights] };
}

const perChannel = 'one number per channel';
const perPlace = 'one number per place';
const gamma = { name: 'gamma', glyph: '\\gamma', meaning: 'learnt scale', default: 'all 1', torch: 'weight', keras: 'gamma', tfjs: 'gamma' };
const beta = { name: 'beta', glyph: '\\beta', meaning: 'learnt shift', default: 'all 0', torch: 'bias', keras: 'beta', tfjs: 'beta' };
const epsilon = {
  name: 'epsilon',
  glyph: '\\varepsilon',
  meaning: 'keeps the root away from zero',
  interval: '[0, inf)',
  torch: 'eps',
  keras: 'epsilon',
  tfjs: 'epsilon',
};
const axis: Parameter = {
  name: 'axis',
  meaning: 'where the channels are',
  values: 'any axis but that of the examples',
  default: -1,
  keras: 'axis',
  tfjs: 'axis',
};
const dims: Parameter = {
  name: 'dims',
  meaning: 'how many of the last axes are normalised together',
  values: 'whole numbers from 1 on',
  default: 1,
  torch: 'normalized_shape',
  keras: 'axis',
  tfjs: 'axis',
};
const groups: Parameter = {
  name: 'groups',
  meaning: 'runs of channels that are normalised together',
  values: 'divisors of the channels',
  torch: 'num_groups',
  keras: 'groups',
};
const scale: Parameter = {
  name: 'scale',
  meaning: 'whether there is a learnt scale',
  values: 'true or false',
  default: true,
  keras: 'scale',
  tfjs: 'scale',
};
const center: Parameter = {
  name: 'center',
  meaning: 'whether there is a learnt shift',
  values: 'true or false',
  default: true,
  keras: 'center',
  tfjs: 'center',
};
const channels: readonly Parameter[] = [{ ...gamma, values: perChannel }, { ...beta, values: perChannel }, { ...epsilon, default: 1e-5 }, axis];
const places = (root: number): readonly Parameter[] => [
  { ...gamma, values: perPlace },
  { ...beta, values: perPlace },
  { ...epsilon, default: root },
  dims,
];

/** `batchNorm` while training. */
export const batch = normalization(standardize, channels, {
  name: 'batchNorm',
  title: 'Batch normalisation',
  idea: 'Bring every channel to mean 0 and variance 1 over the batch, then let it learn a scale and a shift of its own.',
  source: { paper: 'Ioffe & Szegedy 2015, Algorithm 1', lectures: ['002:275'] },
  differs:
    'torch\'s `BatchNorm` has ε 1e-5 and its channels at axis 1, Keras\'s `BatchNormalization` and tfjs\'s ε 1e-3 and the last axis. The deck prints the equations of ' +
    'layer normalisation.',
});

/** `batchNorm` with running statistics. */
export const batchInference = normalization(
  standardizeGiven,
  [{ name: 'running', meaning: 'running mean and variance, one of each per channel', values: '{ mean, variance }' }, ...channels],
  {
    ...batch.documentation,
    name: 'batchNormInference',
    title: 'Batch normalisation at inference',
    idea: 'Use running statistics in place of the batch\'s, so that an example\'s result does not depend on its company.',
  },
);

/** `layerNorm`. */
export const layer = normalization(standardize, places(1e-5), {
  name: 'layerNorm',
  title: 'Layer normalisation',
  idea: 'Bring every example by itself to mean 0 and variance 1, so that no batch is needed.',
  source: { paper: 'Ba, Kiros & Hinton 2016', lectures: ['002:276'] },
  differs: 'torch\'s `LayerNorm` has ε 1e-5, Keras\'s `LayerNormalization` and tfjs\'s 1e-3; torch states the sizes of the last axes instead of their number.',
});

/** `rmsNorm`. */
export const rms = normalization(rootMeanSquare, places(1e-6), {
  name: 'rmsNorm',
  title: 'RMS normalisation',
  idea: 'Divide every example by its root mean square, and leave its mean where it is.',
  source: { paper: 'Zhang & Sennrich 2019' },
  differs: 'Keras\'s `RMSNormalization` has ε 1e-6, torch\'s `RMSNorm` by default the machine epsilon; neither has a β; tfjs has none.',
});

/** `groupNorm`. */
export const group = normalization(standardize, [groups, ...channels], {
  name: 'groupNorm',
  title: 'Group normalisation',
  idea: 'Bring runs of neighbouring channels of every example to mean 0 and variance 1 over their places.',
  source: { paper: 'Wu & He 2018' },
  differs: 'torch\'s `GroupNorm` has ε 1e-5, Keras\'s `GroupNormalization` 1e-3; tfjs has none.',
});

/** `instanceNorm`. */
export const instance = normalization(standardize, channels, {
  name: 'instanceNorm',
  title: 'Instance normalisation',
  idea: 'Bring every channel of every example to mean 0 and variance 1 over its places.',
  source: { paper: 'Ulyanov, Vedaldi & Lempitsky 2016' },
  differs: 'torch\'s `InstanceNorm`; Keras\'s `GroupNormalization` with groups = −1; tfjs has none.',
});

/** `weightNorm`. */
export const weight = normalization(
  directionTimesLength,
  [
    { name: 'v', glyph: 'v', meaning: 'direction of every slice of the kernel', values: 'a kernel without slices of zeros', torch: 'weight_v' },
    { name: 'g', glyph: 'g', meaning: 'length of every slice', values: 'one number per slice', default: 'the lengths of v', torch: 'weight_g' },
    {
      name: 'axis',
      meaning: 'the axis that keeps a length of its own',
      values: 'any axis, or null for one length over everything',
      default: -1,
      torch: 'dim',
    },
  ],
  {
    name: 'weightNorm',
    title: 'Weight normalisation',
    idea: 'Split a kernel into a direction and a length, so that a step changes one or the other.',
    source: { paper: 'Salimans & Kingma 2016' },
    differs: 'torch\'s `weight_norm` with dim = 0, whose None is null here; Keras and tfjs have none.',
  },
);

function normalization(rule: Program, parameters: readonly Parameter[], about: About): Required<Documented> {
  const where = symbolsIn(rule, parameters.map(one => one.name));
  return { documentation: documentation(about, { parameters, where }), latex: () => latexOfProgram(rule) };
}
