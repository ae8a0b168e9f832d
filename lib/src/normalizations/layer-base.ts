import * as tf from '@tensorflow/tfjs';
import { requireEpsilon } from './float64';
import { requireKnown } from '../options';

/** Options that every layer of tfjs has; its union package does not export their type. */
export interface BaseLayerOptions {
  /** What the model calls the layer; tfjs makes one up where there is none. */
  readonly name?: string;
  /** Without the axis of the examples; for the first layer of a model. */
  readonly inputShape?: tf.Shape;
  /** The same with the axis of the examples. */
  readonly batchInputShape?: tf.Shape;
  /** Whether training changes its weights; default true. */
  readonly trainable?: boolean;
}

/** Their names, with those that stand in configurations which tfjs has saved. */
export const baseLayerNames: readonly string[] = ['name', 'inputShape', 'batchInputShape', 'batchSize', 'dtype', 'inputDType', 'trainable', 'weights'];

/** A configuration as it was saved: tfjs adds customObjects to whatever it loads. */
export function withoutCustomObjects({ customObjects: _, ...config }: tf.serialization.ConfigDict): tf.serialization.ConfigDict {
  return config;
}

/** What every normalisation layer can be told. */
export interface NormalizationLayerOptions extends BaseLayerOptions {
  /** Keeps the root away from zero, in [0, inf); default 1e-5, 1e-6 for RMS normalisation. */
  readonly epsilon?: number;
  /** Whether there is a learnt scale γ, from 1; default true. */
  readonly scale?: boolean;
  /** Whether there is a learnt shift β, from 0; default true. */
  readonly center?: boolean;
}

/** What the normalisation layers share: a learnt scale and shift, and a configuration that saves and loads. */
export abstract class NormalizationLayer extends tf.layers.Layer {
  protected readonly epsilon: number;
  private readonly scale: boolean;
  private readonly center: boolean;
  private gammaWeight: tf.LayerVariable | undefined;
  private betaWeight: tf.LayerVariable | undefined;

  static override fromConfig<T extends tf.serialization.Serializable>(
    Class: tf.serialization.SerializableConstructor<T>,
    config: tf.serialization.ConfigDict,
  ): T {
    return new Class(withoutCustomObjects(config));
  }

  /** `title` is what errors call the layer, and `own` the names of options that a layer has besides these and has taken out. */
  constructor(title: string, own: readonly string[], { epsilon = 1e-5, scale = true, center = true, ...base }: NormalizationLayerOptions) {
    requireKnown(title, base, [...own, 'epsilon', 'scale', 'center', ...baseLayerNames]);
    super(base);
    requireEpsilon(title, epsilon);
    this.epsilon = epsilon;
    this.scale = scale;
    this.center = center;
  }

  /** The axes of an input that γ and β have. */
  protected abstract learntAxes(inputShape: tf.Shape): number[];

  protected abstract normalize(x: tf.Tensor, training: boolean): tf.Tensor;

  override build(inputShape: tf.Shape | tf.Shape[]): void {
    const shape = oneShape(inputShape);
    const axes = this.learntAxes(shape);
    if (this.scale) this.gammaWeight = this.addWeight('gamma', this.sizes(shape, axes), 'float32', tf.initializers.ones());
    if (this.center) this.betaWeight = this.addWeight('beta', this.sizes(shape, axes), 'float32', tf.initializers.zeros());
    this.built = true;
  }

  /** The sizes of axes whose weights are now made; those of all others may be open. Errors: one that is open too. */
  protected sizes(shape: tf.Shape, axes: readonly number[]): number[] {
    return axes.map(axis => {
      const size = shape[axis];
      if (size != null) return size;
      throw new Error(`${this.name}: axis ${axis} has weights of its own and needs a size, got shape [${shape.map(String).join(', ')}]`);
    });
  }

  override call(inputs: tf.Tensor | tf.Tensor[], kwargs: { training?: boolean }): tf.Tensor {
    return tf.tidy(() => this.normalize(Array.isArray(inputs) ? (inputs[0] as tf.Tensor) : inputs, kwargs.training === true));
  }

  override computeOutputShape(inputShape: tf.Shape | tf.Shape[]): tf.Shape | tf.Shape[] {
    return inputShape;
  }

  override getConfig(): tf.serialization.ConfigDict {
    return { ...super.getConfig(), epsilon: this.epsilon, scale: this.scale, center: this.center };
  }

  /** γ and β as the functions take them. */
  protected learnt(): { gamma: tf.Tensor | undefined; beta: tf.Tensor | undefined; epsilon: number } {
    return { gamma: this.gammaWeight?.read(), beta: this.betaWeight?.read(), epsilon: this.epsilon };
  }
}

/** The shape of a layer's only input. */
export function oneShape(shape: tf.Shape | tf.Shape[]): tf.Shape {
  return Array.isArray(shape[0]) ? (shape[0] as tf.Shape) : (shape as tf.Shape);
}
