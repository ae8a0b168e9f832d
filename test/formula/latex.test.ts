import katex from 'katex';
import { expect, test } from 'vitest';
import { formula, program } from '../../lib/src/formula/check';
import { evaluateFloat64, runFloat64, type Float64 } from '../../lib/src/formula/float64';
import { latex, latexLines } from '../../lib/src/formula/latex';
import { symbolFor } from '../../lib/src/notation';
import { latexOf } from '../../lib/src/optimizers';
import * as wrappers from '../../lib/src/wrappers';
import { methods, printedForms } from '../methods';
import { ravine, rosenbrock } from '../../lib/src/surfaces';
import { evaluateLatex } from './latex-reader';

/** Awkward on purpose: every place where a bracket can get lost. */
const awkward = [
  'a - (b - c)', 'a - b - c', 'a - (b + c)', '(a + b) * c', 'a * (b - c)', 'a / (b / c)', 'a / b / c', '(a / b)^2', '(a + b)^2',
  'a^(b + 1)', 'a^b^c', '(a^b)^c', '-a^2', '(-a)^2', 'a * -b', 'a - -b', '-(a + b)', '-(-a)', '-a * b', 'a + -b', '2 * 3 * a', 'a * 2',
  'sqrt(a + b) * c', 'sqrt(a)^2', 'abs(a - b)^2', 'exp(-a) / (1 + exp(-a))', 'log(a)^2', 'min(a, b) - max(b, c)', 'sign(a - b) * c',
  'a > b ? a : b', 'a * (a > b ? b - c : c)', '(a <= b ? a : b)^2', '1e-8 * a', '2.5e-7 + a', '(1e-4)^a', 'a * 1e-9', 'a / 2 - b / 3',
];

test.each(awkward)('%s means the same after it has been printed', text => {
  const scope = { a: 1.7, b: 0.6, c: 2.3 };
  const checked = formula(text, { scalars: ['a', 'b', 'c'], symbols: { c: { glyph: 'c', meaning: 'a number' } } });
  const printed = evaluateLatex(latex(checked), symbol => scope[symbol as 'a']);
  expect(printed).toBeCloseTo(evaluateFloat64(checked, scope) as number, 12);
});

const shown = [...methods, ...printedForms];
const formulas = shown.filter(({ program: lines }) => lines !== undefined);

test.each(formulas.map(method => [method.declaration.name, method] as const))('%s: every printed line computes what the formula computes', (_, method) => {
  const checked = method.program;
  if (!checked) throw new Error('a formula was expected');
  const given: Record<string, Float64> = { w: 0.7, g: -1.3, t: 30, ...method.declaration.hyper };
  method.slotNames.forEach((slot, i) => (given[slot] = 0.4 + i / 7));
  const before = new Map(Object.entries(given));
  const after = new Map(Object.entries(runFloat64(checked, given)));
  // The time indices say which value is meant: t is the new one where the formula assigns it, t-1 the old one.
  const values = new Map<string, number>();
  for (const [name, value] of after) {
    const symbol = symbolFor(name, method.declaration.symbols);
    const glyph = symbol?.glyph ?? name;
    const lag = symbol?.lag ?? 0;
    const index = (age: number): string => (age === 0 ? `${glyph}_t` : `${glyph}_{t-${age}}`);
    values.set(glyph, value as number);
    values.set(index(lag), value as number);
    if (before.has(name)) values.set(index(lag + 1), before.get(name) as number);
  }
  values.set('g_t', given['g'] as number);
  // wprev = w is the same fact as w_{t-1}; the table must hold the old weights under it.
  values.set('w_{t-1}', given['w'] as number);
  for (const line of latexLines(checked)) {
    const [target, value] = line.split(' &= ') as [string, string];
    const read = (symbol: string): number => {
      const found = values.get(symbol);
      if (found === undefined) throw new Error(`no value for ${symbol} in ${line}; known: ${[...values.keys()].join(' ')}`);
      return found;
    };
    expect(evaluateLatex(value, read), line).toBeCloseTo(evaluateLatex(target, read), 12);
  }
});

test('the printed formulas, for review', () => {
  expect(Object.fromEntries(formulas.map(method => [method.declaration.name, latexOf(method).split('\n').slice(1, -1)]))).toMatchSnapshot();
  expect([ravine().latex(), rosenbrock().latex()]).toMatchSnapshot();
});

test.each([
  ...shown.map(method => [method.declaration.name, latexOf(method)] as const),
  ...Object.values<unknown>(wrappers).flatMap(value => (typeof value === 'function' && 'latex' in value ? [[(value as wrappers.Wrapper).declaration.name, (value as wrappers.Wrapper).latex()] as const] : [])),
])('%s can be typeset', (_, text) => {
  expect(katex.renderToString(text, { displayMode: true, throwOnError: true, strict: 'error' })).toContain('<math');
});

test('a line that only files a value away is left out', () => {
  const checked = program('wprev = w\nw = w - eta * g', { tensors: ['w', 'g'], slots: ['wprev'], scalars: ['eta'] }, ['w']);
  expect(latexLines(checked)).toEqual(['w_t &= w_{t-1} - \\eta \\, g_t']);
});

test('the square of a change is bracketed', () => {
  expect(latex(formula('dw^2', { tensors: ['dw'] }))).toBe('\\left( \\Delta w \\right)^{2}');
});
