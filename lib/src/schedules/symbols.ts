import type { Symbol } from '../notation';

/** The parameters that many schedules share. A schedule's own `symbols` come first, so that a momentum can have a narrower interval. */
export const scheduleSymbols: Readonly<Record<string, Symbol>> = {
  start: { glyph: '\\eta_1', meaning: 'first value of a schedule', interval: '[0, inf)', torch: 'lr', keras: 'initial_learning_rate', optax: 'init_value' },
  end: { glyph: '\\eta_{\\text{end}}', meaning: 'last value of a schedule', interval: '[0, inf)', torch: 'eta_min', keras: 'end_learning_rate', optax: 'end_value' },
  peak: { glyph: '\\eta_{\\text{peak}}', meaning: 'value at which a schedule turns round', interval: '[0, inf)', torch: 'max_lr', optax: 'peak_value' },
  factor: { glyph: 'q', meaning: 'factor by which a schedule changes', interval: '[0, inf)', torch: 'gamma', keras: 'decay_rate', optax: 'decay_rate' },
  every: { glyph: 'n', meaning: 'number of steps between two changes', interval: '(0, inf)', torch: 'step_size', keras: 'decay_steps', optax: 'transition_steps' },
  steps: { glyph: 'T', meaning: 'number of steps that a schedule takes', interval: '(0, inf)', torch: 'total_iters, T_max', keras: 'decay_steps', optax: 'decay_steps' },
  power: { glyph: 'r', meaning: 'exponent of a schedule', interval: '(0, inf)', torch: 'power', keras: 'power', optax: 'power, exponent' },
};
