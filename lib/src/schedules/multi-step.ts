import { schedule } from './schedule';

/**
 * Multi-step decay: the value is multiplied by `factor` at each milestone, a number of steps after which the next step is the first with the
 * new value. A milestone that stands twice counts twice.
 * `start` in [0, inf); `milestones` whole numbers from 1 on in rising order; `factor` in [0, inf), default 0.1.
 */
export const multiStep = schedule({
  name: 'multiStep',
  title: 'Multi-step decay',
  idea: 'Drop the rate by a fixed factor at chosen steps.',
  source: { paper: 'torch.optim.lr_scheduler.MultiStepLR' },
  differs: 'torch\'s `MultiStepLR`. PiecewiseConstantDecay of Keras keeps the old value one step longer; there and in '
    + 'piecewise_constant_schedule of optax every boundary has its own value: use sequential() of constants.',
  required: ['start'],
  lists: ['milestones'],
  defaults: { factor: 0.1 },
  measures: {
    drops: {
      glyph: '\\#\\{ i : m_i \\le t - 1 \\}',
      meaning: 'milestones passed so far',
      at: (t, { milestones }) => milestones.filter(milestone => milestone <= t - 1).length,
    },
  },
  names: {
    start: { torch: 'lr', keras: 'values[0]', optax: 'init_value' },
    milestones: { torch: 'milestones', keras: 'boundaries', optax: 'boundaries_and_scales' },
    factor: { torch: 'gamma' },
  },
  value: 'start * factor^drops',
});
