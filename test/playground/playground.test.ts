import { describe, expect, test } from 'vitest';
import { declarationText } from '../../lib/src/playground/declaration-text';
import { describePlayground } from '../../lib/src/playground';
import { interpreted, interpretedSurface, readKnown } from '../../lib/src/playground/interpreted';
import { methodText, surfaceText } from '../../lib/src/playground/known';
import { formulas } from '../../lib/src/playground/playground';
import { readRule, type Rule, type RuleFault, type RuleText } from '../../lib/src/playground/rule';
import { sliderFor } from '../../lib/src/playground/sliders';
import { areTwins } from '../../lib/src/playground/twins';
import { walkingOf } from '../../lib/src/playground/verdict';
import { walk } from '../../lib/src/explore/walk';
import { contains, symbolFor } from '../../lib/src/notation';
import * as optimizers from '../../lib/src/optimizers';
import { adam, adamUncorrected, lbfgs, momentum, momentumSum, nesterov, optimizer, trace, type Method } from '../../lib/src/optimizers';
import { rastrigin, rosenbrock } from '../../lib/src/surfaces';

const rule = (text: RuleText | string, symbols: NonNullable<Parameters<typeof readRule>[1]>['symbols'] = {}): Rule => {
  const read = readRule(typeof text === 'string' ? { update: text } : text, { symbols });
  if ('message' in read) throw new Error(read.message);
  return read;
};

const fault = (text: string): RuleFault => {
  const read = readRule({ update: text });
  if ('method' in read) throw new Error(`"${text}" was read`);
  return read;
};

test('every formula of the library can be typed: its text, read in the page, walks its path to the last bit', () => {
  for (const method of formulas()) {
    const known = methodText(method);
    const first = known.state ?? {};
    const read = rule({ update: known.update, first, ...(known.at !== undefined && { at: known.at }) }, known.symbols);
    const gradient = (w: Float64Array, t: number): number[] => Array.from(w, (value, k) => value * (k + 1) + Math.sin(t));
    const options = { start: [1, -2], gradient, steps: 25 };
    const own = walk(interpreted(read.method), { ...options, hyper: known.hyper });
    const wanted = trace(method, options);
    expect(own.map(({ values }) => values['w']), known.name).toEqual(wanted.map(({ w }) => w));
    expect([...read.hyper].sort(), known.name).toEqual(Object.keys(known.hyper).filter(name => new RegExp(`\\b${name}\\b`).test([known.update, known.at, ...Object.values(first)].join(' '))).sort());
    expect([...read.slots].sort(), known.name).toEqual(Object.keys(first).sort());
  }
});

test('what a line reads before it is assigned is remembered, and the rest of the notation is set', () => {
  const { hyper, slots } = rule('half = g / 2\nm = gamma * m + half\nw = w - eta * m');
  expect({ hyper, slots }).toEqual({ hyper: ['gamma', 'eta'], slots: ['m'] });
});

describe('what cannot be read is said with its place', () => {
  test.each<[string, string, RuleFault['place']]>([
    ['m = gamma * m + g\nw = w - eta * gg', 'unknown name "gg" in "w = w - eta * gg"; known: w, g, m, t, gamma, eta', { row: 2, line: 'w = w - eta * gg', column: 15 }],
    ['\n\n  w = w - 2 eta', 'write the multiplication sign: "2 * eta" instead of "2 eta" in "w = w - 2 eta"', { row: 3, line: 'w = w - 2 eta', column: 9 }],
    ['w = w - (eta * g', 'cannot read "w = w - (eta * g": parenthesis ) expected (char 17)', { row: 1, line: 'w = w - (eta * g', column: 17 }],
    ['w = w - eta * sin(g)', 'unknown operation "sin" in "w = w - eta * sin(g)"; known: sqrt abs sign exp log min max sum mean norm', { row: 1, line: 'w = w - eta * sin(g)', column: 15 }],
    ['w - eta * g', 'expected "name = expression", got "w - eta * g"', { row: 1, line: 'w - eta * g' }],
    ['g = 2 * g\nw = w - eta * g', '"g" is given from outside and cannot be assigned in "g = 2 * g"', { row: 1, line: 'g = 2 * g', column: 1 }],
    ['w = w - eta * max(g)', 'max takes 2 operands, got 1 in "w = w - eta * max(g)"', { row: 1, line: 'w = w - eta * max(g)' }],
    ['m = g', '"w" is never assigned in the formula; every slot and the weights need a new value', undefined],
    ['', 'formula is empty; write at least one line, such as "w = w - eta * g"', undefined],
    ['w = a$ + w', 'unknown name "a$" in "w = a$ + w"; known: w, g, t', { row: 1, line: 'w = a$ + w', column: 5 }],
  ])('%j', (text, message, place) => {
    expect(fault(text).message).toContain(message);
    expect(fault(text).place).toEqual(place);
  });

  test('and a wrong look-ahead too', () => {
    const read = readRule({ update: 'w = w - eta * g', at: 'w - gamma * Q' });
    expect('message' in read && read.message).toContain('unknown name "Q" in "w - gamma * Q"');
  });
});

