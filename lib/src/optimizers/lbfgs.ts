import * as tf from '@tensorflow/tfjs';
import type { CheckedMethod, Description } from './driver/declaration';
import { DescentOptimizer, trainableVariables, type NamedTensor } from './driver/descent-optimizer';
import { HyperParameters } from './driver/hyper';
import { repeatableLoss } from './driver/repeatable';
import { byName, Histories } from './lbfgs/histories';
import { joined } from './lbfgs/state';
import { lbfgsStep } from './lbfgs/step';
import { methodOf, type Method } from './driver/method';
import type { Evaluation } from './lbfgs/strong-wolfe';
import type { Walk } from './driver/walk';

const described = {
  source: { paper: 'Nocedal & Wright 2006, Algorithm 7.4', lectures: ['002:109'] },
  hyper: { eta: 1, iterations: 20, evaluations: 25, memory: 100, smallestgradient: 1e-7, smallestchange: 1e-9 },
  symbols: {
    iterations: { glyph: 'K', meaning: 'moves of one step, at most', interval: '[1, inf)', torch: 'max_iter' },
    evaluations: { glyph: 'E', meaning: 'evaluations of the loss in one step, after which no move is begun', interval: '[1, inf)', torch: 'max_eval' },
    memory: { glyph: 'M', meaning: 'pairs of moves and gradient changes that are remembered', interval: '[1, inf)', torch: 'history_size', optax: 'memory_size' },
    smallestgradient: { glyph: 'g_{\\min}', meaning: 'ends a step when no entry of the gradient is larger', interval: '[0, inf)', torch: 'tolerance_grad' },
    smallestchange: { glyph: '\\Delta_{\\min}', meaning: 'ends a step when weights or loss change by less', interval: '[0, inf)', torch: 'tolerance_change' },
  },
} as const;

const direction = String.raw`d &= -H \, g, \quad H \text{ from the last } M \text{ pairs } (s, y), \; s_k = w_{k+1} - w_k, \; y_k = g_{k+1} - g_k`;

/**
 * L-BFGS: Newton's direction from the last few changes of the gradient, for full batches. Each `minimize` makes up to `iterations` moves and
 * evaluates the loss as often as it needs; all variables of the call are one long vector, and what has been learnt of the curvature belongs to
 * that set of variables. Noise in the gradient, as from mini-batches, spoils the curvature. Vectors are kept in float64 on the host.
 *
 * Errors: a backend whose values cannot be read at once (webgpu); gradients without their loss.
 */
export const lbfgs = lbfgsMethod(true, {
  ...described,
  name: 'lbfgs',
  title: 'L-BFGS',
  idea: 'Step along Newton\'s direction, with the curvature estimated from the last few gradients, as far as the strong Wolfe conditions ask.',
  differs: 'torch\'s `LBFGS(line_search_fn="strong_wolfe")`, whose searches end when `max_eval` is used up; optax searches by zooming and '
    + 'remembers ten pairs. Keras and tfjs have none.',
  latex: String.raw`\begin{aligned} ${direction} \\ w &\leftarrow w + a \, d, \quad a \text{ by the strong Wolfe conditions, first guess } \eta \end{aligned}`,
});

/** L-BFGS without a line search: every move has length η, the first one η/‖g‖₁, because nothing is known of the scale yet. */
export const lbfgsFixed = lbfgsMethod(false, {
  ...described,
  name: 'lbfgs (fixed step)',
  title: 'L-BFGS, fixed step',
  idea: 'Step along Newton\'s direction, with the curvature estimated from the last few gradients, by a fixed share of it.',
  differs: 'torch\'s `LBFGS` as it is by default. Without a search a step may overshoot; torch\'s users lower the rate.',
  latex: String.raw`\begin{aligned} ${direction} \\ w &\leftarrow w + \eta \, d \end{aligned}`,
});

function lbfgsMethod<Hyper extends string>(lineSearch: boolean, declaration: Description<Hyper>): Method<Hyper> {
  const hyperNames = Object.keys(declaration.hyper);
  const checked: CheckedMethod = { declaration, hyperNames, slotNames: [], update: undefined, program: undefined, at: undefined, initial: new Map() };
  return methodOf(checked, options => new LbfgsOptimizer(checked, options, lineSearch));
}

