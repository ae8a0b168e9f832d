import { sizeOf } from './fans';
import { initializer } from './initializer';
import { orthonormal } from './orthonormal';

/**
 * A random orthogonal matrix times `gain` (in [0, ∞), default 1): WᵀW = gain² I, or WWᵀ for a wide one, so a linear layer neither stretches
 * nor shrinks any direction, however many of them follow each other.
 *
 * A kernel with more axes is read as a matrix: [height · width · in, out] in layout `hwio` (as Keras and tfjs do), [out, in · height · width] in `oihw`
 * (as torch does). Errors: a shape with fewer than two axes.
 */
export const orthogonal = initializer({
  name: 'orthogonal',
  title: 'Orthogonal',
  idea: 'Start as a rotation, which keeps every length.',
  source: { paper: 'Saxe, McClelland & Ganguli 2014', url: 'https://arxiv.org/abs/1312.6120' },
  differs: 'torch\'s `orthogonal_(gain)`, with the same signs; Keras\'s `Orthogonal(gain)`, tfjs\'s orthogonal.',
  names: { gain: { torch: 'gain', keras: 'gain', tfjs: 'gain' } },
  options: { gain: 1 },
  rule: {
    draw: ({ shape, layout, random, options: { gain } }) => {
      if (shape.length < 2) throw new Error(`orthogonal: a shape needs two axes or more, got [${shape.join(', ')}]`);
      const size = sizeOf(shape);
      const rows = layout === 'hwio' ? sizeOf(shape.slice(0, -1)) : (shape[0] as number);
      const gaussian = new Float64Array(size).map(() => random.normal());
      return orthonormal(gaussian, rows, rows === 0 ? 0 : size / rows).map(value => gain * value);
    },
    latex: 'W = \\text{gain} \\, Q, \\quad Q^\\top Q = I',
  },
});
