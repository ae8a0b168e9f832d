import { answer, number } from 'descent/exercises';

/**
 * AdaGrad's sum begins with δ instead of 0, so that G = δ + g² after the first gradient (and ε → 0). Return the δ with which the first step of a
 * gradient g is s · η long, for a share s in (0, 1].
 *
 * Write the step down, set it to s · η, and solve for δ.
 */
export function gentleStart(g: number, s: number): number {
  // BEGIN SOLUTION
  // |g| / √(δ + g²) = s, so δ + g² = g² / s².
  return g ** 2 / s ** 2 - g ** 2;
  // END SOLUTION
}

export default answer({
  title: 'a gentle beginning',
  solution: gentleStart,
  gives: number,
  hints: [
    'The first step is η |g| / √(δ + g²). Which equation says that it is s η?',
    'Square it: g² / (δ + g²) = s².',
    'δ + g² = g² / s².',
  ],
  cases: [
    { name: 'a whole step needs nothing', asks: [[3, 1], [3, 0.5]], hint: (_: number, s: number) => (s === 1 ? 'With delta = 0 the first step is eta' : 'For half a step the root must be twice as large as the gradient') },
    { name: 'half a step and a tenth', asks: [[1, 0.5], [2, 0.1]], hint: (_: number, s: number) => (s === 0.5 ? 'For s = 1/2 the root must be twice as large as the gradient, and what stands under it four times' : 'For s = 1/10 the root must be ten times as large as the gradient, and what stands under it a hundred times') },
    { name: 'the sign of the gradient does not matter', asks: [[-2, 0.25], [-0.5, 0.8]], hint: 'delta is a size: gradients enter it as squares' },
  ],
  properties: [
    {
      name: 'the first step is then the share that was asked for',
      asks: [[0.5, 0.2], [4, 0.9]],
      holds: (delta: number, g: number, s: number) => {
        const step = Math.abs(g) / Math.sqrt(delta + g * g);
        // Of a float32 delta the share has six digits.
        return Math.abs(step - s) < 1e-5 ? undefined : `with this delta = ${Number(delta.toPrecision(4))} the first step of a gradient of ${g} is ${Number(step.toPrecision(4))} eta, not ${s} eta`;
      },
    },
  ],
  random: random => [0.3 + 3 * random.uniform(), 0.15 + 0.7 * random.uniform()],
  // BEGIN SOLUTION NO PROMPT
  formula: { of: ['g', 's'], gives: 'g^2 / s^2 - g^2' },
  wrong: [
    { says: 'nothing is squared', is: (g: number, s: number) => Math.abs(g) / s - Math.abs(g) },
    { says: 'it is what must stand under the root in all; the gradient\'s own square is in it already', is: (g: number, s: number) => (g / s) ** 2 },
    { says: 's stands above the line where it belongs below', is: (g: number, s: number) => (g * s) ** 2 - g * g },
    { says: 'the sign is turned', is: (g: number, s: number) => g * g - (g / s) ** 2 },
    { says: 's is not squared', is: (g: number, s: number) => (g * g) / s - g * g },
  ],
  // END SOLUTION
});
