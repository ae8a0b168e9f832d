import { schedule } from './schedule';

/**
 * SGDR: cosine decay that starts over, each time `growth` times as long and from `shrink` times as high. A fraction of a step stands for a
 * fraction of an epoch, as torch allows: with t = 1 + epoch, T in epochs.
 * `start` in [0, inf); `steps`, the first length, in (0, inf); `growth` in [1, inf), default 1; `shrink` in [0, inf), default 1; `end` in [0, inf), default 0.
 */
export const warmRestarts = schedule({
  name: 'warmRestarts',
  title: 'Cosine decay with warm restarts',
  idea: 'Cosine decay that jumps back up when it has come down, to leave the place it had settled in.',
  source: { paper: 'Loshchilov & Hutter 2017, eq. 5 (SGDR)', url: 'https://arxiv.org/abs/1608.03983' },
  differs: 'torch\'s `CosineAnnealingWarmRestarts` at shrink = 1; Keras\'s `CosineDecayRestarts`, whose t_mul and m_mul are growth and '
    + 'shrink.',
  required: ['start', 'steps'],
  defaults: { growth: 1, shrink: 1, end: 0 },
  measures: {
    wave: {
      glyph: '\\cos\\left( \\pi \\tfrac{T_{\\text{cur}}}{T_i} \\right)',
      meaning: 'half a cosine over the steps since the last restart',
      at: (t, { steps, growth }) => {
        const { since, length } = sinceRestart(t - 1, steps, growth);
        return Math.cos((Math.PI * since) / length);
      },
    },
    restarts: { glyph: 'i', meaning: 'restarts so far', at: (t, { steps, growth }) => sinceRestart(t - 1, steps, growth).restarts },
  },
  names: {
    start: { torch: 'lr', keras: 'initial_learning_rate' },
    steps: { torch: 'T_0', keras: 'first_decay_steps' },
    growth: { torch: 'T_mult', keras: 't_mul' },
    shrink: { keras: 'm_mul' },
    end: { torch: 'eta_min', keras: 'alpha (a share)' },
  },
  value: 'end + (start - end) * shrink^restarts * (1 + wave) / 2',
  symbols: {
    growth: { glyph: 'T_{\\text{mult}}', meaning: 'how much longer each cycle is than the one before', interval: '[1, inf)' },
    shrink: { glyph: 's', meaning: 'how much lower each cycle starts', interval: '[0, inf)' },
  },
});

/** Where `taken` steps end among cycles of length first, first·growth, first·growth², … */
function sinceRestart(taken: number, first: number, growth: number): { restarts: number; since: number; length: number } {
  if (growth === 1) return { restarts: Math.floor(taken / first), since: taken % first, length: first };
  const begins = (n: number): number => (first * (growth ** n - 1)) / (growth - 1);
  // The logarithm may land on the wrong side of a restart by rounding.
  let restarts = Math.floor(Math.log1p((taken * (growth - 1)) / first) / Math.log(growth));
  if (begins(restarts + 1) <= taken) restarts += 1;
  else if (begins(restarts) > taken) restarts -= 1;
  return { restarts, since: taken - begins(restarts), length: first * growth ** restarts };
}
