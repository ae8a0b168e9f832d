import { answer, word } from 'descent/exercises';

/**
 * On a parabola λ w² / 2, and from anywhere but its bottom, a rate η stands in one of five regimes. Return its name:
 *
 *   'slow'         w shrinks and keeps its side
 *   'one step'     w is at the bottom after the first step
 *   'overshoots'   w changes sides in every step, and shrinks
 *   'oscillates'   w changes sides for ever and never shrinks
 *   'diverges'     w changes sides and grows
 *
 * η is called eta and λ is called curvature. Both are positive: you need not check. Compute eta * curvature first and compare that; at the
 * two borders the tests use numbers whose product a computer knows exactly.
 */
export function regime(eta: number, curvature: number): 'slow' | 'one step' | 'overshoots' | 'oscillates' | 'diverges' {
  // BEGIN SOLUTION
  // A step multiplies w by 1 − ηλ; at ηλ = 1 that is 0, at 2 it is −1.
  const product = eta * curvature;
  if (product < 1) return 'slow';
  if (product === 1) return 'one step';
  if (product < 2) return 'overshoots';
  if (product === 2) return 'oscillates';
  return 'diverges';
  // END SOLUTION
}

const hint = (eta: number, curvature: number): string => `A step multiplies w by 1 - ${eta * curvature} = ${Number((1 - eta * curvature).toPrecision(4))}`;

export default answer({
  title: 'what will this rate do?',
  solution: regime,
  gives: word,
  hints: [
    'One step goes from w to w − η λ w. By which factor does it multiply w?',
    'The factor is 1 − ηλ. When is it positive, zero, between −1 and 0, exactly −1, below −1?',
    'The borders are ηλ = 1 and ηλ = 2.',
  ],
  // In each row one of another regime, so that no word alone earns one.
  cases: [
    { name: 'slow: a rate below 1/λ', asks: [[0.1, 2], [0.9, 1], [1.5, 0.25], [0.5, 4.5]], hint },
    { name: 'one step: exactly 1/λ', asks: [[0.25, 4], [8, 0.125], [0.2, 4]], hint },
    { name: 'overshoots: between 1/λ and 2/λ', asks: [[0.75, 2], [0.0625, 30], [0.45, 2]], hint },
    { name: 'oscillates: exactly 2/λ, where lecture 3 says it diverges', asks: [[0.5, 4], [2, 1], [0.4, 4]], hint },
    { name: 'diverges: beyond 2/λ', asks: [[0.5, 4.5], [0.01, 1000], [0.01, 100]], hint },
  ],
  random: random => {
    const curvature = 2 ** (random.integer(9) - 4);
    const products = [0.5 * random.uniform(), 0.5 + 0.49 * random.uniform(), 1, 1.01 + 0.98 * random.uniform(), 2, 2.01 + 3 * random.uniform()];
    return [(products[random.integer(6)] as number) / curvature, curvature];
  },
  // BEGIN SOLUTION NO PROMPT
  wrong: [
    { says: '2/λ counts as divergence', is: (eta: number, curvature: number) => (eta * curvature === 2 ? 'diverges' : regime(eta, curvature)) },
    { says: '2/λ counts as overshooting', is: (eta: number, curvature: number) => (eta * curvature === 2 ? 'overshoots' : regime(eta, curvature)) },
    { says: '1/λ counts as slow', is: (eta: number, curvature: number) => (eta * curvature === 1 ? 'slow' : regime(eta, curvature)) },
    { says: '1/λ counts as overshooting', is: (eta: number, curvature: number) => (eta * curvature === 1 ? 'overshoots' : regime(eta, curvature)) },
    { says: 'eta is divided by the curvature', is: (eta: number, curvature: number) => regime(eta, 1 / curvature) },
    { says: 'the curvature is left out', is: (eta: number) => regime(eta, 1) },
    { says: 'the borders are half as high', is: (eta: number, curvature: number) => regime(2 * eta, curvature) },
    { says: 'the borders are twice as high', is: (eta: number, curvature: number) => regime(eta / 2, curvature) },
    { says: 'whatever changes sides grows', is: (eta: number, curvature: number) => (eta * curvature > 1 ? 'diverges' : regime(eta, curvature)) },
    { says: 'every shrinking is slow', is: (eta: number, curvature: number) => (eta * curvature < 2 ? 'slow' : regime(eta, curvature)) },
  ],
  // END SOLUTION
});
