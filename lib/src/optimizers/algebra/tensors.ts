import * as tf from '@tensorflow/tfjs';
import { tensorNorm } from '../../formula/tensor-norm';
import type { Algebra } from './algebra';

/** The algebra on TensorFlow.js tensors. Call it inside `tf.tidy`: intermediate tensors are left to it. */
export const tensorAlgebra: Algebra<tf.Tensor> = {
  shape: a => a.shape,
  reshape: (a, shape) => tf.reshape(a, [...shape]),
  add: (a, b) => tf.add(a, b),
  sub: (a, b) => tf.sub(a, b),
  mul: (a, b) => tf.mul(a, b),
  div: (a, b) => tf.div(a, b),
  max: (a, b) => tf.maximum(a, b),
  sqrt: a => tf.sqrt(a),
  mean: (a, axis) => (axis === undefined ? tf.mean(a) : tf.mean(a, axis, true)),
  norm: a => tensorNorm(a),
  matMul: (a, b) => tf.matMul(a as tf.Tensor2D, b as tf.Tensor2D),
  transpose: a => tf.transpose(a),
};
