import { schedule } from './schedule';

/**
 * A constant value; for the first `steps` steps another one, `factor` times it. With the default factor of 1 it is constant throughout.
 * `value` in [0, inf); `factor` in [0, inf), default 1; `steps` in (0, inf), default 1, which matters only with a factor.
 */
export const constant = schedule({
  name: 'constant',
  title: 'Constant',
  idea: 'Keep the value, after a first stretch at a fixed share of it.',
  source: { paper: 'torch.optim.lr_scheduler.ConstantLR' },
  differs: 'optax\'s `constant_schedule`, which has no first stretch; torch\'s `ConstantLR` has factor 1/3 and 5 steps by default and '
    + 'takes the value from the optimizer.',
  required: ['value'],
  defaults: { factor: 1, steps: 1 },
  names: {
    value: { torch: 'lr', optax: 'value' },
    factor: { torch: 'factor' },
    steps: { torch: 'total_iters' },
  },
  value: 't <= steps ? factor * value : value',
  symbols: { value: { glyph: '\\eta', meaning: 'the constant value', interval: '[0, inf)' } },
});
