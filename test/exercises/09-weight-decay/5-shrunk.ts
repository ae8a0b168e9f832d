import { answer, numbers } from 'descent/exercises';

/**
 * Decoupled decay: before a step every weight shrinks by ηλ of itself. Given the weights, η, called eta, and λ, called lambda, return the shrunk
 * weights. One line is as it once stood in a large library, and wrong: the larger λ, the less the weights shrink. Find it, mend it, and take the line
 * with toDo away.
 */
export function shrunk(weights: readonly number[], eta: number, lambda: number): number[] {
  /* BEGIN PROMPT
  toDo('9.5');
  END PROMPT */
  // BEGIN SOLUTION NO PROMPT
  // What is taken away is ηλw. What is left is 1 − ηλ of it; to subtract that leaves ηλw.
  // END SOLUTION
  /* BEGIN PROMPT
  return weights.map(w => w - w * (1 - eta * lambda));
  END PROMPT */
  // BEGIN SOLUTION
  return weights.map(w => w - w * eta * lambda);
  // END SOLUTION
}

export default answer({
  title: 'the planted bug',
  solution: shrunk,
  gives: numbers,
  hints: [
    'What does it return for λ = 0, and what should it return?',
    'w (1 − ηλ) is what should be left. What happens to it in this line?',
    'Return w − w ηλ, or w (1 − ηλ), and not both.',
  ],
  cases: [
    { name: 'without decay nothing shrinks, with it something', asks: [[[1, -2, 0.5], 0.1, 0], [[2, 3], 0.1, 0.5]], hint: 'With lambda = 0 the weights stay as they are; with eta = 0.1 and lambda = 0.5 each loses a twentieth of itself' },
    { name: 'a little decay', asks: [[[0.5, -2], 0.1, 0.1], [[4], 0.01, 0.5]], hint: (_: readonly number[], eta: number) => (eta === 0.1 ? '0.5 shrinks to 0.495 at eta = lambda = 0.1' : '4 loses 0.005 times itself') },
    { name: 'much decay', asks: [[[3, -1, 8], 0.5, 1.2]] },
  ],
  properties: [
    {
      name: 'the larger lambda is, the less is left',
      asks: [[[1], 0.1, 0.2], [[1], 0.1, 2]],
      holds: (left: readonly number[], weights: readonly number[], eta: number, lambda: number) => {
        if (left.length !== weights.length) return `expected ${weights.length} weights, got ${left.length}`;
        const share = (left[0] as number) / (weights[0] as number);
        return Math.abs(share - (1 - eta * lambda)) < 1e-6 ? undefined : `at eta = ${eta} and lambda = ${lambda}, ${Number(share.toPrecision(4))} of the weight is left, and not ${1 - eta * lambda}`;
      },
    },
  ],
  random: random => [Array.from({ length: 4 }, () => 4 * random.uniform() - 2), 0.05 + 0.5 * random.uniform(), 0.1 + 1.5 * random.uniform()],
  // BEGIN SOLUTION NO PROMPT
  wrong: [
    { says: 'the rate is missing', is: (weights: readonly number[], _: number, lambda: number) => weights.map(w => w - w * lambda) },
    { says: 'lambda is missing', is: (weights: readonly number[], eta: number) => weights.map(w => w - w * eta) },
    { says: 'the weights grow: the pull is added', is: (weights: readonly number[], eta: number, lambda: number) => weights.map(w => w + w * eta * lambda) },
    { says: 'the pull has no size: it is ηλ, and not ηλ of the weight', is: (weights: readonly number[], eta: number, lambda: number) => weights.map(w => w - eta * lambda) },
    { says: 'the pull is that of lecture 2, 2λw', is: (weights: readonly number[], eta: number, lambda: number) => weights.map(w => w - 2 * w * eta * lambda) },
    { says: 'nothing shrinks', is: (weights: readonly number[]) => [...weights] },
  ],
  // END SOLUTION
});
