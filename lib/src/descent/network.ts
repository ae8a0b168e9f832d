import * as tf from '@tensorflow/tfjs';
import { relu, sigmoid, tanh, type ActivationFunction } from '../activations';
import type { Unlabelled } from '../datasets';
import { seededRandom } from '../datasets/random';
import type { Expression } from '../formula/tree';
import { substituted } from '../formula/substitute';
import type { DescentInitializer } from '../initializers';
import { layerNormOnTensors } from '../normalizations';
import { knownOptions } from '../options';
import type { NetworkParts } from '../plan';

/** What stands between the layers of a `network`: relu, tanh or the logistic sigmoid by name, or any activation of the kit. */
export type Activation = 'relu' | 'tanh' | 'sigmoid' | ActivationFunction;

/** What `network` can be told. */
export interface NetworkOptions {
  /** Units per layer, input first, classes last: [64, 32, 10]. Two numbers make a linear classifier. */
  readonly layers: readonly number[];
  /** What stands between the layers; the last one gives scores as they are. Default relu. */
  readonly activation?: Activation;
  /**
   * `layer`: layer normalisation of every hidden layer's sums, before the activation, with a learnt γ and β per unit; they begin as 1 and 0. Default
   * none. (Batch normalisation differs between training and use, which the layers of a tfjs model can tell: `batchNormLayer`.)
   */
  readonly normalization?: 'layer' | 'none';
  /** How many times as large as usual the first weights are, above 0. Default 1; another shows what a poor start does. */
  readonly gain?: number;
  /**
   * Makes what draws the weights W1, W2, … one after another, given the seed: `initializers.heNormal`, or
   * `({ seed }) => initializers.heNormal({ gain: 1, seed })`. Default Glorot's uniform distribution, times √2 before a relu.
   */
  readonly initializer?: (options: { readonly seed: number }) => DescentInitializer;
  /** Fixes the first weights; a whole number from 0. Default 1. */
  readonly seed?: number;
}

/**
 * A classifier of fully connected layers, as plain variables `W1, b1, W2, b2, …` with W of shape [inputs, outputs]; with layer normalisation `gamma1`
 * and `beta1` stand after `b1`, and so on.
 */
export interface Network {
  /** What an optimizer changes: kernel and bias, and γ and β where there are any, in turn, from the first layer on. */
  readonly variables: readonly tf.Variable[];
  /** Units per layer, as the network was made. */
  readonly layers: readonly number[];
  /** Scores before the softmax, of shape [examples, classes], for inputs of shape [examples, features]. */
  logits(x: tf.Tensor2D): tf.Tensor2D;
  /** Mean cross-entropy of a batch, in nats; y is one-hot. Differentiable by the variables. */
  loss(x: tf.Tensor2D, y: tf.Tensor2D): tf.Scalar;
  /** Share of a batch classified correctly. */
  accuracy(x: tf.Tensor2D, y: tf.Tensor2D): tf.Scalar;
  /** Frees the variables; the network cannot be used afterwards. */
  dispose(): void;
}

let networks = 0;

/**
 * Makes a network of fully connected layers that tells classes apart. Weights are uniform in ±√(6/(n_in + n_out)) (Glorot), times √2 before a relu
 * (deck 002's table), or what `initializer` draws, biases zero; the same seed gives the same weights on every backend.
 *
 * Errors: fewer than two layers, a layer size that is not a whole number from 1 up, an unknown activation or normalisation, an initialiser that has
 * been made, a gain that is not above 0.
 * Elsewhere: torch's nn.Linear starts at U(±1/√n_in), weights and biases alike; Keras's Dense as here, without the √2.
 */
