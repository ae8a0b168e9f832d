import { answer, number } from 'descent/exercises';

/**
 *   c = (g − g₋) / (w − w₋)        w⁺ = w − g / c
 *
 * One weight: it is at w, where the gradient is g; a move before it was at wBefore, where the gradient was gBefore. Return where the secant step leads:
 * Newton's step, with the curvature that the two gradients tell.
 */
export function secantStep(w: number, g: number, wBefore: number, gBefore: number): number {
  // BEGIN SOLUTION
  const curvature = (g - gBefore) / (w - wBefore);
  return w - g / curvature;
  // END SOLUTION
}

export default answer({
  title: 'the secant step',
  solution: secantStep,
  gives: number,
  hints: [
    'The curvature is by how much the gradient changes for every unit of the way.',
    'Take the difference of the gradients and divide it by the difference of the weights, in the same order.',
    'The step is w − g / curvature.',
  ],
  cases: [
    { name: 'a parabola, whose bottom it finds', asks: [[2, 16, 3, 24], [3, 4, 5, 8]], hint: (w: number) => `A parabola whose slope is ${w === 2 ? '8 w has its bottom at 0' : '2 w − 2 has its bottom at 1'}` },
    { name: 'bottoms elsewhere', asks: [[-1, -6, 4, 19], [0, -6, 1, -4]], hint: 'The step starts at w, not at the weight before' },
    { name: 'another loss', asks: [[1, 1, 2, 8], [0.5, 0.1, 0.2, -0.3]] },
  ],
  random: random => {
    const [w, before] = [2 * random.normal(), 3 + 2 * random.uniform()];
    return [w, 1 + 3 * random.uniform(), w - before, -2 - 3 * random.uniform()];
  },
  // BEGIN SOLUTION NO PROMPT
  wrong: [
    { says: 'the curvature is upside down: the change of the weight over that of the gradient', is: (w: number, g: number, wBefore: number, gBefore: number) => w - (g * (g - gBefore)) / (w - wBefore) },
    { says: 'the sign of the step is turned', is: (w: number, g: number, wBefore: number, gBefore: number) => w + (g * (w - wBefore)) / (g - gBefore) },
    { says: 'the two differences are taken in different orders', is: (w: number, g: number, wBefore: number, gBefore: number) => w - (g * (wBefore - w)) / (g - gBefore) },
    { says: 'the step starts at the weight before', is: (w: number, g: number, wBefore: number, gBefore: number) => wBefore - (g * (w - wBefore)) / (g - gBefore) },
    { says: 'the step is made with the gradient before', is: (w: number, _: number, wBefore: number, gBefore: number) => w - (gBefore * (w - wBefore)) / (_ - gBefore) },
    { says: 'the curvature is only the change of the gradient, not divided by the move', is: (w: number, g: number, _: number, gBefore: number) => w - g / (g - gBefore) },
    { says: 'it is the step, and not where it leads', is: (w: number, g: number, wBefore: number, gBefore: number) => (-g * (w - wBefore)) / (g - gBefore) },
  ],
  // END SOLUTION
});
