import { nesterov as library, ravine, tf, type UpdateFunction } from 'descent';
import { update } from 'descent/exercises';

/**
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
  /* BEGIN PROMPT
  return { w: toDo('5.1'), V: newV };
  END PROMPT */
  // BEGIN SOLUTION
  // From where the ball stands, not from the point ahead: the new V has the way there in it.
  return { w: tf.sub(w, newV), V: newV };
  // END SOLUTION
};

export default update({
  title: 'finish Nesterov\'s step',
  solution: nesterov,
  method: library,
  hints: [
    'The gradient comes from the point ahead. From which point does the step start?',
    'newV is the whole step: the way ahead, and the correction that was found there.',
    'The weights lose newV: tf.sub(w, newV).',
  ],
  hyper: { eta: 0.1, gamma: 0.9 },
  also: [
    // Whatever the gradient is asked at, a constant one makes steps of eta / (1 − gamma).
    { name: 'with a gradient that never changes the steps grow tenfold', start: [0], gradients: Array.from({ length: 200 }, () => [1]), hyper: { eta: 0.02 } },
    { name: 'the step starts from w, not from the point ahead', start: [1], gradients: [[5], [0.25], [-2.0125]], hyper: { eta: 0.1 } },
  ],
  wrong: [
    { says: 'it is torch\'s step, which goes from one point ahead to the next', formula: 'V = gamma * V + eta * g \n w = w - (eta * g + gamma * V)' },
    { says: 'the step starts at the point ahead, so that the old velocity counts twice', formula: 'w = w - gamma * V \n V = gamma * V + eta * g \n w = w - V' },
  ],
  picture: { title: 'Does your Nesterov walk the library’s way down the ravine?', surface: ravine({ kappa: 25 }), start: [-10, 2], steps: 40, hyper: { eta: 0.03, gamma: 0.8 } },
});