export function network(options: NetworkOptions): Network {
  const { layers, activation = 'relu', normalization = 'none', initializer, gain = 1, seed = 1 } = knownOptions('network', options, {
    layers: true, activation: true, normalization: true, initializer: true, gain: true, seed: true,
  });
  if (layers.length < 2) throw new Error(`network: layers needs an input and an output size, got [${layers.join(', ')}]`);
  const wrong = layers.find(size => !Number.isInteger(size) || size < 1);
  if (wrong !== undefined) throw new Error(`network: a layer size must be a whole number from 1 up, got ${wrong}`);
  const { activate, as } = activationOf(activation);
  if (normalization !== 'layer' && normalization !== 'none') throw new Error(`network: normalization must be layer or none, got "${String(normalization)}"`);
  if (!(gain > 0 && gain < Infinity)) throw new Error(`network: gain must be in (0, inf), got ${gain}`);
  if (initializer !== undefined && typeof initializer !== 'function') {
    throw new Error(`network: initializer must make one from a seed, such as initializers.heNormal, got ${typeof initializer}`);
  }

  const random = seededRandom(seed);
  const drawn = initializer?.({ seed });
  const id = (networks += 1);
  const named = (name: string, shape: [number, number] | [number], values: Float32Array): tf.Variable =>
    tf.tidy(() => tf.variable(tf.tensor(values, shape), true, `network${id}/${name}`));
  const weights: tf.Variable[] = [];
  const biases: tf.Variable[] = [];
  const scales: tf.Variable[] = [];
  const shifts: tf.Variable[] = [];
  for (let layer = 1; layer < layers.length; layer++) {
    const [inputs, outputs] = [layers[layer - 1] as number, layers[layer] as number];
    const before = as === relu && layer < layers.length - 1 ? Math.SQRT2 : 1;
    const bound = before * Math.sqrt(6 / (inputs + outputs));
    const values = drawn?.values([inputs, outputs]) ?? Array.from({ length: inputs * outputs }, () => bound * (2 * random.uniform() - 1));
    weights.push(named(`W${layer}`, [inputs, outputs], Float32Array.from(values, value => gain * value)));
    biases.push(named(`b${layer}`, [outputs], new Float32Array(outputs)));
    if (normalization === 'none' || layer === layers.length - 1) continue;
    scales.push(named(`gamma${layer}`, [outputs], new Float32Array(outputs).fill(1)));
    shifts.push(named(`beta${layer}`, [outputs], new Float32Array(outputs)));
  }
  const variables = weights.flatMap((weight, layer) => [weight, biases[layer], scales[layer], shifts[layer]].filter(one => one !== undefined));

  const logits = (x: tf.Tensor2D): tf.Tensor2D =>
    tf.tidy(() =>
      weights.reduce<tf.Tensor2D>((input, weight, layer) => {
        const scores = tf.add(tf.matMul(input, weight as tf.Tensor2D), biases[layer] as tf.Tensor) as tf.Tensor2D;
        if (layer === weights.length - 1) return scores;
        const [gamma, beta] = [scales[layer], shifts[layer]];
        return activate(gamma ? layerNormOnTensors(scores, { gamma, beta }) : scores) as tf.Tensor2D;
      }, x),
    );
  const made: Network = {
    variables,
    layers,
    logits,
    loss: (x, y) => tf.tidy(() => tf.losses.softmaxCrossEntropy(y, logits(x)) as tf.Scalar),
    accuracy: (x, y) => tf.tidy(() => tf.mean(tf.cast(tf.equal(tf.argMax(logits(x), 1), tf.argMax(y, 1)), 'float32')) as tf.Scalar),
    dispose: () => tf.dispose([...variables]),
  };
  known.set(made, {
    layers: weights.map((W, layer) => ({
      inputs: layers[layer] as number,
      outputs: layers[layer + 1] as number,
      W,
      b: biases[layer] as tf.Variable,
      gamma: scales[layer],
      beta: shifts[layer],
    })),
    hidden: { activation: formulaOf(as), normalized: normalization === 'layer' },
  });
  return made;
}

const known = new WeakMap<Network, NetworkParts>();

/** What a network is made of; undefined for one that `network` has not made, such as a copy with a loss of its own. */
export function partsOf(net: Network): NetworkParts | undefined {
  return known.get(net);
}

const named = { relu: { activate: tf.relu, as: relu }, tanh: { activate: tf.tanh, as: tanh }, sigmoid: { activate: tf.sigmoid, as: sigmoid } } as const;

function activationOf(activation: Activation): { readonly activate: (x: tf.Tensor) => tf.Tensor; readonly as: ActivationFunction<never> } {
  if (typeof activation === 'string' && Object.hasOwn(named, activation)) return named[activation];
  if (typeof activation === 'function' && 'whole' in activation) return { activate: x => activation(x), as: activation };
  const got = typeof activation === 'string' ? `"${String(activation)}"` : typeof activation;
  throw new Error(`network: activation must be relu, tanh, sigmoid or an activation of the kit, such as gelu, got ${got}`);
}

const formulas = new WeakMap<ActivationFunction<never>, Expression>();

/** An activation as a formula of x alone, its parameters put in at their defaults. */
function formulaOf(activation: ActivationFunction<never>): Expression {
  const { declaration: { parameters = {}, constants = {} }, whole } = activation;
  const numbers = Object.entries({ ...parameters, ...constants }).map(([name, value]): [string, Expression] => [name, { kind: 'number', value }]);
  const value = formulas.get(activation) ?? substituted(whole.value, Object.fromEntries(numbers));
  formulas.set(activation, value);
  return value;
}

/**
 * The class to which a network gives the highest score, for each example: its decision. Errors: examples with another number of features than the
 * network takes.
 */
export async function classify(net: Network, { size, features, x }: Unlabelled): Promise<Int32Array> {
  const [inputs] = net.layers;
  if (features !== inputs) throw new Error(`classify: the network takes ${inputs} features an example, got ${features}`);
  // A copy, because the cpu backend keeps the very array it is given.
  const decided = tf.tidy(() => tf.argMax(net.logits(tf.tensor2d(x.slice(), [size, features])), 1));
  const classes = await decided.data();
  decided.dispose();
  return Int32Array.from(classes);
}
