import { answer, number } from 'descent/exercises';

/**
 * One bit is sent as s = +1 or −1. Another sender adds +a or −a, as often the one as the other, and noise of standard deviation σ is added to both. y
 * has arrived. Return the logarithm of how much likelier s = +1 is than s = −1:
 *
 *   log p(y | s = +1) − log p(y | s = −1)
 *
 * A normal density falls as exp(−d² / (2σ²)) with the distance d from its middle; where s = +1 was sent there are two middles, 1 + a and 1 − a.
 */
export function logOdds(y: number, a: number, sigma: number): number {
  // BEGIN SOLUTION
  const near = (middle: number): number => Math.exp(-((y - middle) ** 2) / (2 * sigma ** 2));
  return Math.log((near(1 + a) + near(1 - a)) / (near(-1 + a) + near(-1 - a)));
  // END SOLUTION
}

// BEGIN SOLUTION NO PROMPT
type Asked = readonly [y: number, a: number, sigma: number];
const bell = (d: number, width: number): number => Math.exp(-(d ** 2) / width);
const odds = (likelihood: (y: number, s: number, a: number, sigma: number) => number) => (...[y, a, sigma]: Asked): number => Math.log(likelihood(y, 1, a, sigma) / likelihood(y, -1, a, sigma));
// END SOLUTION

export default answer({
  title: 'beside another sender',
  solution: logOdds,
  gives: number,
  hints: [
    'Where nobody else sends, a = 0, and the answer is 2y/σ². Why?',
    'Each s has two middles, each as likely: add up two bells, not two exponents.',
    'Divide the sum for s = +1 by the sum for s = −1, and take the logarithm.',
  ],
  cases: [
    { name: 'where nobody else sends', asks: [[0.3, 0, 1], [-0.5, 0, 0.5]], hint: 'Then it is 2y/σ²' },
    { name: 'beside a weaker sender', asks: [[0.4, 0.6, 0.5], [-1.2, 0.3, 0.4]], hint: 'The middles of +1 are 1 + a and 1 − a' },
    { name: 'a stronger one turns the decision round', asks: [[0.5, 1.5, 0.3], [-0.6, 1.5, 0.4], [-2.4, 1.5, 0.5]], hint: 'At a = 1.5 the middles of +1 are 2.5 and −0.5' },
  ],
  random: random => [4 * random.uniform() - 2, 2 * random.uniform(), 0.4 + random.uniform()],
  // BEGIN SOLUTION NO PROMPT
  wrong: [
    { says: 'the other sender is not looked at: this is 2y/σ²', is: (y: number, _: number, sigma: number) => (2 * y) / sigma ** 2 },
    { says: 'the two exponents are added up, not the two bells: that is a bell for both at once', is: odds((y, s, a, sigma) => bell(y - s - a, 2 * sigma ** 2) * bell(y - s + a, 2 * sigma ** 2)) },
    { says: 'only the nearer middle counts', is: odds((y, s, a, sigma) => Math.max(bell(y - s - a, 2 * sigma ** 2), bell(y - s + a, 2 * sigma ** 2))) },
    { says: 'the other sender always adds +a', is: odds((y, s, a, sigma) => bell(y - s - a, 2 * sigma ** 2)) },
    { says: 'the signs of s are exchanged', is: (...asked: Asked) => -logOdds(...asked) },
    { says: 'the bell has σ² where it should have 2σ²', is: odds((y, s, a, sigma) => bell(y - s - a, sigma ** 2) + bell(y - s + a, sigma ** 2)) },
    { says: 'the bell has σ where it should have its square', is: odds((y, s, a, sigma) => bell(y - s - a, 2 * sigma) + bell(y - s + a, 2 * sigma)) },
    { says: 'it is the quotient, without its logarithm', is: (...asked: Asked) => Math.exp(logOdds(...asked)) },
    { says: 'it is the chance of s = +1, not the logarithm of the odds', is: (...asked: Asked) => 1 / (1 + Math.exp(-logOdds(...asked))) },
    { says: 'the distance in the bell is not squared', is: odds((y, s, a, sigma) => Math.exp(-Math.abs(y - s - a) / (2 * sigma ** 2)) + Math.exp(-Math.abs(y - s + a) / (2 * sigma ** 2))) },
    { says: 'the middles are s · a, and s itself is lost', is: odds((y, s, a, sigma) => bell(y - s * a, 2 * sigma ** 2)) },
  ],
  // END SOLUTION
});
