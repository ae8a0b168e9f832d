import * as tf from '@tensorflow/tfjs';
import { withoutSubnormals } from '../../backend/kernels/subnormal';
import type { FusedStep } from '../../backend/kernels/fused-kernel';
import { evaluateTensors, type TensorValue } from '../../formula/tensors';
import { slotShape, type CheckedSlots } from './declaration';

/** Often enough that a slot is subnormal for a moment only, and so rarely that the walk over the slots costs a hundredth of a step. */
const stepsBetweenFlushes = 32;

/** A pass over memory that steps one variable, made ready for it. */
export interface ReadyPass {
  /** What it runs. */
  readonly kernel: FusedStep;
  /** Takes one step of the variable. */
  step(variable: tf.Variable, gradient: tf.Tensor, hyper: Readonly<Record<string, number>>): void;
}

/**
 * What an optimizer remembers, by the variable's name: its own step count and its slots. A slot whose values are the same for every weight is
 * a number and stays in float64.
 */
export class VariableState {
  /** The pass over memory that steps it, once there has been one. */
  fused: ReadyPass | undefined;

  /** Takes the slots over, kept tensors among them. */
  constructor(readonly slots: Record<string, TensorValue>, readonly shape: readonly number[], public steps = 0) {}

  static fresh(method: CheckedSlots, variable: tf.Variable, hyper: Readonly<Record<string, number>>): VariableState {
    const slots: Record<string, TensorValue> = {};
    for (const slot of method.slotNames) {
      slots[slot] = tf.tidy(() => {
        const initial = method.initial.get(slot) ?? 0;
        const value = typeof initial === 'number' ? initial : evaluateTensors(initial, { w: variable, ...hyper });
        const kind = method.program?.kinds.get(slot) ?? 'tensor';
        if (typeof value !== 'number') return tf.keep(value.clone());
        if (kind === 'scalar') return value;
        return tf.keep(kind === 'tensor' ? tf.fill([...slotShape(method, slot, variable.shape)], value) : tf.scalar(value));
      });
    }
    return new VariableState(slots, variable.shape);
  }

  /** Takes new values over: tensors are kept, the old ones freed. */
  advance(slots: Readonly<Record<string, TensorValue>>): void {
    for (const [slot, value] of Object.entries(slots)) this.replace(slot, value);
    this.count();
  }

  /**
   * Counts a step. Now and then slots are rid of subnormal numbers: where a gradient is 0 for good, as behind a ReLU that is dead, a running average
   * sinks below 1.2e-38, where it stays, and a processor takes up to a hundred times as long over such a number.
   */
  count(): void {
    this.steps += 1;
    if (this.steps % stepsBetweenFlushes !== 0) return;
    for (const [slot, value] of Object.entries(this.slots)) {
      if (typeof value === 'number') continue;
      const flushed = withoutSubnormals(value);
      if (flushed !== value) this.replace(slot, flushed);
    }
  }

  /** Takes one new value over, and frees the old one. */
  replace(slot: string, value: TensorValue): void {
    tf.dispose(this.slots[slot] as tf.Tensor);
    this.slots[slot] = typeof value === 'number' ? value : tf.keep(value);
  }

  dispose(): void {
    tf.dispose(Object.values(this.slots).filter((slot): slot is tf.Tensor => typeof slot !== 'number'));
  }

  /**
   * As named tensors, the form in which tfjs saves optimizers; `steps` holds the shape too, by which the variable is known again. Copies: whoever
   * saves them may dispose them.
   */
  save(variable: string): Array<{ name: string; tensor: tf.Tensor }> {
    const slots = Object.entries(this.slots).map(([slot, value]) => ({
      name: `${variable}/${slot}`,
      tensor: typeof value === 'number' ? float64AsBits(value) : value.clone(),
    }));
    return [{ name: `${variable}/steps`, tensor: tf.tensor1d([this.steps, ...this.shape], 'int32') }, ...slots];
  }
}

// A float32 tensor would round a float64 number, and "save and continue" would no longer equal "never stopped"; its bits are kept instead.

function float64AsBits(value: number): tf.Tensor {
  return tf.tensor1d(new Int32Array(new Float64Array([value]).buffer), 'int32');
}

export function float64FromBits(bits: ArrayLike<number>): number {
  return new Float64Array(Int32Array.from(bits).buffer)[0] as number;
}
