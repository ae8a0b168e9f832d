import { erf } from '../formula/mathjs-bundle';

/**
 * How likely a normal number of mean 0 and standard deviation 1 is to be above x: 0.5 at 0, 0.159 at 1, 0.00135 at 3. It is the chance that noise
 * pushes a symbol over a border x standard deviations away.
 *
 *   Q(x) = (1 − erf(x/√2)) / 2
 *
 * Exact to 1e-16, so that Q(6), about 1e-9, still has six digits; from about 8.3 on it is 0. NaN gives NaN.
 */
export function qFunction(x: number): number {
  return (1 - erf(x / Math.SQRT2)) / 2;
}
