/** The density of the standard normal distribution, φ(x) = e^{−x²/2} / √(2π). */
export function normalDensity(x: number): number {
  return Math.exp((-x * x) / 2) / Math.sqrt(2 * Math.PI);
}

/**
 * Φ(x), the share of a standard normal distribution below x, to about 1e-15 of its value, in the lower tail too (Φ(−10) = 7.6e-24).
 * For |x| < 1.5 by the series Φ = 1/2 + φ(x) (x + x³/3 + x⁵/15 + …), beyond by the continued fraction φ(x) / (x + 1/(x + 2/(x + …)))
 * (Abramowitz & Stegun 26.2.11 and 26.2.14). Φ(±∞) is 1 and 0.
 */
export function normalBelow(x: number): number {
  if (x > 0) return 1 - normalBelow(-x);
  const size = -x;
  if (size > 40) return 0;
  if (size >= 1.5) {
    // Read from the innermost level outwards; from x = 1.5 on, 200 levels leave nothing to see in 53 bits.
    let tail = size;
    for (let level = 200; level >= 1; level--) tail = size + level / tail;
    return normalDensity(size) / tail;
  }
  let sum = 0;
  for (let term = size, k = 1; term > sum * 2 ** -56; k += 1) {
    sum += term;
    term *= (size * size) / (2 * k + 1);
  }
  return 0.5 - normalDensity(size) * sum;
}

/**
 * The inverse of Φ: which x has the share p below it. Wichura's AS 241 (Applied Statistics 37, 1988), to about 1e-16 of its value.
 * p = 0 and 1 give −∞ and ∞. Errors: p outside [0, 1].
 */
export function normalQuantile(p: number): number {
  if (!(p >= 0 && p <= 1)) throw new Error(`normalQuantile: p must be in [0, 1], got ${p}`);
  if (p === 0 || p === 1) return p === 0 ? -Infinity : Infinity;
  const q = p - 0.5;
  if (Math.abs(q) <= 0.425) return q * ratio(0.180625 - q * q, centre);
  const r = Math.sqrt(-Math.log(q < 0 ? p : 1 - p));
  const size = r <= 5 ? ratio(r - 1.6, shoulder) : ratio(r - 5, tail);
  return q < 0 ? -size : size;
}

type Rational = readonly [above: readonly number[], below: readonly number[]];

// AS 241's coefficients, highest power first.
const centre: Rational = [
  [2509.0809287301226727, 33430.575583588128105, 67265.770927008700853, 45921.953931549871457, 13731.693765509461125, 1971.5909503065514427, 133.14166789178437745, 3.387132872796366608],
  [5226.495278852854561, 28729.085735721942674, 39307.89580009271061, 21213.794301586595867, 5394.1960214247511077, 687.1870074920579083, 42.313330701600911252, 1],
];
const shoulder: Rational = [
  [7.7454501427834140764e-4, 0.0227238449892691845833, 0.24178072517745061177, 1.27045825245236838258, 3.64784832476320460504, 5.7694972214606914055, 4.6303378461565452959, 1.42343711074968357734],
  [1.05075007164441684324e-9, 5.475938084995344946e-4, 0.0151986665636164571966, 0.14810397642748007459, 0.68976733498510000455, 1.6763848301838038494, 2.05319162663775882187, 1],
];
const tail: Rational = [
  [2.01033439929228813265e-7, 2.71155556874348757815e-5, 0.0012426609473880784386, 0.026532189526576123093, 0.29656057182850489123, 1.7848265399172913358, 5.4637849111641143699, 6.6579046435011037772],
  [2.04426310338993978564e-15, 1.4215117583164458887e-7, 1.8463183175100546818e-5, 7.868691311456132591e-4, 0.0148753612908506148525, 0.13692988092273580531, 0.59983220655588793769, 1],
];

function ratio(x: number, [above, below]: Rational): number {
  const at = (coefficients: readonly number[]): number => coefficients.reduce((sum, coefficient) => sum * x + coefficient, 0);
  return at(above) / at(below);
}
