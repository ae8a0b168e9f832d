import { answer, named } from 'descent/exercises';

/**
 *   sum       p ← γ p + g               w ← w − η p
 *   average   m ← β m + (1 − β) g       w ← w − η m
 *
 * Given the sum form's { eta, gamma }, return the { eta, beta } with which the average form walks the same path, for any gradients. Both are
 * constant; p and m start at zero; gamma is in [0, 1).
 * Write down the first step of both, then ask which multiple of p the average m is.
 */
export function averageSettings({ eta, gamma }: { eta: number; gamma: number }): { eta: number; beta: number } {
  // BEGIN SOLUTION
  // m = (1 − γ) p at every step, so the rate has to make up for it.
  return { eta: eta / (1 - gamma), beta: gamma };
  // END SOLUTION
}

/** The weights of the average form that starts at 0, for the gradients 1, 3, −2. */
function averagePath({ eta, beta }: { eta: number; beta: number }): number[] {
  let [w, m] = [0, 0];
  return [1, 3, -2].map(g => {
    m = beta * m + (1 - beta) * g;
    w -= eta * m;
    return w;
  });
}

export default answer({
  title: 'from deck 002\'s settings to deck 004\'s',
  solution: averageSettings,
  gives: named('eta', 'beta'),
  hints: [
    'Both forms must forget equally fast. What does that say of beta?',
    'After one step p is g, and m is (1 − β) g.',
    'm is (1 − γ) times p at every step; the rate has to make up for that.',
  ],
  cases: [
    { name: 'the usual settings', asks: [[{ eta: 0.1, gamma: 0.9 }]], hint: 'The average is 10 times smaller than the sum; who makes up for that?' },
    { name: 'without momentum both are gradient descent', asks: [[{ eta: 0.3, gamma: 0 }], [{ eta: 0.3, gamma: 0.5 }]], hint: ({ gamma }: { readonly gamma: number }) => (gamma === 0 ? 'At gamma = 0 nothing is left to average' : 'A steady step of the sum is 1 / (1 - gamma) times as long as one of the average at the same rate') },
  ],
  properties: [
    {
      name: 'the average form walks the path of the sum form',
      asks: [[{ eta: 0.1, gamma: 0.5 }]],
      holds: (settings: { eta: number; beta: number }) => {
        // The sum form at eta = 0.1, gamma = 0.5: p = 1, 3.5, −0.25, so w = −0.1, −0.45, −0.425.
        const [path, wanted] = [averagePath(settings), [-0.1, -0.45, -0.425]];
        const off = wanted.findIndex((w, k) => !(Math.abs(w - (path[k] as number)) < 1e-5));
        return off < 0 ? undefined : `for g = 1, 3, -2 the sum form is at w = ${wanted[off]} after step ${off + 1}, the average form with your settings at ${path[off]}`;
      },
    },
  ],
  random: random => [{ eta: 0.02 + 0.5 * random.uniform(), gamma: 0.15 + 0.8 * random.uniform() }],
  // BEGIN SOLUTION NO PROMPT
  formula: { of: ['eta', 'gamma'], gives: { eta: 'eta / (1 - gamma)', beta: 'gamma' } },
  // END SOLUTION
});
