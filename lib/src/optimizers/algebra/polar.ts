import type { Algebra } from './algebra';

/** The polynomial a X + b (XXᵀ) X + c (XXᵀ)² X acts on every singular value of X alone, as a x + b x³ + c x⁵. */
export interface Polynomial {
  readonly a: number;
  readonly b: number;
  readonly c: number;
}

/** Muon's coefficients: they lift small singular values fastest, and leave all between about 0.7 and 1.2 instead of at 1. */
export const quintic: Polynomial = { a: 3.4445, b: -4.775, c: 2.0315 };

/** Newton–Schulz: every singular value goes to 1, and near it the error is squared in each round. */
export const cubic: Polynomial = { a: 1.5, b: -0.5, c: 0 };

/**
 * What a matrix is divided by before the first round, so that no singular value exceeds 1: its Frobenius norm; its largest singular value; the
 * Schatten-4 norm (‖XXᵀ‖_F)^½, which lies between the two; or for each row of the shorter side the root of the row sum of |XXᵀ| (almost
 * orthogonal layers, `aol`).
 */
export type Start = 'frobenius' | 'spectral' | 'schatten' | 'aol';

/** How a matrix is brought near its polar factor. */
export interface Orthogonalization {
  /** One for each round. */
  readonly polynomials: readonly Polynomial[];
  /** Default the Frobenius norm. */
  readonly start?: Start;
  /** Keeps a zero matrix from being divided by zero. */
  readonly epsilon: number;
  /** Whether ε is added to the norm or is the least that is divided by. Default added; `aol` and `schatten` are always bounded. */
  readonly floor?: 'added' | 'least';
}

/**
 * A matrix with the singular vectors of x and singular values near 1: with Newton–Schulz's cubic and enough rounds its polar factor U Vᵀ.
 * Zero stays zero. Works on the shorter side. Shape [m, n].
 */
export function orthogonalized<Value>(x: Value, how: Orthogonalization, algebra: Algebra<Value>): Value {
  const { add, mul, div, matMul, shape, transpose } = algebra;
  const [rows, columns] = shape(x) as [number, number];
  const tall = rows > columns;
  const wide = tall ? transpose(x) : x;
  let y = div(wide, startingSize(wide, how, algebra));
  for (const { a, b, c } of how.polynomials) {
    const square = matMul(y, transpose(y));
    const shrink = c === 0 ? mul(b, square) : add(mul(b, square), mul(c, matMul(square, square)));
    y = add(mul(a, y), matMul(shrink, y));
  }
  return tall ? transpose(y) : y;
}

function startingSize<Value>(
  x: Value,
  { start = 'frobenius', epsilon, floor = 'added' }: Orthogonalization,
  algebra: Algebra<Value>,
): Value {
  const { add, matMul, max, mean, mul, norm, shape, sqrt, transpose } = algebra;
  const guarded = (size: Value): Value => (floor === 'added' ? add(size, epsilon) : max(size, epsilon));
  switch (start) {
    case 'frobenius':
      return guarded(norm(x));
    case 'spectral':
      return guarded(largestSingularValue(x, algebra));
    case 'schatten':
      return sqrt(max(norm(matMul(x, transpose(x))), epsilon));
    case 'aol': {
      const square = matMul(x, transpose(x));
      return sqrt(max(mul(shape(square)[1] as number, mean(max(square, mul(-1, square)), 1)), epsilon));
    }
  }
}

/** After so many squarings the norm of XXᵀ to the power 2^k is its largest eigenvalue's to the last bit, however close the next one is. */
const squarings = 60;

/**
 * By repeated squaring: ‖A^(2^k)‖^(1/2^k) goes to the largest eigenvalue of A = XXᵀ. Unlike with power iteration nothing depends on a starting vector.
 * Each square is divided by its norm, so that nothing overflows, and the roots of these norms are put together from the last one on.
 */
function largestSingularValue<Value>(x: Value, { div, matMul, max, mul, norm, sqrt, transpose }: Algebra<Value>): Value {
  const tiny = 1e-30;
  let power = matMul(x, transpose(x));
  const norms: Value[] = [];
  for (let k = 0; k <= squarings; k++) {
    const size = norm(power);
    norms.push(size);
    const unit = div(power, max(size, tiny));
    power = matMul(unit, unit);
  }
  const [first, ...rest] = norms as [Value, ...Value[]];
  const growth = rest.reduceRight<Value>((root, size) => sqrt(mul(size, root)), div(first, max(first, tiny)));
  return sqrt(mul(first, growth));
}
