import * as tf from '@tensorflow/tfjs';
import { engine } from '../../backend/active';
import type { TensorValue } from '../../formula/tensors';
import { GradientGuard } from './gradient-guard';
import { savedName } from './saved-class';
import type { Walk } from './walk';

/** tfjs's form of a saved tensor; its union package does not export the type. */
export type NamedTensor = Awaited<ReturnType<tf.Optimizer['getWeights']>>[number];

/** A variable and the gradient of the loss by it. */
export interface VariableGradient {
  /** What is to be stepped. */
  readonly variable: tf.Variable;
  /** The slopes of the loss, of the variable's shape. */
  readonly gradient: tf.Tensor;
}

/** A loss that computes its gradients itself, into tensors that stay its own: a network's training step as a plan, say. */
export interface GradientSource<Loss extends number | tf.Scalar = number> {
  /** What is to be stepped. */
  readonly stepped: readonly tf.Variable[];
  /** The gradient of each, of the last `evaluate`. */
  readonly gradients: readonly VariableGradient[];
  /** Computes the loss where the variables are, and its gradients. A loss that stays on the device is the caller's to dispose. */
  evaluate(): Loss;
}

/**
 * What every optimizer of the kit is, whatever its method: a real `tf.Optimizer`, so it trains a `tf.LayersModel` through `compile` and
 * `fit`, and offers `minimize`, `computeGradients`, `applyGradients`, `getWeights`, `setWeights`, `getConfig` and `dispose`.
 *
 * State belongs to a variable by its name. What `setWeights` loads waits for the next step and finds its variables there: by name, and where
 * TensorFlow.js has numbered names (`12`, `dense_Dense3`, `kernel_1`), by their order, with the shapes as a check. A variable of which nothing was
 * saved starts fresh; what fits nowhere, or in two ways, is refused.
 *
 * Errors, each with the method's name: a hyper-parameter outside its interval (at construction); a gradient of another shape than its variable,
 * or not a number (at the step where it appears, before any weight has changed; on webgpu, where reading takes turns, at the next step); saved
 * state of another method or shape; use after `dispose`.
 */
export abstract class DescentOptimizer extends tf.Optimizer {
  /** How often a loss and its gradient have been asked. */
  evaluations = 0;
  private readonly guard: GradientGuard;
  private disposed = false;

  /** `name` is what error messages and figures call it: the method's, or a wrapper's around a method's; `kind` what saved models call it. */
  constructor(readonly name: string, private readonly kind: string = name) {
    super();
    this.guard = new GradientGuard(name);
  }

  /** tfjs takes everything with a `minimize` for an instance of its class; here only what is made from this one is. */
  static override [Symbol.hasInstance](instance: unknown): boolean {
    return Function.prototype[Symbol.hasInstance].call(this, instance);
  }

  override getClassName(): string {
    return savedName(this.kind);
  }

  /** The hyper-parameters that the next step will use, for a variable or outside every group. */
  abstract current(variable?: tf.Variable): Readonly<Record<string, number>>;

  /** A copy of one slot of a variable, to look at; the caller disposes it. Undefined before the variable's first step. */
  abstract slot(variable: tf.Variable, slot: string): TensorValue | undefined;

  /** Where the next step asks for a variable's gradient, when that is not at the weights; the caller disposes it. */
  abstract lookAhead(variable: tf.Variable): tf.Tensor | undefined;

  /** Whether a step needs gradients at two points, of which the second follows from the first. */
  get asksTwice(): boolean {
    return false;
  }

  /** Whether it can step on a backend; one that must read values in the middle of a step cannot where reading takes turns. */
  runsOn(_backend: string): boolean {
    return true;
  }

  /** Whether it can step by gradients that it is given, or asks for them as often as it needs. */
  get takesGradients(): boolean {
    return true;
  }

  /** Whether gradients are asked elsewhere than at the weights. */
  get looksAhead(): boolean {
    return false;
  }

  /** Whether loaded state waits for its variables. */
  abstract get waits(): boolean;

  /** Gives loaded state to the variables of one call, in the caller's order. */
  abstract recognise(variables: readonly tf.Variable[]): void;

  /** Starts a variable anew, as if it had never been stepped, whatever was loaded. */
  abstract forget(variable: tf.Variable): void;

  /** The same optimizer in float64, from the beginning: what `trace` and the oracles follow. */
  abstract walk(start: ArrayLike<number>, shape?: readonly number[]): Walk;

  /** New weights and state for these variables, from gradients that have been checked. */
  protected abstract advance(found: readonly VariableGradient[]): void;

  /** Frees what is remembered. */
  protected abstract release(): void;

  /** The learning rate that the next step will use; undefined for a method without one. */
  get learningRate(): number | undefined {
    return this.rateOf();
  }

  /** The learning rate that the next step will use for a variable; undefined for a method without one. */
  rateOf(variable?: tf.Variable): number | undefined {
    return this.current(variable)['eta'];
  }

  /** The loss and its gradients, asked where the method asks them: at the weights, or at its look-ahead point. */
  override computeGradients(f: () => tf.Scalar, varList?: tf.Variable[]): { value: tf.Scalar; grads: tf.NamedTensorMap } {
    this.requireUsable();
    this.evaluations += 1;
    const variables = varList ?? trainableVariables();
    // Elsewhere the loss tells which variables it has, but a look-ahead point comes before it.
    if (varList && this.waits && this.looksAhead) this.recognise(varList);
    return elsewhere(variables, variable => this.lookAhead(variable), () => super.computeGradients(f, variables));
  }

