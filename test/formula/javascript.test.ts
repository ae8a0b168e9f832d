import { runInNewContext } from 'node:vm';
import { describe, expect, test } from 'vitest';
import { seededRandom } from '../../lib/src/datasets';
import { walk, type CompiledMethod, type Values } from '../../lib/src/explore/walk';
import { formula, program, type Formula, type Program } from '../../lib/src/formula/check';
import { derivative } from '../../lib/src/formula/derivative';
import { evaluateFloat64, runFloat64, type Float64 } from '../../lib/src/formula/float64';
import { formulaJavaScript, programJavaScript } from '../../lib/src/formula/javascript';
import { trace } from '../../lib/src/optimizers';
import { javascriptOf } from '../../lib/src/optimizers/driver/javascript-of';
import * as surfaces from '../../lib/src/surfaces';
import type { Surface } from '../../lib/src/surfaces';
import { methods, printedForms } from '../methods';

/** What a page makes of the text: a function in a realm that has nothing but the language. */
function compiled<Result>(text: string): Result {
  return runInNewContext(`(${text})`, { Float64Array }) as Result;
}

/** Bits, so that -0 and 0, and any two numbers that print alike, are told apart; one NaN is like another. */
function bits(value: Float64): string[] {
  const list = typeof value === 'number' ? [value] : Array.from(value);
  return [typeof value, ...list.map(one => (Number.isNaN(one) ? 'NaN' : Buffer.from(Float64Array.of(one).buffer).toString('hex')))];
}

function sameProgram(text: Program, values: Readonly<Record<string, Float64>>): void {
  const expected = runFloat64(text, values);
  const got = compiled<(values: object) => Record<string, Float64>>(programJavaScript(text))(values);
  expect(Object.keys(got).sort()).toEqual([...new Set(text.lines.map(({ name }) => name))].sort());
  for (const name of Object.keys(got)) expect(bits(got[name] as Float64), name).toEqual(bits(expected[name] as Float64));
}

function sameFormula(text: Formula, values: Readonly<Record<string, Float64>>): void {
  expect(bits(compiled<(values: object) => Float64>(formulaJavaScript(text))(values))).toEqual(bits(evaluateFloat64(text, values)));
}

const names = { tensors: ['x', 'y'], scalars: ['a', 'b'] };
const extremes = [0, -0, 1, -1, 0.1, -0.3, 2, 3, 1e-320, -1e-310, 1e308, -1e200, 1e-200, Infinity, -Infinity, NaN, Math.PI, 7 / 3];

const operations = [
  'x + y', 'x - y', 'x * y', 'x / y', 'x^2', 'x^3', 'x^-1', 'x^0.5', 'x^a', 'a^x', '(x + y)^2', '(x + y)^(a + b)', '-x', '-x^2', '(-x)^2', '-(-x)', 'a - (b - x)',
  'x < y', 'x <= y', 'x > y', 'x >= y', 'x == y', 'x != y', 'x > y ? x : y', '(x < y ? 1 : 2) + (x == y)', 'sqrt(x)', 'abs(x)', 'sign(x)', 'exp(x)', 'log(x)',
  'min(x, y)', 'max(x, y)', 'max(x, a)', 'sum(x)', 'mean(x)', 'norm(x)', 'norm(a)', 'sum(a)', 'mean(a + b)', 'x / norm(x + y)', 'norm(x / norm(y)) * sum(x * norm(x))', '1 - a^b',
  '0.1 + 0.2 + a', 'a * 1e-8', '2 * 3 - 7', 'x - -3',
];

describe.each(operations)('%s is the float64 reading to the last bit', text => {
  const checked = formula(text, names);

  test('at extremes', () => {
    for (const a of extremes) {
      for (const b of [2, -0, 1e-8, NaN]) {
        sameFormula(checked, { x: Float64Array.from(extremes), y: Float64Array.from([...extremes.slice(5), ...extremes.slice(0, 5)]), a, b });
      }
    }
  });

  test('at random', () => {
    const random = seededRandom(11);
    const draw = (): number => (random.uniform() - 0.5) * 10 ** (8 * random.uniform() - 4);
    for (let round = 0; round < 50; round++) {
      sameFormula(checked, { x: Float64Array.from({ length: 7 }, draw), y: Float64Array.from({ length: 7 }, draw), a: draw(), b: draw() });
    }
  });
});

