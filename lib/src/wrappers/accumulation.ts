import { wrapper } from './wrapper';

/**
 * Gradient accumulation: the mean of `period` gradients makes one step of the optimizer inside, as if the batch had been that many times as
 * large; between, the weights stay. Schedules of the inner optimizer count its own steps.
 */
export const accumulate = wrapper({
  name: 'accumulate',
  title: 'Gradient accumulation',
  idea: 'Average the gradients of several small batches before taking one step.',
  source: { paper: 'mini-batch gradient descent in parts', lectures: ['002:101'] },
  differs: 'optax\'s `MultiSteps`; Keras\'s `SGD(gradient_accumulation_steps)`, and of every optimizer, but its schedules count every '
    + 'gradient. In torch one calls `backward` several times, which adds up instead of averaging.',
  hyper: { period: 4 },
  state: { tick: 0, mean: 0 },
  gradient: `
    tick = tick >= period ? 1 : tick + 1
    mean = (tick > 1 ? mean : 0) + raw / period
    g    = mean
  `,
  when: 'tick >= period',
  symbols: {
    period: { glyph: 'K', meaning: 'gradients per step', interval: '[1, inf)', keras: 'gradient_accumulation_steps', optax: 'every_k_schedule' },
    tick: { glyph: '\\kappa', meaning: 'gradients since the last step' },
    mean: { glyph: '\\bar g', meaning: 'mean of the gradients so far, as a share of the whole' },
  },
});
