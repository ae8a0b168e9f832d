import { answer, number } from 'descent/exercises';

/**
 * The poorest memory is one number: a rate η for all directions, with 1/η in the place of the matrix A of the curvatures. For a move s and the change y
 * of the gradient, lists of one length, y = A s then asks for y = s / η, which no η satisfies exactly. Return the η for which s / η comes nearest to y:
 * the squared distance |y − s / η|² must be least.
 *
 * Call 1/η by a name of its own, say c, differentiate by c, and set to zero. Leave s and y as they are.
 */
export function secantRate(s: readonly number[], y: readonly number[]): number {
  // BEGIN SOLUTION
  // d/dc |y − c s|² = −2 s·(y − c s) = 0, so c = s·y / s·s.
  let [squares, products] = [0, 0];
  s.forEach((move, at) => {
    squares += move * move;
    products += move * (y[at] as number);
  });
  return squares / products;
  // END SOLUTION
}

/** How far y is from s / η, squared. */
function distance(s: readonly number[], y: readonly number[], eta: number): number {
  return y.reduce((sum, value, k) => sum + (value - (s[k] ?? NaN) / eta) ** 2, 0);
}

export default answer({
  title: 'one rate from two gradients',
  solution: secantRate,
  gives: number,
  hints: [
    '|y − c s|² is a parabola in c. Where is its bottom?',
    'Its derivative is −2 s·(y − c s).',
    's·y = c s·s gives c; the rate is one over it.',
  ],
  cases: [
    { name: 'one weight, where it is the secant step', asks: [[[-1], [-8]], [[0.5], [1]]], hint: 'With one weight the rate is one over the curvature' },
    { name: 'a move along one direction', asks: [[[2, 0], [2, 0]], [[0, 3], [0, 75]]], hint: 'Along an axis of the ravine y is the curvature times s' },
    { name: 'a move along both', asks: [[[1, 1], [1, 25]], [[3, -0.2], [3, -5]]], hint: 'The derivative of |y − c s|² by c is −2 s·(y − c s)' },
  ],
  properties: [
    {
      name: 'no other rate comes nearer',
      asks: [[[1, 2, -1], [3, 1, -4]], [[0.5, 0.1], [1, 2]]],
      holds: (eta: number, s: readonly number[], y: readonly number[]) => {
        const here = distance(s, y, eta);
        // A step of a hundredth to either side; near its bottom a parabola is level to a part in ten thousand.
        const better = [0.99, 1.01].find(share => distance(s, y, eta * share) < here * (1 - 1e-6));
        return better === undefined && Number.isFinite(here) ? undefined : `a rate of ${Number((eta * (better ?? 1)).toPrecision(5))} comes nearer than ${Number(eta.toPrecision(5))}`;
      },
    },
  ],
  random: random => {
    const s = Array.from({ length: 3 }, () => random.normal());
    return [s, s.map(value => value * (1 + 9 * random.uniform()))];
  },
  // BEGIN SOLUTION NO PROMPT
  formula: { of: ['s', 'y'], gives: 'sum(s * s) / sum(s * y)' },
  wrong: [
    { says: 'it is c, one over the rate', is: (s: readonly number[], y: readonly number[]) => s.reduce((sum, value, k) => sum + value * (y[k] as number), 0) / s.reduce((sum, value) => sum + value * value, 0) },
    { says: 'it is the θ of the lesson, for which η y comes nearest to s', is: (s: readonly number[], y: readonly number[]) => s.reduce((sum, value, k) => sum + value * (y[k] as number), 0) / y.reduce((sum, value) => sum + value * value, 0) },
    { says: 'it is the length of s over that of y', is: (s: readonly number[], y: readonly number[]) => Math.hypot(...s) / Math.hypot(...y) },
    { says: 'it is the mean of the quotients s / y, one for each weight', is: (s: readonly number[], y: readonly number[]) => s.reduce((sum, value, k) => sum + (y[k] === 0 ? 0 : value / (y[k] as number)), 0) / s.length },
    { says: 'it is the sum of s over the sum of y', is: (s: readonly number[], y: readonly number[]) => s.reduce((sum, value) => sum + value, 0) / y.reduce((sum, value) => sum + value, 0) },
  ],
  // END SOLUTION
});
