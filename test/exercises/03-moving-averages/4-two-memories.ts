import { ema, seededRandom, sma } from 'descent';
import { beside, experiment, named } from 'descent/exercises';

/**
 * The year of the lesson, with weather of 4 degrees. Return { beta, window } with which the exponential average and the simple one each follow the season
 * to within 1.25 degrees: the root of the mean squared distance from it, after the first 60 days.
 *
 * Look for both with the sliders at the end of the lesson. How are the two related?
 */
export function twoMemories(): { beta: number; window: number } {
  // BEGIN SOLUTION
  // Equally calm and equally late: T = (1 + β) / (1 − β).
  return { beta: 0.9, window: 19 };
  // END SOLUTION
}

const days = Array.from({ length: 365 }, (_, k) => k + 1);
const season = days.map(day => 11 - 8 * Math.cos((2 * Math.PI * day) / 365));

/** How far an average of the year is from the season. */
function offBy(average: (samples: readonly number[]) => readonly number[]): number {
  const random = seededRandom(11);
  const followed = average(season.map(mean => mean + 4 * random.normal())).slice(60);
  return Math.sqrt(followed.reduce((sum, value, k) => sum + (value - (season[k + 60] as number)) ** 2, 0) / followed.length);
}

const told = (what: string, off: number): string | undefined =>
  (off < 1.25 ? undefined : `${what}: expected to be off by less than 1.25 degrees, got ${beside(1.25, off, 3)}`);

type Memories = { beta: number; window: number };

export default experiment({
  title: 'two memories for one year',
  solution: twoMemories,
  gives: named('beta', 'window'),
  hints: [
    'Too short a memory lets the weather in, too long a one is late. Which of the two do you see?',
    'In the lesson\'s experiment the best memory of the exponential average was some eight days: 1/(1 − β).',
    'β lies around 0.9. The simple average that is as calm has T = (1 + β)/(1 − β).',
  ],
  goals: [
    {
      name: 'the exponential average',
      missed: ({ beta }: Memories) => {
        if (!(beta >= 0 && beta < 1)) return `beta must be in [0, 1), got ${beta}`;
        return told(`exponential, β = ${beta}`, offBy(samples => ema.over(samples, { beta })));
      },
    },
    {
      name: 'the simple average',
      missed: ({ window }: Memories) => {
        if (!(Number.isInteger(window) && window >= 1)) return `window must be a whole number from 1 up, got ${window}`;
        return told(`simple, T = ${window}`, offBy(samples => sma.over(samples, { window })));
      },
    },
  ],
  // BEGIN SOLUTION NO PROMPT
  wrong: [
    { says: 'both remember so long that they are late', is: () => ({ beta: 0.98, window: 60 }) },
    { says: 'both remember so little that the weather is left in', is: () => ({ beta: 0.5, window: 3 }) },
    { says: 'the time constant 1/(1 − β) is taken for the window, and the simple average is not calm enough', is: () => ({ beta: 0.9, window: 10 }) },
    { says: 'the window is the one for β = 0.98, as calm and as late', is: () => ({ beta: 0.9, window: 99 }) },
    { says: 'β is 1 − β, the share of the new sample', is: () => ({ beta: 0.1, window: 19 }) },
  ],
  // END SOLUTION
});
