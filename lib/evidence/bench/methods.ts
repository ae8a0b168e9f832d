import * as tf from '@tensorflow/tfjs';
import { adam, adamw, gradientDescent, lamb, lion, momentumSum, rmspropInside, type DescentOptimizer } from '../../src/optimizers';

/** A method whose step is measured, and the same method in TensorFlow.js where it has it. */
export interface Measured {
  readonly title: string;
  ours(): DescentOptimizer;
  readonly tfjs?: { readonly name: string; make(): tf.Optimizer };
}

/** So small that the weights stay numbers through the hundred thousand steps of a measurement with one gradient. */
const eta = 1e-4;

/** In the forms that TensorFlow.js has, which are the sum of gradients for momentum, and ε inside the root for RMSProp. */
export const methods: readonly Measured[] = [
  { title: 'SGD', ours: () => gradientDescent({ eta }), tfjs: { name: 'tf.train.sgd', make: () => tf.train.sgd(eta) } },
  { title: 'Momentum', ours: () => momentumSum({ eta }), tfjs: { name: 'tf.train.momentum', make: () => tf.train.momentum(eta, 0.9) } },
  { title: 'RMSProp', ours: () => rmspropInside({ eta }), tfjs: { name: 'tf.train.rmsprop', make: () => tf.train.rmsprop(eta, 0.9, 0, 1e-7) } },
  { title: 'Adam', ours: () => adam({ eta }), tfjs: { name: 'tf.train.adam', make: () => tf.train.adam(eta, 0.9, 0.999, 1e-8) } },
  { title: 'AdamW', ours: () => adamw({ eta }) },
  { title: 'Lion', ours: () => lion({ eta }) },
  { title: 'LAMB', ours: () => lamb({ eta }) },
];

/** Arrays of the variable's size that both sides of a comparison together hold at the worst moment of a step: LAMB's tensor reading needs most. */
export const arraysAtOnce = 32;
