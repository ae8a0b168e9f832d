import type * as tf from '@tensorflow/tfjs';
import type { Expression } from '../formula/tree';

/** What stands behind every layer of a network but the last. */
export interface Hidden {
  /** The activation as a formula of x. */
  readonly activation: Expression;
  /** Whether the layer's sums are normalised first, with a learnt γ and β. */
  readonly normalized: boolean;
}

/** One fully connected layer. */
export interface Layer {
  readonly inputs: number;
  readonly outputs: number;
  readonly W: tf.Variable;
  readonly b: tf.Variable;
  /** Where the layer is normalised. */
  readonly gamma?: tf.Variable | undefined;
  readonly beta?: tf.Variable | undefined;
}

/** What a classifier of fully connected layers is made of, by which its training can be planned. */
export interface NetworkParts {
  readonly layers: readonly Layer[];
  readonly hidden: Hidden;
}

/** A network's variables by the names of their places in its plan: W1, b1, and so on. */
export function variablesOf({ layers }: NetworkParts): ReadonlyMap<string, tf.Variable> {
  const variables = new Map<string, tf.Variable>();
  layers.forEach(({ W, b, gamma, beta }, index) => {
    for (const [name, variable] of Object.entries({ W, b, gamma, beta })) if (variable) variables.set(`${name}${index + 1}`, variable);
  });
  return variables;
}
