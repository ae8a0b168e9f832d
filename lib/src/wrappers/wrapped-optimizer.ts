import * as tf from '@tensorflow/tfjs';
import type { Formula } from '../formula/check';
import { tensorNorm } from '../formula/tensor-norm';
import { evaluateTensors, runTensors, type TensorValue } from '../formula/tensors';
import { DescentOptimizer, elsewhere, trainableVariables, type GradientSource, type NamedTensor, type VariableGradient } from '../optimizers/driver/descent-optimizer';
import { HyperParameters } from '../optimizers/driver/hyper';
import { owned } from '../optimizers/driver/ownership';
import { repeatableLoss } from '../optimizers/driver/repeatable';
import { StateStore } from '../optimizers/driver/state-store';
import type { VariableState } from '../optimizers/driver/variable-state';
import type { Walk } from '../optimizers/driver/walk';
import { isNorm, type CheckedWrapper } from './declaration';
import { innerWeights, marked, saveInner } from './inner';
import { WrapperWalk } from './wrapper-walk';

/** The one driver behind every wrapper: it changes gradients before, and weights after, another optimizer's step. */
export class WrappedOptimizer extends DescentOptimizer {
  private readonly hyper: HyperParameters;
  private readonly states: StateStore;

  constructor(private readonly wrapper: CheckedWrapper, private readonly inner: DescentOptimizer, options: object) {
    super(`${wrapper.declaration.name}(${inner.name})`, wrapper.declaration.name);
    if (wrapper.start !== undefined && inner.learningRate === undefined) {
      throw new Error(`${wrapper.declaration.name}: needs an optimizer with a learning rate inside, got ${inner.name}`);
    }
    this.hyper = new HyperParameters(wrapper.declaration, options);
    this.states = new StateStore(this.name, wrapper);
  }

  override current(variable?: tf.Variable): Readonly<Record<string, number>> {
    return { ...this.inner.current(variable), ...this.own(variable) };
  }

  override rateOf(variable?: tf.Variable): number | undefined {
    return this.inner.rateOf(variable);
  }

  override slot(variable: tf.Variable, slot: string): TensorValue | undefined {
    const own = this.states.slotsOf(variable)?.[slot];
    return own instanceof tf.Tensor ? own.clone() : own ?? this.inner.slot(variable, slot);
  }

  override lookAhead(variable: tf.Variable): tf.Tensor | undefined {
    return this.inner.lookAhead(variable);
  }

  override get looksAhead(): boolean {
    return this.inner.looksAhead;
  }

  override get waits(): boolean {
    return this.states.waits || this.inner.waits;
  }

  override recognise(variables: readonly tf.Variable[]): void {
    this.hyper.rename(this.states.recognise(variables));
    this.inner.recognise(variables);
  }

  override forget(variable: tf.Variable): void {
    this.states.forget(variable);
    this.inner.forget(variable);
  }

  override walk(start: ArrayLike<number>, shape?: readonly number[]): Walk {
    this.hyper.requireNoGroups('a walk in float64 has no variable that a group could match');
    return new WrapperWalk(this.wrapper, this.hyper, this.inner.walk(start, shape));
  }

  override get asksTwice(): boolean {
    return this.wrapper.probe !== undefined || this.inner.asksTwice;
  }

  /** The loss at the weights, and its gradients as the optimizer inside asks them; for a wrapper that probes, those at the second point. */
  override computeGradients(f: () => tf.Scalar, varList?: tf.Variable[]): { value: tf.Scalar; grads: tf.NamedTensorMap } {
    this.requireUsable();
    const { probe } = this.wrapper;
    if (probe === undefined) return this.askInner(f, varList);
    const stepped = varList ?? trainableVariables();
    const loss = repeatableLoss(f, stepped);
    const first = this.askInner(loss, varList);
    const variables = stepped.filter(({ name }) => first.grads[name] != null);
    const found = variables.map(variable => ({ variable, gradient: first.grads[variable.name] as tf.Tensor }));
    try {
      const second = this.fromFirst(probe, found, () => this.askInner(loss, varList));
      second.value.dispose();
      return { value: first.value, grads: second.grads };
    } catch (error) {
      first.value.dispose();
      throw error;
    } finally {
      tf.dispose(first.grads);
    }
  }

  override ask<Loss extends number | tf.Scalar>(source: GradientSource<Loss>): Loss {
    const { probe } = this.wrapper;
    const loss = this.counting(() => this.inner.ask(source));
    if (probe === undefined) return loss;
    const second: number | tf.Scalar = this.fromFirst(probe, source.gradients, () => this.counting(() => this.inner.ask(source)));
    if (typeof second !== 'number') second.dispose();
    return loss;
  }

  override get takesGradients(): boolean {
    return this.inner.takesGradients;
  }

  override getConfig(): tf.serialization.ConfigDict {
    return { ...(this.hyper.config() as tf.serialization.ConfigDict), inner: saveInner(this.inner) };
  }

  override async getWeights(): Promise<NamedTensor[]> {
    this.requireUsable();
    return [await this.saveIterations(), ...this.states.save(), ...(await innerWeights('inner', this.inner))];
  }

  override async setWeights(weights: NamedTensor[]): Promise<void> {
    const saved = await this.extractIterations(weights);
    await this.states.load(saved.filter(({ name }) => !name.startsWith('inner:')));
    await this.inner.setWeights(marked(this.name, 'inner', saved));
  }

  protected override advance(found: readonly VariableGradient[]): void {
    const pooled = this.pool(found);
    const changed: VariableGradient[] = [];
    try {
      for (const { variable, gradient } of found) changed.push({ variable, gradient: this.before(variable, gradient, pooled) });
      const due = changed.filter(({ variable }) => this.isDue(variable));
      if (due.length > 0) this.stepInner(due);
    } finally {
      tf.dispose([pooled, changed.map(({ gradient }) => gradient)]);
    }
    for (const { variable } of found) {
      this.after(variable);
      if (this.restarts(variable)) this.inner.forget(variable);
    }
  }

