import type { ActivationFunction } from '../activations';
import { seededRandom } from '../datasets/random';
import { knownOptions, type Names } from '../options';
import { propagate } from './propagation';

/** What `layerSignals` is told: the network, the initialiser that draws its weights, and how many examples are sent through. */
export interface LayerSignalsOptions {
  /**
   * Draws the weights of a shape [inputs, outputs], row by row, a layer after the other: an initialiser of the kit, or `{ values }` of one's own.
   * Biases are 0.
   */
  readonly initializer: { values(shape: readonly number[]): ArrayLike<number> };
  /** What comes after every layer. Default nothing: linear layers. */
  readonly activation?: ActivationFunction;
  /** What the activation is told: `{ alpha: 0.2 }` of a leaky relu. Default its own defaults. */
  readonly parameters?: Readonly<Record<string, number>>;
  /** Units per layer, the inputs first, such as thirty-one times 100. */
  readonly layers: readonly number[];
  /** How many examples are sent through, a whole number from 2 up. Default 50. */
  readonly examples?: number;
  /** Fixes the examples and the gradient at the last layer; the weights are fixed by the initialiser's own. Default 1. */
  readonly seed?: number;
}

/** How large things are at one layer: root mean squares over its units and the examples. */
export interface LayerSignal {
  /** 0 for the inputs. */
  readonly layer: number;
  /** Of the layer's outputs. */
  readonly signal: number;
  /** Of the outputs less their mean over the examples: 0 where the layer gives every example the same, and nothing can be told apart any more. */
  readonly spread: number;
  /** Of the gradient by the layer's outputs, where that by the last layer's outputs is drawn from N(0, 1). */
  readonly gradient: number;
}

const optionNames: Names<LayerSignalsOptions> = { initializer: true, activation: true, parameters: true, layers: true, examples: true, seed: true };

/**
 * Sends random examples, N(0, 1) in every input, through a deep network at its first weights and a random gradient back, and says how large both are
 * at each layer, in float64. A good initialiser keeps both of the size they begin with, whatever the depth.
 *
 * Errors: no initialiser, or one that gives another number of weights; fewer than two layers, or one that is not a whole number from 1 up; fewer than
 * two examples.
 */
export function layerSignals(options: LayerSignalsOptions): LayerSignal[] {
  const { initializer, activation, parameters = {}, layers, examples = 50, seed = 1 } = knownOptions('layer signals', options, optionNames);
  if (typeof initializer?.values !== 'function') throw new Error('layer signals: initializer must be one of the kit, such as initializers.heNormal()');
  if (layers.length < 2) throw new Error(`layer signals: layers needs an input and an output size, got [${layers.join(', ')}]`);
  const wrong = layers.find(size => !Number.isInteger(size) || size < 1);
  if (wrong !== undefined) throw new Error(`layer signals: a layer size must be a whole number from 1 up, got ${wrong}`);
  if (!Number.isInteger(examples) || examples < 2) throw new Error(`layer signals: examples must be a whole number from 2 up, got ${examples}`);
  const random = seededRandom(seed);
  const normals = (units: number): Float64Array => new Float64Array(examples * units).map(() => random.normal());
  const [inputs, outputs] = [layers[0] as number, layers[layers.length - 1] as number];
  const { signal, spread, gradient } = propagate({
    sizes: layers,
    kernels: layers.slice(1).map((to, layer) => drawn(initializer, [layers[layer] as number, to])),
    scale: 1,
    value: activation ? z => activation(z, parameters) : z => z,
    slope: activation ? z => activation.derivative(z, parameters) : () => 1,
    input: normals(inputs),
    pull: normals(outputs),
  });
  return signal.map((size, layer) => ({ layer, signal: size, spread: spread[layer] as number, gradient: gradient[layer] as number }));
}

function drawn(initializer: LayerSignalsOptions['initializer'], [from, to]: readonly [number, number]): Float64Array {
  const values = Float64Array.from(initializer.values([from, to]));
  if (values.length !== from * to) throw new Error(`layer signals: a layer from ${from} to ${to} units has ${from * to} weights, got ${values.length}`);
  return values;
}
