import * as tf from '@tensorflow/tfjs';
import { VariableState } from './variable-state';

/** State read from a saved optimizer, waiting for the variables it belongs to. */
export class SavedState {
  private readonly byVariable = new Map<string, Record<string, tf.Tensor>>();

  constructor(private readonly method: string, weights: ReadonlyArray<{ name: string; tensor: tf.Tensor }>) {
    for (const { name, tensor } of weights) {
      const cut = name.lastIndexOf('/');
      const variable = name.slice(0, cut);
      const slots = this.byVariable.get(variable) ?? {};
      slots[name.slice(cut + 1)] = tf.keep(tensor.clone());
      this.byVariable.set(variable, slots);
    }
  }

  /**
   * The saved state of a variable, or undefined if there is none. tfjs numbers a name that is already taken, so a model that is loaded beside
   * the original has `dense/kernel_1` where `dense/kernel` was saved.
   */
  take(variable: tf.Variable, slotNames: readonly string[]): VariableState | undefined {
    const name = [variable.name, variable.name.replace(/_\d+$/, '')].find(candidate => this.byVariable.has(candidate));
    if (name === undefined) return undefined;
    const { steps, ...slots } = this.byVariable.get(name) as Record<string, tf.Tensor>;
    for (const slot of slotNames) {
      const tensor = slots[slot];
      if (!tensor || !steps) throw new Error(`${this.method}: the saved state of "${name}" lacks "${slot}"; it was saved by another method`);
      if (tensor.dtype !== 'int32' && tensor.rank > 0 && tensor.shape.join() !== variable.shape.join()) {
        throw new Error(`${this.method}: saved "${slot}" of "${name}" has shape [${tensor.shape}], the variable has [${variable.shape}]`);
      }
    }
    const state = VariableState.load(steps?.dataSync()[0] ?? 0, slots);
    tf.dispose(this.byVariable.get(name) as Record<string, tf.Tensor>);
    this.byVariable.delete(name);
    return state;
  }

  dispose(): void {
    for (const slots of this.byVariable.values()) tf.dispose(slots);
    this.byVariable.clear();
  }
}