  protected override release(): void {
    this.states.dispose();
    this.inner.dispose();
  }

  /** Sums and norms over all variables of what the declaration pools, in the order of names: rounding must not depend on that of the gradients. */
  private pool(found: readonly VariableGradient[]): Record<string, tf.Tensor> {
    const pooled: Record<string, tf.Tensor> = {};
    const inOrder = [...found].sort((a, b) => (a.variable.name < b.variable.name ? -1 : 1));
    for (const [name, share] of this.wrapper.pooled) {
      const ofVariable = ({ variable, gradient }: VariableGradient): tf.Tensor =>
        evaluateTensors(share, { ...this.own(variable), raw: gradient }) as tf.Tensor;
      pooled[name] = tf.tidy(() => (isNorm(share) ? tensorNorm(tf.stack(inOrder.map(ofVariable))) : tf.addN(inOrder.map(ofVariable))));
    }
    return pooled;
  }

  /** The gradient that the inner optimizer sees. The weights that belong to it are those at which it was asked. */
  private before(variable: tf.Variable, raw: tf.Tensor, pooled: Record<string, tf.Tensor>): tf.Tensor {
    const { gradient, weights, slotNames } = this.wrapper;
    const state = this.stateOf(variable);
    if (gradient === undefined) return raw.clone();
    const result = tf.tidy(() => {
      const w = this.lookAhead(variable) ?? variable;
      const values = runTensors(gradient, { ...this.own(variable), ...pooled, ...state.slots, t: state.steps + 1, w, raw, g: raw });
      const names = ['g', ...(weights === undefined ? slotNames : [])];
      return owned(this.name, values, names, [w, raw, ...Object.values(state.slots)]);
    });
    const { g, ...slots } = result;
    for (const [slot, value] of Object.entries(slots)) state.replace(slot, value);
    return g as tf.Tensor;
  }

  /** Changes the weights first where the declaration says so; a step that is then refused leaves them as they were. */
  private stepInner(due: readonly VariableGradient[]): void {
    const { start } = this.wrapper;
    if (start === undefined) {
      this.inner.step(due);
      return;
    }
    const before = due.map(({ variable }) => ({ variable, w: variable.clone() }));
    try {
      for (const { variable } of due) {
        const t = this.stateOf(variable).steps + 1;
        const rate = this.inner.rateOf(variable) as number;
        const { w } = tf.tidy(() => owned(this.name, runTensors(start, { ...this.own(variable), t, rate, w: variable }), ['w'], [variable]));
        variable.assign(w as tf.Tensor);
        tf.dispose(w as tf.Tensor);
      }
      this.inner.step(due);
    } catch (error) {
      for (const { variable, w } of before) variable.assign(w);
      throw error;
    } finally {
      tf.dispose(before.map(({ w }) => w));
    }
  }

  /** New weights, and the step is counted. */
  private after(variable: tf.Variable): void {
    const { weights, slotNames } = this.wrapper;
    const state = this.stateOf(variable);
    if (weights === undefined) {
      state.advance({});
      return;
    }
    const { w, ...slots } = tf.tidy(() => {
      const values = runTensors(weights, { ...this.own(variable), ...state.slots, t: state.steps + 1, w: variable, stepped: variable });
      return owned(this.name, values, ['w', ...slotNames], [variable, ...Object.values(state.slots)]);
    });
    variable.assign(w as tf.Tensor);
    tf.dispose(w as tf.Tensor);
    state.advance(slots);
  }

  private isDue(variable: tf.Variable): boolean {
    const { when } = this.wrapper;
    if (when === undefined) return true;
    const { slots, steps } = this.stateOf(variable);
    return evaluateTensors(when, { ...this.own(variable), ...slots, t: steps + 1 }) !== 0;
  }

  private restarts(variable: tf.Variable): boolean {
    const { restart } = this.wrapper;
    if (restart === undefined) return false;
    const { slots, steps } = this.stateOf(variable);
    return evaluateTensors(restart, { ...this.own(variable), ...slots, t: steps }) !== 0;
  }

  /** Asks at the points to which the first gradients lead. */
  private fromFirst<Result>(probe: Formula, first: readonly VariableGradient[], ask: () => Result): Result {
    const pooled = this.pool(first);
    const raws = new Map(first.map(({ variable, gradient }) => [variable, gradient]));
    try {
      this.requireFinite(first);
      const pointOf = (variable: tf.Variable): tf.Tensor => {
        const raw = raws.get(variable) as tf.Tensor;
        return tf.tidy(() => evaluateTensors(probe, { ...this.own(variable), ...pooled, w: variable, raw }) as tf.Tensor);
      };
      return elsewhere([...raws.keys()], pointOf, ask);
    } finally {
      tf.dispose(pooled);
    }
  }

  private askInner(f: () => tf.Scalar, varList?: tf.Variable[]): { value: tf.Scalar; grads: tf.NamedTensorMap } {
    return this.counting(() => this.inner.computeGradients(f, varList));
  }

  /** What the optimizer inside asks is asked by this one. */
  private counting<Result>(ask: () => Result): Result {
    const before = this.inner.evaluations;
    const asked = ask();
    this.evaluations += this.inner.evaluations - before;
    return asked;
  }

  private own(variable?: tf.Variable): Readonly<Record<string, number>> {
    return this.hyper.at(this.iterations + 1, variable);
  }

  private stateOf(variable: tf.Variable): VariableState {
    return this.states.of(variable, this.own(variable));
  }
}
