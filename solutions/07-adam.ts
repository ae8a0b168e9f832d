import { tf, type UpdateFunction } from 'descent';

/**
 * Exercise 7.1 — finish Adam.
 *
 *   m ← β₁ m + (1 − β₁) g        m̂ = m / (1 − β₁ᵗ)
 *   v ← β₂ v + (1 − β₂) g²       v̂ = v / (1 − β₂ᵗ)
 *   w ← w − η m̂ / (√v̂ + ε)
 *
 * w, g, m and v are tensors of one shape; t is the number of this step, from 1; η, β₁, β₂ and ε are numbers. The two averages are written.
 * Make the hats and the step, and return new tensors { w, m, v }: the new state is m and v, not m̂ and v̂. Leave the given tensors as they are.
 *
 * Useful: tf.sub, tf.mul, tf.div, tf.add, tf.sqrt. Each takes tensors and numbers: tf.mul(0.9, m). A power is beta1 ** t.
 */
export const adam: UpdateFunction<'eta' | 'beta1' | 'beta2' | 'epsilon', 'm' | 'v'> = ({ w, g, m, v, t }, { eta, beta1, beta2, epsilon }) => {
  const newM = tf.add(tf.mul(beta1, m), tf.mul(1 - beta1, g));
  const newV = tf.add(tf.mul(beta2, v), tf.mul(1 - beta2, tf.square(g)));
  // The formula, line by line.
  const mHat = tf.div(newM, 1 - beta1 ** t);
  const vHat = tf.div(newV, 1 - beta2 ** t);
  const step = tf.div(tf.mul(eta, mHat), tf.add(tf.sqrt(vHat), epsilon));
  return { w: tf.sub(w, step), m: newM, v: newV };
};

/**
 * Exercise 7.2 — the decay that needs no correction.
 *
 * Without bias correction (and for ε → 0) Adam's first step is too long for some β₂ and too short for others. Return, for a given β₁, the β₂
 * with which it is exactly η.
 *
 * Write down m and v after the first step of a gradient g, divide, and ask when g cancels to 1.
 */
export function balancedBeta2(beta1: number): number {
  // m = (1 − β₁) g and √v = √(1 − β₂) |g| are equal in size when 1 − β₂ = (1 − β₁)².
  return 1 - (1 - beta1) ** 2;
}

/**
 * Exercise 7.3 — a setting that wins.
 *
 * Return { eta, beta1, beta2 } with which Adam, from (−1.2, 1) in Rosenbrock's valley, is below a loss of 1e-5 after 400 steps.
 * At the usual decays no rate is good enough; the sliders at the end of the lesson help to look.
 */
export function valleySettings(): { eta: number; beta1: number; beta2: number } {
  // A longer memory for the direction, a shorter one for the size.
  return { eta: 0.3, beta1: 0.95, beta2: 0.99 };
}

/**
 * Exercise 7.4 — the planted bug.
 *
 *   v₀ = 0      v_t = β v_{t−1} + (1 − β) θ_t      v̂_t = v_t / (1 − βᵗ)
 *
 * Given θ₁, θ₂, …, this should return v̂₁, v̂₂, … One line is as lecture 5 has it, and wrong: a constant series must come out as it went in,
 * and v̂ can never leave the range of the values so far. Find it, mend it, and take the line with toDo away.
 */
export function correctedAverage(values: readonly number[], beta: number): number[] {
  // Only what is returned is corrected; the recursion keeps the plain average.
  let v = 0;
  return values.map((theta, index) => {
    v = beta * v + (1 - beta) * theta;
    return v / (1 - beta ** (index + 1));
  });
}
