import * as tf from '@tensorflow/tfjs';
import { seededRandom } from '../datasets/random';
import { documentation, withValues } from '../documentation';
import type { Surface } from './surface';
import { knownOptions } from '../options';

/**
 * The same surface seen through a small batch: every gradient asked for, in float64 or through `onTensors`, is off by fresh normal noise of
 * standard deviation `sigma` in each coordinate. The loss itself stays exact, so that its contours can be drawn and its paths judged.
 *
 * `seed` fixes the noise (default 1), `sigma` in [0, ∞) is its size (default 1). Every gradient moves the stream on: to give two methods the same
 * noise, give each a noisy surface of its own with the same seed. On tensors a loss can be differentiated once.
 */
export function noisy(surface: Surface, options: { seed?: number; sigma?: number } = {}): Surface {
  const { seed = 1, sigma = 1 } = knownOptions('noisy', options, { seed: true, sigma: true });
  if (!(sigma >= 0 && Number.isFinite(sigma))) throw new Error(`noisy: sigma must be in [0, inf), got ${sigma}`);
  const random = seededRandom(seed);
  const noise = (): [number, number] => [sigma * random.normal(), sigma * random.normal()];
  // Worth nothing, but with a gradient that is noise.
  const nothing = tf.customGrad(() => ({ value: tf.scalar(0), gradFunc: (dy: tf.Tensor) => [tf.mul(dy, tf.tensor1d(noise()))] }));
  return {
    ...surface,
    name: `noisy ${surface.name}`,
    title: `${surface.title}, with noise σ = ${sigma}`,
    documentation: withValues(noisy.documentation, { surface: surface.title, seed, sigma }),
    gradient: point => {
      const [dx, dy] = surface.gradient(point);
      const [nx, ny] = noise();
      return [dx + nx, dy + ny];
    },
    onTensors: w => tf.tidy(() => tf.add(surface.onTensors(w), nothing(w)) as tf.Scalar),
    latex: () => `${surface.latex()}, \\quad ${noisy.latex()}`,
  };
}

noisy.documentation = documentation(
  {
    name: 'noisy',
    title: 'A surface seen through a small batch',
    idea: 'The exact loss with a noisy gradient, as in stochastic gradient descent.',
    source: { paper: 'no paper: the noise of a small batch, made Gaussian', lectures: ['002:85', '003:100'] },
  },
  {
    parameters: [
      { name: 'surface', glyph: 'f', meaning: 'the surface that is seen', values: 'any surface' },
      { name: 'seed', meaning: 'fixes the noise', values: 'whole numbers from 0 on', default: 1 },
      { name: 'sigma', glyph: '\\sigma', meaning: 'standard deviation of the noise in each coordinate', interval: '[0, inf)', default: 1 },
    ],
    where: [{ glyph: 'g', meaning: 'gradient that is given' }, { glyph: '\\xi', meaning: 'fresh noise for every gradient' }],
  },
);
noisy.latex = (): string => 'g = \\nabla f + \\sigma \\xi, \\quad \\xi \\sim \\mathcal{N}(0, I)';
