import * as tf from '@tensorflow/tfjs';
import { evaluateTensors, runTensors, type TensorValue } from '../formula/tensors';
import { checkDeclaration, type CheckedMethod, type Declaration } from './declaration';
import { GradientGuard } from './gradient-guard';
import { HyperParameters, type HyperOptions } from './hyper';
import { SavedState } from './saved-state';
import { VariableState } from './variable-state';

/** tfjs's form of a saved tensor; its union package does not export the type. */
type NamedTensor = Awaited<ReturnType<tf.Optimizer['getWeights']>>[number];

/** A method of optimisation: call it with hyper-parameters to get an optimizer that trains. */
export interface Method<Hyper extends string = string> extends CheckedMethod {
  (options?: HyperOptions<Hyper>): DescentOptimizer;
}

/**
 * Declares a method of optimisation. Its formula is read at once, so a slip in it throws here, and from then on it is a formula on a slide
 * (`latexOf`), a float64 reference (`trace`) and an optimizer on tensors, all from one text.
 */
export function optimizer<const Hyper extends string, const Slot extends string = never>(
  declaration: Declaration<Hyper, Slot>,
): Method<Hyper> {
  // The names are checked by the caller's types; from here on they are plain strings.
  const checked = checkDeclaration(declaration as Declaration);
  class Declared extends DescentOptimizer {
    /** The name under which tfjs finds the class again when it loads a model. */
    static readonly className = `descent/${declaration.name}`;
    constructor(options: object = {}) {
      super(checked, options);
    }
    static override fromConfig<T extends tf.serialization.Serializable>(
      _: tf.serialization.SerializableConstructor<T>,
      config: tf.serialization.ConfigDict,
    ): T {
      const loaded: tf.serialization.Serializable = new Declared(HyperParameters.options(config));
      return loaded as T;
    }
  }
  tf.serialization.registerClass(Declared);
  return Object.assign((options?: HyperOptions<Hyper>) => new Declared(options), checked);
}

/**
 * The one driver behind every method: a real `tf.Optimizer`, so it trains a `tf.LayersModel` through `compile` and `fit`, and offers
 * `minimize`, `computeGradients`, `applyGradients`, `getWeights`, `setWeights`, `getConfig` and `dispose`.
 *
 * State belongs to a variable, by its name: the order of variables does not matter, and one that appears late starts fresh, with its own
 * t = 1. Schedules read the optimizer's own count of steps.
 *
 * Errors, each with the method's name: a hyper-parameter outside its interval (at construction), a gradient that is not a number (at the step
 * where it appears, before any weight has changed), saved state of another shape, use after `dispose`.
 */
export class DescentOptimizer extends tf.Optimizer {
  private readonly hyper: HyperParameters;
  private readonly guard: GradientGuard;
  private readonly states = new Map<string, VariableState>();
  private saved: SavedState | undefined;
  private disposed = false;

  constructor(readonly method: CheckedMethod, options: object = {}) {
    super();
    this.hyper = new HyperParameters(method, options);
    this.guard = new GradientGuard(method.declaration.name);
  }

  /** The hyper-parameters that the next step will use, for a variable or outside every group. */
  current(variable?: tf.Variable): Record<string, number> {
    return this.hyper.at(this.iterations + 1, variable);
  }

  /** The learning rate that the next step will use; undefined for a method without one. */
  get learningRate(): number | undefined {
    return this.current()['eta'];
  }

  /** A copy of one slot of a variable, to look at; the caller disposes it. Undefined before the variable's first step. */
  slot(variable: tf.Variable, slot: string): TensorValue | undefined {
    const value = this.states.get(variable.name)?.slots[slot];
    return typeof value === 'number' || value === undefined ? value : value.clone();
  }

  /** The loss and its gradients, asked where the method asks them: at the weights, or at its look-ahead point. */
  override computeGradients(f: () => tf.Scalar, varList?: tf.Variable[]): { value: tf.Scalar; grads: tf.NamedTensorMap } {
    if (this.method.at === undefined) return super.computeGradients(f, varList);
    const variables = varList ?? Object.values(tf.engine().registeredVariables).filter(variable => variable.trainable);
    const held = variables.map(variable => {
      const here = variable.clone();
      const ahead = this.lookAhead(variable);
      variable.assign(ahead);
      ahead.dispose();
      return { variable, here };
    });
    try {
      return super.computeGradients(f, varList);
    } finally {
      for (const { variable, here } of held) {
        variable.assign(here);
        here.dispose();
      }
    }
  }

