import { describe, expect, test } from 'vitest';
import { formula, program } from '../../lib/src/formula/check';
import { expressionText } from '../../lib/src/formula/expression-text';
import { evaluateFloat64, runFloat64 } from '../../lib/src/formula/float64';
import { mutantFormulas, mutantsOf } from '../../lib/src/formula/mutate';
import { parseExpression } from '../../lib/src/formula/parse';
import { adam, momentum } from '../../lib/src/optimizers';
import { methods } from '../methods';

describe('an expression is printed as it is typed', () => {
  test.each([
    'a + b + c', 'a - (b + c)', 'a - b - c', 'a - (b - c)', '(a + b) * c', 'a + b * c', 'a / (b * c)', 'a / b * c', '-a + b', 'a - (-b)', '-(a + b)', '(-a)^2', '-a^2', '(a^b)^c', 'a^(b + c)',
    'sqrt(a + b) / (sqrt(c) + 1)', 'max(a, abs(b - c))', 'a > b ? a + 1 : b', '1 - (1 - a)^2', 'a * (b / c)', 'a * (-b)', 'exp(-a) * log(b)', 'sum(a^2) / mean(b)', '2^(-a)',
  ])('%s', text => {
    expect(expressionText(parseExpression(text))).toBe(text);
  });

  test('and means the same when it is read again, whatever the formula', () => {
    for (const { program: rule } of methods) {
      for (const { value } of rule?.lines ?? []) expect(parseExpression(expressionText(value))).toEqual(value);
    }
  });
});

/** What each slip says, of a formula of one weight at fixed values. */
const slips = (text: string): Map<string, number> =>
  new Map(mutantFormulas(formula(text, { scalars: ['a', 'b'] })).map(({ says, formula: wrong }) => [says, evaluateFloat64(wrong, { a: 3, b: 0.5 }) as number]));

describe('a slip is what its words say', () => {
  // By hand, at a = 3 and b = 1/2.
  test.each<[text: string, says: string, value: number]>([
    ['a + b', 'the term b is missing', 3],
    ['a - b', 'the term a is missing', -0.5],
    ['a - b', 'b is added where it should be subtracted', 3.5],
    ['a * b', 'the factor a is missing', 0.5],
    ['a / b', 'a is not divided by b', 3],
    ['a / b', 'it is multiplied by b where it should be divided', 1.5],
    ['a^2', 'a is not squared', 3],
    ['a^2', 'a is doubled, not squared', 6],
    ['a^b', 'the power of a is b − 1', 3 ** -0.5],
    ['b * a^2', 'all of b * a is taken to the power of 2, not a alone', 2.25],
    ['sqrt(a) + b', 'b stands inside the root', Math.sqrt(3.5)],
    ['sqrt(a + b)', 'b stands outside the root', Math.sqrt(3) + 0.5],
    ['sqrt(a)', 'the root of a is missing', 3],
    ['b * (a + 1)', 'b multiplies only a, not all of a + 1', 2.5],
    ['b * a + 1', 'b multiplies all of a + 1', 2],
    ['1 / (a + b)', 'only a divides, for the brackets around a + b are missing', 1 / 3 + 0.5],
    ['1 / (a * b)', 'b multiplies, for the brackets around a * b are missing', 1 / 6],
    ['(a + 1) / b', 'only 1 is divided by b, not all of a + 1', 5],
    ['1 - b', 'b stands where 1 - b belongs', 0.5],
    ['a * b', '1 − b stands where b belongs', 1.5],
    ['b * 2 + (1 - b) * a', 'b and 1 − b have changed places', 0.5 * 2 + 0.5 * 3],
    ['a - b', 'a and b are swapped', -2.5],
    ['a - b', 'a stands where b belongs', 0],
    ['min(a, b)', 'it takes the larger of the two where it should take the smaller', 3],
    ['max(a, b)', 'it is always b, never a', 0.5],
    ['a > b ? a : b', 'it is always b, whether a > b or not', 0.5],
    ['-a', 'the minus before a is missing', 3],
    ['abs(-a)', 'abs of -a is missing', -3],
  ])('%s: %s', (text, says, value) => {
    expect(slips(text).get(says)).toBeCloseTo(value, 12);
  });
});

const says = (rule: Parameters<typeof mutantsOf>[0]): string[] => mutantsOf(rule).map(mutant => mutant.says);

