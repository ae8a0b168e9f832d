import { tf, toDo, type UpdateFunction } from 'descent';

/**
 * Exercise 16.1 — the centred step.
 *
 *   v ← β v + (1 − β) g²
 *   m ← β m + (1 − β) g
 *   w ← w − η g / √(v − m² + ε)
 *
 * w, g, v and m are tensors of one shape; η, β and ε are numbers. The two averages are written. Make the step, and return new tensors { w, v, m }.
 * Leave the given tensors as they are. Rounding can make v − m² a little less than 0: tf.maximum(x, 0) keeps it from that.
 *
 * Useful: tf.sub, tf.mul, tf.div, tf.add, tf.square, tf.sqrt, tf.maximum.
 */
export const rmspropCentred: UpdateFunction<'eta' | 'beta' | 'epsilon', 'v' | 'm'> = ({ w, g, v, m }, { eta, beta, epsilon }) => {
  const newV = tf.add(tf.mul(beta, v), tf.mul(1 - beta, tf.square(g)));
  const newM = tf.add(tf.mul(beta, m), tf.mul(1 - beta, g));
  return toDo('16.1');
};

/**
 * Exercise 16.2 — the first gradient that survives.
 *
 * Under the root of tf.train's centred RMSProp stands v − (m² + ε). Return, for given ρ and ε, the size of the gradient from which on a *first* step
 * has a root. Both averages begin at 0 and keep the share ρ.
 *
 * Write down v and m after one step of a gradient g, put them in, and ask for which g it is 0.
 */
export function firstGradient(rho: number, epsilon: number): number {
  return toDo('16.2');
}

/**
 * Exercise 16.3 — gradients that tell.
 *
 * Return five gradients with which Adam with ε outside the root and Adam with ε inside it end more than four steps apart, at η = 1 and ε = 1e-8.
 * The slider at the end of the lesson helps to look.
 */
export function tellingGradients(): number[] {
  return toDo('16.3');
}

/**
 * Exercise 16.4 — the planted bug.
 *
 * `reference` and `tested` are the weights of two walks, a number for each step. This should return the number of the first step, from 1, in which
 * `tested` is off by more than `tolerance`, and 0 where there is none. What is no number is off; a walk that ends too early is off in the step that
 * it does not have.
 *
 * As it stands here it never finds a NaN, nor a walk that is too short. Mend both, and take the line with toDo away.
 */
export function firstFault(reference: readonly number[], tested: readonly number[], tolerance: number): number {
  toDo('16.4');
  const length = Math.min(reference.length, tested.length);
  return reference.slice(0, length).findIndex((value, k) => Math.abs((tested[k] as number) - value) > tolerance) + 1;
}
