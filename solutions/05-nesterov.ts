import { tf, type UpdateFunction } from 'descent';

/**
 * Exercise 5.1 — finish Nesterov's step.
 *
 *   g = the gradient at w − γ V
 *   V ← γ V + η g
 *   w ← w − V
 *
 * The look-ahead is done for you: g is the gradient that was asked at w − γ V, and w is where the ball stands. w, g and V are tensors of one
 * shape; η and γ, called eta and gamma, are numbers. V starts as zeros. The new velocity is written: make the new weights, and return new
 * tensors { w, V }. Leave the given tensors as they are.
 *
 * Useful: tf.add, tf.sub, tf.mul. Each takes tensors and numbers: tf.mul(0.9, V).
 */
export const nesterov: UpdateFunction<'eta' | 'gamma', 'V'> = ({ w, g, V }, { eta, gamma }) => {
  const newV = tf.add(tf.mul(gamma, V), tf.mul(eta, g));
  // From where the ball stands, not from the point ahead: the new V has the way there in it.
  return { w: tf.sub(w, newV), V: newV };
};

/**
 * Exercise 5.2 — torch's step when the momentum grows.
 *
 * torch keeps the point ahead, u = w − γ V, and calls it the weights. The lesson found its step for one γ. Let γ grow now: this step moves with
 * gamma, and the one after it will look ahead with ν, called munext. Given u, V, the slope g at u, eta, gamma and munext, all numbers, return the new
 * { u, V }.
 *
 * Nesterov's step is V' = γ V + η g and w' = w − V'. Go from u back to w, make the step, and go ahead from there. Which γ stands where?
 */
export function torchStep({ u, V, g, eta, gamma, munext }: { u: number; V: number; g: number; eta: number; gamma: number; munext: number }): { u: number; V: number } {
  // w = u + γV was left with this step's gamma; the new point ahead is reached with the next one: u' = u + γV − V' − νV'.
  const velocity = gamma * V + eta * g;
  return { u: u - eta * g - munext * velocity, V: velocity };
}

/**
 * Exercise 5.3 — how much momentum before it swings?
 *
 * Lesson 4 found for momentum z² − (1 + γ − ηλ) z + γ = 0. With γ(1 − ηλ) for γ, as in this lesson, it is z² − (1 + γ)(1 − ηλ) z + γ(1 − ηλ) = 0.
 * With a small γ both roots are real, and the ball creeps; from some γ on they are complex, and it swings. Return the γ between the two, for
 * 0 < ηλ < 1: the most momentum that does not swing. η is called eta and λ is called curvature.
 *
 * Set the discriminant to 0, and solve for γ. Of two answers one lies in [0, 1).
 */
export function calmMomentum(eta: number, curvature: number): number {
  // (1 + γ)² (1 − q) = 4γ with q = ηλ has the solutions (1 ∓ √q) / (1 ± √q).
  const root = Math.sqrt(eta * curvature);
  return (1 - root) / (1 + root);
}

/**
 * Exercise 5.4 — down a steeper ravine.
 *
 * Return { eta, gamma } with which Nesterov's method, from (−10, 2) in a ravine with the curvatures 1 and 100, is below a loss of 1e-4 after 80
 * steps. The textbook setting, η = 1/100 and γ = 9/11, ends at twice that. Which of the two would you raise, and how far may you go?
 * The sliders at the end of the lesson help to look.
 */
export function steeperRavine(): { eta: number; gamma: number } {
  // At this rate the floor nearly swings; ηλ = 1.2 across is safely below (2 + 2γ) / (1 + 2γ) = 1.38.
  return { eta: 0.012, gamma: 0.83 };
}

/**
 * Exercise 5.5 — the planted bug.
 *
 * This should run Nesterov's method on the parabola λ w² / 2 from w = start, with its own γ for each step, and return w after each. The method
 * asks for the slope at w − γ V, with the γ of this step. One line asks elsewhere. Find it, mend it, and take the line with toDo away.
 *
 * By hand, from 1 with λ = 5, η = 0.1 and γ = 0.9 the weights are 0.5, 0.025 and −0.20125, as in the lesson's table. λ is called curvature.
 */
export function growingMomentum(start: number, curvature: number, eta: number, gammas: readonly number[]): number[] {
  let w = start;
  let V = 0;
  return gammas.map(gamma => {
    V = gamma * V;
    // V has been shortened already, so w − V is the point ahead.
    const slope = curvature * (w - V);
    V = V + eta * slope;
    w = w - V;
    return w;
  });
}
