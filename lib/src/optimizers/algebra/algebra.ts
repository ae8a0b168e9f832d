/** A matrix, a vector or one number of an algebra, or a plain number, which goes with every shape. */
export type Operand<Value> = Value | number;

/**
 * What a method needs that treats a variable as a matrix: arithmetic per entry, products, and means along an axis. Such a method is written
 * once against this, and read in float64 and on tensors. Shapes of two operands need not be equal where one of them has length 1 (or lacks
 * the axis): it is then repeated, as in numpy.
 */
export interface Algebra<Value> {
  shape(a: Value): readonly number[];
  reshape(a: Value, shape: readonly number[]): Value;
  add(a: Operand<Value>, b: Operand<Value>): Value;
  sub(a: Operand<Value>, b: Operand<Value>): Value;
  mul(a: Operand<Value>, b: Operand<Value>): Value;
  div(a: Operand<Value>, b: Operand<Value>): Value;
  max(a: Operand<Value>, b: Operand<Value>): Value;
  sqrt(a: Value): Value;
  /** Along one axis, which stays with length 1; without an axis, of all entries, with shape []. */
  mean(a: Value, axis?: number): Value;
  /** The square root of the sum of all squares (for a matrix, the Frobenius norm), with shape []. */
  norm(a: Value): Value;
  /** The product of two matrices, [m, k] times [k, n]. */
  matMul(a: Value, b: Value): Value;
  /** Rows as columns, for a matrix. */
  transpose(a: Value): Value;
}
