import { answer, number } from 'descent/exercises';

/**
 * The loss is ½ (λ₁ w₁² + λ₂ w₂² + …). `gradient` holds its slopes g₁, g₂, … at the present weights, and `curvatures` λ₁, λ₂, …, all positive.
 * One step with the rate η goes to w − η g. Return the η with which the loss after this step is smallest. Not all slopes are 0.
 *
 * Write down the loss after the step as a function of η, and ask where its slope is 0. Cauchy's descent of 1847 chose its rate in this way, anew
 * in every step.
 */
export function bestRate(gradient: readonly number[], curvatures: readonly number[]): number {
  // BEGIN SOLUTION
  // The step changes the loss by −η Σ g² + ½ η² Σ λ g², whose slope over η is 0 at Σ g² / Σ λ g².
  let squares = 0;
  let bent = 0;
  for (const [i, slope] of gradient.entries()) {
    squares += slope ** 2;
    bent += (curvatures[i] as number) * slope ** 2;
  }
  return squares / bent;
  // END SOLUTION
}

/** The loss after a step from where the slopes are these. */
function lossAfter(eta: number, gradient: readonly number[], curvatures: readonly number[]): number {
  return gradient.reduce((sum, slope, i) => {
    const curvature = curvatures[i] as number;
    return sum + (curvature * (slope / curvature - eta * slope) ** 2) / 2;
  }, 0);
}

export default answer({
  title: 'the best rate for this one step',
  solution: bestRate,
  gives: number,
  hints: [
    'With one weight, one step can reach the bottom: at 1/λ. Does your formula say so?',
    'The step changes the loss by −η (g₁² + g₂² + …) + ½ η² (λ₁ g₁² + λ₂ g₂² + …).',
    'That is a parabola in η. Its lowest point lies where −Σ g² + η Σ λ g² is 0.',
  ],
  cases: [
    { name: 'on one parabola', asks: [[[3], [4]], [[-3], [4]]], hint: 'With one weight, one step can reach the bottom: at 1/λ' },
    { name: 'in a ravine', asks: [[[1, 3], [1, 10]]], hint: 'The step changes the loss by -η (g₁² + g₂²) + ½ η² (λ₁ g₁² + λ₂ g₂²)' },
    { name: 'a direction without a slope counts nothing', asks: [[[2, 0], [5, 100]]], hint: 'Along the second weight this step does not move' },
  ],
  properties: [
    {
      name: 'no rate near it leaves a lower loss',
      asks: [[[2, -3, 10], [1, 3, 20]]],
      holds: (eta: number, gradient: readonly number[], curvatures: readonly number[]) => {
        const [after, ...others] = [eta, ...Array.from({ length: 2000 }, (_, k) => (k + 1) / 5000)].map(rate => lossAfter(rate, gradient, curvatures));
        const lowest = Math.min(...others);
        // The best rate is no worse than any of these, but for rounding.
        return (after as number) <= lowest + 1e-6 ? undefined : `at this rate the loss after the step is ${Number((after as number).toPrecision(7))}, and ${Number(lowest.toPrecision(7))} is possible`;
      },
    },
  ],
  random: random => {
    const count = 2 + random.integer(3);
    const draw = (): number => 0.3 + 4 * random.uniform();
    return [Array.from({ length: count }, () => draw() * (random.uniform() < 0.5 ? -1 : 1)), Array.from({ length: count }, draw)];
  },
  // BEGIN SOLUTION NO PROMPT
  formula: { of: ['g', 'c'], gives: 'sum(g^2) / sum(c * g^2)' },
  wrong: [
    { says: 'it is half of what is asked', is: (g: number[], c: number[]) => bestRate(g, c) / 2 },
    { says: 'it is the limit of stability, twice the best rate', is: (g: number[], c: number[]) => 2 * bestRate(g, c) },
    { says: 'it is one over the mean curvature, whatever the slopes are', is: (_: number[], c: number[]) => c.length / c.reduce((sum, one) => sum + one, 0) },
    { says: 'it is one over the largest curvature', is: (_: number[], c: number[]) => 1 / Math.max(...c) },
    { says: 'it is 2 / (μ + L), the best constant rate for a whole descent', is: (_: number[], c: number[]) => 2 / (Math.min(...c) + Math.max(...c)) },
    { says: 'it is the mean of the rates 1/λ of each weight alone', is: (_: number[], c: number[]) => c.reduce((sum, one) => sum + 1 / one, 0) / c.length },
  ],
  // END SOLUTION
});
