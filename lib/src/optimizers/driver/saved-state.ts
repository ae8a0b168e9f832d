import * as tf from '@tensorflow/tfjs';
import type { TensorValue } from '../../formula/tensors';
import { slotShape, type CheckedSlots } from './declaration';
import { float64FromBits, VariableState } from './variable-state';

interface SavedVariable {
  steps?: number;
  readonly slots: Record<string, TensorValue>;
}

/** State read from a saved optimizer, waiting for the variables it belongs to. */
export class SavedState {
  private constructor(private readonly owner: string, private readonly byVariable: Map<string, SavedVariable>) {}

  /** Reads what `VariableState.save` wrote. Numbers are fetched here, because only here may a GPU be waited for. */
  static async read(owner: string, weights: ReadonlyArray<{ name: string; tensor: tf.Tensor }>): Promise<SavedState> {
    const byVariable = new Map<string, SavedVariable>();
    for (const { name, tensor } of weights) {
      const cut = name.lastIndexOf('/');
      const [variable, slot] = [name.slice(0, cut), name.slice(cut + 1)];
      const saved: SavedVariable = byVariable.get(variable) ?? { slots: {} };
      byVariable.set(variable, saved);
      if (slot === 'steps') saved.steps = (await tensor.data())[0] as number;
      else saved.slots[slot] = tensor.dtype === 'int32' ? float64FromBits(await tensor.data()) : tf.keep(tensor.clone());
    }
    return new SavedState(owner, byVariable);
  }

  /** The saved state of a variable, or undefined if there is none. Errors: state of another method, or of another shape. */
  take(variable: tf.Variable, slots: CheckedSlots): VariableState | undefined {
    const name = this.nameOf(variable);
    if (name === undefined) return undefined;
    const saved = this.byVariable.get(name) as SavedVariable;
    const { steps } = saved;
    if (steps === undefined) throw new Error(`${this.owner}: the saved state of "${name}" has no count of steps; it was saved by another optimizer`);
    const other = Object.keys(saved.slots).find(slot => !slots.slotNames.includes(slot));
    if (other !== undefined) throw new Error(`${this.owner}: the saved state of "${name}" has "${other}"; it was saved by another method`);
    for (const slot of slots.slotNames) this.requireFitting(name, slot, saved.slots[slot], slots, variable);
    this.byVariable.delete(name);
    return new VariableState(saved.slots, variable.shape, steps);
  }

  /** What no variable has taken yet, as it would be saved again. */
  save(): Array<{ name: string; tensor: tf.Tensor }> {
    return [...this.byVariable].flatMap(([variable, { slots, steps = 0 }]) => new VariableState(slots, [], steps).save(variable));
  }

  dispose(): void {
    for (const { slots } of this.byVariable.values()) tf.dispose(Object.values(slots).filter(value => typeof value !== 'number'));
    this.byVariable.clear();
  }

  /**
   * Under which name a variable's state was saved. tfjs numbers a name that is already taken, so a model that is loaded beside the original, or a
   * second time, has `dense/kernel_1` or `dense/kernel_2` where `dense/kernel` was saved, or the other way round.
   */
  private nameOf(variable: tf.Variable): string | undefined {
    if (this.byVariable.has(variable.name)) return variable.name;
    return [...this.byVariable.keys()].find(name => withoutNumber(name) === withoutNumber(variable.name));
  }

  private requireFitting(name: string, slot: string, value: TensorValue | undefined, slots: CheckedSlots, variable: tf.Variable): void {
    if (value === undefined) throw new Error(`${this.owner}: the saved state of "${name}" lacks "${slot}"; it was saved by another method`);
    const kind = slots.program?.kinds.get(slot) ?? 'tensor';
    const wanted = kind === 'tensor' ? slotShape(slots, slot, variable.shape) : [];
    const isNumber = typeof value === 'number';
    if (isNumber && kind !== 'tensor') return;
    const shape = isNumber ? 'one number' : `shape [${value.shape.join(', ')}]`;
    if (isNumber || value.shape.join() !== wanted.join()) {
      throw new Error(`${this.owner}: saved "${slot}" of "${name}" has ${shape}, the variable needs [${wanted.join(', ')}]`);
    }
  }
}

/** A variable's name without the number that tfjs adds when the name is taken. */
export function withoutNumber(name: string): string {
  return name.replace(/_\d+$/, '');
}
