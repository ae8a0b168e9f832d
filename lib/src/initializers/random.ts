import { sizeOf } from './fans';
import { initializer } from './initializer';
import { cutNormalQuantile, truncatedTo } from './truncation';

const source = { paper: 'no paper: plain distributions', lectures: ['002:157'] };

/**
 * U(low, high), whatever the shape; by default U(−0.05, 0.05), as in Keras and tfjs. Errors: low not below high.
 * tfjs's `randomUniform({ minval: 0 })` really uses −0.05; here a 0 is a 0.
 */
export const randomUniform = initializer({
  name: 'randomUniform',
  title: 'Uniform',
  idea: 'Every number of an interval is equally likely.',
  source,
  differs: 'torch has uniform_(a, b); Keras\'s `RandomUniform(minval, maxval)`. tfjs reads a minval of 0 as -0.05.',
  names: { low: { torch: 'a', keras: 'minval', tfjs: 'minval' }, high: { torch: 'b', keras: 'maxval', tfjs: 'maxval' } },
  options: { low: -0.05, high: 0.05 },
  rule: {
    draw: ({ shape, random, options: { low, high } }) => new Float64Array(sizeOf(shape)).map(() => low + (high - low) * random.uniform()),
    check: ({ low, high }) => requireOrder('randomUniform', low, high),
    latex: 'w \\sim \\mathcal{U}(\\text{low}, \\text{high})',
  },
});

/**
 * N(mean, sigma²), whatever the shape: deck 002's Gaussian around w₀. `mean` any finite number, default 0; `sigma` in [0, ∞), default 0.05, as
 * in Keras and tfjs. tfjs reads a stddev of 0 as 0.05; here it gives the mean. torch's embeddings start at sigma 1.
 */
export const randomNormal = initializer({
  name: 'randomNormal',
  title: 'Normal',
  idea: 'Most weights near the mean, few far out.',
  source,
  differs: 'torch has normal_(mean, std); Keras\'s `RandomNormal(mean, stddev)`; tfjs reads a stddev of 0 as 0.05.',
  names: { mean: { torch: 'mean', keras: 'mean', tfjs: 'mean' }, sigma: { torch: 'std', keras: 'stddev', tfjs: 'stddev' } },
  options: { mean: 0, sigma: 0.05 },
  rule: {
    draw: ({ shape, random, options: { mean, sigma } }) => new Float64Array(sizeOf(shape)).map(() => mean + sigma * random.normal()),
    latex: 'w \\sim \\mathcal{N}(\\mu, \\sigma^2)',
  },
});

/**
 * A normal distribution without its tails that still has the standard deviation `sigma`: N(mean, (sigma/k)²) cut at ±`cut` times its own width,
 * where k is what the cut leaves of the width, 0.8796256610342398 at the usual cut of 2. `sigma` in [0, ∞), default 0.05; `cut` in (0, 40].
 *
 * Keras's and JAX's `he_normal` are corrected in this way; their plain `TruncatedNormal`, tfjs's and torch's `trunc_normal_` are not (`cutNormal`).
 */
export const truncatedNormal = initializer({
  name: 'truncatedNormal',
  title: 'Truncated normal',
  idea: 'A normal distribution without surprises, as wide as it says.',
  source,
  differs: 'With Keras, tfjs and torch the standard deviation of a truncated normal is that before the cut, so weights are 12 % narrower: `cutNormal`.',
  names: { mean: { torch: 'mean', keras: 'mean', tfjs: 'mean' } },
  options: { mean: 0, sigma: 0.05, cut: 2 },
  rule: {
    draw: ({ shape, random, options: { mean, sigma, cut } }) => {
      const quantile = cutNormalQuantile(truncatedTo(sigma, { mean, cut }));
      return new Float64Array(sizeOf(shape)).map(() => quantile(random.uniform()));
    },
    latex: 'w \\sim \\mathcal{N}(\\mu, (\\sigma / k)^2) \\text{ within } \\mu \\pm c \\, \\sigma / k, \\quad k = 0.87962566 \\text{ at } c = 2',
  },
});

/**
 * torch's `trunc_normal_`: N(mean, width²), cut at `low` and `high`, which are values and not multiples of the width (defaults 0, 1, −2, 2).
 * `width` in (0, ∞) is the standard deviation before the cut; what is left is narrower (`cutNormalMoments`). Errors: low not below high.
 */
export const cutNormal = initializer({
  name: 'cutNormal',
  title: 'Cut normal',
  idea: 'A normal distribution of which only a window is left.',
  source,
  differs: 'torch\'s `trunc_normal_(mean, std, a, b)`; Keras\'s `TruncatedNormal` and tfjs\'s is the same, cut at ±2 widths.',
  names: {
    mean: { torch: 'mean', keras: 'mean', tfjs: 'mean' },
    width: { torch: 'std', keras: 'stddev', tfjs: 'stddev' },
    low: { torch: 'a' },
    high: { torch: 'b' },
  },
  options: { mean: 0, width: 1, low: -2, high: 2 },
  rule: {
    draw: ({ shape, random, options: { mean, width, low, high } }) => {
      const quantile = cutNormalQuantile({ mean, sigma: width, low, high });
      return new Float64Array(sizeOf(shape)).map(() => quantile(random.uniform()));
    },
    check: ({ low, high }) => requireOrder('cutNormal', low, high),
    latex: 'w \\sim \\mathcal{N}(\\mu, \\sigma^2) \\text{ within } [\\text{low}, \\text{high}]',
  },
});

function requireOrder(name: string, low: number, high: number): void {
  if (!(low < high)) throw new Error(`${name}: low must be below high, got ${low} and ${high}`);
}
