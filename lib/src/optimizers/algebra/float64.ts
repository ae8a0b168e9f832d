import { normOf } from '../../formula/norm';
import type { Algebra, Operand } from './algebra';

/** Numbers in float64 with a shape, row by row. */
export interface Shaped {
  readonly shape: readonly number[];
  readonly values: Float64Array;
}

/** The algebra in float64: the reference. */
export const float64Algebra: Algebra<Shaped> = {
  shape: a => a.shape,
  reshape: (a, shape) => ({ shape, values: a.values }),
  add: (a, b) => combine(a, b, (x, y) => x + y),
  sub: (a, b) => combine(a, b, (x, y) => x - y),
  mul: (a, b) => combine(a, b, (x, y) => x * y),
  div: (a, b) => combine(a, b, (x, y) => x / y),
  max: (a, b) => combine(a, b, Math.max),
  sqrt: a => ({ shape: a.shape, values: a.values.map(Math.sqrt) }),
  mean,
  norm: a => single(normOf(a.values)),
  matMul,
  transpose: a => {
    const [rows, columns] = a.shape as [number, number];
    return { shape: [columns, rows], values: a.values.map((_, i) => a.values[(i % rows) * columns + Math.floor(i / rows)] as number) };
  },
};

function single(value: number): Shaped {
  return { shape: [], values: Float64Array.of(value) };
}

function combine(left: Operand<Shaped>, right: Operand<Shaped>, compute: (x: number, y: number) => number): Shaped {
  const a = typeof left === 'number' ? single(left) : left;
  const b = typeof right === 'number' ? single(right) : right;
  const shape = commonShape(a.shape, b.shape);
  const values = new Float64Array(sizeOf(shape));
  const [fromA, fromB] = [positions(shape, a.shape), positions(shape, b.shape)];
  for (let i = 0; i < values.length; i++) values[i] = compute(a.values[fromA(i)] as number, b.values[fromB(i)] as number);
  return { shape, values };
}

function commonShape(a: readonly number[], b: readonly number[]): number[] {
  const rank = Math.max(a.length, b.length);
  return Array.from({ length: rank }, (_, axis) => {
    const [x, y] = [a[axis - rank + a.length] ?? 1, b[axis - rank + b.length] ?? 1];
    if (x !== y && x !== 1 && y !== 1) throw new Error(`algebra: shapes [${a.join(', ')}] and [${b.join(', ')}] do not go together`);
    return x === 1 ? y : x;
  });
}

/** Where entry i of the larger shape stands in a smaller one that is repeated along some axes. */
function positions(large: readonly number[], small: readonly number[]): (i: number) => number {
  const missing = large.length - small.length;
  return i => {
    let position = 0;
    let stride = 1;
    let rest = i;
    for (let axis = large.length - 1; axis >= 0; axis--) {
      const index = rest % (large[axis] as number);
      rest = Math.floor(rest / (large[axis] as number));
      const length = small[axis - missing] ?? 1;
      if (length !== 1) position += index * stride;
      stride *= length;
    }
    return position;
  };
}

function mean(a: Shaped, axis?: number): Shaped {
  if (axis === undefined) return single(a.values.reduce((sum, x) => sum + x, 0) / a.values.length);
  const shape = a.shape.map((length, i) => (i === axis ? 1 : length));
  const sums = new Float64Array(sizeOf(shape));
  const to = positions(a.shape, shape);
  a.values.forEach((x, i) => (sums[to(i)] = (sums[to(i)] as number) + x));
  return { shape, values: sums.map(sum => sum / (a.shape[axis] as number)) };
}

function matMul(a: Shaped, b: Shaped): Shaped {
  const [[rows, inner], [same, columns]] = [a.shape as [number, number], b.shape as [number, number]];
  if (inner !== same) throw new Error(`algebra: a product needs [m, k] times [k, n], got [${a.shape.join(', ')}] times [${b.shape.join(', ')}]`);
  const values = new Float64Array(rows * columns);
  for (let i = 0; i < rows; i++) {
    for (let k = 0; k < inner; k++) {
      const x = a.values[i * inner + k] as number;
      for (let j = 0; j < columns; j++) values[i * columns + j] = (values[i * columns + j] as number) + x * (b.values[k * columns + j] as number);
    }
  }
  return { shape: [rows, columns], values };
}

function sizeOf(shape: readonly number[]): number {
  return shape.reduce((product, length) => product * length, 1);
}
