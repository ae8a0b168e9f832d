import * as tf from '@tensorflow/tfjs';
import { seededRandom, type Random } from '../datasets/random';
import { withValues, type Documentation, type Documented } from '../documentation';
import { evaluateFloat64 } from '../formula/float64';
import { checkInitializer, type CheckedInitializer, type InitializerDeclaration, type InitializerOptions } from './declaration';
import { fanOf, fans, sizeOf, type Mode } from './fans';
import { checkOptions, type CheckedOptions } from './options';
import { cutNormalQuantile, truncatedTo } from './truncation';

/** How far the weights of one tensor spread around 0. */
export interface Spread {
  /** No weight is larger; ∞ for a normal distribution that is not cut. */
  readonly bound: number;
  /** Standard deviation of the weights. */
  readonly sigma: number;
}

/** A way to draw first weights: call it with options to get an initialiser for a layer. Errors: an unknown option, a value outside its interval. */
export interface InitializerMethod<Own extends object = object> extends CheckedInitializer {
  (options?: InitializerOptions<Own>): DescentInitializer;
}

/**
 * Declares an initialiser. A slip in its formula throws here, when the module loads; from then on it is a formula on a slide (`latex`), the
 * spread of the weights of any shape (`spread`), and an initialiser that a tfjs layer takes and a saved model remembers.
 */
export function initializer<Own extends object>(declaration: InitializerDeclaration<Own>): InitializerMethod<Own> {
  // The options are checked by the caller's types; from here on they are a plain table.
  const checked = checkInitializer(declaration as InitializerDeclaration<object> as InitializerDeclaration);
  class Declared extends DescentInitializer {
    /** The name under which tfjs finds the class again when it loads a model. */
    static readonly className = `descent/${declaration.name}`;
    constructor(options: object = {}) {
      super(checked, options);
    }
    static fromConfig<T extends tf.serialization.Serializable>(_: tf.serialization.SerializableConstructor<T>, config: tf.serialization.ConfigDict): T {
      // tfjs adds customObjects to whatever it loads.
      const { customObjects: __, ...options } = config;
      const loaded: tf.serialization.Serializable = new Declared(options);
      return loaded as T;
    }
  }
  tf.serialization.registerClass(Declared);
  return Object.assign((options?: InitializerOptions<Own>) => new Declared(options), checked);
}

type TfInitializer = ReturnType<typeof tf.initializers.ones>;

// A tfjs layer takes only what extends this class, and tfjs exports nothing but functions that make its subclasses.
const TfInitializer = (Object.getPrototypeOf(Object.getPrototypeOf(tf.initializers.ones())) as TfInitializer).constructor as abstract new () => TfInitializer;

/**
 * The one driver behind every initialiser: pass it as `kernelInitializer` to any tfjs layer, or call `apply(shape)` for a tensor that the
 * caller disposes, or `values(shape)` for float64 numbers.
 *
 * Every call draws on: two layers that share an initialiser get different weights (in Keras they would get the same ones).
 * Errors, each with the initialiser's name: options outside their intervals (at construction), a shape without fans, a dtype that holds no numbers.
 */
export class DescentInitializer extends TfInitializer implements Documented {
  /** The seed in use, given or not. */
  readonly seed: number;
  private readonly checked: CheckedOptions;
  private readonly random: Random;

  constructor(readonly method: CheckedInitializer, options: object = {}) {
    super();
    this.checked = checkOptions(method, options);
    this.seed = this.checked.seed;
    this.random = seededRandom(this.seed);
  }

  /** Title, idea, source and options as data, with the values in use. */
  get documentation(): Documentation {
    return withValues(this.method.documentation, this.getConfig());
  }

  /** The distribution and its formula, of the fan that its mode picks. */
  latex(): string {
    return this.method.latex(this.checked.own['mode'] as Mode | undefined);
  }

  /** Bound and standard deviation for a shape; undefined where the weights are not independent draws (orthogonal, identity, …). */
  spread(shape: readonly number[]): Spread | undefined {
    const scale = this.scale(shape);
    if (scale === undefined) return undefined;
    if (scale.distribution === 'uniform') return { bound: scale.value, sigma: scale.value / Math.sqrt(3) };
    return { bound: this.checked.own['truncated'] === true ? truncatedTo(scale.value).high : Infinity, sigma: scale.value };
  }

  /** Draws the weights of one tensor in float64, the last axis fastest. */
  values(shape: readonly number[]): Float64Array {
    this.requireShape(shape);
    const { own, layout } = this.checked;
    const scale = this.scale(shape);
    if (scale === undefined) {
      const { rule } = this.method.declaration;
      if (!('draw' in rule)) throw new Error(`${this.name}: neither a formula nor a function`);
      return rule.draw({ shape, layout, random: this.random, options: own });
    }
    const { value, distribution } = scale;
    const weights = new Float64Array(sizeOf(shape));
    if (distribution === 'uniform') return weights.map(() => value * (2 * this.random.uniform() - 1));
    if (own['truncated'] !== true) return weights.map(() => value * this.random.normal());
    const quantile = cutNormalQuantile(truncatedTo(value));
    return weights.map(() => quantile(this.random.uniform()));
  }

  /** Draws the weights of one tensor; what a tfjs layer calls. */
  override apply(shape: Array<number | null>, dtype: tf.DataType = 'float32'): tf.Tensor {
    if (dtype !== 'float32' && dtype !== 'int32') throw new Error(`${this.name}: dtype must be float32 or int32, got ${dtype}`);
    const open = shape.indexOf(null);
    if (open >= 0) throw new Error(`${this.name}: axis ${open} of the weights has no size, got [${shape.map(String).join(', ')}]`);
    const sizes = shape as number[];
    return tf.tensor(Float32Array.from(this.values(sizes)), sizes, dtype);
  }

  override getConfig(): tf.serialization.ConfigDict {
    const { own, seed, layout, fans: given } = this.checked;
    return { ...own, seed, layout, ...(given && { fans: { ...given } }) };
  }

  private get name(): string {
    return this.method.declaration.name;
  }

  private scale(shape: readonly number[]): { value: number; distribution: 'uniform' | 'normal' } | undefined {
    const { formula, declaration } = this.method;
    if (formula === undefined || 'draw' in declaration.rule) return undefined;
    const { own, layout, fans: given } = this.checked;
    if (given === undefined && shape.length < 2) {
      throw new Error(`${this.name}: a shape needs two axes or more to have fans, got [${shape.join(', ')}]; give fans: { nin, nout }, or start biases at zeros()`);
    }
    const both = given ?? fans(shape, { layout });
    const numbers = Object.fromEntries(Object.entries(own).filter((entry): entry is [string, number] => typeof entry[1] === 'number'));
    const n = 'mode' in own ? { n: fanOf(both, own['mode'] as Mode) } : {};
    const value = evaluateFloat64(formula, { ...numbers, ...n, ...both }) as number;
    return { value, distribution: declaration.rule.distribution };
  }

  private requireShape(shape: readonly number[]): void {
    const wrong = shape.find(size => !Number.isInteger(size) || size < 0);
    if (wrong !== undefined) throw new Error(`${this.name}: a shape holds whole numbers from 0 up, got [${shape.join(', ')}]`);
  }
}