test('a line reads the old value of the name it assigns, and what was given stays', () => {
  const text = program('m = a * m + x\n x = x - m \n m = m + x \n half = norm(m) / 2', { tensors: ['x'], slots: ['m'], scalars: ['a'], symbols: { half: { glyph: 'h', meaning: 'half' } } }, ['x']);
  const values = { x: Float64Array.of(1, 2), m: Float64Array.of(3, -4), a: 0.7 };
  sameProgram(text, values);
  expect(values).toEqual({ x: Float64Array.of(1, 2), m: Float64Array.of(3, -4), a: 0.7 });
});

test('names that are words of JavaScript, or of the code around them, stay apart', () => {
  const words = ['new', 'var', 'values', 'i', 'norm', 'power', 'total', 'x_', 'x', 'Math', 'part'];
  const symbols = Object.fromEntries(words.map(word => [word, { glyph: word, meaning: word }]));
  const text = program('sum_ = norm(x) + new * var - values / i\n x = x * sum_ + norm^power + total * x_ + Math - norm(x + part)', {
    tensors: ['x', 'x_', 'part'],
    scalars: words.filter(word => !['x', 'x_', 'part'].includes(word)),
    symbols: { ...symbols, sum_: { glyph: 's', meaning: 's' } },
  }, ['x']);
  sameProgram(text, {
    x: Float64Array.of(0.3, -2), x_: Float64Array.of(5, 7), part: Float64Array.of(1, -1), new: 2, var: 3, values: 5, i: 7, norm: 11, power: 2, total: 13, Math: 17,
  });
});

test('the text closes no script that it is written into', () => {
  const text = programJavaScript(program('w = w < eta / 2 ? w : eta', { tensors: ['w'], scalars: ['eta'] }, ['w']));
  expect(text).not.toMatch(/<\/|<!--/);
});

/** The first run of a method's path in each reading, from weights and gradients of very different sizes. */
const gradient = (point: Float64Array, t: number): number[] =>
  Array.from(point, (value, k) => (t % 17 === 5 ? 0 : value * 10 ** (k - 2) + (k === 3 ? Math.sin(t * (k + 1)) : (t % 3) - 1)));

const formulas = [...methods, ...printedForms].filter(({ program: text }) => text !== undefined);

test('there are as many methods as the library has formulas', () => {
  expect(formulas.length).toBeGreaterThan(50);
});

test.each(formulas.map(method => [method.declaration.name, method] as const))('%s walks the path of trace, to the last bit', (_, method) => {
  const start = [0.5, -2, 3e-5, 40, -0];
  const expected = trace(method, { start, gradient, steps: 40 });
  const got = walk(compiled<CompiledMethod>(javascriptOf(method)), { start, gradient, steps: 40, hyper: method.declaration.hyper });
  expect(got.length).toBe(40);
  got.forEach((step, k) => {
    const wanted = expected[k] as (typeof expected)[number];
    expect(bits(step.at)).toEqual(bits(wanted.at));
    expect(Object.keys(step.values).sort()).toEqual(Object.keys(wanted.values).sort());
    for (const [name, value] of Object.entries<Float64>(step.values as Values)) expect(bits(value), `${name} in step ${k + 1}`).toEqual(bits(wanted.values[name] as Float64));
  });
});

test('what is no formula is refused by name', () => {
  const other = [...methods].find(({ program: text }) => text === undefined);
  expect(() => javascriptOf(other as (typeof methods)[number])).toThrow(`${other?.declaration.name}: its update is no formula, so there is no JavaScript of it for a page`);
});

const { beale, himmelblau, lessard, manyMinima, quadratic, ravine, rosenbrock, saddle, sixHumpCamel } = surfaces;
const drawn: readonly Surface[] = [beale, himmelblau, lessard, manyMinima, quadratic, ravine, rosenbrock, saddle, sixHumpCamel]
  .map(family => family())
  .filter(({ formula: text }) => text !== undefined);

test.each(drawn.map(surface => [surface.name, surface] as const))('the surface %s and its slopes are the same numbers', (_, surface) => {
  const random = seededRandom(5);
  const numbers = (text: Formula): Formula => ({ ...text, inputs: { ...text.inputs, tensors: [], scalars: [...(text.inputs.scalars ?? []), 'x', 'y'] } });
  for (const text of [surface.formula as Formula, derivative(surface.formula as Formula, 'x'), derivative(surface.formula as Formula, 'y')]) {
    for (let round = 0; round < 20; round++) sameFormula(numbers(text), { ...surface.parameters, x: 6 * random.uniform() - 3, y: 6 * random.uniform() - 3 });
  }
});
