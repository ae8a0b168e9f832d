import * as tf from '@tensorflow/tfjs';
import type { TensorValue } from '../formula/tensors';
import { float64FromBits, VariableState } from './variable-state';

interface SavedVariable {
  steps?: number;
  readonly slots: Record<string, TensorValue>;
}

/** State read from a saved optimizer, waiting for the variables it belongs to. */
export class SavedState {
  private constructor(private readonly method: string, private readonly byVariable: Map<string, SavedVariable>) {}

  /** Reads what `VariableState.save` wrote. Numbers are fetched here, because only here may a GPU be waited for. */
  static async read(method: string, weights: ReadonlyArray<{ name: string; tensor: tf.Tensor }>): Promise<SavedState> {
    const byVariable = new Map<string, SavedVariable>();
    for (const { name, tensor } of weights) {
      const cut = name.lastIndexOf('/');
      const [variable, slot] = [name.slice(0, cut), name.slice(cut + 1)];
      const saved: SavedVariable = byVariable.get(variable) ?? { slots: {} };
      byVariable.set(variable, saved);
      if (slot === 'steps') saved.steps = (await tensor.data())[0] as number;
      else saved.slots[slot] = tensor.dtype === 'int32' ? float64FromBits(await tensor.data()) : tf.keep(tensor.clone());
    }
    return new SavedState(method, byVariable);
  }

  /**
   * The saved state of a variable, or undefined if there is none. tfjs numbers a name that is already taken, so a model that is loaded beside
   * the original has `dense/kernel_1` where `dense/kernel` was saved.
   */
  take(variable: tf.Variable, slotNames: readonly string[], shapeOf: (slot: string) => readonly number[]): VariableState | undefined {
    const name = [variable.name, variable.name.replace(/_\d+$/, '')].find(candidate => this.byVariable.has(candidate));
    if (name === undefined) return undefined;
    const { steps, slots } = this.byVariable.get(name) as SavedVariable;
    for (const slot of slotNames) {
      const value = slots[slot];
      if (value === undefined || steps === undefined) {
        throw new Error(`${this.method}: the saved state of "${name}" lacks "${slot}"; it was saved by another method`);
      }
      // A slot with one number for the whole variable is saved as such.
      if (typeof value !== 'number' && value.rank > 0 && value.shape.join() !== shapeOf(slot).join()) {
        throw new Error(`${this.method}: saved "${slot}" of "${name}" has shape [${value.shape}], the variable needs [${shapeOf(slot)}]`);
      }
    }
    this.byVariable.delete(name);
    return new VariableState(slots, steps);
  }

  dispose(): void {
    for (const { slots } of this.byVariable.values()) tf.dispose(Object.values(slots).filter(value => typeof value !== 'number'));
    this.byVariable.clear();
  }
}
