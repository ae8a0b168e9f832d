import type { Program } from '../formula/check';
import { runFloat64 } from '../formula/float64';
import type { Grouping, Shaped } from './groups';
import { rootMeanSquare, standardizeGiven } from './normalization';

/** What every normalisation is called with in float64. */
export interface Learnt {
  /** Scale, one per channel (or per place in a group); default all 1. */
  readonly gamma?: ArrayLike<number> | undefined;
  /** Shift; default all 0. */
  readonly beta?: ArrayLike<number> | undefined;
  /** Keeps the root away from zero, in [0, inf); each normalisation has its own default. */
  readonly epsilon?: number | undefined;
}

/** The gradients of a loss, given its gradient by y. */
export interface NormalizationGradients {
  /** By the numbers that were normalised, in their order. */
  readonly x: Float64Array;
  /** By the scales, summed over the numbers that share them. */
  readonly gamma: Float64Array;
  /** By the shifts, summed likewise. */
  readonly beta: Float64Array;
}

/** A normalisation and the way back through it. All arrays are in the order of x; statistics have one number per group. */
export interface Normalized {
  /** The normalised numbers, scaled and shifted. */
  readonly y: Float64Array;
  /** Zeros for RMS normalisation, which takes none away. */
  readonly mean: Float64Array;
  /** Biased: divided by the size of the group. The mean square for RMS normalisation. */
  readonly variance: Float64Array;
  /** Numbers per group. */
  readonly count: number;
  /**
   * With ŷ the normalised numbers and h = γ · gy: gx = (h − mean(h) − ŷ · mean(h ŷ)) / √(σ² + ε), means over the group (no mean(h) for RMS
   * normalisation, neither mean where the statistics were given); gγ = Σ gy ŷ and gβ = Σ gy over the numbers that share them.
   */
  backward(gy: ArrayLike<number>): NormalizationGradients;
}

export function requireEpsilon(name: string, epsilon: number): void {
  if (!(epsilon >= 0 && Number.isFinite(epsilon))) throw new Error(`${name}: epsilon must be in [0, inf), got ${epsilon}`);
}

/** Applies a rule group by group. `given` are statistics from elsewhere, one per group. */
export function normalize(
  name: string,
  rule: Program,
  { values }: Shaped,
  { groups, parameterOf, parameters }: Grouping,
  { gamma, beta, epsilon = 0 }: Learnt,
  given?: { readonly mean: ArrayLike<number>; readonly variance: ArrayLike<number> },
): Normalized {
  requireEpsilon(name, epsilon);
  for (const [which, array] of [['gamma', gamma], ['beta', beta]] as const) {
    if (array && array.length !== parameters) throw new Error(`${name}: ${which} needs ${parameters} values, got ${array.length}`);
  }
  const scaleOf = (i: number): number => gamma?.[parameterOf[i] as number] ?? 1;
  const shiftOf = (i: number): number => beta?.[parameterOf[i] as number] ?? 0;
  const y = new Float64Array(values.length);
  const normed = new Float64Array(values.length);
  const [mean, variance] = [new Float64Array(groups.length), new Float64Array(groups.length)];
  groups.forEach((members, g) => {
    const group = {
      x: Float64Array.from(members, i => values[i] as number),
      epsilon,
      ...(given && { mu: given.mean[g] as number, v: given.variance[g] as number }),
    };
    const run = (scale: Float64Array, shift: Float64Array): Record<string, number | Float64Array> => runFloat64(rule, { ...group, gamma: scale, beta: shift });
    const result = run(Float64Array.from(members, scaleOf), Float64Array.from(members, shiftOf));
    const plain = run(new Float64Array(members.length).fill(1), new Float64Array(members.length))['y'] as Float64Array;
    members.forEach((i, k) => {
      y[i] = (result['y'] as Float64Array)[k] as number;
      normed[i] = plain[k] as number;
    });
    mean[g] = (result['mu'] as number | undefined) ?? 0;
    variance[g] = result['v'] as number;
  });
  const backward = (gy: ArrayLike<number>): NormalizationGradients => {
    if (gy.length !== values.length) throw new Error(`${name}: needs one upstream gradient per value, got ${gy.length} for ${values.length}`);
    const gradients = { x: new Float64Array(values.length), gamma: new Float64Array(parameters), beta: new Float64Array(parameters) };
    groups.forEach((members, g) => {
      const h = members.map(i => scaleOf(i) * (gy[i] as number));
      const root = Math.sqrt((variance[g] as number) + epsilon);
      const meanOf = (each: (k: number) => number): number => members.reduce((sum, _, k) => sum + each(k), 0) / members.length;
      const through = rule === standardizeGiven ? 0 : meanOf(k => (h[k] as number) * (normed[members[k] as number] as number));
      const centre = rule === standardizeGiven || rule === rootMeanSquare ? 0 : meanOf(k => h[k] as number);
      members.forEach((i, k) => {
        const p = parameterOf[i] as number;
        // Of given statistics nothing flows back, however far off a number is: 0 · ∞ would be NaN.
        const back = rule === standardizeGiven ? 0 : centre + (normed[i] as number) * through;
        gradients.x[i] = ((h[k] as number) - back) / root;
        gradients.gamma[p] = (gradients.gamma[p] as number) + (gy[i] as number) * (normed[i] as number);
        gradients.beta[p] = (gradients.beta[p] as number) + (gy[i] as number);
      });
    });
    return gradients;
  };
  return { y, mean, variance, count: groups[0]?.length ?? 0, backward };
}
