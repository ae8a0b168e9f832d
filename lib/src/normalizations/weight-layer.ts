import * as tf from '@tensorflow/tfjs';
import { documentation, type Parameter } from '../documentation';
import { weight } from './documentation';
import { baseLayerNames, oneShape, withoutCustomObjects, type BaseLayerOptions } from './layer-base';
import { weightNormOnTensors } from './weight';
import { requireKnown } from '../options';

/** Names of tfjs's own initialisers. */
type InitializerName = 'glorotUniform' | 'glorotNormal' | 'heUniform' | 'heNormal' | 'leCunUniform' | 'leCunNormal';

/** What `weightNormDense` can be told. */
export interface WeightNormDenseOptions extends BaseLayerOptions {
  /** How many outputs the layer has, a whole number from 1 up. */
  readonly units: number;
  /** Whether there is a learnt bias, from 0; default true. */
  readonly useBias?: boolean;
  /** Draws the first direction v; default glorotUniform, Keras's. */
  readonly kernelInitializer?: InitializerName;
  /** Fixes the first direction; without one tfjs draws anew in every run. */
  readonly seed?: number;
}

class WeightNormDense extends tf.layers.Layer {
  static readonly className = 'DescentWeightNormDense';
  private readonly options: Required<Pick<WeightNormDenseOptions, 'units' | 'useBias' | 'kernelInitializer'>> & { readonly seed?: number };
  private v: tf.LayerVariable | undefined;
  private g: tf.LayerVariable | undefined;
  private bias: tf.LayerVariable | undefined;

  constructor({ units, useBias = true, kernelInitializer = 'glorotUniform', seed, ...base }: WeightNormDenseOptions) {
    requireKnown('weightNormDense', base, ['units', 'useBias', 'kernelInitializer', 'seed', ...baseLayerNames]);
    super(base);
    if (!Number.isInteger(units) || units < 1) throw new Error(`weightNormDense: units must be a whole number from 1 up, got ${units}`);
    if (typeof tf.initializers[kernelInitializer] !== 'function') throw new Error(`weightNormDense: unknown kernelInitializer "${kernelInitializer}"; use a name such as "heNormal"`);
    this.options = { units, useBias, kernelInitializer, ...(seed !== undefined && { seed }) };
  }

  static override fromConfig<T extends tf.serialization.Serializable>(
    Class: tf.serialization.SerializableConstructor<T>,
    config: tf.serialization.ConfigDict,
  ): T {
    return new Class(withoutCustomObjects(config));
  }

  override build(inputShape: tf.Shape | tf.Shape[]): void {
    const shape = oneShape(inputShape);
    const inputs = shape[shape.length - 1];
    if (shape.length < 2 || inputs == null) {
      throw new Error(`${this.name}: inputs must have shape [examples, …, features], got [${shape.map(String)}]`);
    }
    const { units, useBias, kernelInitializer, seed } = this.options;
    const first = tf.initializers[kernelInitializer](seed === undefined ? {} : { seed });
    this.v = this.addWeight('v', [inputs, units], 'float32', first);
    this.g = this.addWeight('g', [units], 'float32', tf.initializers.ones());
    if (useBias) this.bias = this.addWeight('bias', [units], 'float32', tf.initializers.zeros());
    // With g = ‖v‖ the layer starts as the plain dense layer with this kernel.
    const [v, g] = [this.v, this.g];
    tf.tidy(() => void g.write(tf.norm(v.read(), 'euclidean', 0)));
    this.built = true;
  }

  override call(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor {
    return tf.tidy(() => {
      const x = (Array.isArray(inputs) ? inputs[0] : inputs) as tf.Tensor;
      const [v, g] = [this.v, this.g] as [tf.LayerVariable, tf.LayerVariable];
      const [places, features] = [x.shape.slice(0, -1), x.shape[x.rank - 1] as number];
      const rows = tf.reshape(x, [places.reduce((product, size) => product * size, 1), features]);
      const kernel = weightNormOnTensors(v.read(), g.read());
      const scores = tf.reshape(tf.matMul(rows as tf.Tensor2D, kernel as tf.Tensor2D), [...places, this.options.units]);
      return this.bias ? tf.add(scores, this.bias.read()) : scores;
    });
  }

  override computeOutputShape(inputShape: tf.Shape | tf.Shape[]): tf.Shape {
    return [...oneShape(inputShape).slice(0, -1), this.options.units];
  }

  override getConfig(): tf.serialization.ConfigDict {
    return { ...super.getConfig(), ...this.options };
  }
}
tf.serialization.registerClass(WeightNormDense);

/**
 * A dense layer with weight normalisation, x w + b with w = g v/‖v‖ column by column: trains v, g and the bias; starts at g = ‖v‖; saves and loads.
 * Inputs of shape [examples, …, features] give [examples, …, units]; only the features need a size. Put an activation after it with
 * `tf.layers.activation`. Errors: `units` that is not a whole number from 1 up, inputs of rank 1, features of unknown number.
 * Elsewhere: torch's weight_norm(nn.Linear(…)), whose kernel is transposed; Keras and tfjs have none.
 */
export function weightNormDense(options: WeightNormDenseOptions): tf.layers.Layer {
  return new WeightNormDense(options);
}

const parameters: readonly Parameter[] = [
  { name: 'units', meaning: 'outputs', values: 'whole numbers from 1 on', torch: 'out_features', keras: 'units', tfjs: 'units' },
  {
    name: 'useBias',
    meaning: 'whether there is a learnt bias',
    values: 'true or false',
    default: true,
    torch: 'bias',
    keras: 'use_bias',
    tfjs: 'useBias',
  },
  {
    name: 'kernelInitializer',
    meaning: 'draws the first direction',
    values: 'the name of a tfjs initialiser',
    default: 'glorotUniform',
    keras: 'kernel_initializer',
    tfjs: 'kernelInitializer',
  },
  { name: 'seed', meaning: 'fixes the first direction', values: 'whole numbers from 0 on', default: 'none' },
];

weightNormDense.documentation = documentation(
  {
    ...weight.documentation,
    name: 'weightNormDense',
    title: 'Dense layer with weight normalisation',
    differs: 'torch\'s weight_norm(nn.Linear(…)), whose kernel is transposed; Keras and tfjs have none.',
  },
  {
    parameters,
    where: [
      ...weight.documentation.where,
      ...weight.documentation.parameters.flatMap(({ glyph, meaning }) => (glyph === undefined ? [] : [{ glyph, meaning }])),
    ],
  },
);
weightNormDense.latex = weight.latex;
