import { describe, expect, test } from 'vitest';
import { allowFusedInstructions } from '../../lib/src/backend/products/fused-instructions';
import { instantiateProducts } from '../../lib/src/backend/products/module';
import { Multiplier, roomFor } from '../../lib/src/backend/products/multiplier';
import { fusedShape, plainShape, type TileShape } from '../../lib/src/backend/products/shape';
import { seededRandom } from '../../lib/src/datasets';

allowFusedInstructions();

const random = seededRandom(6);
const filled = (length: number): Float32Array => Float32Array.from({ length }, () => random.normal());

/** Multiplies in a memory of its own, whatever the engine would choose; what lies around C must stay as it is. */
function multiplied(shape: TileShape, [rows, depth, columns]: readonly [number, number, number], a: Float32Array, b: Float32Array, { bias, into }: { bias?: Float32Array; into?: Float32Array } = {}): Float32Array {
  const memory = new WebAssembly.Memory({ initial: 64 });
  const heap = new Float32Array(memory.buffer);
  const at = { a: 16, b: 16 + a.length + 16, bias: 0, c: 0 };
  at.bias = at.b + b.length + 16;
  at.c = at.bias + columns + 16;
  heap.set(a, at.a);
  heap.set(b, at.b);
  if (bias) heap.set(bias, at.bias);
  heap.fill(7, at.c - 8, at.c + rows * columns + 8);
  if (into) heap.set(into, at.c);
  const room = 4 * (at.c + rows * columns + 64);
  expect(room + roomFor(shape)).toBeLessThan(memory.buffer.byteLength);
  new Multiplier({ products: instantiateProducts(shape, memory), shape, memory, room, secondRoom: { why: 'it is not wanted' } }).multiply({
    rows, columns, depth, c: 4 * at.c,
    a: { at: 4 * at.a, row: 4 * depth, column: 4 },
    b: { at: 4 * at.b, row: 4 * columns, column: 4 },
    ...(bias && { bias: 4 * at.bias }), ...(into && { adds: true }),
  });
  const end = at.c + rows * columns;
  expect([...heap.subarray(at.c - 8, at.c), ...heap.subarray(end, end + 8)]).toEqual(Array(16).fill(7));
  return heap.slice(at.c, end);
}

/** One number of a product: from what it starts with, term after term, in float32. Of two float32 numbers the product is exact in float64. */
function summed(fused: boolean, start: number, terms: ReadonlyArray<readonly [number, number]>): number {
  return terms.reduce((sum, [x, y]) => Math.fround(sum + (fused ? x * y : Math.fround(x * y))), start);
}

const sizes = [[1, 1, 1], [3, 5, 12], [4, 3, 8], [5, 7, 9], [7, 300, 13], [242, 2, 5], [2, 3, 490], [9, 10, 23]] as const;

describe.each([['with fused multiply-add', fusedShape], ['without', plainShape]] as const)('%s', (_, shape) => {
  test.each(sizes)('%i by %i by %i: each number is its terms in their order, wherever it stands', (...size) => {
    const [rows, depth, columns] = size;
    const [a, b, bias] = [filled(rows * depth), filled(depth * columns), filled(columns)];
    const expected = Float32Array.from({ length: rows * columns }, (__, place) => {
      const [i, j] = [Math.floor(place / columns), place % columns];
      return summed(shape.fused, bias[j] as number, Array.from({ length: depth }, (___, k) => [a[i * depth + k] as number, b[k * columns + j] as number] as const));
    });
    const got = multiplied(shape, size, a, b, { bias });
    if (!shape.fused) return expect(Array.from(got)).toEqual(Array.from(expected));
    // The reference rounds twice, to float64 and to float32, which differs in one sum of 2^29 by one unit; and an engine may not fuse.
    expect(Array.from(got)).toEqual(Array.from(expected, value => expect.closeTo(value, 4)));
  });

  test('columns and rows that are alike give what is alike, to the last bit', () => {
    const [rows, depth, columns] = [8, 37, 29];
    const [line, column] = [filled(depth), filled(depth)];
    const a = Float32Array.from({ length: rows * depth }, (__, place) => line[place % depth] as number);
    const b = Float32Array.from({ length: depth * columns }, (__, place) => column[Math.floor(place / columns)] as number);
    expect(new Set(multiplied(shape, [rows, depth, columns], a, b)).size).toBe(1);
  });

  test('a product may be added to what is there', () => {
    const [a, b] = [Float32Array.of(1, 2, 3, 4), Float32Array.of(1, 0, 0, 1)];
    expect(Array.from(multiplied(shape, [2, 2, 2], a, b, { into: Float32Array.of(10, 20, 30, 40) }))).toEqual([11, 22, 33, 44]);
  });
});
