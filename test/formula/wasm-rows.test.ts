import { beforeAll, describe, expect, test } from 'vitest';
import { seededRandom } from '../../lib/src/datasets';
import { joined, program, type Program } from '../../lib/src/formula/check';
import { runFloat64 } from '../../lib/src/formula/float64';
import { expFunction, logFunction } from '../../lib/src/formula/wasm/exponential';
import { moduleBytes, wasm, type ValueType, type WasmFunction } from '../../lib/src/formula/wasm/module';
import { get, set } from '../../lib/src/formula/wasm/building';
import type { RowProgram } from '../../lib/src/formula/row-program';
import { rowFunctions } from '../../lib/src/formula/wasm/rows';
import type { Symbol } from '../../lib/src/notation';

const symbol: Symbol = { glyph: 'x', meaning: 'a number' };
const symbols = Object.fromEntries(['x', 'y', 'z', 'a', 'b', 'k', 'r', 'n', 'top', 'loss', 'total'].map(name => [name, symbol]));

/** What is assigned among the tensors is written. */
function writing(text: string, { tensors, scalars = [] }: { tensors: readonly string[]; scalars?: readonly string[] }, written: readonly string[]): Program {
  const read = program(text, { tensors, scalars, symbols });
  return joined(read.lines, { ...read.inputs, tensors: [...tensors, ...written] });
}

const memory = new WebAssembly.Memory({ initial: 4 });

/** Runs a row program on matrices and vectors laid out one behind the other, with room between them that must stay as it is. */
function run(declared: RowProgram, rows: number, columns: number, values: Readonly<Record<string, Float32Array>>, numbers: Readonly<Record<string, number>> = {}) {
  const { functions, tensors, numbers: names } = rowFunctions(declared);
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(Uint8Array.from(moduleBytes(functions))), { tfjs: { memory } });
  const heap = new Float32Array(memory.buffer).fill(7);
  const places: Record<string, number> = {};
  let next = 16;
  for (const name of tensors) {
    if (name in places) continue;
    const length = declared.vectors?.includes(name) === true ? columns : rows * columns;
    places[name] = next;
    heap.set(values[name] ?? new Float32Array(length).fill(7), next);
    next += length + 5;
  }
  const result = (exports['rows'] as (...parameters: number[]) => number | number[] | undefined)(
    rows, columns, ...tensors.map(name => 4 * (places[name] as number)), ...names.map(name => numbers[name] as number),
  );
  const read = (name: string): Float32Array => heap.slice(places[name], (places[name] as number) + (declared.vectors?.includes(name) === true ? columns : rows * columns));
  const untouched = tensors.every(name => {
    const end = (places[name] as number) + (declared.vectors?.includes(name) === true ? columns : rows * columns);
    return heap.slice(end, end + 5).every(value => value === 7);
  });
  return { result, read, untouched };
}

const random = seededRandom(3);
const drawn = (length: number): Float32Array => Float32Array.from({ length }, () => random.normal());
const rowOf = (matrix: Float32Array, row: number, columns: number): Float64Array => Float64Array.from(matrix.subarray(row * columns, (row + 1) * columns));

/** Vectors hold four numbers: rows of fewer, of a whole number of vectors, and of some numbers more. */
const shapes = [[1, 1], [3, 2], [2, 4], [5, 7], [4, 8], [3, 10], [0, 5]] as const;

describe.each(shapes)('%i rows of %i', (rows, columns) => {
  const x = drawn(rows * columns);
  const y = drawn(rows * columns);
  const b = drawn(columns);

  test('an element-wise program with a row that all share', () => {
    const declared = { program: writing('z = k * x + b', { tensors: ['x', 'b'], scalars: ['k'] }, ['z']), vectors: ['b'] };
    const { read, untouched } = run(declared, rows, columns, { x, b }, { k: 0.5 });
    expect(Array.from(read('z'))).toEqual(Array.from(x, (value, at) => Math.fround(Math.fround(0.5 * value) + (b[at % columns] as number))));
    expect(untouched).toBe(true);
  });

  test('sums of a row, used in the same row and the next pass', () => {
    const text = 'r = mean(x)\na = x - r\nz = a / sqrt(mean(a^2) + 0.01) * norm(y)';
    const declared = { program: writing(text, { tensors: ['x', 'y'] }, ['z']) };
    const { read, untouched } = run(declared, rows, columns, { x, y });
    for (let row = 0; row < rows; row++) {
      const { z } = runFloat64(program(text, { tensors: ['x', 'y'], symbols }), { x: rowOf(x, row, columns), y: rowOf(y, row, columns) });
      // A dozen roundings of numbers up to about 5.
      expect(Array.from(rowOf(read('z'), row, columns))).toEqual(Array.from(z as Float64Array, value => expect.closeTo(value, 4)));
    }
    expect(untouched).toBe(true);
  });

  test('what all rows share is added up over them, from zero', () => {
    const declared = { program: writing('b = x * y', { tensors: ['x', 'y'] }, ['b']), vectors: ['b'] };
    const { read, untouched } = run(declared, rows, columns, { x, y, b });
    const sums = Array.from({ length: columns }, (_, column) => Array.from({ length: rows }, (__, row) => (x[row * columns + column] as number) * (y[row * columns + column] as number)).reduce((sum, value) => sum + value, 0));
    expect(Array.from(read('b'))).toEqual(sums.map(value => expect.closeTo(value, 5)));
    expect(untouched).toBe(true);
  });

  test('the largest of a row, how many there are, and totals', () => {
    const declared = { program: program('total = top\nloss = n * sum(x)', { tensors: ['x'], scalars: ['top', 'n'], symbols }), largest: { top: 'x' }, count: 'n', totals: ['total', 'loss'] };
    const { result } = run(declared, rows, columns, { x });
    const each = Array.from({ length: rows }, (_, row) => rowOf(x, row, columns));
    expect(result).toEqual([
      expect.closeTo(each.reduce((sum, row) => sum + Math.max(...row), 0), 5),
      expect.closeTo(each.reduce((sum, row) => sum + columns * row.reduce((a, value) => a + value, 0), 0), 3),
    ]);
  });
});

