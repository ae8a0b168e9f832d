import { tf, toDo, type Exercises } from 'descent';

/**
 * Exercise 4.1 — one step of momentum.
 *
 *   V ← γ V + η g
 *   w ← w − V
 *
 * w, g and V are tensors of one shape; η and γ, called eta and gamma, are numbers. V starts as zeros, and that is done for you.
 * Return new tensors { w, V }: V is the step that has just been taken. Leave the given tensors as they are.
 *
 * Useful: tf.add, tf.sub, tf.mul. Each takes tensors and numbers: tf.mul(0.9, V).
 */
export const momentum: Exercises['04-momentum']['momentum'] = ({ w, g, V }, { eta, gamma }) => {
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
export const averageSettings: Exercises['04-momentum']['averageSettings'] = ({ eta, gamma }) => {
  return toDo('4.2');
};

/**
 * Exercise 4.3 — the heavy ball at its best.
 *
 *   η = 4 / (√L + √μ)²      γ = ((√κ − 1) / (√κ + 1))²      κ = L / μ
 *
 * On a quadratic whose curvatures lie between μ, called smallest, and L, called largest (0 < μ ≤ L), no other constant pair brings the
 * error down faster in the long run. Return { eta, gamma }.
 */
export const bestHeavyBall: Exercises['04-momentum']['bestHeavyBall'] = (smallest, largest) => {
  return toDo('4.3');
};
