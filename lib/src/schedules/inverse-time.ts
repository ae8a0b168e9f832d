import { schedule } from './schedule';

/**
 * Inverse time decay, the 1/t of stochastic approximation: the sum of the rates grows without bound and the sum of their squares does not,
 * which is what Robbins and Monro ask for. `start` and `decay` in [0, inf); `every` in (0, inf), default 1: the decay is per step.
 */
export const inverseTime = schedule({
  name: 'inverseTime',
  title: 'Inverse time decay',
  idea: 'Let the rate fall as 1/t, slowly enough to get anywhere and fast enough to come to rest.',
  source: { paper: 'Robbins & Monro 1951', url: 'https://doi.org/10.1214/aoms/1177729586', lectures: ['003:184'] },
  differs: 'Keras\'s `InverseTimeDecay` without staircase; torch and optax have none; tfjs\'s adamax has it as `decay`.',
  required: ['start', 'decay'],
  defaults: { every: 1 },
  names: {
    start: { keras: 'initial_learning_rate', tfjs: 'learningRate (adamax)' },
    decay: { keras: 'decay_rate', tfjs: 'decay (adamax)' },
    every: { keras: 'decay_steps' },
  },
  value: 'start / (1 + decay * (t - 1) / every)',
  symbols: { decay: { glyph: 'd', meaning: 'how much the denominator grows', interval: '[0, inf)' } },
});
