import { answer, number } from 'descent/exercises';

/**
 * Under the root of tf.train's centred RMSProp stands v − (m² + ε). Return, for given ρ and ε, the size of the gradient from which on a *first* step
 * has a root. Both averages begin at 0 and keep the share ρ.
 *
 * Write down v and m after one step of a gradient g, put them in, and ask for which g it is 0.
 */
export function firstGradient(rho: number, epsilon: number): number {
  // BEGIN SOLUTION
  // v − m² = (1 − ρ) g² − (1 − ρ)² g² = ρ (1 − ρ) g², which is ε at the border.
  return Math.sqrt(epsilon / (rho * (1 - rho)));
  // END SOLUTION
}

export default answer({
  title: 'the first gradient that survives',
  solution: firstGradient,
  gives: number,
  hints: [
    'After one step, what are v and m? Both began at 0.',
    'v = (1 − ρ) g² and m = (1 − ρ) g. What is v − m²?',
    'ρ (1 − ρ) g² = ε at the border. Solve for g.',
  ],
  cases: [
    { name: 'at the usual settings', asks: [[0.9, 1e-7]], hint: 'v = (1 - rho) g² and m = (1 - rho) g after the first step' },
    { name: 'with a short memory', asks: [[0.5, 1e-6], [0.2, 1e-4]], hint: (rho: number) => `With rho = ${rho}, v - m² is ${rho === 0.5 ? '0.25' : '0.16'} g²` },
    { name: 'with a long one', asks: [[0.99, 1e-8]], hint: 'The share 1 - rho is small, and its square much smaller' },
  ],
  properties: [
    {
      name: 'with a gradient of this size there is a zero under the root',
      asks: [[0.9, 1e-6], [0.7, 1e-8]],
      holds: (size: number, rho: number, epsilon: number) => {
        const under = (1 - rho) * size ** 2 - ((1 - rho) * size) ** 2 - epsilon;
        return Math.abs(under) <= 1e-3 * epsilon ? undefined : `with g = ${Number(size.toPrecision(4))} there stands ${under.toPrecision(3)} under the root`;
      },
    },
  ],
  random: random => [0.05 + 0.9 * random.uniform(), 10 ** (-8 + 4 * random.uniform())],
  // BEGIN SOLUTION NO PROMPT
  wrong: [
    { says: 'it is the square of the gradient', is: (rho: number, epsilon: number) => epsilon / (rho * (1 - rho)) },
    { says: 'the square of the mean has been left out', is: (rho: number, epsilon: number) => Math.sqrt(epsilon / (1 - rho)) },
    { says: 'the mean has been taken off without its square', is: (rho: number, epsilon: number) => Math.sqrt(epsilon / (1 - rho)) + (1 - rho) },
    { says: 'it is the root of ε alone', is: (_rho: number, epsilon: number) => Math.sqrt(epsilon) },
    { says: 'the fraction is the other way up', is: (rho: number, epsilon: number) => Math.sqrt((rho * (1 - rho)) / epsilon) },
    { says: 'the brackets around the product below are missing', is: (rho: number, epsilon: number) => Math.sqrt((epsilon / rho) * (1 - rho)) },
    { says: 'the square of 1 − ρ stands where ρ (1 − ρ) belongs', is: (rho: number, epsilon: number) => Math.sqrt(epsilon) / (1 - rho) },
  ],
  // END SOLUTION
});
