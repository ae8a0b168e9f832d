import * as tf from '@tensorflow/tfjs';
import { seededRandom } from '../../lib/src/datasets';
import { adam } from '../../lib/src/optimizers';

const uniform = (seed: number): ReturnType<typeof tf.initializers.glorotUniform> => tf.initializers.glorotUniform({ seed });

/** Small networks of the kinds that people build first, with something to learn. */
const networks = {
  convolutions: (): [tf.LayersModel, tf.Tensor, tf.Tensor] => {
    const model = tf.sequential({
      layers: [
        tf.layers.conv2d({ inputShape: [8, 8, 1], filters: 4, kernelSize: 3, activation: 'relu', kernelInitializer: uniform(1) }),
        tf.layers.maxPooling2d({ poolSize: 2 }),
        tf.layers.flatten(),
        tf.layers.dense({ units: 2, activation: 'softmax', kernelInitializer: uniform(2) }),
      ],
    });
    model.compile({ optimizer: adam({ eta: 0.02 }), loss: 'categoricalCrossentropy' });
    // Stripes that lie and stripes that stand.
    const stands = (image: number): boolean => image % 2 === 0;
    const pixel = (index: number): number => {
      const [image, row, column] = [Math.floor(index / 64), Math.floor(index / 8) % 8, index % 8];
      return ((stands(image) ? column : row) + image) % 3 === 0 ? 1 : random.uniform() / 2;
    };
    const random = seededRandom(5);
    const x = tf.tensor(Float32Array.from({ length: 22 * 64 }, (_, index) => pixel(index)), [22, 8, 8, 1]);
    const y = tf.tensor2d(Array.from({ length: 22 }, (_, image) => (stands(image) ? [1, 0] : [0, 1])));
    return [model, x, y];
  },
  words: (): [tf.LayersModel, tf.Tensor, tf.Tensor] => {
    const model = tf.sequential({
      layers: [
        tf.layers.embedding({ inputDim: 6, outputDim: 4, inputLength: 3, embeddingsInitializer: uniform(1) }),
        tf.layers.lstm({ units: 4, kernelInitializer: uniform(2), recurrentInitializer: uniform(3) }),
        tf.layers.dense({ units: 1, activation: 'sigmoid', kernelInitializer: uniform(4) }),
      ],
    });
    model.compile({ optimizer: adam({ eta: 0.1 }), loss: 'binaryCrossentropy' });
    // Whether word 3 is among three.
    const random = seededRandom(5);
    const texts = Array.from({ length: 11 }, () => Array.from({ length: 3 }, () => Math.floor(random.uniform() * 6)));
    return [model, tf.tensor2d(texts, [11, 3], 'int32'), tf.tensor2d(texts.map(words => [words.includes(3) ? 1 : 0]))];
  },
};

export const networkNames = Object.keys(networks) as Array<keyof typeof networks>;

/** The losses of a few epochs, whose last batch is a ragged one, and how many tensors all epochs but the first left behind. */
export async function fitNetwork(name: keyof typeof networks): Promise<{ losses: number[]; left: number }> {
  const [model, x, y] = networks[name]();
  const fit = async (epochs: number): Promise<number[]> => {
    const { history } = await model.fit(x, y, { epochs, batchSize: 8, shuffle: false, verbose: 0 });
    return history['loss'] as number[];
  };
  const first = await fit(1);
  const before = tf.memory().numTensors;
  const losses = [...first, ...(await fit(5))];
  return { losses, left: tf.memory().numTensors - before };
}
