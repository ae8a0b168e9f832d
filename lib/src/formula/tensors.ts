import * as tf from '@tensorflow/tfjs';
import type { Formula, Program } from './check';
import { onNumbers } from './float64';
import { isReduction, type Elementwise, type Operation, type Reduction } from './operations';
import { tensorNorm } from './tensor-norm';
import { read, valueOf, type Expression, type Reading } from './tree';

/** A number that is the same for every weight, kept in float64, or a tensor. */
export type TensorValue = number | tf.Tensor;

/**
 * The tensor reading: TensorFlow.js operations on whatever backend is active, differentiable by `tf.grad`.
 * Returns all names after the last line, inputs included. Call it inside `tf.tidy`: intermediate tensors are left to it.
 */
export function runTensors(program: Program, values: Readonly<Record<string, TensorValue>>): Record<string, TensorValue> {
  const scope: Record<string, TensorValue> = { ...values };
  for (const line of program.lines) scope[line.name] = evaluateTensors(line.value, scope);
  return scope;
}

/** The tensor reading of one expression; a number where nothing in it is a tensor. Call it inside `tf.tidy`. Errors: a name without a value. */
export function evaluateTensors(expression: Expression | Formula, scope: Readonly<Record<string, TensorValue>>): TensorValue {
  return read('inputs' in expression ? expression.value : expression, tensorReading(scope));
}

function tensorReading(scope: Readonly<Record<string, TensorValue>>): Reading<TensorValue> {
  return {
    number: value => value,
    name: name => valueOf(scope, name),
    apply: (operation, operands, node) => {
      if (isReduction(operation)) return reduce(operation, operands[0] as TensorValue);
      // What does not depend on a weight is computed once, on the host, in float64: 1 - beta2^t loses four digits in float32.
      if (operands.every((operand): operand is number => typeof operand === 'number')) {
        const [a = 0, b = 0, c = 0] = operands;
        return onNumbers[operation](a, b, c);
      }
      if (isSquare(operation, node)) return tf.square(operands[0] as tf.Tensor);
      if (operation === 'choose') return choose(operands);
      return onTensors[operation](operands[0] as TensorValue, operands[1] as TensorValue);
    },
  };
}

const onTensors: Record<Exclude<Elementwise, 'choose'>, (a: TensorValue, b: TensorValue) => tf.Tensor> = {
  '+': (a, b) => tf.add(a, b),
  '-': (a, b) => tf.sub(a, b),
  '*': (a, b) => tf.mul(a, b),
  // By a number, as a product with its reciprocal, which is taken in float64: processors divide several times slower than they multiply.
  '/': (a, b) => (typeof b === 'number' ? tf.mul(a, 1 / b) : tf.div(a, b)),
  '^': (a, b) => tf.pow(a, b),
  negate: a => tf.neg(a),
  '<': (a, b) => tf.less(a, b),
  '<=': (a, b) => tf.lessEqual(a, b),
  '>': (a, b) => tf.greater(a, b),
  '>=': (a, b) => tf.greaterEqual(a, b),
  '==': (a, b) => tf.equal(a, b),
  '!=': (a, b) => tf.notEqual(a, b),
  sqrt: a => tf.sqrt(a),
  abs: a => exactAbs(a as tf.Tensor),
  sign: a => exactSign(a as tf.Tensor),
  exp: a => tf.exp(a),
  log: a => tf.log(a),
  min: (a, b) => tf.minimum(a, b),
  max: (a, b) => tf.maximum(a, b),
};

/** The sign by comparison: on the wasm backend `tf.sign` calls 1e-9 zero. */
function signOf(x: tf.Tensor): tf.Tensor {
  return tf.sub(tf.cast(tf.greater(x, 0), 'float32'), tf.cast(tf.less(x, 0), 'float32'));
}

const exactSign = tf.customGrad(x => ({ value: signOf(x as tf.Tensor), gradFunc: dy => tf.zerosLike(dy) }));

/** The size, with slope 0 at 0: tfjs's own has −1 there. */
const exactAbs = tf.customGrad((x, save) => {
  (save as tf.GradSaveFunc)([x as tf.Tensor]);
  return { value: tf.abs(x as tf.Tensor), gradFunc: (dy, [saved]) => tf.mul(dy, exactSign(saved as tf.Tensor)) };
});

/** g^2 as a product: it is exact, and the power of a negative base is not defined on every GPU. */
function isSquare(operation: Operation, node: Expression & { kind: 'apply' }): boolean {
  const exponent = node.operands[1];
  return operation === '^' && exponent?.kind === 'number' && exponent.value === 2;
}

function choose(operands: readonly TensorValue[]): TensorValue {
  const [test, yes, no] = operands as [TensorValue, TensorValue, TensorValue];
  if (typeof test === 'number') return test !== 0 ? yes : no;
  return tf.where(test, yes as tf.TensorLike, no as tf.TensorLike);
}

function reduce(reduction: Reduction, operand: TensorValue): TensorValue {
  if (typeof operand === 'number') return reduction === 'norm' ? Math.abs(operand) : operand;
  if (reduction === 'norm') return tensorNorm(operand);
  // tfjs's wasm backend adds up nothing to what happens to be in memory.
  if (operand.size === 0) return tf.scalar(reduction === 'mean' ? NaN : 0);
  return reduction === 'mean' ? tf.mean(operand) : tf.sum(operand);
}
