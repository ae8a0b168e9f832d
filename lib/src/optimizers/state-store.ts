import type * as tf from '@tensorflow/tfjs';
import { slotShape, type CheckedSlots } from './declaration';
import { SavedState } from './saved-state';
import { VariableState } from './variable-state';

/** The state of every variable that has been stepped, by the variable's name, and saved state that waits for its variables. */
export class StateStore {
  private readonly states = new Map<string, VariableState>();
  private saved: SavedState | undefined;

  constructor(private readonly owner: string, private readonly slots: CheckedSlots) {}

  /** The variable's state if it has been stepped. */
  find(variable: tf.Variable): VariableState | undefined {
    return this.states.get(variable.name);
  }

  /** The variable's state: what it has, or what was saved of it, or a fresh one. */
  of(variable: tf.Variable, hyper: Readonly<Record<string, number>>): VariableState {
    const shapeOf = (slot: string): readonly number[] => slotShape(this.slots, slot, variable.shape);
    const found = this.find(variable) ?? this.saved?.take(variable, this.slots.slotNames, shapeOf);
    const state = found ?? VariableState.fresh(this.slots, variable, hyper);
    this.states.set(variable.name, state);
    return state;
  }

  forget(variable: tf.Variable): void {
    this.find(variable)?.dispose();
    this.states.delete(variable.name);
  }

  save(): Array<{ name: string; tensor: tf.Tensor }> {
    return [...this.states].flatMap(([variable, state]) => state.save(variable));
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
