import { beforeAll, expect, test } from 'vitest';
import { useBackend } from '../../lib/src/backend';
import { program, type Program } from '../../lib/src/formula/check';
import { compileWasm } from '../../lib/src/formula/wasm/kernel';
import { kernelValues } from './kernel-values';

beforeAll(async () => {
  await useBackend('wasm');
});

const symbols = Object.fromEntries('abxyuq'.split('').map(name => [name, { glyph: name, meaning: 'a name of this test' }]));
/** A program that gives x the value of an expression. */
const giving = (text: string): Program => program(`x = ${text}`, { tensors: ['x', 'y'], scalars: ['a', 'b'], symbols }, ['x']);

/** Worked out by hand at x = [4, -2, 0, -0, 9], y = [0.5, 3, 0, 1, 2], a = 2, b = 3; five weights reach both the four lanes and the rest. */
const byHand: ReadonlyArray<[text: string, values: number[]]> = [
  ['x + y', [4.5, 1, 0, 1, 11]],
  ['x - y', [3.5, -5, 0, -1, 7]],
  ['x * y', [2, -6, 0, -0, 18]],
  ['y / x', [0.125, -1.5, NaN, -Infinity, Math.fround(2 / 9)]],
  ['-x', [-4, 2, -0, 0, -9]],
  ['x^2', [16, 4, 0, 0, 81]],
  ['x^3', [64, -8, 0, -0, 729]],
  ['x^8', [65536, 256, 0, 0, Math.fround(9 ** 8)]],
  ['y^0.5 * y^0.5', [0.5, 3, 0, 1, 2]],
  ['sqrt(abs(x))', [2, Math.fround(Math.SQRT2), 0, 0, 3]],
  ['sqrt(x)', [2, NaN, 0, -0, 3]],
  ['sign(x)', [1, -1, 0, 0, 1]],
  ['sign(x * y + 1)', [1, -1, 1, 1, 1]],
  ['min(x, y)', [0.5, -2, 0, -0, 2]],
  ['max(x, y)', [4, 3, 0, 1, 9]],
  ['max(x, b)', [4, 3, 3, 3, 9]],
  ['x < y', [0, 1, 0, 1, 0]],
  ['x <= y', [0, 1, 1, 1, 0]],
  ['x > y', [1, 0, 0, 0, 1]],
  ['x >= y', [1, 0, 1, 0, 1]],
  ['x == 0', [0, 0, 1, 1, 0]],
  ['x != 0', [1, 1, 0, 0, 1]],
  ['(x < y) + (x > 3)', [1, 1, 0, 1, 1]],
  ['x > y ? x : y', [4, 3, 0, 1, 9]],
  ['a > b ? x : y', [0.5, 3, 0, 1, 2]],
  ['a < b ? x + 1 : y', [5, -1, 1, 1, 10]],
  ['x > 0 ? 1 : b', [1, 3, 3, 3, 1]],
  ['x != 0 ? y / x : a', [0.125, -1.5, 2, 2, Math.fround(2 / 9)]],
  ['x * (1 - a^b)', [-28, 14, -0, 0, -63]],
  ['sum(x) + 0 * y', [11, 11, 11, 11, 11]],
  ['y - mean(x)', [-1.7, 0.8, -2.2, -1.2, -0.2].map(Math.fround)],
  ['norm(x - y) * y / norm(x - y)', [0.5, 3, 0, 1, 2]],
  ['norm(x)^2 + 0 * y', [101, 101, 101, 101, 101].map(Math.fround)],
  ['y * norm(a) + sum(b)', [4, 9, 3, 5, 7]],
  ['x / norm(x / norm(x))', [4, -2, 0, -0, 9]],
];

test.each(byHand)('%s', (text, expected) => {
  const state = { x: Float64Array.of(4, -2, 0, -0, 9), y: Float64Array.of(0.5, 3, 0, 1, 2), a: 2, b: 3 };
  // A sum is exact in float64 here; what is divided by a norm may be off by one rounding of float32.
  const close = text.includes('norm') || text.includes('mean') || text.includes('0.5');
  expect(kernelValues(compileWasm(giving(text)), state)['x']).toEqual(close ? expected.map(value => expect.closeTo(value, 5)) : expected);
});

test.each([
  ['exp(x)', 'exp'], ['y - log(x)', 'log'], ['x^a', '^'], ['a^x', '^'], ['x^y', '^'], ['x^9', '^'], ['x^1.5', '^'], ['x * norm(exp(y))', 'exp'],
])('%s is refused when it is compiled, not run', (text, operation) => {
  expect(() => compileWasm(giving(text))).toThrow(
    `wasm kernel: "${operation}" of a tensor has no exact instruction, in "x = ${text}"; the tensor reading is used`,
  );
});

