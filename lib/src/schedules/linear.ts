import { schedule } from './schedule';

/**
 * A straight line from `start` at step 1 to `end` after `steps` steps, and `end` from then on. It may rise or fall.
 * `start` and `end` in [0, inf); `steps` in (0, inf).
 */
export const linear = schedule({
  name: 'linear',
  title: 'Linear',
  idea: 'Go from one value to another in equal steps, then stay.',
  source: { paper: 'torch.optim.lr_scheduler.LinearLR' },
  differs: 'torch\'s `LinearLR` gives both ends as factors of the rate, 1/3 and 1 over 5 steps by default; optax\'s `linear_schedule`.',
  required: ['start', 'end', 'steps'],
  names: {
    start: { torch: 'start_factor (a share)', optax: 'init_value' },
    end: { torch: 'end_factor (a share)', optax: 'end_value' },
    steps: { torch: 'total_iters', optax: 'transition_steps' },
  },
  value: 'start + (end - start) * min((t - 1) / steps, 1)',
});
