import { schedule } from './schedule';

/**
 * Exponential decay: the same factor at every step. After n steps the value is `factor` times the first one, with n = `every`.
 * `start` and `factor` in [0, inf); `every` in (0, inf), default 1: the factor is per step.
 */
export const exponential = schedule({
  name: 'exponential',
  title: 'Exponential decay',
  idea: 'Multiply the rate by the same factor at every step.',
  source: { paper: 'torch.optim.lr_scheduler.ExponentialLR', lectures: ['001:225'] },
  differs: 'torch\'s `ExponentialLR` at every = 1; Keras\'s `ExponentialDecay` and optax\'s `exponential_decay` without staircase, delay '
    + 'and floor.',
  required: ['start', 'factor'],
  defaults: { every: 1 },
  names: {
    start: { torch: 'lr', keras: 'initial_learning_rate', optax: 'init_value' },
    factor: { torch: 'gamma', keras: 'decay_rate', optax: 'decay_rate' },
    every: { keras: 'decay_steps', optax: 'transition_steps' },
  },
  value: 'start * factor^((t - 1) / every)',
});
