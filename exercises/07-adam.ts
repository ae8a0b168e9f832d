import { tf, toDo, type Exercises } from 'descent';

/**
 * Exercise 7.1 — a moving average without its bias.
 *
 *   v₀ = 0      v_t = β v_{t−1} + (1 − β) θ_t      v̂_t = v_t / (1 − βᵗ)
 *
 * Given θ₁, θ₂, …, return v̂₁, v̂₂, … (as many). The recursion runs on v, not on v̂.
 * A constant series must come out as it went in, and v̂ can never leave the range of the values so far.
 */
export const correctedAverage: Exercises['07-adam']['correctedAverage'] = (values, beta) => {
  return toDo('7.1');
};

/**
 * Exercise 7.2 — Adam.
 *
 *   m ← β₁ m + (1 − β₁) g        m̂ = m / (1 − β₁ᵗ)
 *   v ← β₂ v + (1 − β₂) g²       v̂ = v / (1 − β₂ᵗ)
 *   w ← w − η m̂ / (√v̂ + ε)
 *
 * w, g, m and v are tensors of one shape; t is the number of this step, from 1; η, β₁, β₂ and ε are numbers.
 * Return new tensors { w, m, v }: the new state is m and v, not m̂ and v̂. Leave the given tensors as they are.
 *
 * Useful: tf.add, tf.sub, tf.mul, tf.div, tf.square, tf.sqrt. Each takes tensors and numbers: tf.mul(0.9, m).
 */
export const adam: Exercises['07-adam']['adam'] = ({ w, g, m, v, t }, { eta, beta1, beta2, epsilon }) => {
  return toDo('7.2');
};

/**
 * Exercise 7.3 — how much too long?
 *
 * Without bias correction, step t of Adam is r(t) times as long as with it (for ε → 0). Return r(t), a number.
 * Write down both steps and divide: m and v cancel.
 */
export const stepRatio: Exercises['07-adam']['stepRatio'] = (t, beta1, beta2) => {
  return toDo('7.3');
};
