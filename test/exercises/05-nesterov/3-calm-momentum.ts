import { answer, number } from 'descent/exercises';

/**
 * Lesson 4 found for momentum z² − (1 + γ − ηλ) z + γ = 0. With γ(1 − ηλ) for γ, as in this lesson, it is z² − (1 + γ)(1 − ηλ) z + γ(1 − ηλ) = 0.
 * With a small γ both roots are real, and the ball creeps; from some γ on they are complex, and it swings. Return the γ between the two, for
 * 0 < ηλ < 1: the most momentum that does not swing. η is called eta and λ is called curvature.
 *
 * Set the discriminant to 0, and solve for γ. Of two answers one lies in [0, 1).
 */
export function calmMomentum(eta: number, curvature: number): number {
  // BEGIN SOLUTION
  // (1 + γ)² (1 − q) = 4γ with q = ηλ has the solutions (1 ∓ √q) / (1 ± √q).
  const root = Math.sqrt(eta * curvature);
  return (1 - root) / (1 + root);
  // END SOLUTION
}

export default answer({
  title: 'how much momentum before it swings?',
  solution: calmMomentum,
  gives: number,
  hints: [
    'With q = ηλ the discriminant is ((1 + γ)(1 − q))² − 4γ(1 − q). One factor can be divided away.',
    'What is left is (1 + γ)²(1 − q) = 4γ, a quadratic equation for γ.',
    'Its solutions are ((1 + q) ± 2√q) / (1 − q). Above stands a square, and 1 − q = (1 − √q)(1 + √q).',
  ],
  cases: [
    { name: 'at an eta times curvature of 1/4', asks: [[0.25, 1], [0.05, 5]], hint: 'The root of 1/4 is 1/2' },
    { name: 'at the rate of the proof, 1/25, along the floor and halfway up', asks: [[0.04, 1], [0.04, 9]], hint: (_, curvature: number) => (curvature === 1 ? 'At eta = 1/L and curvature μ this is (√κ − 1) / (√κ + 1)' : 'The root of 9/25 is 3/5') },
    { name: 'nearly flat, nearly steep', asks: [[0.01, 0.01], [0.9, 1.1]], hint: 'Where it is flat, nearly all momentum may be used; where it is steep, hardly any' },
  ],
  properties: [
    {
      name: 'there the two roots are one',
      asks: [[0.09, 1], [0.2, 2]],
      holds: (gamma: number, eta: number, curvature: number) => {
        const kept = 1 - eta * curvature;
        const discriminant = ((1 + gamma) * kept) ** 2 - 4 * gamma * kept;
        // Of a float32 gamma the discriminant has six digits.
        return Math.abs(discriminant) < 1e-5 && gamma >= 0 && gamma < 1 ? undefined
          : `at this gamma = ${Number(gamma.toPrecision(4))} the discriminant is ${Number(discriminant.toPrecision(3))}, so the ball ${discriminant > 0 ? 'does not swing yet, or no longer' : 'swings'}`;
      },
    },
  ],
  random: random => {
    const curvature = 0.5 + 4 * random.uniform();
    return [(0.05 + 0.85 * random.uniform()) / curvature, curvature];
  },
  // BEGIN SOLUTION NO PROMPT
  formula: { of: ['eta', 'lambda'], gives: '(1 - sqrt(eta * lambda)) / (1 + sqrt(eta * lambda))' },
  wrong: [
    { says: 'it is the heavy ball\'s limit, (1 − √(ηλ))²', is: (eta: number, c: number) => (1 - Math.sqrt(eta * c)) ** 2 },
    { says: 'it is the other solution, which is above 1', is: (eta: number, c: number) => (1 + Math.sqrt(eta * c)) / (1 - Math.sqrt(eta * c)) },
    { says: 'the roots are forgotten', is: (eta: number, c: number) => (1 - eta * c) / (1 + eta * c) },
    { says: 'it is squared, as the heavy ball\'s best momentum is', is: (eta: number, c: number) => ((1 - Math.sqrt(eta * c)) / (1 + Math.sqrt(eta * c))) ** 2 },
    { says: 'eta is divided by the curvature, where they belong together as a product', is: (eta: number, c: number) => (1 - Math.sqrt(eta / c)) / (1 + Math.sqrt(eta / c)) },
    { says: 'the denominator is missing', is: (eta: number, c: number) => 1 - Math.sqrt(eta * c) },
  ],
  // END SOLUTION
});
