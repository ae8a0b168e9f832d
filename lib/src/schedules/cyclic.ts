import { schedule } from './schedule';

type Ramps = Readonly<Record<'up' | 'down', number>>;

const common = {
  source: { paper: 'Smith 2017, "Cyclical learning rates"', url: 'https://arxiv.org/abs/1506.01186' },
  names: {
    start: { torch: 'base_lr' },
    peak: { torch: 'max_lr' },
    up: { torch: 'step_size_up' },
    down: { torch: 'step_size_down' },
    factor: { torch: 'gamma' },
  },
  symbols: {
    up: { glyph: 'u', meaning: 'steps from the first value to the peak', interval: '(0, inf)' },
    down: { glyph: 'd', meaning: 'steps from the peak back', interval: '(0, inf)' },
  },
} as const;

const tent = { glyph: '\\Lambda_t', meaning: 'tent: from 0 to 1 in u steps, back in d steps, and again', at: (t: number, ramps: Ramps): number => tentAt(t - 1, ramps) };
const cycles = {
  glyph: '\\left\\lfloor \\frac{t - 1}{u + d} \\right\\rfloor',
  meaning: 'whole cycles so far',
  at: (t: number, { up, down }: Ramps): number => Math.floor((t - 1) / (up + down)),
};

/**
 * The triangular cyclic rate: up from `start` to `peak` in `up` steps, back in `down` steps, for ever. With `start` above `peak` it is the momentum
 * that goes with it. `start` and `peak` in [0, inf); `up` in (0, inf); `down` in (0, inf), default `up`.
 */
export const cyclic = schedule({
  ...common,
  name: 'cyclic',
  title: 'Cyclic rate',
  idea: 'Go up and down between two rates, so that none of them has to be the right one.',
  differs: 'torch\'s `CyclicLR`, mode "triangular"; torch has 2000 steps up by default.',
  required: ['start', 'peak', 'up'],
  defaults: { down: 'up' },
  measures: { tent },
  value: 'start + (peak - start) * tent',
});

/** The cyclic rate whose height halves with every cycle. Parameters as for `cyclic`. */
export const cyclicHalving = schedule({
  ...common,
  name: 'cyclicHalving',
  title: 'Cyclic rate, halving',
  idea: 'A cyclic rate, each cycle half as high as the one before.',
  differs: 'torch\'s `CyclicLR`, mode "triangular2".',
  required: ['start', 'peak', 'up'],
  defaults: { down: 'up' },
  measures: { tent, cycles },
  value: 'start + (peak - start) * tent / 2^cycles',
});

/** The cyclic rate whose height shrinks by `factor`, in [0, inf), at every step. Other parameters as for `cyclic`. */
export const cyclicExponential = schedule({
  ...common,
  name: 'cyclicExponential',
  title: 'Cyclic rate, exponential',
  idea: 'A cyclic rate whose height decays exponentially.',
  differs: 'torch\'s `CyclicLR`, mode "exp_range", whose default factor of 1 makes it the triangular one.',
  required: ['start', 'peak', 'up', 'factor'],
  defaults: { down: 'up' },
  measures: { tent },
  value: 'start + (peak - start) * tent * factor^(t - 1)',
});

function tentAt(taken: number, { up, down }: Ramps): number {
  const inCycle = taken % (up + down);
  return inCycle <= up ? inCycle / up : (up + down - inCycle) / down;
}
