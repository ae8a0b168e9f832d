import * as tf from '@tensorflow/tfjs';
import { gradientDescent } from '../../lib/src/optimizers';

type Layer = InstanceType<typeof tf.layers.Layer>;

/** What is put on an input of a shape (the batch's first axis apart), to be trained by one step. */
export interface LayerCase {
  readonly input: readonly number[];
  readonly layers: () => Layer[];
  /** The input holds numbers of words, so many. */
  readonly words?: number;
  /** The layer stands on the data, and TensorFlow.js has no slope by its input on any backend. */
  readonly first?: true;
  /** It draws at random with no seed, so that only the step itself can be asked. */
  readonly random?: true;
}

const image = [7, 6, 3];
const line = [6, 3];
const box = [4, 5, 4, 2];
const on = (input: readonly number[], ...layers: Array<() => Layer>): LayerCase => ({ input, layers: () => layers.map(make => make()) });

/** Every layer of TensorFlow.js that a gradient passes through, in the shapes that its gradients treat differently. */
export const layerCases: Readonly<Record<string, LayerCase>> = {
  'dense': on([4], () => tf.layers.dense({ units: 3, activation: 'relu' })),
  ...Object.fromEntries(
    ([
      'elu', 'hardSigmoid', 'linear', 'relu', 'relu6', 'selu', 'sigmoid', 'softmax', 'softplus', 'softsign', 'tanh', 'swish', 'mish', 'gelu', 'gelu_new',
    ] as const)
      .map(activation => [`activation ${activation}`, on([5], () => tf.layers.activation({ activation }))]),
  ),
  'elu': on([5], () => tf.layers.elu({})),
  'leakyReLU': on([5], () => tf.layers.leakyReLU({ alpha: 0.2 })),
  'prelu': on([5], () => tf.layers.prelu({})),
  'reLU': on([5], () => tf.layers.reLU({ maxValue: 0.5 })),
  'softmax': on([5], () => tf.layers.softmax({})),
  'dropout': on([6], () => tf.layers.dropout({ rate: 0.4, seed: 3 })),
  'spatialDropout1d': on(line, () => tf.layers.spatialDropout1d({ rate: 0.4, seed: 3 })),
  'alphaDropout': { ...on([6], () => tf.layers.alphaDropout({ rate: 0.4 })), random: true },
  'gaussianDropout': { ...on([6], () => tf.layers.gaussianDropout({ rate: 0.4 })), random: true },
  'gaussianNoise': { ...on([6], () => tf.layers.gaussianNoise({ stddev: 0.4 })), random: true },
  'flatten': on(image, () => tf.layers.flatten()),
  'reshape': on([6], () => tf.layers.reshape({ targetShape: [2, 3] })),
  'permute': on(line, () => tf.layers.permute({ dims: [2, 1] })),
  'repeatVector': on([4], () => tf.layers.repeatVector({ n: 3 })),
  'masking': { ...on(line, () => tf.layers.masking({ maskValue: 0 }), () => tf.layers.lstm({ units: 2 })), first: true },
  'conv1d': on(line, () => tf.layers.conv1d({ filters: 4, kernelSize: 3, padding: 'same', activation: 'tanh' })),
  'conv1d strides': on(line, () => tf.layers.conv1d({ filters: 2, kernelSize: 2, strides: 2 })),
  'conv2d': on(image, () => tf.layers.conv2d({ filters: 4, kernelSize: 3 })),
  'conv2d same': on(image, () => tf.layers.conv2d({ filters: 4, kernelSize: [3, 2], padding: 'same', activation: 'relu' })),
  'conv2d strides': on(image, () => tf.layers.conv2d({ filters: 4, kernelSize: 3, strides: [2, 3], padding: 'same' })),
  'conv2d channels first': on([3, 7, 6], () => tf.layers.conv2d({ filters: 4, kernelSize: 3, dataFormat: 'channelsFirst' })),
  'conv2d pointwise': on(image, () => tf.layers.conv2d({ filters: 4, kernelSize: 1 })),
  'conv2d layers': on(
    image,
    () => tf.layers.conv2d({ filters: 4, kernelSize: 3 }),
    () => tf.layers.conv2d({ filters: 2, kernelSize: 3, activation: 'selu' }),
  ),
  'conv2dTranspose': on(image, () => tf.layers.conv2dTranspose({ filters: 4, kernelSize: 3 })),
  'conv2dTranspose strides': on(image, () => tf.layers.conv2dTranspose({ filters: 2, kernelSize: [2, 3], strides: 2, padding: 'same' })),
  'conv3d': on(box, () => tf.layers.conv3d({ filters: 3, kernelSize: 2 })),
  'conv3d same': on(box, () => tf.layers.conv3d({ filters: 3, kernelSize: 3, strides: 2, padding: 'same' })),
  'depthwiseConv2d': on(image, () => tf.layers.depthwiseConv2d({ kernelSize: 3 })),
  'depthwiseConv2d multiplier': on(image, () => tf.layers.depthwiseConv2d({ kernelSize: [3, 2], depthMultiplier: 2, padding: 'same', strides: 2 })),
  'separableConv2d': on(image, () => tf.layers.separableConv2d({ filters: 4, kernelSize: 3, depthMultiplier: 2 })),
  'convLstm2d': on([3, 5, 4, 2], () => tf.layers.convLstm2d({ filters: 2, kernelSize: 2 })),
  'averagePooling1d': on(line, () => tf.layers.averagePooling1d({ poolSize: 2 })),
  'averagePooling2d': on(image, () => tf.layers.averagePooling2d({ poolSize: 2 })),
  'averagePooling2d same': on(image, () => tf.layers.averagePooling2d({ poolSize: 3, strides: 2, padding: 'same' })),
  'averagePooling3d': on(box, () => tf.layers.averagePooling3d({ poolSize: 2, strides: 2, padding: 'valid' })),
  'maxPooling1d': on(line, () => tf.layers.maxPooling1d({ poolSize: 2 })),
  'maxPooling2d': on(image, () => tf.layers.maxPooling2d({ poolSize: 2 })),
  'maxPooling2d same': on(image, () => tf.layers.maxPooling2d({ poolSize: 3, strides: 2, padding: 'same' })),
  'maxPooling3d': on(box, () => tf.layers.maxPooling3d({ poolSize: 2, strides: 2, padding: 'valid' })),
  'globalAveragePooling1d': on(line, () => tf.layers.globalAveragePooling1d({})),
  'globalAveragePooling2d': on(image, () => tf.layers.globalAveragePooling2d({})),
  'globalMaxPooling1d': on(line, () => tf.layers.globalMaxPooling1d({})),
  'globalMaxPooling2d': on(image, () => tf.layers.globalMaxPooling2d({})),
  'cropping2D': on(image, () => tf.layers.cropping2D({ cropping: [[1, 0], [2, 1]] })),
  'zeroPadding2d': on(image, () => tf.layers.zeroPadding2d({ padding: [[1, 0], [2, 1]] })),
  'upSampling2d': on(image, () => tf.layers.upSampling2d({ size: [2, 3] })),
  'upSampling2d bilinear': on(image, () => tf.layers.upSampling2d({ size: [2, 2], interpolation: 'bilinear' })),
  'rescaling': on(image, () => tf.layers.rescaling({ scale: 0.5, offset: 0.1 })),
  'batchNormalization': on(image, () => tf.layers.batchNormalization({})),
  'batchNormalization of features': on([5], () => tf.layers.batchNormalization({})),
  'layerNormalization': on([5], () => tf.layers.layerNormalization({})),
  'embedding': { ...on([5], () => tf.layers.embedding({ inputDim: 7, outputDim: 3 })), words: 7 },
  'simpleRNN': on(line, () => tf.layers.simpleRNN({ units: 4 })),
  'gru': on(line, () => tf.layers.gru({ units: 4, returnSequences: true })),
  'lstm': on(line, () => tf.layers.lstm({ units: 4 })),
  'rnn': on(line, () => {
    const cells = [tf.layers.lstmCell({ units: 2 }), tf.layers.gruCell({ units: 3 })];
    return tf.layers.rnn({ cell: tf.layers.stackedRNNCells({ cells }) });
  }),
  'bidirectional': on(line, () => tf.layers.bidirectional({ layer: tf.layers.lstm({ units: 2 }), mergeMode: 'concat' })),
  'timeDistributed': on(line, () => tf.layers.timeDistributed({ layer: tf.layers.dense({ units: 2 }) })),
  ...Object.fromEntries(
    (['add', 'average', 'maximum', 'minimum', 'multiply', 'concatenate'] as const)
      .map(merge => [merge, on([4], () => branches(() => tf.layers[merge]({})))]),
  ),
  'dot': on([4], () => branches(() => tf.layers.dot({ axes: -1 }))),
};

