import { normalBelow, normalDensity, normalQuantile } from './normal-distribution';
import { knownOptions } from '../options';

/** A normal distribution of which only a window is left. */
export interface CutNormal {
  /** Mean before the cut. */
  readonly mean: number;
  /** Standard deviation before the cut. */
  readonly sigma: number;
  /** Where the window begins; may be −∞. */
  readonly low: number;
  /** Where it ends; may be ∞. */
  readonly high: number;
}

/**
 * The quantiles of a cut normal distribution: a function from u ∈ [0, 1] to the value that has the share u below it,
 * x = μ + σ Φ⁻¹(Φ(α) + u (Φ(β) − Φ(α))), where α and β are the cuts in units of σ. A uniform u makes it a draw, and none is ever rejected.
 * With σ = 0 it is the mean.
 */
export function cutNormalQuantile({ mean, sigma, low, high }: CutNormal): (u: number) => number {
  if (sigma === 0) return () => mean;
  const [alpha, beta] = [(low - mean) / sigma, (high - mean) / sigma];
  if (alpha > 0) {
    // In the upper tail 1 − Φ loses its digits; its mirror image is the lower tail, which keeps them.
    const mirrored = cutNormalQuantile({ mean: -mean, sigma, low: -high, high: -low });
    return u => -mirrored(1 - u);
  }
  const below = normalBelow(alpha);
  const share = normalBelow(beta) - below;
  return u => Math.min(high, Math.max(low, mean + sigma * normalQuantile(Math.min(1, below + u * share))));
}

/**
 * Mean and standard deviation of what a cut leaves: with Z = Φ(β) − Φ(α) and d = (φ(α) − φ(β))/Z, they are μ + σ d and
 * σ √(1 + (α φ(α) − β φ(β))/Z − d²). For cuts at ±2σ the latter is 0.8796256610342398 σ.
 */
export function cutNormalMoments({ mean, sigma, low, high }: CutNormal): { mean: number; sigma: number } {
  const [alpha, beta] = [(low - mean) / sigma, (high - mean) / sigma];
  const share = alpha > 0 ? normalBelow(-alpha) - normalBelow(-beta) : normalBelow(beta) - normalBelow(alpha);
  const shift = (normalDensity(alpha) - normalDensity(beta)) / share;
  // An infinite cut takes nothing away, and ∞ · φ(∞) would be NaN.
  const edge = (x: number): number => (Number.isFinite(x) ? x * normalDensity(x) : 0);
  return { mean: mean + sigma * shift, sigma: sigma * Math.sqrt(1 + (edge(alpha) - edge(beta)) / share - shift * shift) };
}

/**
 * The symmetric cut at ±`cut` times its own width that is left with exactly the standard deviation `sigma`: the normal before the cut is
 * wider by 1/0.8796256610342398 at the usual cut of 2, as in Keras and JAX. tfjs forgets this (tensorflow/tfjs#8594).
 */
export function truncatedTo(sigma: number, options: { mean?: number; cut?: number } = {}): CutNormal {
  const { mean = 0, cut = 2 } = knownOptions('truncatedTo', options, { mean: true, cut: true });
  const wide = sigma / cutNormalMoments({ mean: 0, sigma: 1, low: -cut, high: cut }).sigma;
  return { mean, sigma: wide, low: mean - cut * wide, high: mean + cut * wide };
}
