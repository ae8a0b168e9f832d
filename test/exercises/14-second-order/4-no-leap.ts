import { descend, optimizer, rosenbrock } from 'descent';
import { beside, experiment, named } from 'descent/exercises';

/**
 * Return { eta, longest } with which L-BFGS with one pair and no line search, from (−1.2, 1) in Rosenbrock's valley, never sees a loss above the one it
 * started from, and is below 1e-4 after 60 gradients. `eta` is the share of each step that is taken, and no move is longer than `longest`. With the
 * whole step and no bound it leaps to a loss of more than a million; the sliders at the end of the lesson help to look.
 */
export function noLeap(): { eta: number; longest: number } {
  // BEGIN SOLUTION
  // Short moves at first, and nearly the whole step once the steps are short by themselves.
  return { eta: 0.7, longest: 0.3 };
  // END SOLUTION
}

type Settings = { eta: number; longest: number };

const glyphs = (...names: string[]): Record<string, { glyph: string; meaning: string }> => Object.fromEntries(names.map(name => [name, { glyph: name, meaning: name }]));

const onePair = optimizer({
  name: 'lbfgs, one pair',
  title: 'L-BFGS with one pair',
  idea: 'Learn the curvature along the last move.',
  source: { paper: 'Nocedal 1980' },
  hyper: { eta: 1, longest: 1000 },
  state: { s: 0, old: 0 },
  symbols: glyphs('s', 'old', 'y', 'c', 'a', 'q', 'r', 'd', 'longest'),
  update: `
    y = g - old
    c = sum(s * y)
    a = c > 0 ? sum(s * g) / c : 0
    q = g - a * y
    r = (c > 0 ? c / sum(y * y) : min(1, 1 / sum(abs(g)))) * q
    d = r + (c > 0 ? a - sum(y * r) / c : 0) * s
    s = -min(eta, longest / norm(d)) * d
    old = g
    w = w + s
  `,
});

function lossesAt(settings: Settings): readonly number[] | string {
  for (const name of ['eta', 'longest'] as const) {
    if (!(settings[name] > 0 && settings[name] < Infinity)) return `${name} must be above 0, got ${settings[name]}`;
  }
  const { losses, diverged } = descend(rosenbrock(), onePair, { steps: 60, hyper: settings });
  return diverged ? 'at your setting the descent is beyond all bounds' : losses;
}

function leapt(settings: Settings): string | undefined {
  const losses = lossesAt(settings);
  if (typeof losses === 'string') return losses;
  const [first = NaN, highest] = [losses[0], Math.max(...losses)];
  return highest <= first ? undefined : `the highest loss on the way at your setting: expected no more than ${Number(first.toPrecision(3))}, got ${beside(first, highest, 3)}`;
}

function late(settings: Settings): string | undefined {
  const losses = lossesAt(settings);
  if (typeof losses === 'string') return losses;
  const loss = losses[60] ?? Infinity;
  return loss < 1e-4 ? undefined : `the loss after 60 gradients at your setting: expected less than 1e-4, got ${beside(1e-4, loss)}`;
}

export default experiment({
  title: 'without a search and without a leap',
  solution: noLeap,
  gives: named('eta', 'longest'),
  hints: [
    'Which of the two sliders stops a leap, and which one a step that is a little too long every time?',
    'Bound the moves first: at a few tenths nothing leaps any more. Then look for a share.',
    'At a longest move of 0.2 many shares from 0.6 on do.',
  ],
  goals: [
    { name: 'no leap', points: 1, missed: leapt },
    { name: 'no leap, and below 1e-4', points: 2, missed: settings => leapt(settings as Settings) ?? late(settings as Settings) },
  ],
  // BEGIN SOLUTION NO PROMPT
  wrong: [
    { says: 'it is the whole step without a bound, which leaps', is: () => ({ eta: 1, longest: 1000 }) },
    { says: 'half a step alone does not keep it from leaping', is: () => ({ eta: 0.5, longest: 1000 }) },
    { says: 'it never leaps, but takes too small a share to arrive', is: () => ({ eta: 0.1, longest: 0.3 }) },
    { says: 'the moves are too short to get through the valley', is: () => ({ eta: 0.7, longest: 0.05 }) },
    { says: 'the bound is as long as the leap that it should stop', is: () => ({ eta: 1, longest: 3 }) },
  ],
  // END SOLUTION
});
