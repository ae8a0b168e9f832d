import { initializer } from './initializer';
import { sizeOf } from './fans';

const source = { paper: 'no paper: plain values' };

/** All weights 0: right for biases, useless for kernels, whose units would stay copies of each other for ever. */
export const zeros = initializer({
  name: 'zeros',
  title: 'Zeros',
  idea: 'Start from nothing.',
  source,
  differs: 'tfjs, Keras: zeros, the default of their biases. torch draws biases from U(±1/√n_in).',
  options: {},
  rule: { draw: ({ shape }) => new Float64Array(sizeOf(shape)), latex: 'w = 0' },
});

/** All weights 1: for the scales of a normalisation. */
export const ones = initializer({
  name: 'ones',
  title: 'Ones',
  idea: 'Start by changing nothing that is multiplied.',
  source,
  differs: 'torch: ones_. Keras, tfjs: ones.',
  options: {},
  rule: { draw: ({ shape }) => new Float64Array(sizeOf(shape)).fill(1), latex: 'w = 1' },
});

/** All weights `value`, any finite number, default 0. Martens starts the biases of tanh units at 0.5 (see `sparse`). */
export const constant = initializer({
  name: 'constant',
  title: 'Constant',
  idea: 'Start from one number.',
  source,
  differs: 'torch: constant_(val). Keras, tfjs: Constant(value).',
  names: { value: { torch: 'val', keras: 'value', tfjs: 'value' } },
  options: { value: 0 },
  rule: { draw: ({ shape, options }) => new Float64Array(sizeOf(shape)).fill(options.value), latex: 'w = \\text{value}' },
});

/**
 * The layer passes its input on, times `gain` (in [0, ∞), default 1): ones on the diagonal of a dense kernel, square or not; in a convolution,
 * at the middle of the kernel. Inputs or outputs that have no partner get zeros.
 *
 * torch: `eye_` and `dirac_`. tfjs and Keras: `identity`, square matrices in tfjs. Errors: a shape with fewer than two axes.
 */
export const identity = initializer({
  name: 'identity',
  title: 'Identity',
  idea: 'Start as a layer that passes its input on.',
  source: { paper: 'Le, Jaitly & Hinton 2015 (IRNN)', url: 'https://arxiv.org/abs/1504.00941' },
  differs: 'torch: eye_ and dirac_, without a gain. Keras, tfjs: Identity(gain), in tfjs for square matrices only.',
  names: { gain: { keras: 'gain', tfjs: 'gain' } },
  options: { gain: 1 },
  rule: {
    draw: ({ shape, layout, options }) => {
      if (shape.length < 2) throw new Error(`identity: a shape needs two axes or more, got [${shape.join(', ')}]`);
      const kernel = layout === 'hwio' ? shape.slice(0, -2) : shape.slice(2);
      const [first, second] = (layout === 'hwio' ? shape.slice(-2) : shape.slice(0, 2)) as [number, number];
      const middle = kernel.map(size => Math.floor(size / 2));
      const values = new Float64Array(sizeOf(shape));
      for (let i = 0; i < Math.min(first, second); i++) {
        const index = layout === 'hwio' ? [...middle, i, i] : [i, i, ...middle];
        values[index.reduce((flat, at, axis) => flat * (shape[axis] as number) + at, 0)] = options.gain;
      }
      return values;
    },
    latex: 'W = \\text{gain} \\, I',
  },
});
