import { rmsNorm } from 'descent';
import { answer, numbers } from 'descent/exercises';

/**
 * RMS normalisation is x̂ = x / s with s = √(mean(x²) + ε). Given x, ε and h, the gradients of a loss by the x̂, return its gradients by the x.
 *
 * Derive them as the lesson does: by how much does s change when every x_k changes by a small dx_k? And then x̂_i? Which of the two means is left?
 * Leave x and h as they are.
 */
export function rmsBack(x: readonly number[], h: readonly number[], epsilon: number): number[] {
  // BEGIN SOLUTION
  const mean = (of: (k: number) => number): number => x.reduce((sum, _, k) => sum + of(k), 0) / x.length;
  const s = Math.sqrt(mean(k => (x[k] as number) ** 2) + epsilon);
  const normed = x.map(value => value / s);
  // 2 s ds = 2 mean(x dx), so ds = mean(x̂ dx), and dx̂ = (dx − x̂ mean(x̂ dx)) / s.
  const along = mean(k => (h[k] as number) * (normed[k] as number));
  return h.map((value, k) => (value - (normed[k] as number) * along) / s);
  // END SOLUTION
}

// BEGIN SOLUTION NO PROMPT
interface Parts {
  readonly x: readonly number[];
  readonly h: readonly number[];
  readonly epsilon: number;
  readonly s: number;
  readonly unit: readonly number[];
  mean(of: (k: number) => number): number;
}

/** Another gradient from the same parts. */
const from = (gradient: (parts: Parts) => (k: number) => number) => (x: readonly number[], h: readonly number[], epsilon: number): number[] => {
  const mean = (of: (k: number) => number): number => x.reduce((sum, _, k) => sum + of(k), 0) / x.length;
  const s = Math.sqrt(mean(k => (x[k] as number) ** 2) + epsilon);
  const of = gradient({ x, h, epsilon, s, unit: x.map(value => value / s), mean });
  return x.map((_, k) => of(k));
};
const at = (list: readonly number[], k: number): number => list[k] as number;
// END SOLUTION

/** The loss Σ h x̂. */
function loss(x: readonly number[], h: readonly number[], epsilon: number): number {
  return rmsNorm({ shape: [1, x.length], values: x }, { epsilon }).y.reduce((sum, unit, k) => sum + unit * (h[k] ?? NaN), 0);
}

export default answer({
  title: 'the way back through RMS',
  solution: rmsBack,
  gives: numbers,
  hints: [
    's² = mean(x²) + ε. Take the differential on both sides: what is ds?',
    'ds = mean(x̂ dx). The quotient rule gives dx̂_i = dx_i / s − x_i ds / s².',
    'No mean is subtracted on the way there, so none is lost on the way back: only the part along x̂ is.',
  ],
  cases: [
    { name: 'two numbers', asks: [[[1, 1], [1, 0], 0], [[3, 4], [0, 1], 0]], hint: (x: readonly number[]) => (x[0] === 1 ? 'For x = (1, 1) and h = (1, 0): s = 1, and half of h lies along x̂' : 'For x = (3, 4): s is the root of 12.5') },
    { name: 'a gradient along x̂ is lost', asks: [[[1, 2, 2], [2, 4, 4], 0.5], [[1, 2, 2], [1, 1, 1], 0]], hint: 'Stretching x changes nothing, so that the loss has no slope that way (as far as epsilon is small)' },
  ],
  properties: [
    {
      name: 'it is what small changes of x do to the loss',
      asks: [[[1, -2, 3, 0.5], [0.5, 1, -1, 2], 0.1], [[0.2, 0.1, -0.4], [1, 2, 3], 0.01]],
      holds: (gradient: readonly number[], x: readonly number[], h: readonly number[], epsilon: number) => {
        if (gradient.length !== x.length) return `expected ${x.length} gradients, one for each number, got ${gradient.length}`;
        const moved = (k: number, by: number): number => loss(x.map((value, i) => (i === k ? value + by : value)), h, epsilon);
        const slopes = x.map((_, k) => (moved(k, 1e-5) - moved(k, -1e-5)) / 2e-5);
        // A central difference is right to about 1e-9, a float32 to six digits of numbers up to some tens.
        const off = slopes.findIndex((slope, k) => !(Math.abs(slope - (gradient[k] as number)) < 1e-4));
        return off < 0 ? undefined : `raising x[${off}] a little raises the loss ${Number((slopes[off] as number).toPrecision(4))} times as much, and not ${Number((gradient[off] as number).toPrecision(4))} times`;
      },
    },
  ],
  random: random => [
    Array.from({ length: 4 }, () => 1 + 2 * random.normal()), Array.from({ length: 4 }, () => 1 + random.normal()), 0.2 + random.uniform(),
  ],
  // BEGIN SOLUTION NO PROMPT
  wrong: [
    { says: 'the mean of h is lost as well, as in layer normalisation; RMS subtracts no mean', is: from(({ h, s, unit, mean }) => k => (at(h, k) - mean(i => at(h, i)) - at(unit, k) * mean(i => at(h, i) * at(unit, i))) / s) },
    { says: 's is taken for a constant: nothing is lost', is: from(({ h, s }) => k => at(h, k) / s) },
    { says: 'the mean over the group is a sum', is: from(({ h, s, unit, mean, x }) => k => (at(h, k) - at(unit, k) * x.length * mean(i => at(h, i) * at(unit, i))) / s) },
    { says: 'x stands where x̂ belongs', is: from(({ h, s, x, mean }) => k => (at(h, k) - at(x, k) * mean(i => at(h, i) * at(x, i))) / s) },
    { says: 'the division by s is missing', is: from(({ h, unit, mean }) => k => at(h, k) - at(unit, k) * mean(i => at(h, i) * at(unit, i))) },
    { says: 'the sign of what is lost is turned', is: from(({ h, s, unit, mean }) => k => (at(h, k) + at(unit, k) * mean(i => at(h, i) * at(unit, i))) / s) },
    { says: 'the mean is of h alone, not of h times x̂', is: from(({ h, s, unit, mean }) => k => (at(h, k) - at(unit, k) * mean(i => at(h, i))) / s) },
  ],
  // END SOLUTION
});
