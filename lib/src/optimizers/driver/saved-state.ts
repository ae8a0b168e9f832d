import * as tf from '@tensorflow/tfjs';
import type { TensorValue } from '../../formula/tensors';
import { slotShape, type CheckedSlots } from './declaration';
import { isBareNumber, told, VariablePairs, type NamedShape } from './variable-pairs';
import { float64FromBits, VariableState } from './variable-state';

interface SavedVariable extends NamedShape {
  readonly name: string;
  readonly shape: readonly number[] | undefined;
  readonly steps: number | undefined;
  readonly slots: Record<string, TensorValue>;
}

/** Saved state that has found its variable. */
export interface Taken {
  readonly savedAs: string;
  readonly variable: tf.Variable;
  readonly state: VariableState;
}

/** State read from a saved optimizer, waiting for the variables it belongs to; `VariablePairs` says which those are. */
export class SavedState {
  private readonly pairs: VariablePairs;
  private anyTaken = false;

  private constructor(private readonly owner: string, private readonly slots: CheckedSlots, private waiting: readonly SavedVariable[]) {
    this.pairs = new VariablePairs(owner);
  }

  /** Reads what `VariableState.save` wrote. Numbers are fetched here, because only here may a GPU be waited for. */
  static async read(owner: string, slots: CheckedSlots, weights: ReadonlyArray<{ name: string; tensor: tf.Tensor }>): Promise<SavedState> {
    const counts = new Map<string, ArrayLike<number>>();
    const values = new Map<string, Record<string, TensorValue>>();
    for (const { name, tensor } of weights) {
      const cut = name.lastIndexOf('/');
      const [variable, slot] = [name.slice(0, cut), name.slice(cut + 1)];
      const own = values.get(variable) ?? {};
      values.set(variable, own);
      if (slot === 'steps') counts.set(variable, await tensor.data());
      else own[slot] = tensor.dtype === 'int32' ? float64FromBits(await tensor.data()) : tf.keep(tensor.clone());
    }
    const waiting = [...values].map(([name, own]): SavedVariable => {
      const [steps, ...shape] = Array.from(counts.get(name) ?? []);
      return { name, shape, steps, slots: own };
    });
    return new SavedState(owner, slots, waiting);
  }

  /** Whether some of it has not found its variable yet. */
  get waits(): boolean {
    return this.waiting.length > 0;
  }

  /**
   * The state of the variables of one call, in the caller's order; a variable that is not among them starts fresh. All or nothing.
   * Errors: state of another method or shape; names that do not tell which variable it belongs to; no variable that anything was saved of.
   */
  take(variables: readonly tf.Variable[]): readonly Taken[] {
    const found = this.pairs.settle(this.waiting, variables);
    if (found.length === 0 && !this.anyTaken && variables.length > 0) {
      const [had, has] = [told(this.waiting), told(variables)];
      throw new Error(`${this.owner}: the saved state is that of ${had}, and none of it belongs to ${has}; load it where its variables are`);
    }
    for (const [saved, variable] of found) this.requireFitting(saved, variable);
    this.anyTaken = true;
    const taken = new Set(found.map(([saved]) => saved));
    this.waiting = this.waiting.filter(saved => !taken.has(saved));
    return found.map(([{ name, slots, steps }, variable]) => ({ savedAs: name, variable, state: new VariableState(slots, variable.shape, steps) }));
  }

  /** What would be a variable's if it were stepped alone, to look at. */
  peek(variable: tf.Variable): Readonly<Record<string, TensorValue>> | undefined {
    const [pair] = this.pairs.of(this.waiting, [variable]);
    if (pair === undefined) return undefined;
    this.requireFitting(pair[0], variable);
    return pair[0].slots;
  }

  /** Drops what was saved under a variable's own name. It is not looked at: state that does not fit is what a caller wants to be rid of. */
  forget(variable: tf.Variable): void {
    const named = this.waiting.find(({ name }) => name === variable.name);
    if (named === undefined || isBareNumber(named.name)) return;
    tf.dispose(tensorsOf(named));
    this.waiting = this.waiting.filter(saved => saved !== named);
  }

  /** What no variable has taken yet, as it would be saved again. */
  save(): Array<{ name: string; tensor: tf.Tensor }> {
    return this.waiting.flatMap(({ name, shape = [], slots, steps = 0 }) => new VariableState(slots, shape, steps).save(name));
  }

  dispose(): void {
    tf.dispose(this.waiting.flatMap(tensorsOf));
    this.waiting = [];
  }

  private requireFitting({ name, shape, steps, slots }: SavedVariable, variable: tf.Variable): void {
    if (steps === undefined) throw new Error(`${this.owner}: the saved state of "${name}" has no count of steps; it was saved by another optimizer`);
    const { slotNames } = this.slots;
    const other = Object.keys(slots).find(slot => !slotNames.includes(slot));
    if (other !== undefined) throw new Error(`${this.owner}: the saved state of "${name}" has "${other}"; it was saved by another method`);
    for (const slot of slotNames) this.requireSlot(name, slot, slots[slot], variable);
    if (shape?.join() === variable.shape.join()) return;
    const wanted = variable.shape.join(', ');
    throw new Error(`${this.owner}: the saved state of "${name}" has ${shapeOf(shape ?? [])}, ${needing(name, variable)} [${wanted}]`);
  }

  private requireSlot(name: string, slot: string, value: TensorValue | undefined, variable: tf.Variable): void {
    if (value === undefined) throw new Error(`${this.owner}: the saved state of "${name}" lacks "${slot}"; it was saved by another method`);
    const kind = this.slots.program?.kinds.get(slot) ?? 'tensor';
    const wanted = kind === 'tensor' ? slotShape(this.slots, slot, variable.shape) : [];
    const isNumber = typeof value === 'number';
    if (isNumber ? kind !== 'tensor' : value.shape.join() === wanted.join()) return;
    const had = isNumber ? 'one number' : shapeOf(value.shape);
    throw new Error(`${this.owner}: saved "${slot}" of "${name}" has ${had}, ${needing(name, variable)} [${wanted.join(', ')}]`);
  }
}

function needing(saved: string, { name }: tf.Variable): string {
  return name === saved ? 'the variable needs' : `the variable "${name}" needs`;
}

function shapeOf(shape: readonly number[]): string {
  return `shape [${shape.join(', ')}]`;
}

function tensorsOf({ slots }: SavedVariable): tf.Tensor[] {
  return Object.values(slots).filter(value => typeof value !== 'number');
}