  /** One step down f. Returns the loss before it, or null when it is not wanted. */
  override minimize(f: () => tf.Scalar, returnCost = false, varList?: tf.Variable[]): tf.Scalar | null {
    const { value, grads } = this.computeGradients(f, varList);
    let kept = false;
    try {
      this.applyGradients(grads);
      kept = returnCost;
    } finally {
      tf.dispose(grads);
      if (!kept) value.dispose();
    }
    return kept ? value : null;
  }

  /**
   * One step down a loss that computes its own gradients; gives the loss before it. What `minimize` does, without the tape. Errors: those of a step; an
   * optimizer that asks for gradients as often as it needs.
   */
  minimizeSource<Loss extends number | tf.Scalar>(source: GradientSource<Loss>): Loss {
    this.requireUsable();
    if (!this.takesGradients) throw new Error(`${this.name}: it asks for gradients as often as it needs; use minimize`);
    if (this.waits) this.recognise(source.stepped);
    const loss = this.ask(source);
    this.requireFinite(source.gradients);
    this.step(source.gradients);
    return loss;
  }

  /** Has the gradients computed where the method asks them: at the weights, or at its look-ahead point. */
  ask<Loss extends number | tf.Scalar>(source: GradientSource<Loss>): Loss {
    this.evaluations += 1;
    if (!this.looksAhead) return source.evaluate();
    return elsewhere(source.stepped, variable => this.lookAhead(variable), () => source.evaluate());
  }

  override applyGradients(gradients: tf.NamedTensorMap | NamedTensor[]): void {
    this.requireUsable();
    const found = this.found(gradients);
    if (this.waits) this.recognise(found.map(({ variable }) => variable));
    this.requireFinite(found);
    this.step(found);
  }

  /** One step from gradients that have been checked; what `applyGradients` does once it has looked at them. */
  step(found: readonly VariableGradient[]): void {
    this.requireUsable();
    this.advance(found);
    this.incrementIterations();
  }

  /**
   * Computes something at a slot's values instead of the weights, and puts the weights back: the accuracy at ASGD's `average`, say.
   * Errors: a variable that has no such slot of its own shape yet; a function that is asynchronous, since the weights are back before it ends.
   */
  evaluateAt<Result>(slot: string, variables: readonly tf.Variable[], f: () => Result): Result {
    if (this.waits) this.recognise(variables);
    const result = elsewhere(variables, variable => {
      const value = this.slot(variable, slot);
      if (value instanceof tf.Tensor && value.shape.join() === variable.shape.join()) return value;
      throw new Error(`${this.name}: "${variable.name}" has no slot "${slot}" of its shape; train first, or ask for another slot`);
    }, f);
    if (result instanceof Promise) throw new Error(`${this.name}: evaluateAt needs a function that is not asynchronous; read values after it`);
    return result;
  }

  override dispose(): void {
    this.release();
    this.disposed = true;
  }

  /** In the caller's order, by which loaded state may be told apart. A loss that ignores a variable gives it none. */
  private found(gradients: tf.NamedTensorMap | NamedTensor[]): VariableGradient[] {
    const variables = engine().registeredVariables;
    const found: VariableGradient[] = [];
    const add = (name: string, gradient: tf.Tensor | null | undefined): void => {
      const variable = variables[name];
      if (!variable) throw new Error(`${this.name}: there is no variable "${name}"`);
      if (gradient == null) return;
      requireFitting(this.name, variable, gradient);
      found.push({ variable, gradient });
    };
    if (Array.isArray(gradients)) for (const { name, tensor } of gradients) add(name, tensor);
    else for (const name of Object.keys(gradients)) add(name, gradients[name]);
    return found;
  }

  protected requireUsable(): void {
    if (this.disposed) throw new Error(`${this.name}: this optimizer has been disposed; make a new one`);
  }

  protected requireFinite(found: readonly VariableGradient[]): void {
    this.guard.check(found, this.iterations + 1);
  }
}

/** What `minimize` moves when it is not told: all trainable variables of real numbers. */
export function trainableVariables(): tf.Variable[] {
  return Object.values(engine().registeredVariables).filter(({ trainable, dtype }) => trainable && dtype === 'float32');
}

/** Computes f with variables moved to other points, and puts them back, also when it throws. An undefined point stays. */
export function elsewhere<Result>(
  variables: readonly tf.Variable[],
  pointOf: (variable: tf.Variable) => tf.Tensor | undefined,
  f: () => Result,
): Result {
  const held: Array<{ variable: tf.Variable; point: tf.Tensor; here: tf.Tensor }> = [];
  try {
    for (const variable of variables) {
      const point = pointOf(variable);
      if (point) held.push({ variable, point, here: variable.clone() });
    }
    for (const { variable, point } of held) variable.assign(point);
    return f();
  } finally {
    for (const { variable, point, here } of held) {
      variable.assign(here);
      tf.dispose([point, here]);
    }
  }
}

function requireFitting(owner: string, { name, shape, dtype }: tf.Variable, gradient: tf.Tensor): void {
  if (gradient.dtype !== 'float32' || dtype !== 'float32') {
    throw new Error(`${owner}: "${name}" and its gradient must be float32, got ${dtype} and ${gradient.dtype}`);
  }
  if (shape.length === gradient.shape.length && shape.every((length, axis) => length === gradient.shape[axis])) return;
  throw new Error(`${owner}: the gradient of "${name}" must have its shape [${shape.join(', ')}], got [${gradient.shape.join(', ')}]`);
}
