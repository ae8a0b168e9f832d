import { schedule } from './schedule';

/**
 * Cosine decay: flat at first, steep in the middle, flat at `end`, where it stays after `steps` steps.
 * `start` in [0, inf); `steps` in (0, inf); `end` in [0, inf), default 0; `power` in (0, inf), default 1, bends the curve down when above 1.
 */
export const cosine = schedule({
  name: 'cosine',
  title: 'Cosine decay',
  idea: 'Let the rate fall along half a cosine, then stay at the last value.',
  source: { paper: 'Loshchilov & Hutter 2017, eq. 5', url: 'https://arxiv.org/abs/1608.03983' },
  differs: 'optax\'s `cosine_decay_schedule` and Keras\'s `CosineDecay`, where alpha is end/start. That of torch rises again: see cosineBounce.',
  required: ['start', 'steps'],
  defaults: { end: 0, power: 1 },
  measures: {
    wave: {
      glyph: '\\cos\\left( \\pi \\min\\left( \\tfrac{t - 1}{T}, 1 \\right) \\right)',
      meaning: 'half a cosine over the steps, −1 after them',
      at: (t, { steps }) => Math.cos(Math.PI * Math.min((t - 1) / steps, 1)),
    },
  },
  names: {
    start: { keras: 'initial_learning_rate', optax: 'init_value' },
    steps: { keras: 'decay_steps', optax: 'decay_steps' },
    end: { keras: 'alpha (a share)', optax: 'alpha (a share)' },
    power: { optax: 'exponent' },
  },
  value: 'end + (start - end) * ((1 + wave) / 2)^power',
});

/**
 * Cosine decay as torch has it: after `steps` steps it rises again, and is back at `start` after twice as many. Whoever trains longer than
 * planned meets it. `start` in [0, inf); `steps` in (0, inf); `end` in [0, inf), default 0.
 */
export const cosineBounce = schedule({
  name: 'cosineBounce',
  title: 'Cosine, up and down',
  idea: 'Let the rate follow a cosine for ever: down, up again, down.',
  source: { paper: 'torch.optim.lr_scheduler.CosineAnnealingLR' },
  differs: 'torch\'s `CosineAnnealingLR`, whose own recursion agrees up to rounding; optax and Keras stay at the last value.',
  required: ['start', 'steps'],
  defaults: { end: 0 },
  measures: {
    wave: {
      glyph: '\\cos\\left( \\pi \\tfrac{t - 1}{T} \\right)',
      meaning: 'a cosine of period 2T',
      at: (t, { steps }) => Math.cos((Math.PI * (t - 1)) / steps),
    },
  },
  names: {
    start: { torch: 'lr' },
    steps: { torch: 'T_max' },
    end: { torch: 'eta_min' },
  },
  value: 'end + (start - end) * (1 + wave) / 2',
});