describe('a rule has slips of every kind', () => {
  test('those that students make with Adam are among them', () => {
    expect(says(adam.program as never)).toEqual(expect.arrayContaining([
      'beta1 and beta2 are swapped',
      't is one too small',
      'the line of mhat uses the old m, from before this step',
      'm is not remembered: the old one is handed on',
      'mhat is handed on as the new m',
      'in the line of v, g is not squared',
      'in the line of mhat, m is not divided by 1 - beta1^t',
      'in the line of mhat, the power of beta1 is t − 1',
      'in the line of m, the factor 1 - beta1 is missing',
      'in the line of w, epsilon stands inside the root',
      'in the line of w, the root of vhat is missing',
      'in the line of w, m stands where mhat belongs',
      'in the line of w, eta * mhat / (sqrt(vhat) + epsilon) is added where it should be subtracted',
      'in the line of w, eta is taken 2 times',
    ]));
  });

  test('the old state for the new one, and what was not kept, by hand', () => {
    const rule = momentum.program as NonNullable<typeof momentum.program>;
    const step = (words: string): Record<string, unknown> => {
      const mutant = mutantsOf(rule).find(one => one.says === words);
      return runFloat64(mutant?.program ?? rule, { w: Float64Array.of(1), g: Float64Array.of(2), V: Float64Array.of(3), t: 1, eta: 0.5, gamma: 0.5 });
    };
    // V = 0.5 · 3 + 0.5 · 2 = 2.5, and w = 1 − 2.5.
    expect(step('')).toMatchObject({ w: Float64Array.of(-1.5), V: Float64Array.of(2.5) });
    expect(step('the line of w uses the old V, from before this step')).toMatchObject({ w: Float64Array.of(-2), V: Float64Array.of(2.5) });
    expect(step('V is not remembered: the old one is handed on')).toMatchObject({ w: Float64Array.of(-1.5), V: Float64Array.of(3) });
    expect(step('the line of V is missing')).toMatchObject({ w: Float64Array.of(-2), V: Float64Array.of(3) });
  });

  test('the same slip in two lines of one form, by hand', () => {
    const rule = adam.program as NonNullable<typeof adam.program>;
    const given = { w: Float64Array.of(1), g: Float64Array.of(4), m: Float64Array.of(0), v: Float64Array.of(0), t: 2, eta: 0.5, beta1: 0.5, beta2: 0.75, epsilon: 0 };
    const step = (words: string): Record<string, unknown> => {
      const mutant = mutantsOf(rule).find(one => one.says === words);
      if (mutant === undefined) throw new Error(`no slip says "${words}"`);
      return runFloat64(mutant.program, given);
    };
    // m = 2 and v = 4. The right corrections are 1 − 0.5² = 0.75 and 1 − 0.75² = 0.4375.
    expect(step('in the lines of mhat and vhat, beta1 and beta2 are swapped')).toMatchObject({ mhat: Float64Array.of(2 / 0.4375), vhat: Float64Array.of(4 / 0.75) });
    expect(step('in the lines of mhat and vhat, the power of beta1 is missing, and the power of beta2 is missing')).toMatchObject({ mhat: Float64Array.of(4), vhat: Float64Array.of(16) });
    expect(step('mhat is handed on as the new m, and vhat is handed on as the new v')).toMatchObject({ m: Float64Array.of(2 / 0.75), v: Float64Array.of(4 / 0.4375) });
    // What is remembered from before this step is 0.
    expect(step('the line of mhat uses the old m, from before this step, and the line of vhat uses the old v, from before this step')).toMatchObject({ mhat: Float64Array.of(0), vhat: Float64Array.of(0), m: Float64Array.of(2) });
    expect(says(rule as never).filter(words => /lines of .* (w|g) (stands|is squared)/.test(words))).toEqual([]);
  });

  test.each(methods.filter(({ program: rule }) => rule !== undefined).map(method => [method.declaration.name, method] as const))('%s: each runs, and none is the rule itself', (_, method) => {
    const rule = method.program as NonNullable<typeof method.program>;
    const slots = Object.fromEntries(method.slotNames.map(name => [name, rule.kinds.get(name) === 'scalar' ? 0.7 : Float64Array.of(0.3, 0.6)]));
    const given = { ...method.declaration.hyper, ...slots, w: Float64Array.of(0.4, -0.2), g: Float64Array.of(0.5, 0.1), t: 3 };
    const text = rule.lines.map(({ name, value }) => `${name} = ${expressionText(value)}`).join('\n');
    for (const { program: wrong } of mutantsOf(rule)) {
      expect(wrong.lines.map(({ name, value }) => `${name} = ${expressionText(value)}`).join('\n')).not.toBe(text);
      expect(() => runFloat64(wrong, given)).not.toThrow();
    }
  });

  test('a name that nothing uses is not exchanged', () => {
    const rule = program('w = w - eta * g', { tensors: ['w', 'g'], scalars: ['t', 'eta', 'gamma'] }, ['w']);
    expect(says(rule).filter(words => /\bt is|gamma and|and gamma/.test(words))).toEqual([]);
  });
});
