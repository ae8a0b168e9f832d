import { answer, number } from 'descent/exercises';

/**
 * On ½ λ w² with noisy gradients, descent at a constant rate η settles where the mean square of w is
 *
 *   m = η s² / (λ (2 − η λ)).
 *
 * Return the rate with which it is a share of that, exactly and not only for small rates: share is in (0, 1], and η λ below 2.
 *
 * Call the new rate r. Write down its floor, set it to share times the old one, and solve for r.
 */
export function rateForFloor(eta: number, lambda: number, share: number): number {
  // BEGIN SOLUTION
  // r / (2 − r λ) = F, so r = F (2 − r λ), r (1 + F λ) = 2 F.
  const floor = (share * eta) / (2 - eta * lambda);
  return (2 * floor) / (1 + floor * lambda);
  // END SOLUTION
}

export default answer({
  title: 'the rate for a given floor',
  solution: rateForFloor,
  gives: number,
  hints: [
    's² and one λ stand on both sides, and cancel: r / (2 − r λ) = share · η / (2 − η λ).',
    'Call the right side F. Then r = F (2 − r λ). Bring all r to one side.',
    'r (1 + F λ) = 2 F.',
  ],
  cases: [
    {
      name: 'a share of 1 changes nothing', asks: [[0.1, 1, 1], [0.1, 1, 0.5]],
      hint: (_: number, __: number, share: number) => (share === 1 ? 'With share = 1 it is the old rate' : 'Half the floor needs a little more than half the rate'),
    },
    {
      name: 'a large rate', asks: [[1, 1, 0.1], [0.07, 25, 0.25]],
      hint: (eta: number) =>
        (eta === 1 ? 'At eta = lambda = 1 the floor is s^2, and a tenth of it needs 2/11' : 'At eta = 0.07 the bracket 2 − eta lambda is only 0.25, and the new rate has another'),
    },
    { name: 'a small rate', asks: [[0.01, 2, 0.1]], hint: 'A small rate falls nearly by the share itself' },
  ],
  properties: [
    {
      name: 'the floor is then the share that was asked for',
      asks: [[0.3, 4, 0.2], [0.5, 3, 0.7]],
      holds: (r: number, eta: number, lambda: number, share: number) => {
        const floor = (rate: number): number => rate / (lambda * (2 - rate * lambda));
        const found = floor(r) / floor(eta);
        // Of a float32 rate six digits are left.
        return Math.abs(found - share) < 1e-5 ? undefined : `at eta = ${eta} and lambda = ${lambda} the floor becomes ${Number(found.toPrecision(4))} of itself, not ${share}`;
      },
    },
  ],
  random: random => [0.05 + 0.2 * random.uniform(), 1 + 5 * random.uniform(), 0.1 + 0.8 * random.uniform()],
  // BEGIN SOLUTION NO PROMPT
  wrong: [
    { says: 'it falls by the share itself, which is true of small rates only', is: (eta: number, _: number, share: number) => share * eta },
    { says: 'it falls by the root of the share', is: (eta: number, _: number, share: number) => Math.sqrt(share) * eta },
    { says: 'the old rate is left in the denominator: the new floor has the new rate there, too', is: (eta: number, lambda: number, share: number) => (share * eta * 2) / (2 - eta * lambda) },
    { says: 'a sign is turned when all r are brought to one side', is: (eta: number, lambda: number, share: number) => ((2 * share * eta) / (2 - eta * lambda)) / (1 - (share * eta * lambda) / (2 - eta * lambda)) },
    { says: 'the 2 is lost', is: (eta: number, lambda: number, share: number) => ((share * eta) / (2 - eta * lambda)) / (1 + (share * eta * lambda) / (2 - eta * lambda)) },
    { says: 'a λ has remained that cancels', is: (eta: number, lambda: number, share: number) => ((2 * share * eta) / (lambda * (2 - eta * lambda))) / (1 + (share * eta) / (2 - eta * lambda)) },
  ],
  // END SOLUTION
});
