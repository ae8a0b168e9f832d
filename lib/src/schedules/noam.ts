import { schedule } from './schedule';

/**
 * The Transformer's schedule: linear warm-up over `steps` steps, then a fall as 1/√t; its peak, scale/√(width·steps), is at step `steps`.
 * `width` (d_model) in (0, inf); `steps` in (0, inf), default 4000, the paper's; `scale` in [0, inf), default 1.
 */
export const noam = schedule({
  name: 'noam',
  title: 'Noam',
  idea: 'Warm up in a straight line, then fall as the inverse square root of the step.',
  source: { paper: 'Vaswani et al. 2017, eq. 3', url: 'https://arxiv.org/abs/1706.03762' },
  differs: 'In no library\'s core; the paper\'s step_num is t.',
  required: ['width'],
  defaults: { steps: 4000, scale: 1 },
  value: 'scale / sqrt(width) * min(1 / sqrt(t), t / steps^1.5)',
  symbols: {
    width: { glyph: 'd', meaning: 'width of the model', interval: '(0, inf)' },
    scale: { glyph: 's', meaning: 'factor for the whole schedule', interval: '[0, inf)' },
  },
});
