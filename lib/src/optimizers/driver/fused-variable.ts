import * as tf from '@tensorflow/tfjs';
import type { TensorValue } from '../../formula/tensors';
import type { FusedStep } from '../../backend/kernels/fused-kernel';
import type { ReadyPass, VariableState } from './variable-state';

/** One variable's step as a pass over memory. The list of values is kept, since to gather it anew takes longer than to step a thousand weights. */
export class FusedVariable implements ReadyPass {
  private readonly values: TensorValue[];
  private readonly w: number;
  private readonly g: number;
  private readonly t: number;
  private readonly slots: ReadonlyArray<readonly [slot: string, at: number]>;
  private hyper: Readonly<Record<string, number>> | undefined;

  constructor(readonly kernel: FusedStep, private readonly state: VariableState) {
    const { names } = kernel;
    [this.w, this.g, this.t] = ['w', 'g', 't'].map(name => names.indexOf(name)) as [number, number, number];
    this.slots = Object.keys(state.slots).map(slot => [slot, names.indexOf(slot)]);
    this.values = names.map(name => state.slots[name] ?? 0);
  }

  step(variable: tf.Variable, gradient: tf.Tensor, hyper: Readonly<Record<string, number>>): void {
    const { values, state, kernel } = this;
    if (hyper !== this.hyper) this.take(hyper);
    values[this.w] = variable;
    values[this.g] = gradient;
    if (this.t >= 0) values[this.t] = state.steps + 1;
    kernel.step(values);
    const w = values[this.w] as tf.Tensor;
    if (w !== variable) {
      variable.assign(w);
      w.dispose();
    }
    for (let k = 0; k < this.slots.length; k++) {
      const [slot, at] = this.slots[k] as (typeof this.slots)[number];
      if (values[at] !== state.slots[slot]) state.replace(slot, values[at] as TensorValue);
    }
    state.count();
  }

  private take(hyper: Readonly<Record<string, number>>): void {
    this.hyper = hyper;
    for (const [name, value] of Object.entries(hyper)) {
      const at = this.kernel.names.indexOf(name);
      if (at >= 0) this.values[at] = value;
    }
  }
}
