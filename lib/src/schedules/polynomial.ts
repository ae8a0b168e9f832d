import { schedule } from './schedule';

/**
 * Polynomial decay to `end` after `steps` steps, and `end` from then on. A power above 1 falls fast at first, one below 1 at last; the default
 * of 1 is a straight line. `start` in [0, inf); `steps` and `power` in (0, inf); `end` in [0, inf), default 0.
 */
export const polynomial = schedule({
  name: 'polynomial',
  title: 'Polynomial decay',
  idea: 'Let what is left of the way to the last value shrink as a power of the time that is left.',
  source: { paper: 'torch.optim.lr_scheduler.PolynomialLR' },
  differs: 'torch\'s `PolynomialLR` always ends at 0. Keras\'s `PolynomialDecay` ends at 0.0001 by default; optax\'s `polynomial_schedule` has no default.',
  required: ['start', 'steps'],
  defaults: { power: 1, end: 0 },
  names: {
    start: { torch: 'lr', keras: 'initial_learning_rate', optax: 'init_value' },
    steps: { torch: 'total_iters', keras: 'decay_steps', optax: 'transition_steps' },
    power: { torch: 'power', keras: 'power', optax: 'power' },
    end: { keras: 'end_learning_rate', optax: 'end_value' },
  },
  value: 'end + (start - end) * (1 - min((t - 1) / steps, 1))^power',
});

/** Polynomial decay that, at its end, goes up again and takes as many steps more: Keras's `cycle`. Parameters and defaults as for `polynomial`. */
export const polynomialCycle = schedule({
  name: 'polynomialCycle',
  title: 'Polynomial decay with cycles',
  idea: 'Polynomial decay towards an end that moves on by a whole length each time it is reached.',
  source: { paper: 'keras.optimizers.schedules.PolynomialDecay, cycle=True' },
  differs: 'Keras\'s `PolynomialDecay(cycle=True)`; no other library has it.',
  required: ['start', 'steps'],
  defaults: { power: 1, end: 0 },
  measures: {
    span: {
      glyph: 'T \\max\\left( 1, \\left\\lceil \\tfrac{t - 1}{T} \\right\\rceil \\right)',
      meaning: 'steps up to the end in force',
      at: (t, { steps }) => steps * Math.max(1, Math.ceil((t - 1) / steps)),
    },
  },
  names: {
    start: { keras: 'initial_learning_rate' },
    steps: { keras: 'decay_steps' },
    power: { keras: 'power' },
    end: { keras: 'end_learning_rate' },
  },
  value: 'end + (start - end) * (1 - (t - 1) / span)^power',
});
