import { optimizer } from './optimizer';

/**
 * Rprop: every weight has a step length of its own, which grows while the gradient keeps its sign and shrinks when it turns; then the turn is
 * forgotten and the weight rests for a step. The first step has the length η; under a constant gradient the steps grow by f₊ = 1.2 up to 50. The
 * gradient's size does not count. For full batches: on mini-batches the sign is noise.
 */
export const rprop = optimizer({
  name: 'rprop',
  title: 'Rprop',
  idea: 'Go by the sign of the gradient alone, faster while it stays and slower when it turns.',
  source: { paper: 'Riedmiller & Braun 1993' },
  differs: 'torch\'s `Rprop` and its defaults. optax applies the update of the step before, and loses two steps after a change of sign. '
    + 'Keras and tfjs have none.',
  hyper: { eta: 0.01, grow: 1.2, shrink: 0.5, hmin: 1e-6, hmax: 50 },
  state: { gprev: 0, h: 'eta' },
  update: `
    factor = g * gprev > 0 ? grow : 1
    h      = min(max(h * (g * gprev < 0 ? shrink : factor), hmin), hmax)
    gprev  = g * gprev < 0 ? 0 * g : g
    w      = w - h * sign(gprev)
  `,
});
