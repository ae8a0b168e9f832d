import * as tf from '@tensorflow/tfjs';
import { contains } from '../interval';
import { lbfgsStep, type LbfgsHyper, type LbfgsState } from './lbfgs-step';
import type { Evaluation } from './strong-wolfe';

type NamedTensor = Awaited<ReturnType<tf.Optimizer['getWeights']>>[number];

const defaults: Omit<LbfgsHyper, 'evaluations'> = { eta: 1, iterations: 20, memory: 100, smallestGradient: 1e-7, smallestChange: 1e-9, lineSearch: true };

/**
 * L-BFGS: Newton's direction from the last few changes of the gradient, for full batches. Each `minimize` makes up to `iterations` moves and
 * evaluates the loss as often as it needs; all variables are one long vector. Noise in the gradient, as from mini-batches, spoils the curvature.
 *
 * Formula: w ← w − t H g with H built from the last `memory` pairs (s, y) = (move, change of the gradient) by the two-loop recursion
 * (Nocedal & Wright 2006, Algorithm 7.4), t from a strong Wolfe line search. Vectors are kept in float64 on the host.
 *
 * Differs: torch's LBFGS has no line search by default (`lineSearch: false`) and is otherwise the same; optax searches by zooming and remembers
 * ten pairs. Errors: an option out of range; a backend whose values cannot be read at once (webgpu); gradients without their loss.
 */
export function lbfgs(options: Partial<LbfgsHyper> = {}): LbfgsOptimizer {
  return new LbfgsOptimizer(options);
}

export class LbfgsOptimizer extends tf.Optimizer {
  static readonly className = 'descent/lbfgs';
  private readonly hyper: LbfgsHyper;
  private state: LbfgsState | undefined;
  /** How often the loss has been evaluated. */
  evaluations = 0;

  constructor(options: Partial<LbfgsHyper> = {}) {
    super();
    const known = [...Object.keys(defaults), 'evaluations'];
    const unknown = Object.keys(options).find(name => !known.includes(name));
    if (unknown !== undefined) throw new Error(`lbfgs: unknown option "${unknown}"; known: ${known.join(', ')}`);
    const iterations = options.iterations ?? defaults.iterations;
    this.hyper = { ...defaults, evaluations: Math.floor((iterations * 5) / 4), ...options };
    const intervals = { eta: '(0, inf)', iterations: '[1, inf)', evaluations: '[1, inf)', memory: '[1, inf)', smallestGradient: '[0, inf)', smallestChange: '[0, inf)' } as const;
    for (const [name, interval] of Object.entries(intervals)) {
      const value = this.hyper[name as keyof typeof intervals];
      if (!contains(interval, value)) throw new Error(`lbfgs: ${name} must be in ${interval}, got ${String(value)}`);
    }
  }

  override minimize(f: () => tf.Scalar, returnCost = false, varList?: tf.Variable[]): tf.Scalar | null {
    if (tf.getBackend() === 'webgpu') throw new Error('lbfgs: its next question depends on the last answer, which webgpu cannot give at once; use the backend wasm or tensorflow');
    const all = varList ?? Object.values(tf.engine().registeredVariables).filter(variable => variable.trainable);
    const variables = [...all].sort((a, b) => (a.name < b.name ? -1 : 1));
    const size = variables.reduce((sum, variable) => sum + variable.size, 0);
    if (this.state && this.state.gradient.length !== size) {
      throw new Error(`lbfgs: began with ${this.state.gradient.length} weights, got ${size}; its curvature belongs to one set of variables`);
    }
    const step = lbfgsStep(this.state, flatten(variables), w => this.evaluate(f, variables, w), this.hyper);
    assign(variables, step.w);
    this.state = step.state;
    this.evaluations += step.evaluations;
    this.incrementIterations();
    return returnCost ? tf.scalar(step.loss) : null;
  }

  override applyGradients(): void {
    throw new Error('lbfgs: needs the loss, not only a gradient; call minimize');
  }

  override getConfig(): tf.serialization.ConfigDict {
    return { ...this.hyper };
  }

  static override fromConfig<T extends tf.serialization.Serializable>(
    _: tf.serialization.SerializableConstructor<T>,
    { customObjects: __, ...config }: tf.serialization.ConfigDict,
  ): T {
    const loaded: tf.serialization.Serializable = new LbfgsOptimizer(config as Partial<LbfgsHyper>);
    return loaded as T;
  }

  /** One tensor with the bits of every float64 number that is remembered. */
  override async getWeights(): Promise<NamedTensor[]> {
    const { state } = this;
    const numbers = state ? [state.iterations, state.step, state.scale, state.pairs.length, ...state.direction, ...state.gradient, ...state.pairs.flatMap(({ s, y, inverse }) => [inverse, ...s, ...y])] : [];
    const bits = new Int32Array(Float64Array.from(numbers).buffer);
    return [await this.saveIterations(), { name: 'lbfgs', tensor: tf.tensor1d(bits, 'int32') }];
  }

  override async setWeights(weights: NamedTensor[]): Promise<void> {
    const [saved] = await this.extractIterations(weights);
    if (saved?.name !== 'lbfgs') throw new Error(`lbfgs: the saved state is that of another method, "${String(saved?.name)}"`);
    const numbers = new Float64Array(Int32Array.from(await saved.tensor.data()).buffer);
    this.state = numbers.length === 0 ? undefined : revive(numbers);
  }

  override dispose(): void {
    this.state = undefined;
  }

  private evaluate(f: () => tf.Scalar, variables: readonly tf.Variable[], w: Float64Array): Evaluation {
    assign(variables, w);
    const { value, grads } = super.computeGradients(f, [...variables]);
    const loss = value.dataSync()[0] as number;
    // The loss may not depend on a variable; its gradient is then zero.
    const gradient = Float64Array.from(variables.flatMap(({ name, size }) => Array.from(grads[name]?.dataSync() ?? new Float32Array(size))));
    tf.dispose([value, ...Object.values(grads)]);
    const position = gradient.findIndex(g => !Number.isFinite(g));
    if (position < 0) return { loss, gradient };
    throw new Error(`lbfgs: the gradient is ${String(gradient[position])} at weight ${position} of step ${this.iterations + 1}; a smaller eta will help`);
  }
}

tf.serialization.registerClass(LbfgsOptimizer);

function flatten(tensors: readonly tf.Tensor[]): Float64Array {
  return Float64Array.from(tensors.flatMap(tensor => Array.from(tensor.dataSync())));
}

function assign(variables: readonly tf.Variable[], w: Float64Array): void {
  let from = 0;
  for (const variable of variables) {
    const values = tf.tensor(Float32Array.from(w.subarray(from, from + variable.size)), variable.shape);
    variable.assign(values);
    values.dispose();
    from += variable.size;
  }
}

function revive(numbers: Float64Array): LbfgsState {
  const [iterations = 0, step = 0, scale = 1, count = 0] = numbers;
  const size = (numbers.length - 4 - count) / (2 + 2 * count);
  const vector = (from: number): Float64Array => numbers.slice(from, from + size);
  const pairs = Array.from({ length: count }, (_, k) => {
    const from = 4 + 2 * size + k * (1 + 2 * size);
    return { inverse: numbers[from] as number, s: vector(from + 1), y: vector(from + 1 + size) };
  });
  return { iterations, step, scale, direction: vector(4), gradient: vector(4 + size), pairs };
}
