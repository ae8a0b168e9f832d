import * as tf from '@tensorflow/tfjs';
import { engine } from '../../backend/active';
import { unnoticed } from './model-in-training';

const repeatable = new WeakSet<() => tf.Scalar>();

/**
 * A loss that may be asked more than once a step, made so that what else it does is done once. The first question of a step is the step's own: its
 * loss is reported, its metrics are filed, its batch moves running statistics. Every later one is a probe: it draws the same random numbers, so
 * that dropout keeps its mask; a model that trains does not notice it; and variables that it writes besides those being stepped are put back.
 *
 * Make one for each step, outermost: an optimizer inside another finds that the loss is one already. Only what is drawn with `Math.random`, as by
 * TensorFlow.js, is drawn again; a generator of one's own goes on.
 */
export function repeatableLoss(f: () => tf.Scalar, stepped: readonly tf.Variable[]): () => tf.Scalar {
  if (repeatable.has(f)) return f;
  const drawn: number[] = [];
  let asked = false;
  const loss = (): tf.Scalar => {
    const first = !asked;
    asked = true;
    return drawing(drawn, () => (first ? f() : keepingOthers(stepped, () => unnoticed(f))));
  };
  repeatable.add(loss);
  return loss;
}

/** Computes with `Math.random` giving the numbers drawn before, then new ones, which are remembered. */
function drawing<Result>(drawn: number[], compute: () => Result): Result {
  const { random } = Math;
  let next = 0;
  Math.random = () => {
    if (next === drawn.length) drawn.push(random());
    return drawn[next++] as number;
  };
  try {
    return compute();
  } finally {
    Math.random = random;
  }
}

/** Computes, and gives every variable that is not being stepped the value that it had before. */
function keepingOthers<Result>(stepped: readonly tf.Variable[], compute: () => Result): Result {
  const moved = new Set(stepped);
  const others = Object.values(engine().registeredVariables).filter(variable => !moved.has(variable));
  const held = others.map(variable => ({ variable, value: tf.keep(variable.clone()) }));
  try {
    return compute();
  } finally {
    for (const { variable, value } of held) {
      if (!variable.isDisposed && variable.dataId !== value.dataId) variable.assign(value);
      value.dispose();
    }
  }
}
