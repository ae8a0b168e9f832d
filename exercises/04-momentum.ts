import { tf, toDo, type UpdateFunction } from 'descent';

/**
 * Exercise 4.1 — write the step of momentum.
 *
 *   V ← γ V + η g
 *   w ← w − V
 *
 * w, g and V are tensors of one shape; η and γ, called eta and gamma, are numbers. V starts as zeros, and that is done for you.
 * Return new tensors { w, V }: V is the step that has just been taken. Leave the given tensors as they are.
 *
 * Useful: tf.add, tf.sub, tf.mul. Each takes tensors and numbers: tf.mul(0.9, V).
 */
export const momentum: UpdateFunction<'eta' | 'gamma', 'V'> = ({ w, g, V }, { eta, gamma }) => {
  return toDo('4.1');
};

/**
 * Exercise 4.2 — from deck 002's settings to deck 004's.
 *
 *   sum       p ← γ p + g               w ← w − η p
 *   average   m ← β m + (1 − β) g       w ← w − η m
 *
 * Given the sum form's { eta, gamma }, return the { eta, beta } with which the average form walks the same path, for any gradients. Both are
 * constant; p and m start at zero; gamma is in [0, 1).
 * Write down the first step of both, then ask which multiple of p the average m is.
 */
export function averageSettings({ eta, gamma }: { eta: number; gamma: number }): { eta: number; beta: number } {
  return toDo('4.2');
}

/**
 * Exercise 4.3 — down a steeper ravine.
 *
 * Return { eta, gamma } with which momentum, from (−10, 2) in a ravine with the curvatures 1 and 100, is below a loss of 1e-4 after 60 steps.
 * The lesson's argument leads there with a pencil, the sliders at its end by looking; at the usual γ = 0.9 no rate is good enough.
 */
export function ravineSettings(): { eta: number; gamma: number } {
  return toDo('4.3');
}

/**
 * Exercise 4.4 — the planted bug.
 *
 *   w_{t+1} = w_t − η g_t + γ (w_t − w_{t−1})
 *
 * The heavy ball remembers where it was one step ago: wprev, which at first is w itself. As it stands here it goes down, but no faster than
 * gradient descent does. Find out why, mend it, and take the line with toDo away. Leave the given tensors as they are.
 */
export const heavyBall: UpdateFunction<'eta' | 'gamma', 'wprev'> = ({ w, g, wprev }, { eta, gamma }) => {
  toDo('4.4');
  const move = tf.sub(tf.mul(gamma, tf.sub(w, wprev)), tf.mul(eta, g));
  const next = tf.add(w, move);
  return { w: next, wprev: next };
};
