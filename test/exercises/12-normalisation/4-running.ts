import { beside, experiment, named } from 'descent/exercises';

/**
 * Return { weightOfOld, batchSize } for a running mean that begins at 0, has seen 640 examples with a spread of 1 in batches of 2 to 128 (what is left
 * over is not used), and then has
 *
 *   less than 0.01 of its beginning left:        weightOfOld ^ batches < 0.01
 *   a standard deviation below 0.07:             √((1 − weightOfOld) / (1 + weightOfOld) / batchSize) < 0.07
 *
 * Neither torch's 0.9 nor Keras's 0.99 does it in batches of 32. The sliders at the end of the lesson help to look.
 */
export function runningSettings(): { weightOfOld: number; batchSize: number } {
  // BEGIN SOLUTION
  // Eighty batches: enough that a slow average arrives, whose slowness makes up for their noise.
  return { weightOfOld: 0.94, batchSize: 8 };
  // END SOLUTION
}

type Settings = { weightOfOld: number; batchSize: number };

const examples = 640;

function wrongSettings({ weightOfOld, batchSize }: Settings): string | undefined {
  if (!(weightOfOld >= 0 && weightOfOld <= 1)) return `weightOfOld must be in [0, 1], got ${weightOfOld}`;
  if (!(Number.isInteger(batchSize) && batchSize >= 2 && batchSize <= 128)) return `batchSize must be a whole number from 2 to 128, got ${batchSize}`;
  return undefined;
}

function tooSlow({ weightOfOld, batchSize }: Settings): string | undefined {
  const left = weightOfOld ** Math.floor(examples / batchSize);
  return left < 0.01 ? undefined : `what is left of the beginning at your setting: expected less than 0.01, got ${beside(0.01, left)}`;
}

function tooNoisy({ weightOfOld, batchSize }: Settings): string | undefined {
  const noise = Math.sqrt((1 - weightOfOld) / (1 + weightOfOld) / batchSize);
  return noise < 0.07 ? undefined : `the standard deviation of the running mean at your setting: expected less than 0.07, got ${beside(0.07, noise)}`;
}

export default experiment({
  title: 'running statistics from 640 examples',
  solution: runningSettings,
  gives: named('weightOfOld', 'batchSize'),
  hints: [
    'How many batches are there for each batch size? What is left of the beginning is weightOfOld to the power of that.',
    'Small batches are many, so the average may be slow; large ones are few, so it must be quick.',
    'In batches of 8 try 0.94, in batches of 32 try 0.78.',
  ],
  goals: [
    { name: 'the beginning is forgotten', points: 1, missed: (settings: Settings) => wrongSettings(settings) ?? tooSlow(settings) },
    { name: 'and the mean is quiet too', points: 2, missed: (settings: Settings) => wrongSettings(settings) ?? tooSlow(settings) ?? tooNoisy(settings) },
  ],
  // BEGIN SOLUTION NO PROMPT
  wrong: [
    { says: 'it is torch\'s 0.1, the weight of the new value, where that of the old is asked for', is: () => ({ weightOfOld: 0.1, batchSize: 32 }) },
    { says: 'it is torch\'s convention in batches of 32, which is too slow for 20 batches', is: () => ({ weightOfOld: 0.9, batchSize: 32 }) },
    { says: 'it is Keras\'s convention in batches of 32, which is far too slow for 20 batches', is: () => ({ weightOfOld: 0.99, batchSize: 32 }) },
    { says: 'it is quick enough, but each batch of 8 shakes it', is: () => ({ weightOfOld: 0.8, batchSize: 8 }) },
    { says: 'the batches are as large as can be, of which five are too few', is: () => ({ weightOfOld: 0.5, batchSize: 128 }) },
  ],
  // END SOLUTION
});
