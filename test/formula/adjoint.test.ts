import { describe, expect, test } from 'vitest';
import { seededRandom } from '../../lib/src/datasets';
import { adjoint } from '../../lib/src/formula/adjoint';
import { program, type Program } from '../../lib/src/formula/check';
import { runFloat64, type Float64 } from '../../lib/src/formula/float64';
import type { Symbol } from '../../lib/src/notation';

const symbol: Symbol = { glyph: 'x', meaning: 'a number' };
const symbols = Object.fromEntries(['a', 'c', 'x', 'y', 'z', 'u', 'k', 'r', 'top', 'p', 'ell', 'o', 'loss', 'mu', 'v', 'gamma', 'epsilon', 'q'].map(name => [name, symbol]));

/** Programs that end in one number, with what they are given. The numbers stay away from kinks and from the ends of what roots and logarithms take. */
const cases: ReadonlyArray<{ readonly name: string; readonly text: string; readonly tensors: readonly string[]; readonly scalars?: readonly string[] }> = [
  { name: 'a sum of products', text: 'loss = sum(x * y)', tensors: ['x', 'y'] },
  { name: 'a mean, taken away and squared', text: 'mu = mean(x)\nloss = mean((x - mu)^2)', tensors: ['x'] },
  { name: 'a norm, and what is divided by it', text: 'u = x / norm(x)\nloss = sum(u * y)', tensors: ['x', 'y'] },
  { name: 'a reduction inside a line', text: 'loss = sum(y * exp(x - mean(x))) / norm(y)', tensors: ['x', 'y'] },
  { name: 'a number that goes into every element', text: 'r = k * sum(x)\nz = x * r + r\nloss = sum(z^2)', tensors: ['x'], scalars: ['k'] },
  { name: 'a constant that is added up', text: 'u = mean(x)\nr = sum(x - u)\nq = mean(x * y - u)\nloss = r + q^2', tensors: ['x', 'y'] },
  { name: 'softmax and cross-entropy', text: 'p = exp(x)\nell = x - log(sum(p))\nloss = -sum(y * ell)', tensors: ['x', 'y'] },
  { name: 'layer normalisation', text: 'mu = mean(x)\nv = mean((x - mu)^2)\nu = y * (x - mu) / sqrt(v + k)\nloss = sum(exp(u))', tensors: ['x', 'y'], scalars: ['k'] },
  { name: 'a choice, and the smaller and the larger', text: 'u = x > 0 ? x^3 : 0.1 * x\nloss = sum(max(u, y) + min(x, y) + abs(u))', tensors: ['x', 'y'] },
];

const random = seededRandom(5);
const length = 7;

function given({ tensors, scalars = [] }: (typeof cases)[number]): Record<string, Float64> {
  const drawn = tensors.map(name => [name, Float64Array.from({ length }, () => (random.uniform() < 0.5 ? -1 : 1) * (0.3 + random.uniform()))] as const);
  return { ...Object.fromEntries<Float64>(drawn), ...Object.fromEntries(scalars.map(name => [name, 0.2 + random.uniform()])) };
}

function gradient(of: Program, values: Readonly<Record<string, Float64>>, by: string): Float64 {
  const derived = adjoint(of, { of: 'loss', upstream: 'up', by: { [by]: 'slope' }, count: 'n' });
  return runFloat64(derived, { ...values, up: 1, n: length })['slope'] as Float64;
}

describe.each(cases)('$name', row => {
  const read = program(row.text, { tensors: row.tensors, scalars: row.scalars ?? [], symbols });
  const values = given(row);
  const loss = (at: Readonly<Record<string, Float64>>): number => runFloat64(read, at)['loss'] as number;

  test.each(row.tensors)('by %s is what the loss does when one number moves', name => {
    const at = values[name] as Float64Array;
    const numerical = at.map((_, k) => {
      const moved = (by: number): number => loss({ ...values, [name]: at.map((value, index) => (index === k ? value + by : value)) });
      // Central differences of step h are off by h² f'''/6, and by ε f/h of rounding: both 1e-10 or so here.
      return (moved(1e-5) - moved(-1e-5)) / 2e-5;
    });
    expect(Array.from(gradient(read, values, name) as Float64Array)).toEqual(Array.from(numerical, value => expect.closeTo(value, 7)));
  });

  test.each(row.scalars ?? [])('by the number %s, too', name => {
    const at = values[name] as number;
    const numerical = (loss({ ...values, [name]: at + 1e-5 }) - loss({ ...values, [name]: at - 1e-5 })) / 2e-5;
    expect(gradient(read, values, name)).toBeCloseTo(numerical, 7);
  });
});

test('of softmax with cross-entropy it is the probabilities less the classes', () => {
  const { text, tensors } = cases[6] as (typeof cases)[number];
  const x = Float64Array.of(0.5, -1, 2);
  const y = Float64Array.of(0, 1, 0);
  const total = x.reduce((sum, value) => sum + Math.exp(value), 0);
  const slopes = gradient(program(text, { tensors, symbols }), { x, y }, 'x') as Float64Array;
  expect(Array.from(slopes)).toEqual(Array.from(x, (value, k) => expect.closeTo(Math.exp(value) / total - (y[k] as number), 14)));
});

test('a branch that is not taken never multiplies, however large it is', () => {
  const read = program('z = x > 0 ? x : exp(-x)\nloss = sum(z)', { tensors: ['x'], symbols });
  expect(Array.from(gradient(read, { x: Float64Array.of(1, 1000) }, 'x') as Float64Array)).toEqual([1, 1]);
});

test('of a value for each element, the slope is given for each', () => {
  const read = program('z = x^2', { tensors: ['x'], symbols });
  const derived = adjoint(read, { of: 'z', upstream: 'up', by: { x: 'slope' }, count: 'n' });
  expect(runFloat64(derived, { x: Float64Array.of(1, 2), up: Float64Array.of(3, 5), n: 2 })['slope']).toEqual(Float64Array.of(6, 20));
});

test('what cannot be derived is refused, and why', () => {
  const derive = (text: string, tensors: readonly string[]): Program =>
    adjoint(program(text, { tensors, symbols }), { of: 'loss', upstream: 'up', by: { x: 'slope' }, count: 'n' });
  expect(() => derive('z = x\nz = z * x\nloss = sum(z)', ['x'])).toThrow('adjoint: "z" is assigned twice, in "z = z * x"; give its second value a name of its own');
  expect(() => derive('z = x\nloss = sum(y)', ['x', 'y'])).toThrow('adjoint: "x" does not reach the value that is derived');
});
