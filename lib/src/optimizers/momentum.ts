import { optimizer } from './optimizer';

/**
 * Momentum as decks 000 and 003 write it: the velocity V, zero at first, is the step itself, and a fraction γ of it is kept. Under a constant
 * gradient the steps grow from ηg to ηg/(1 − γ), ten times as long at the default γ = 0.9 (deck 003); where the gradient is zero the weights roll
 * on, each step γ times the last. One very large gradient is felt for about 1/(1 − γ) steps.
 *
 * When η changes, the velocity still holds steps of the old size; `momentumSum` does not.
 */
export const momentum = optimizer({
  name: 'momentum',
  title: 'Momentum',
  idea: 'Keep a fraction of the last step, so that steps that agree add up and steps that alternate cancel.',
  source: { paper: 'Sutskever et al. 2013, eq. 1–2', lectures: ['000:30', '003:238'] },
  differs: 'Keras\'s `SGD(momentum)`, which keeps the rate of each step in its velocity. torch, optax and tfjs are `momentumSum`, the '
    + 'same only while the rate is constant.',
  hyper: { eta: 0.01, gamma: 0.9 },
  state: { V: 0 },
  update: `
    V = gamma * V + eta * g
    w = w - V
  `,
});

/**
 * Momentum as deck 002 and torch write it: p sums the gradients, each faded by γ a step, and the rate is applied to the sum. A new rate therefore
 * takes hold at once; while it is constant ηp is the velocity of `momentum`. Deck 002 calls p a running average, but it is 1/(1 − γ) times that.
 */
export const momentumSum = optimizer({
  name: 'momentum (sum)',
  title: 'Momentum, sum of gradients',
  idea: 'Let old gradients fade while new ones are added, and step along the sum.',
  source: { paper: 'Polyak 1964', lectures: ['002:115'] },
  differs: 'torch\'s `SGD(momentum)`, optax\'s `sgd(momentum)` and optax\'s `trace`, tfjs\'s momentum. Keras is `momentum`: it keeps the '
    + 'rate of each step in its velocity.',
  hyper: { eta: 0.01, gamma: 0.9 },
  state: { p: 0 },
  update: `
    p = gamma * p + g
    w = w - eta * p
  `,
});

/**
 * Polyak's heavy ball as deck 002 writes it: a gradient step, and a push along the last move; the first step has no push. It remembers the
 * weights of the step before instead of a velocity. With γ = ((√κ − 1)/(√κ + 1))² and η = 4/(√L + √μ)² it is the fastest of its kind on a quadratic
 * with curvatures μ to L = κμ, and yet it may circle for ever on a convex function that is none (Lessard, Recht & Packard 2016).
 */
export const heavyBall = optimizer({
  name: 'heavy ball',
  title: 'Heavy ball',
  idea: 'Take a gradient step and roll on in the direction of the last move.',
  source: { paper: 'Polyak 1964', lectures: ['002:130'] },
  differs: 'No library has it in this form. At a constant rate it is torch\'s `SGD(momentum)`: `momentumSum` with γ replaced by γ η_t / '
    + 'η_{t−1}.',
  hyper: { eta: 0.01, gamma: 0.9 },
  state: { wprev: 'w' },
  update: `
    dw = gamma * (w - wprev) - eta * g
    wprev = w
    w = w + dw
  `,
});

/**
 * Momentum as deck 004 writes it: step along the moving average of the gradient, which is 1 − β times the sum. Changing β does not change how
 * far a constant gradient carries, so the default rate is ten times that of the sum. The average starts at 0, so the first step is only (1 − β)ηg.
 */
export const momentumAverage = optimizer({
  name: 'momentum (average)',
  title: 'Momentum, moving average',
  idea: 'Step along the moving average of the gradient.',
  source: { paper: 'deck 004', lectures: ['004:303'] },
  differs: 'optax\'s `ema(debias=False)`; by default it frees the average of its bias. Equal to `momentumSum` at the rate η/(1 − β). '
    + 'torch\'s dampening is not this: its first gradient enters undamped.',
  hyper: { eta: 0.1, beta: 0.9 },
  state: { m: 0 },
  update: `
    m = beta * m + (1 - beta) * g
    w = w - eta * m
  `,
});

/**
 * torch's dampening: new gradients enter the sum weakened by 1 − τ, but the first one whole, so at τ = γ it is nearly the average form. At the
 * default τ = 0 it is `momentumSum`; at τ = 1 only the first gradient ever counts.
 */
export const momentumDampened = optimizer({
  name: 'momentum (dampened)',
  title: 'Momentum, dampened',
  idea: 'Momentum that takes in only a part of each new gradient after the first.',
  source: { paper: 'torch.optim.SGD' },
  differs: 'torch\'s `SGD(momentum, dampening)`; optax, Keras and tfjs have no dampening.',
  hyper: { eta: 0.01, gamma: 0.9, tau: 0 },
  state: { p: 0 },
  update: `
    p = t > 1 ? gamma * p + (1 - tau) * g : g
    w = w - eta * p
  `,
});
