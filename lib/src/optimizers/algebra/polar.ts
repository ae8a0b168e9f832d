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
 * A matrix with the singular vectors of x and singular values near 1: with Newton–Schulz's cubic and enough rounds its polar factor U Vᵀ.
 * Starts from x over its norm plus ε, so that no singular value exceeds 1; zero stays zero. Works on the shorter side. Shape [m, n].
 */
export function orthogonalized<Value>(x: Value, rounds: number, epsilon: number, { a, b, c }: Polynomial, algebra: Algebra<Value>): Value {
  const { add, mul, div, matMul, norm, shape, transpose } = algebra;
  const [rows, columns] = shape(x) as [number, number];
  const tall = rows > columns;
  let y = div(tall ? transpose(x) : x, add(norm(x), epsilon));
  for (let round = 0; round < rounds; round++) {
    const square = matMul(y, transpose(y));
    const shrink = c === 0 ? mul(b, square) : add(mul(b, square), mul(c, matMul(square, square)));
    y = add(mul(a, y), matMul(shrink, y));
  }
  return tall ? transpose(y) : y;
}
