import { initializers, layerSignals, leakyRelu } from 'descent';
import { beside, experiment, named } from 'descent/exercises';

/**
 * Return { gain, slope } for thirty layers of 100 leaky relus, with weights of standard deviation gain/√100 and the given slope below zero, such that
 *
 * - the signal after layer 30 is between a half and 2, and so is the gradient at the inputs,
 * - the examples still differ by at least half of that signal, and
 * - the layers are not linear: slope is at most 0.8.
 *
 * It is asked of the mean of three draws. With a relu, whose slope is 0, no gain does it. The sliders at the end of the lesson help to look.
 */
export function stillApart(): { gain: number; slope: number } {
  // BEGIN SOLUTION
  // The closer to linear, the less the examples are turned into one direction; the gain is that which keeps the mean square.
  return { gain: Math.sqrt(2 / (1 + 0.7 ** 2)), slope: 0.7 };
  // END SOLUTION
}

type Settings = { gain: number; slope: number };

const layers = Array.from({ length: 31 }, () => 100);

/** Geometric means over three draws, since sizes multiply from layer to layer. */
function sizes({ gain, slope }: Settings): { signal: number; spread: number; gradient: number } {
  const draws = [1, 2, 3].map(seed => layerSignals({
    initializer: initializers.heNormal({ gain, seed }), activation: leakyRelu, parameters: { alpha: slope }, layers, examples: 8,
  }));
  const mean = (key: 'signal' | 'spread' | 'gradient', layer: number): number => Math.cbrt(draws.reduce((all, rows) => all * (rows[layer]?.[key] as number), 1));
  return { signal: mean('signal', 30), spread: mean('spread', 30), gradient: mean('gradient', 0) };
}

function unfit({ gain, slope }: Settings): string | undefined {
  return gain > 0 && gain < 100 && slope >= 0 && slope <= 0.8 ? undefined : `gain must be above 0 and slope in [0, 0.8], got ${gain} and ${slope}`;
}

function kept(settings: Settings): string | undefined {
  const wrong = unfit(settings);
  if (wrong !== undefined) return wrong;
  const { signal, gradient } = sizes(settings);
  for (const [what, size] of [['signal after layer 30', signal], ['gradient at the inputs', gradient]] as const) {
    if (!(size >= 0.5 && size <= 2)) return `the ${what} at your setting: expected between 0.5 and 2, got ${beside(size < 0.5 ? 0.5 : 2, size)}`;
  }
  return undefined;
}

function apart(settings: Settings): string | undefined {
  const wrong = unfit(settings);
  if (wrong !== undefined) return wrong;
  const { signal, spread } = sizes(settings);
  return spread >= 0.5 * signal ? undefined : `the difference between examples at your setting: expected at least 0.5 of the signal, got ${beside(0.5, spread / signal)}`;
}

export default experiment({
  title: 'a network that still tells its examples apart',
  solution: stillApart,
  gives: named('gain', 'slope'),
  hints: [
    'Move slope first, and look how far the second curve lies below the first.',
    'For a given slope, exercise 11.2 says which gain keeps the signal.',
    'Every slope from 0.5 to 0.8 does, with the gain √(2 / (1 + slope²)).',
  ],
  goals: [
    { name: 'signal and gradient keep their size', missed: kept },
    { name: 'the examples still differ', missed: settings => kept(settings) ?? apart(settings) },
  ],
  // BEGIN SOLUTION NO PROMPT
  wrong: [
    { says: 'it is He\'s gain with a slope of nearly a relu, which turns all examples into one direction', is: () => ({ gain: 1.41, slope: 0.01 }) },
    { says: 'the slope is large enough, but the gain is a relu\'s, with which the signal explodes', is: () => ({ gain: 1.41, slope: 0.7 }) },
    { says: 'the slope is large enough, but the gain is a linear layer\'s, with which the signal dies', is: () => ({ gain: 1, slope: 0.5 }) },
    { says: 'the layers are linear: slope is above 0.8', is: () => ({ gain: 1, slope: 1 }) },
    { says: 'gain and slope are swapped', is: () => ({ gain: 0.7, slope: 1.16 }) },
  ],
  // END SOLUTION
});
