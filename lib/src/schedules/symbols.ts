import type { Symbol } from '../notation';

/**
 * The parameters that many schedules share. A schedule's own `symbols` come first, so that a momentum can have a narrower interval; what other
 * libraries call them differs from schedule to schedule, and stands in its `names`.
 */
export const scheduleSymbols: Readonly<Record<string, Symbol>> = {
  start: { glyph: '\\eta_1', meaning: 'first value of a schedule', interval: '[0, inf)' },
  end: { glyph: '\\eta_{\\text{end}}', meaning: 'last value of a schedule', interval: '[0, inf)' },
  peak: { glyph: '\\eta_{\\text{peak}}', meaning: 'value at which a schedule turns round', interval: '[0, inf)' },
  factor: { glyph: 'q', meaning: 'factor by which a schedule changes', interval: '[0, inf)' },
  every: { glyph: 'n', meaning: 'number of steps between two changes', interval: '(0, inf)' },
  steps: { glyph: 'T', meaning: 'number of steps that a schedule takes', interval: '(0, inf)' },
  milestones: { glyph: 'm_i', meaning: 'numbers of steps after which the value drops' },
  power: { glyph: 'r', meaning: 'exponent of a schedule', interval: '(0, inf)' },
};
