import * as tf from '@tensorflow/tfjs';
import type { VariableGradient } from '../optimizers';
import { variablesOf, type NetworkParts } from './network-parts';
import { planNetwork } from './network-plan';
import type { Examples } from './planned-network';
import type { MatrixProduct, Plan, Rows } from './plan';
import { runRowsOnWebgpu } from './rows-on-webgpu';

/**
 * The same plan on webgpu: products by the backend's kernels, what lies between them by shaders of the formulas. The device keeps its memory itself, so
 * each step has tensors of its own, and nothing is waited for. The caller disposes it; the variables and the examples stay the caller's.
 */
export class WebgpuPlannedNetwork {
  private readonly plan: Plan;
  private readonly variables: ReadonlyMap<string, tf.Variable>;
  private slopes: readonly VariableGradient[] = [];

  constructor(parts: NetworkParts, private readonly examples: Examples) {
    this.plan = planNetwork(parts).step;
    this.variables = variablesOf(parts);
  }

  /** What is stepped. */
  get stepped(): readonly tf.Variable[] {
    return [...this.variables.values()];
  }

  /** The gradients of the last `evaluate`. */
  get gradients(): readonly VariableGradient[] {
    return this.slopes;
  }

  /** The mean loss of the examples with these numbers, on the device, and the caller's to dispose; afterwards `gradients` hold its slopes. */
  evaluate(numbers: Int32Array): tf.Scalar {
    const { loss, slopes } = tf.tidy(() => this.compute(numbers));
    this.dispose();
    this.slopes = [...this.variables].map(([name, variable]) => ({ variable, gradient: tf.keep(slopes[name] as tf.Tensor) }));
    return loss;
  }

  dispose(): void {
    tf.dispose(this.slopes.map(({ gradient }) => gradient));
    this.slopes = [];
  }

  private compute(numbers: Int32Array): { loss: tf.Scalar; slopes: Record<string, tf.Tensor> } {
    const at: Record<string, tf.Tensor> = Object.fromEntries(this.variables);
    const list = tf.tensor1d(numbers, 'int32');
    let loss: tf.Tensor | undefined;
    for (const operation of this.plan.operations) {
      if (operation.kind === 'gather') at[operation.to] = tf.gather(operation.to === 'x' ? this.examples.x : this.examples.y, list);
      else if (operation.kind === 'product') at[operation.to] = product(operation, at);
      else loss = this.rows(operation, at, numbers.length) ?? loss;
    }
    // What was added up over the rows is a vector already, as the bias is; the others are matrices.
    const slopes = Object.fromEntries(this.plan.places.flatMap(({ name, slopeOf }) => (slopeOf === undefined ? [] : [[slopeOf, at[name] as tf.Tensor]])));
    return { loss: tf.div(loss as tf.Tensor, numbers.length), slopes };
  }

  /** Gives the loss where the program has one. */
  private rows({ program, places }: Rows, at: Record<string, tf.Tensor>, count: number): tf.Tensor | undefined {
    const named = Object.fromEntries(Object.entries(places).flatMap(([tensor, place]) => (at[place] === undefined ? [] : [[tensor, at[place]]])));
    const { loss, ...written } = runRowsOnWebgpu(program, named, 1 / count);
    for (const [tensor, value] of Object.entries(written)) at[places[tensor] as string] = value;
    return loss;
  }
}

function product({ a, b, bias, transposeA = false, transposeB = false }: MatrixProduct, at: Readonly<Record<string, tf.Tensor>>): tf.Tensor {
  const multiplied = tf.matMul(at[a] as tf.Tensor, at[b] as tf.Tensor, transposeA, transposeB);
  return bias === undefined ? multiplied : tf.add(multiplied, at[bias] as tf.Tensor);
}
