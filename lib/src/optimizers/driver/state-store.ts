import type * as tf from '@tensorflow/tfjs';
import type { CheckedSlots } from './declaration';
import { SavedState } from './saved-state';
import { VariableState } from './variable-state';

/** The state of every variable that has been stepped, by the variable's name, and saved state that waits for its variables. */
export class StateStore {
  private readonly states = new Map<string, VariableState>();
  private saved: SavedState | undefined;

  constructor(private readonly owner: string, private readonly slots: CheckedSlots) {}

  /** The variable's state, or what was saved of it. Errors: state of a variable of the same name and another shape. */
  find(variable: tf.Variable): VariableState | undefined {
    let state = this.states.get(variable.name);
    if (!state) {
      state = this.saved?.take(variable, this.slots);
      if (state) this.states.set(variable.name, state);
    }
    if (state && !sameShape(state.shape, variable.shape)) {
      const [had, has] = [state.shape, variable.shape].map(shape => `[${shape.join(', ')}]`);
      throw new Error(`${this.owner}: "${variable.name}" has shape ${has}, but its state belongs to shape ${had}; call forget(variable), or give it another name`);
    }
    return state;
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
    // State of another shape is what a caller wants to be rid of, so it is not looked at.
    const state = this.states.get(variable.name) ?? this.saved?.take(variable, this.slots);
    state?.dispose();
    this.states.delete(variable.name);
  }

  save(): Array<{ name: string; tensor: tf.Tensor }> {
    return [...[...this.states].flatMap(([variable, state]) => state.save(variable)), ...(this.saved?.save() ?? [])];
  }

  async load(weights: ReadonlyArray<{ name: string; tensor: tf.Tensor }>): Promise<void> {
    this.dispose();
    this.saved = await SavedState.read(this.owner, weights);
  }

  dispose(): void {
    for (const state of this.states.values()) state.dispose();
    this.states.clear();
    this.saved?.dispose();
    this.saved = undefined;
  }
}

function sameShape(a: readonly number[], b: readonly number[]): boolean {
  return a.length === b.length && a.every((length, axis) => length === b[axis]);
}