  /** Where the next step will ask for a variable's gradient; the weights themselves for a method that does not look ahead. */
  lookAhead(variable: tf.Variable): tf.Tensor {
    const { at } = this.method;
    if (at === undefined) return variable.clone();
    return tf.tidy(() => evaluateTensors(at, { ...this.current(variable), ...this.stateOf(variable).slots, w: variable }) as tf.Tensor);
  }

  override applyGradients(gradients: tf.NamedTensorMap | NamedTensor[]): void {
    if (this.disposed) throw new Error(`${this.name}: this optimizer has been disposed; make a new one`);
    const found = namedGradients(gradients).map(({ name, tensor }) => {
      const variable = tf.engine().registeredVariables[name];
      if (!variable) throw new Error(`${this.name}: there is no variable "${name}"`);
      return { variable, gradient: tensor };
    });
    this.guard.check(found, this.iterations + 1);
    for (const { variable, gradient } of found) this.step(variable, gradient);
    this.incrementIterations();
  }

  override getConfig(): tf.serialization.ConfigDict {
    return this.hyper.config() as tf.serialization.ConfigDict;
  }

  override async getWeights(): Promise<NamedTensor[]> {
    const states = [...this.states].flatMap(([variable, state]) => state.save(variable));
    return [await this.saveIterations(), ...states];
  }

  /** Takes saved state over. It is handed to each variable when that variable is next stepped. */
  override async setWeights(weights: NamedTensor[]): Promise<void> {
    const states = await this.extractIterations(weights);
    this.forget();
    this.saved = await SavedState.read(this.name, states);
  }

  override dispose(): void {
    this.forget();
    this.disposed = true;
  }

  private get name(): string {
    return this.method.declaration.name;
  }

  private step(variable: tf.Variable, gradient: tf.Tensor): void {
    const state = this.stateOf(variable);
    const { w, ...slots } = tf.tidy(() => this.update(variable, gradient, state));
    if (typeof w === 'number' || w === undefined) throw new Error(`${this.name}: the update must give new weights, got ${String(w)}`);
    if (w.shape.join() !== variable.shape.join()) {
      throw new Error(`${this.name}: the weights "${variable.name}" must keep their shape [${variable.shape}], got [${w.shape}]`);
    }
    variable.assign(w);
    w.dispose();
    state.advance(slots);
  }

  /** New weights and slots. What the formula passes on unchanged is cloned, so that freeing the old value cannot free the new one. */
  private update(variable: tf.Variable, gradient: tf.Tensor, state: VariableState): Record<string, TensorValue> {
    const { declaration, program, slotNames } = this.method;
    const hyper = this.hyper.at(this.iterations + 1, variable);
    const t = state.steps + 1;
    const given: Record<string, TensorValue> = { ...state.slots, w: variable, g: gradient };
    const result: Record<string, TensorValue> =
      program !== undefined
        ? runTensors(program, { ...given, ...hyper, t })
        : (declaration.update as (values: object, hyper: object) => Record<string, tf.Tensor>)({ ...given, t }, hyper);
    const next: Record<string, TensorValue> = {};
    for (const name of ['w', ...slotNames]) {
      const value = result[name];
      if (value === undefined) throw new Error(`${this.name}: the update must give new values of w, ${slotNames.join(', ')}; "${name}" is missing`);
      next[name] = typeof value !== 'number' && Object.values(given).includes(value) ? value.clone() : value;
    }
    return next;
  }

  private stateOf(variable: tf.Variable): VariableState {
    let state = this.states.get(variable.name);
    if (!state) {
      state = this.saved?.take(variable, this.method.slotNames) ?? VariableState.fresh(this.method, variable, this.current(variable));
      this.states.set(variable.name, state);
    }
    return state;
  }

  private forget(): void {
    for (const state of this.states.values()) state.dispose();
    this.states.clear();
    this.saved?.dispose();
    this.saved = undefined;
  }
}

/** Sorted by name, so that nothing can depend on the order in which the gradients came. A loss that ignores a variable gives it none. */
function namedGradients(gradients: tf.NamedTensorMap | NamedTensor[]): NamedTensor[] {
  const list = Array.isArray(gradients) ? gradients : Object.entries(gradients).map(([name, tensor]) => ({ name, tensor }));
  return list.filter(({ tensor }) => tensor != null).sort((a, b) => (a.name < b.name ? -1 : 1));
}
