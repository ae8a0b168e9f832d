import { schedule } from './schedule';

/**
 * Step decay: after every `every` steps the value is multiplied by `factor` at once. Step `every` is the last one at the first value.
 * `start` in [0, inf); `every` in (0, inf); `factor` in [0, inf), default 0.1.
 */
export const step = schedule({
  name: 'step',
  title: 'Step decay',
  idea: 'Drop the rate by a fixed factor at regular intervals.',
  source: { paper: 'torch.optim.lr_scheduler.StepLR', lectures: ['001:217'] },
  differs: 'torch\'s `StepLR`; Keras\'s `ExponentialDecay(staircase=True)`, and the exponential decay of optax with that switch.',
  required: ['start', 'every'],
  defaults: { factor: 0.1 },
  measures: {
    drops: { glyph: '\\left\\lfloor \\frac{t - 1}{n} \\right\\rfloor', meaning: 'drops so far', at: (t, { every }) => Math.floor((t - 1) / every) },
  },
  names: {
    start: { torch: 'lr', keras: 'initial_learning_rate', optax: 'init_value' },
    every: { torch: 'step_size', keras: 'decay_steps', optax: 'transition_steps' },
    factor: { torch: 'gamma', keras: 'decay_rate', optax: 'decay_rate' },
  },
  value: 'start * factor^drops',
});
