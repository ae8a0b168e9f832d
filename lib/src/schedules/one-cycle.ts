import { schedule } from './schedule';

type Cycle = Readonly<Record<'peak' | 'steps' | 'start' | 'end' | 'rise' | 'phases', number>>;

/** What the two shapes of the cycle share. Three phases: up, down again in as many steps, then on to the end. */
const common = {
  source: { paper: 'Smith & Topin 2018, "Super-convergence"', url: 'https://arxiv.org/abs/1708.07120' },
  required: ['peak', 'steps'],
  defaults: { start: 'peak / 25', end: 'start / 10000', rise: 0.3, phases: 2 },
  check: ({ steps, rise, phases }: Cycle): string | undefined => {
    if (phases !== 2 && phases !== 3) return `phases must be 2 or 3, got ${phases}`;
    const turns = turningPoints({ steps, rise, phases });
    const inOrder = turns.every((turn, i) => i === 0 || turn > (turns[i - 1] as number));
    return inOrder ? undefined : `rise * steps must leave room for ${phases} phases, got rise = ${rise}, steps = ${steps}`;
  },
  names: {
    peak: { torch: 'max_lr', optax: 'peak_value' },
    steps: { torch: 'total_steps', optax: 'transition_steps' },
    start: { torch: 'div_factor (a divisor)', optax: 'div_factor (a divisor)' },
    end: { torch: 'final_div_factor (a divisor)', optax: 'final_div_factor (a divisor)' },
    rise: { torch: 'pct_start', optax: 'pct_start' },
    phases: { torch: 'three_phase' },
  },
  symbols: {
    rise: { glyph: 'r', meaning: 'share of the steps in which the value goes to its peak', interval: '(0, 1)' },
    phases: { glyph: 'n', meaning: 'number of phases', interval: '[2, 3]' },
  },
} as const;

const from = { glyph: '\\eta_{\\text{from}}', meaning: 'value at which the phase began', at: (t: number, cycle: Cycle): number => phase(t, cycle).from };
const to = { glyph: '\\eta_{\\text{to}}', meaning: 'value at which the phase ends', at: (t: number, cycle: Cycle): number => phase(t, cycle).to };

/**
 * One-cycle: up to a high rate, down to a very low one, once in a training. With `start` above `peak` it is the momentum that goes with it,
 * low while the rate is high: `oneCycle({ start: 0.95, peak: 0.85, end: 0.95, steps })`. After `steps` steps it stays at `end`.
 *
 * `peak` in [0, inf); `steps` in (0, inf); `start` and `end` in [0, inf), default peak/25 and start/10 000; `rise` in (0, 1), default 0.3, the share
 * of the steps that lead to the peak; `phases` 2 or 3, default 2. Errors: so few steps that a phase would be empty.
 */
export const oneCycle = schedule({
  ...common,
  name: 'oneCycle',
  title: 'One cycle',
  idea: 'Go up to a rate that would not be stable for long, and come down to almost nothing, along cosines.',
  differs: 'torch\'s `OneCycleLR` with 25 as div_factor and 10 000 as final_div_factor; cosine_onecycle_schedule of optax turns one step later.',
  measures: {
    from,
    to,
    wave: {
      glyph: '\\cos( \\pi s )',
      meaning: 'half a cosine over the phase, s from 0 to 1',
      at: (t: number, cycle: Cycle) => Math.cos(Math.PI * phase(t, cycle).share),
    },
  },
  value: 'to + (from - to) * (1 + wave) / 2',
});

/** One-cycle along straight lines. Parameters, defaults and errors as for `oneCycle`. */
export const oneCycleLinear = schedule({
  ...common,
  name: 'oneCycleLinear',
  title: 'One cycle, linear',
  idea: 'One cycle along straight lines.',
  differs: 'torch\'s `OneCycleLR` with anneal_strategy = "linear".',
  measures: { from, to, share: { glyph: 's', meaning: 'share of the phase that is over', at: (t: number, cycle: Cycle) => phase(t, cycle).share } },
  value: 'from + (to - from) * share',
});

/** The numbers of steps taken, fractions included, after which a phase begins or ends: torch's. */
function turningPoints({ steps, rise, phases }: Pick<Cycle, 'steps' | 'rise' | 'phases'>): number[] {
  const top = rise * steps - 1;
  return phases === 3 ? [0, top, 2 * top, steps - 1] : [0, top, steps - 1];
}

function phase(t: number, cycle: Cycle): { from: number; to: number; share: number } {
  const turns = turningPoints(cycle);
  const values = cycle.phases === 3 ? [cycle.start, cycle.peak, cycle.start, cycle.end] : [cycle.start, cycle.peak, cycle.end];
  const last = turns.length - 1;
  const next = turns.findIndex((turn, i) => i > 0 && t - 1 <= turn);
  const ends = next === -1 ? last : next;
  const [began, over] = [turns[ends - 1] as number, turns[ends] as number];
  return { from: values[ends - 1] as number, to: values[ends] as number, share: Math.min(1, (t - 1 - began) / (over - began)) };
}
