import { sizeOf } from './fans';
import { initializer } from './initializer';

/**
 * Martens' sparse initialisation: every unit listens to `connections` randomly chosen inputs (all of them, if it has fewer), with weights from
 * N(0, sigma²); the others are 0. So the size of a unit's input does not grow with the width of the layer, and units differ from each other.
 *
 * `connections` is a whole number from 1 up, default 15, `sigma` in [0, ∞), default 1, both Martens'; Sutskever et al. 2013 train with them too,
 * for tanh with biases of 0.5 and sigma 0.25. In a convolution, a unit is an output channel and its inputs are n_in = height · width · in.
 *
 * torch's `sparse_` zeroes a fraction of the inputs instead, with sigma 0.01. Errors: fewer than two axes, connections that are not whole.
 */
export const sparse = initializer({
  name: 'sparse',
  title: 'Sparse (Martens)',
  idea: 'Let every unit listen to a few inputs only, but to those with full strength.',
  source: { paper: 'Martens 2010', url: 'https://www.cs.toronto.edu/~jmartens/docs/Deep_HessianFree.pdf', lectures: ['000:36'] },
  differs: 'torch has sparse_(sparsity, std=0.01), which zeroes a fraction of the inputs of every unit.',
  names: { sigma: { torch: 'std' } },
  options: { connections: 15, sigma: 1 },
  rule: {
    draw: ({ shape, layout, random, options: { connections, sigma } }) => {
      if (shape.length < 2) throw new Error(`sparse: a shape needs two axes or more, got [${shape.join(', ')}]`);
      const values = new Float64Array(sizeOf(shape));
      const units = (layout === 'hwio' ? shape.at(-1) : shape[0]) as number;
      const inputs = units === 0 ? 0 : values.length / units;
      for (let unit = 0; unit < units; unit++) {
        for (const input of choose(Math.min(connections, inputs), inputs, random.integer)) {
          values[layout === 'hwio' ? input * units + unit : unit * inputs + input] = sigma * random.normal();
        }
      }
      return values;
    },
    check: ({ connections }) => {
      if (!Number.isInteger(connections)) throw new Error(`sparse: connections must be a whole number from 1 up, got ${connections}`);
    },
    latex: 'w_{ij} \\sim \\mathcal{N}(0, \\sigma^2) \\text{ for } k \\text{ inputs } i \\text{ of every unit } j, \\quad \\text{else } w_{ij} = 0',
  },
});

/** `count` different whole numbers below `total`, every set equally likely (Floyd's algorithm). */
function choose(count: number, total: number, integer: (n: number) => number): Set<number> {
  const chosen = new Set<number>();
  for (let last = total - count; last < total; last++) {
    const candidate = integer(last + 1);
    chosen.add(chosen.has(candidate) ? last : candidate);
  }
  return chosen;
}
