import { optimizer } from './optimizer';

/**
 * Averaged gradient descent: plain steps at a slowly falling rate h, and beside them, in the slot `average`, the average of the points from step
 * t₀ + 2 on. The weights are the last point; the average is what should be evaluated. Up to t₀, by default 10⁶, it is the last point too. λ is the
 * usual L2, and also what makes the rate fall: at λ = 0 this is gradient descent.
 */
export const asgd = optimizer({
  name: 'asgd',
  title: 'Averaged SGD',
  idea: 'Let the path wander, and use its average.',
  source: { paper: 'Polyak & Juditsky 1992' },
  differs: 'torch\'s `ASGD` and its defaults: each step uses the rate and the weight computed in the step before. optax, Keras and tfjs '
    + 'have none.',
  hyper: { eta: 0.01, lambda: 1e-4, timepower: 0.75, tzero: 1e6 },
  state: { average: 'w' },
  update: `
    h       = eta / (1 + lambda * eta * (t - 1))^timepower
    w       = w - h * (g + lambda * w)
    average = average + (w - average) / max(1, t - 1 - tzero)
  `,
});