test('a matrix may be written over the one that it comes from', () => {
  const declared: RowProgram = { program: writing('z = x / sum(x)', { tensors: ['x'] }, ['z']) };
  const { functions } = rowFunctions(declared);
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(Uint8Array.from(moduleBytes(functions))), { tfjs: { memory } });
  const heap = new Float32Array(memory.buffer);
  heap.set([1, 2, 3, 4, 6, 1, 1, 1, 1, 4], 64);
  (exports['rows'] as (...parameters: number[]) => void)(2, 5, 256, 256);
  expect(Array.from(heap.subarray(64, 74))).toEqual([1, 2, 3, 4, 6, 2, 2, 2, 2, 8].map(value => Math.fround(value / 16)));
});

describe('e^x and log x', () => {
  let map: (of: 'exp' | 'log', values: Float32Array) => Float32Array;

  beforeAll(() => {
    /** Four numbers at address 0, in place: functions of vectors cannot be called from outside. */
    const at = (name: string): WasmFunction => ({
      name: `${name}.here`,
      parameters: new Map(),
      results: [],
      locals: new Map<string, ValueType>([['at', 'i32'], ['value', 'v128']]),
      body: [set('value', wasm('call', name, wasm('v128.load', get('at')))), wasm('v128.store', get('at'), get('value'))],
    });
    const own = new WebAssembly.Memory({ initial: 1 });
    const bytes = moduleBytes([expFunction, logFunction, at('exp'), at('log')]);
    const { exports } = new WebAssembly.Instance(new WebAssembly.Module(Uint8Array.from(bytes)), { tfjs: { memory: own } });
    const four = new Float32Array(own.buffer, 0, 4);
    map = (of, values) => {
      const results = new Float32Array(values.length);
      for (let k = 0; k < values.length; k += 4) {
        four.fill(1).set(values.subarray(k, k + 4));
        (exports[`${of}.here`] as () => void)();
        results.set(four.subarray(0, Math.min(4, values.length - k)), k);
      }
      return results;
    };
  });

  /** Distance in units of the last place of the true value. */
  const unitsOff = (got: number, right: number): number => Math.abs(got - right) / 2 ** (Math.floor(Math.log2(Math.abs(right))) - 23);

  test('e^x is within two units in the last place where it is a normal number', () => {
    const x = Float32Array.from({ length: 200_000 }, () => -87.3 + 176.02 * random.uniform());
    const worst = map('exp', x).reduce((most, got, k) => Math.max(most, unitsOff(got, Math.exp(x[k] as number))), 0);
    expect(worst).toBeLessThan(2);
  });

  test('log x is within two units in the last place, also near 1 and of subnormal numbers', () => {
    const wide = Float32Array.from({ length: 100_000 }, () => Math.exp(-87 + 175 * random.uniform()));
    const near = Float32Array.from({ length: 100_000 }, () => 0.7 + 0.7 * random.uniform()).filter(value => value !== 1);
    const tiny = Float32Array.from({ length: 100 }, (_, k) => (k + 1) * 2 ** -149);
    for (const x of [wide, near, tiny]) {
      const worst = map('log', x).reduce((most, got, k) => Math.max(most, unitsOff(got, Math.log(x[k] as number))), 0);
      expect(worst).toBeLessThan(2);
    }
  });

  test('at the ends they are what they should be', () => {
    expect(Array.from(map('exp', Float32Array.of(0, -0, 89, 1000, Infinity, -87.4, -200, -Infinity, NaN)))).toEqual([
      1, 1, Infinity, Infinity, Infinity, 0, 0, 0, NaN,
    ]);
    expect(Array.from(map('log', Float32Array.of(1, 0, -0, -1, -Infinity, Infinity, NaN)))).toEqual([0, -Infinity, -Infinity, NaN, NaN, Infinity, NaN]);
  });
});