describe('a rule is known by its numbers, however it is spelled', () => {
  const values = { eta: 0.03, gamma: 0.8, beta1: 0.9, beta2: 0.999, epsilon: 1e-8 };
  const is = (text: string, method: Method): boolean => areTwins(walkingOf(rule(text).method, values), walkingOf(readKnown(methodText(method)), values));

  test.each<[string, Method]>([
    ['m = m + (1 - beta1) * (g - m)\nv = v + (1 - beta2) * (g * g - v)\nw = w - eta * (m / (1 - beta1^t)) / (epsilon + sqrt(v / (1 - beta2^t)))', adam],
    ['v = (1 - beta2) * g^2 + beta2 * v\nm = (1 - beta1) * g + beta1 * m\nw = w - m * eta / (sqrt(v) + epsilon)', adamUncorrected],
    ['p = g + gamma * p\nw = w - eta * p', momentumSum],
    ['p = g + gamma * p\nw = w - eta * p', momentum],
  ])('%j', (text, method) => expect(is(text, method)).toBe(true));

  test.each<[string, Method]>([
    ['m = beta1 * m + (1 - beta1) * g\nv = beta2 * v + (1 - beta2) * g^2\nw = w - eta * m / (1 - beta1^t) / sqrt(v / (1 - beta2^t) + epsilon)', adam],
    ['m = beta2 * m + (1 - beta2) * g\nv = beta1 * v + (1 - beta1) * g^2\nw = w - eta * (m / (1 - beta2^t)) / (epsilon + sqrt(v / (1 - beta1^t)))', adam],
    ['p = gamma * p + g\nw = w - eta * p', nesterov],
    ['p = gamma * p - g\nw = w - eta * p', momentum],
    ['w = w - eta * g', momentum],
  ])('%j is not', (text, method) => expect(is(text, method)).toBe(false));
});

test('methods of the library that are not one are told apart', () => {
  const all = formulas().map(method => ({ name: method.declaration.name, walking: walkingOf(readKnown(methodText(method)), { eta: 0.03, lambda: 0.1, tau: 0.5 }) }));
  const twins = all.flatMap((one, k) => all.slice(k + 1).filter(other => areTwins(one.walking, other.walking)).map(other => `${one.name} = ${other.name}`));
  // At a constant rate the three forms of momentum walk one path, and LAMB's bounds are wider than this problem.
  expect(twins.sort()).toEqual(['lamb = lamb (bounded)', 'momentum (sum) = heavy ball', 'momentum = heavy ball', 'momentum = momentum (sum)']);
});

test('the declaration that is pasted makes the method that was typed', () => {
  const typed = rule({ update: 'speed2 = gamma * speed2 + g\nw = w - eta * speed2', at: 'w - eta * gamma * speed2' });
  const text = declarationText(typed.method, { gamma: 0.8, eta: 0.03 });
  const pasted = new Function('optimizer', `${text}; return myRule;`)(optimizer) as Method;
  const options = { start: [1, -2], gradient: (w: Float64Array) => [w[0] as number, 9 * (w[1] as number)], steps: 10 };
  const own = walk(interpreted(typed.method), { ...options, hyper: { gamma: 0.8, eta: 0.03 } });
  expect(trace(pasted, options).map(({ w }) => w)).toEqual(own.map(({ values }) => values['w']));
});

test('a surface in the page has the numbers of the library', () => {
  const surface = interpretedSurface(surfaceText(rosenbrock()));
  const at = { ...surface.parameters, x: -0.3, y: 0.7 };
  expect([surface.value(at), surface.dx(at), surface.dy(at)]).toEqual([rosenbrock().value([-0.3, 0.7]), ...rosenbrock().gradient([-0.3, 0.7])]);
});

test('every hyper-parameter gets a slider that holds its value and stays in its interval', () => {
  for (const { declaration } of formulas()) {
    for (const [name, value] of Object.entries<number>(declaration.hyper)) {
      const { slider, at } = sliderFor(name, value);
      expect(at).toBe(value);
      expect(slider?.from, `${declaration.name}: ${name}`).toBeLessThan(slider?.to as number);
      const interval = symbolFor(name)?.interval;
      for (const end of [slider?.from, slider?.to] as number[]) expect(interval === undefined || contains(interval, end), `${declaration.name}: ${name} to ${end}`).toBe(true);
    }
  }
});

test('what is no formula cannot be played with', () => {
  expect(() => describePlayground({ rule: lbfgs })).toThrow(/is no formula, so nothing can be typed of it$/);
  expect(() => describePlayground({ surfaces: [rastrigin()] })).toThrow('playground: the surface rastrigin is no formula, so there is no way down it in a page');
  expect(() => describePlayground({ surfaces: [] })).toThrow('playground: surfaces is empty; give at least one');
  expect(Object.keys(optimizers).length).toBeGreaterThan(formulas().length);
});