test('exp, log and any power of what is the same for every weight are the host\'s', () => {
  const { x } = kernelValues(compileWasm(giving('x * exp(log(a)) * b^a')), { x: Float64Array.of(1, 3), y: Float64Array.of(0, 0), a: 2, b: 3 });
  expect(x).toEqual([18, 54]);
});

test('weights that end as one number are refused', () => {
  expect(() => compileWasm(giving('2 * a'))).toThrow('"x" ends as one number for all weights, so there is nothing to write for each of them');
});

test('a kernel is compiled once for a program', () => {
  const once = giving('x + y');
  expect(compileWasm(once)).toBe(compileWasm(once));
  expect(compileWasm(giving('x + y'))).not.toBe(compileWasm(once));
});

test('a line sees the latest value, and the slots may change places', () => {
  const swap = program('q = x\nx = y\ny = q\nx = x + 1\nu = x - y', { tensors: ['x', 'y'], slots: ['u'], symbols }, ['x', 'y']);
  const state = { x: Float64Array.of(1, 2, 3, 4, 5), y: Float64Array.of(10, 20, 30, 40, 50), u: new Float64Array(5) };
  expect(kernelValues(compileWasm(swap), state)).toEqual({ x: [11, 21, 31, 41, 51], y: [1, 2, 3, 4, 5], u: [10, 19, 28, 37, 46] });
});

test('a sum that no line needs for each weight is taken in the pass that writes', () => {
  const text = 'x = x - y\nu = norm(x)';
  const checked = program(text, { tensors: ['x', 'y'], slots: ['u'], symbols }, ['x']);
  const kernel = compileWasm(checked);
  expect(kernel.text.match(/\(func/g)).toHaveLength(1);
  expect(kernelValues(kernel, { x: Float64Array.of(4, 5), y: Float64Array.of(1, 1), u: 0 })).toEqual({ x: [3, 4], u: [5] });
});

test('a program may only add up', () => {
  const kernel = compileWasm(program('u = sum(x)', { tensors: ['x'], slots: ['u'], symbols }));
  expect(kernelValues(kernel, { x: Float64Array.of(1, 2, 3, 4, 5, 6, 7), u: 0 })).toEqual({ u: [28] });
  expect(kernelValues(kernel, { x: Float64Array.of(1, NaN, 3, 4, 5), u: 0 })).toEqual({ u: [NaN] });
});

test('sums are exact where float32 loses them', () => {
  const kernel = compileWasm(program('u = sum(x)\nq = norm(x)', { tensors: ['x'], slots: ['u', 'q'], symbols }));
  // 2^24 + 1 is no float32, and the square of 2^100 is none either.
  expect(kernelValues(kernel, { x: Float64Array.of(2 ** 24, 1, 1, 1, 1, 1), u: 0, q: 0 })['u']).toEqual([2 ** 24 + 5]);
  expect(kernelValues(kernel, { x: Float64Array.of(3 * 2 ** 100, 4 * 2 ** 100), u: 0, q: 0 })['q']).toEqual([5 * 2 ** 100]);
});

test('it writes its weights and not a byte around them, wherever they lie', () => {
  const kernel = compileWasm(giving('x + y'));
  const memory = new WebAssembly.Memory({ initial: 1 });
  const floats = new Float32Array(memory.buffer);
  for (const count of [0, 1, 3, 4, 5, 7, 8]) {
    // Index 5, 25 and 41: none is a multiple of four, so no address is one of 16 bytes.
    floats.fill(-1);
    for (let k = 0; k < count; k++) floats.set([k], 5 + k);
    kernel.run(memory, count, [20, 100], [164], []);
    expect(Array.from(floats.slice(40, 52))).toEqual(Array.from({ length: 12 }, (_, k) => (k >= 1 && k <= count ? k - 2 : -1)));
    kernel.run(memory, count, [20, 100], [20], []);
    expect(Array.from(floats.slice(4, 16))).toEqual(Array.from({ length: 12 }, (_, k) => (k >= 1 && k <= count ? k - 2 : -1)));
  }
});

test('the text names the lines of the formula and what they become', () => {
  const { text } = compileWasm(giving('x - a * sqrt(y)'));
  expect(text).toContain(`
          ;; x = x - a * sqrt(y)
          (local.set $x' (f32x4.sub (local.get $x) (f32x4.mul (local.get $a) (f32x4.sqrt (local.get $y)))))
          (v128.store (i32.add (local.get $x'.at) (local.get $byte.now)) (local.get $x'))
`);
});