/** Two dense layers on the same input, brought together again. */
function branches(merge: () => Layer): Layer {
  const input = tf.input({ shape: [4] });
  const [left, right] = [1, 2].map(() => tf.layers.dense({ units: 3 }).apply(input) as tf.SymbolicTensor);
  return tf.model({ inputs: input, outputs: merge().apply([left, right] as tf.SymbolicTensor[]) as tf.SymbolicTensor });
}

/** What one step of gradient descent on the mean square did to a model of one case. */
export interface OneStep {
  readonly loss: number;
  /** The slopes by the input, where it is no list of words, and by every weight. */
  readonly slopes: number[][];
  /** All weights after one step, running statistics among them. */
  readonly weights: number[][];
}

export async function trainOneStep({ input, layers, words, first }: LayerCase): Promise<OneStep> {
  const start = tf.input({ shape: [...input] });
  const end = layers().reduce((x, layer) => layer.apply(x) as tf.SymbolicTensor, start);
  const model = tf.model({ inputs: start, outputs: end });
  model.setWeights(model.weights.map(({ name, shape }, index) => numbers(shape as number[], index + 1, /variance/.test(name))));
  const batch = 3;
  const x = words === undefined ? numbers([batch, ...input], 0) : wordNumbers([batch, ...input], words);
  const y = numbers([batch, ...(end.shape.slice(1) as number[])], 99);
  const lossAt = (point: tf.Tensor): tf.Scalar => tf.losses.meanSquaredError(y, model.apply(point, { training: true }) as tf.Tensor);
  const slopes: number[][] = [];
  if (words === undefined && !first) slopes.push(await values(tf.grad(lossAt)(x)));
  const trained = model.trainableWeights.map(weight => weight.read() as tf.Variable);
  if (trained.length > 0) {
    const { grads } = tf.variableGrads(() => tf.tidy(() => lossAt(x)), trained);
    for (const { name } of trained) slopes.push(await values(grads[name] as tf.Tensor));
  }
  model.compile({ optimizer: gradientDescent({ eta: 0.1 }), loss: 'meanSquaredError' });
  const loss = trained.length > 0 ? await model.trainOnBatch(x, y) : (await values(tf.tidy(() => lossAt(x))))[0];
  const weights: number[][] = [];
  for (const weight of model.getWeights()) weights.push(Array.from(await weight.data()));
  tf.dispose([x, y]);
  model.dispose();
  return { loss: loss as number, slopes, weights };
}

async function values(tensor: tf.Tensor): Promise<number[]> {
  const read = Array.from(await tensor.data());
  tensor.dispose();
  return read;
}

/** Numbers from -1 to 1, or from 1 to 2, the same on every backend and no two alike, so that a maximum has one place. */
function numbers(shape: readonly number[], seed: number, positive = false): tf.Tensor {
  const at = (index: number): number => ((index * 0.6180339887 + seed * 0.7548776662) % 1) * 2 - 1;
  const values = Float32Array.from({ length: tf.util.sizeFromShape([...shape]) }, (_, index) => (positive ? 1.5 + at(index) / 2 : at(index)));
  return tf.tensor(values, [...shape]);
}

function wordNumbers(shape: readonly number[], words: number): tf.Tensor {
  return tf.tensor(Int32Array.from({ length: tf.util.sizeFromShape([...shape]) }, (_, index) => (index * index) % words), [...shape], 'int32');
}
