import * as tf from '@tensorflow/tfjs';
import type { TensorValue } from '../../formula/tensors';
import type { CheckedSlots } from './declaration';
import { SavedState } from './saved-state';
import { VariableState } from './variable-state';

/** The state of every variable that has been stepped, by the variable's name, and saved state that waits for its variables. */
export class StateStore {
  private readonly states = new Map<string, VariableState>();
  /** Names of variables that are to start fresh, whatever was saved. */
  private readonly forgotten = new Set<string>();
  private saved: SavedState | undefined;

  constructor(private readonly owner: string, private readonly slots: CheckedSlots) {}

  /** Whether saved state waits for its variables. */
  get waits(): boolean {
    return this.saved?.waits ?? false;
  }

  /**
   * Gives saved state to the variables of one call, in the caller's order. Returns their names, by those under which they were saved.
   * Errors: those of `SavedState.take`.
   */
  recognise(variables: readonly tf.Variable[]): ReadonlyMap<string, string> {
    const unknown = variables.filter(({ name }) => !this.states.has(name) && !this.forgotten.has(name));
    const taken = this.waits && unknown.length > 0 ? this.saved?.take(unknown) ?? [] : [];
    for (const { variable, state } of taken) this.states.set(variable.name, state);
    return new Map(taken.map(({ savedAs, variable }) => [savedAs, variable.name]));
  }

  /** The variable's state. Errors: state of a variable of the same name and another shape. */
  find(variable: tf.Variable): VariableState | undefined {
    const state = this.states.get(variable.name);
    if (state && !sameShape(state.shape, variable.shape)) {
      const [had, has] = [state.shape, variable.shape].map(shape => `[${shape.join(', ')}]`);
      throw new Error(`${this.owner}: "${variable.name}" has shape ${has}, but its state belongs to shape ${had}; call forget(variable), or give it another name`);
    }
    return state;
  }

  /** The variable's slots, or those that were saved of it, to look at. */
  slotsOf(variable: tf.Variable): Readonly<Record<string, TensorValue>> | undefined {
    return this.find(variable)?.slots ?? (this.forgotten.has(variable.name) ? undefined : this.saved?.peek(variable));
  }

  /** The variable's state, or a fresh one. */
  of(variable: tf.Variable, hyper: Readonly<Record<string, number>>): VariableState {
    let state = this.find(variable);
    if (!state) this.states.set(variable.name, (state = this.fresh(variable, hyper)));
    return state;
  }

  /** What a variable starts from; the caller disposes it. */
  fresh(variable: tf.Variable, hyper: Readonly<Record<string, number>>): VariableState {
    return VariableState.fresh(this.slots, variable, hyper);
  }

  forget(variable: tf.Variable): void {
    const state = this.states.get(variable.name);
    state?.dispose();
    this.states.delete(variable.name);
    if (state || !this.saved) return;
    this.saved.forget(variable);
    this.forgotten.add(variable.name);
  }

  save(): Array<{ name: string; tensor: tf.Tensor }> {
    return [...[...this.states].flatMap(([variable, state]) => state.save(variable)), ...(this.saved?.save() ?? [])];
  }

  async load(weights: ReadonlyArray<{ name: string; tensor: tf.Tensor }>): Promise<void> {
    const saved = await SavedState.read(this.owner, this.slots, weights);
    this.dispose();
    this.saved = saved;
  }

  dispose(): void {
    for (const state of this.states.values()) state.dispose();
    this.states.clear();
    this.forgotten.clear();
    this.saved?.dispose();
    this.saved = undefined;
  }
}

function sameShape(a: readonly number[], b: readonly number[]): boolean {
  return a.length === b.length && a.every((length, axis) => length === b[axis]);
}
