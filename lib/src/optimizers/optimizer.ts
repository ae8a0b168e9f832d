import * as tf from '@tensorflow/tfjs';
import { tensorAlgebra } from './algebra/tensors';
import { evaluateTensors, runTensors, type TensorValue } from '../formula/tensors';
import { KeptKernel } from '../backend/kernels/kept-kernel';
import { checkDeclaration, isMatrixUpdate, rateName, type CheckedMethod, type Declaration, type UpdateFunction } from './driver/declaration';
import { DescentOptimizer, type NamedTensor, type VariableGradient } from './driver/descent-optimizer';
import { FusedVariable } from './driver/fused-variable';
import { HyperParameters } from './driver/hyper';
import { methodOf, type Method } from './driver/method';
import { owned } from './driver/ownership';
import { StateStore } from './driver/state-store';
import type { VariableState } from './driver/variable-state';
import { MethodWalk, type Walk } from './driver/walk';

/**
 * Declares a method of optimisation. Its formula is read at once, so a slip in it throws here, and from then on it is a formula on a slide
 * (`latexOf`), a float64 reference (`trace`) and an optimizer on tensors, all from one text.
 */
export function optimizer<const Hyper extends string, const Slot extends string = never>(
  declaration: Declaration<Hyper, Slot>,
): Method<Hyper> {
  // The names are checked by the caller's types; from here on they are plain strings.
  const checked = checkDeclaration(declaration as Declaration);
  return methodOf(checked, options => new VariablewiseOptimizer(checked, options));
}

/**
 * The one driver behind every method that steps each variable by itself, from its gradient and what is remembered of it.
 *
 * State belongs to a variable, by its name: the order of variables does not matter, and one that appears late starts fresh, with its own
 * t = 1. Schedules read the optimizer's own count of steps.
 *
 * State is float32, so a formula that remembers g² has Infinity for a gradient beyond 1.8e19, by which the weight no longer moves, and 0 for one
 * below 1e-23. Norms are free of that: they are scaled before they are squared.
 */
class VariablewiseOptimizer extends DescentOptimizer {
  private readonly hyper: HyperParameters;
  private readonly states: StateStore;
  private readonly kernel: KeptKernel | undefined;

  constructor(private readonly method: CheckedMethod, options: object) {
    super(method.declaration.name);
    this.hyper = new HyperParameters(method.declaration, options);
    this.states = new StateStore(this.name, method);
    this.kernel = method.program && new KeptKernel(method.program, { overwrite: ['w', ...method.slotNames], hidden: method.slotNames });
  }

  override current(variable?: tf.Variable): Readonly<Record<string, number>> {
    return this.hyper.at(this.iterations + 1, variable);
  }

  override rateOf(variable?: tf.Variable): number | undefined {
    return this.current(variable)[rateName(this.method)];
  }

  override slot(variable: tf.Variable, slot: string): TensorValue | undefined {
    const value = this.states.slotsOf(variable)?.[slot];
    return value instanceof tf.Tensor ? value.clone() : value;
  }

  override lookAhead(variable: tf.Variable): tf.Tensor | undefined {
    const { at } = this.method;
    if (at === undefined) return undefined;
    const hyper = this.current(variable);
    const known = this.states.slotsOf(variable);
    // A variable that the loss turns out to ignore must not leave a state behind.
    const fresh = known ? undefined : this.states.fresh(variable, hyper);
    const ahead = tf.tidy(() => evaluateTensors(at, { ...hyper, ...(known ?? fresh?.slots), w: variable }) as tf.Tensor);
    fresh?.dispose();
    return ahead;
  }

  override forget(variable: tf.Variable): void {
    this.states.forget(variable);
  }

  override walk(start: ArrayLike<number>, shape: readonly number[] = [start.length]): Walk {
    this.hyper.requireNoGroups('a walk in float64 has no variable that a group could match');
    return new MethodWalk(this.method, this.hyper, Float64Array.from(start), shape);
  }

  override getConfig(): tf.serialization.ConfigDict {
    return this.hyper.config() as tf.serialization.ConfigDict;
  }

  override async getWeights(): Promise<NamedTensor[]> {
    this.requireUsable();
    return [await this.saveIterations(), ...this.states.save()];
  }

  /** Takes saved state over, which is handed to its variables at the next step. */
  override async setWeights(weights: NamedTensor[]): Promise<void> {
    await this.states.load(await this.extractIterations(weights));
  }

  override get looksAhead(): boolean {
    return this.method.at !== undefined;
  }

  override get waits(): boolean {
    return this.states.waits;
  }

  override recognise(variables: readonly tf.Variable[]): void {
    this.hyper.rename(this.states.recognise(variables));
  }

  protected override advance(found: readonly VariableGradient[]): void {
    const kernel = this.kernel?.get();
    // All states first: one that does not fit is refused before any variable has been stepped.
    const ready = found.map(({ variable, gradient }) => {
      const hyper = this.current(variable);
      return { variable, gradient, hyper, state: this.states.of(variable, hyper) };
    });
    for (const { variable, gradient, hyper, state } of ready) {
      if (!kernel) {
        this.stepByTensors(variable, gradient, state, hyper);
        continue;
      }
      if (state.fused?.kernel !== kernel) state.fused = new FusedVariable(kernel, state);
      state.fused.step(variable, gradient, hyper);
    }
  }

  protected override release(): void {
    this.states.dispose();
  }

  private stepByTensors(variable: tf.Variable, gradient: tf.Tensor, state: VariableState, hyper: Readonly<Record<string, number>>): void {
    const { w, ...slots } = tf.tidy(() => {
      const given: Record<string, TensorValue> = { ...state.slots, w: variable, g: gradient };
      const result = this.compute(given, state.steps + 1, hyper);
      return owned(this.name, result, ['w', ...this.method.slotNames], Object.values(given));
    });
    if (typeof w === 'number' || w === undefined) throw new Error(`${this.name}: the update must give new weights, got ${String(w)}`);
    if (w.shape.join() !== variable.shape.join()) {
      throw new Error(`${this.name}: the weights "${variable.name}" must keep their shape [${variable.shape}], got [${w.shape}]`);
    }
    variable.assign(w);
    w.dispose();
    state.advance(slots);
  }

  private compute(given: Record<string, TensorValue>, t: number, hyper: Readonly<Record<string, number>>): Record<string, TensorValue> {
    const { program, update } = this.method;
    if (program !== undefined) return runTensors(program, { ...given, ...hyper, t });
    // What is remembered of a variable by a function is always a tensor.
    const values = { ...given, t } as Parameters<UpdateFunction>[0];
    return isMatrixUpdate(update) ? update.step(values, hyper, tensorAlgebra) : (update as UpdateFunction)(values, hyper);
  }
}