class LbfgsOptimizer extends DescentOptimizer {
  private readonly hyper: HyperParameters;
  private readonly histories: Histories;

  constructor(method: CheckedMethod, options: object, private readonly lineSearch: boolean) {
    super(method.declaration.name);
    this.histories = new Histories(this.name);
    this.hyper = new HyperParameters(method.declaration, options);
    this.hyper.requireNoGroups('all variables of a call are one long vector');
  }

  override minimize(f: () => tf.Scalar, returnCost = false, varList?: tf.Variable[]): tf.Scalar | null {
    this.requireUsable();
    if (!this.runsOn(tf.getBackend())) {
      throw new Error(`${this.name}: each question depends on the last answer, for which webgpu cannot wait; use the backend wasm or tensorflow`);
    }
    const given = varList ?? trainableVariables();
    const variables = byName(given);
    const known = this.histories.of(given);
    const start = flatten(variables);
    const loss = repeatableLoss(f, variables);
    const { eta, iterations, evaluations, memory, smallestgradient, smallestchange } = this.current() as Record<keyof typeof described.hyper, number>;
    try {
      const step = lbfgsStep(known, start, w => this.evaluate(loss, variables, w), {
        eta, iterations, evaluations, memory, smallestGradient: smallestgradient, smallestChange: smallestchange, lineSearch: this.lineSearch,
      });
      assign(variables, step.w);
      this.histories.set(given, step.state);
      this.incrementIterations();
      return returnCost ? tf.scalar(step.loss) : null;
    } catch (error) {
      assign(variables, start);
      throw error;
    }
  }

  override runsOn(backend: string): boolean {
    return backend !== 'webgpu';
  }

  /** Its line search goes on from what it finds. */
  override get takesGradients(): boolean {
    return false;
  }

  override current(variable?: tf.Variable): Readonly<Record<string, number>> {
    return this.hyper.at(this.iterations + 1, variable);
  }

  /** It keeps no slots: what it remembers belongs to all variables of a call together. */
  override slot(): undefined {
    return undefined;
  }

  override lookAhead(): undefined {
    return undefined;
  }

  override forget(variable: tf.Variable): void {
    this.histories.forget(variable);
  }

  override get waits(): boolean {
    return false;
  }

  /** What was loaded finds its variables in `minimize`, by the whole set. */
  override recognise(): void {}

  override walk(): Walk {
    throw new Error(`${this.name}: needs the loss, not only a gradient, so there is no trace of it`);
  }

  override getConfig(): tf.serialization.ConfigDict {
    return this.hyper.config() as tf.serialization.ConfigDict;
  }

  override async getWeights(): Promise<NamedTensor[]> {
    this.requireUsable();
    return [await this.saveIterations(), ...this.histories.save()];
  }

  /** Takes saved histories over. Each goes to the variables that it was learnt on, told by names, order and shapes as state of any method is. */
  override async setWeights(weights: NamedTensor[]): Promise<void> {
    await this.histories.load(await this.extractIterations(weights));
  }

  protected override advance(): void {
    throw new Error(`${this.name}: needs the loss, not only a gradient; call minimize, and do not wrap it`);
  }

  protected override release(): void {
    this.histories.clear();
  }

  private evaluate(f: () => tf.Scalar, variables: readonly tf.Variable[], w: Float64Array): Evaluation {
    assign(variables, w);
    const { value, grads } = this.computeGradients(f, [...variables]);
    try {
      this.requireFinite(variables.flatMap(variable => (grads[variable.name] ? [{ variable, gradient: grads[variable.name] as tf.Tensor }] : [])));
      // The loss may not depend on a variable; its gradient is then zero.
      const gradient = joined(variables.map(({ name, size }) => grads[name]?.dataSync() ?? new Float32Array(size)));
      return { loss: value.dataSync()[0] as number, gradient };
    } finally {
      tf.dispose([value, ...Object.values(grads)]);
    }
  }
}

function flatten(tensors: readonly tf.Tensor[]): Float64Array {
  return joined(tensors.map(tensor => tensor.dataSync()));
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
