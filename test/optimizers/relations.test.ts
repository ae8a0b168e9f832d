import { expect, test } from 'vitest';
import { seededRandom } from '../../lib/src/datasets/random';
import {
  adabelief, adadelta, adam, adamUncorrected, adamax, adamw, amsgrad, gradientDescent, heavyBall, lion, lamb, momentum, momentumAverage,
  momentumDampened, momentumSum, nesterov, novograd, rmsprop, rmspropMomentum, scheduleFreePaper, sgdw, trace, type HyperOptions, type Method,
} from '../../lib/src/optimizers';
import { evaluateFloat64 } from '../../lib/src/formula/float64';
import { methods } from '../methods';

const random = seededRandom(11);
const noise = Array.from({ length: 40 }, () => Array.from({ length: 5 }, () => random.normal()));
const start = [1, -2, 0.5, 3, 0];

/** A gradient that depends on the weights and on the step. */
const gradient = (w: Float64Array, t: number): number[] => Array.from(w, (value, i) => (i + 1) * value + (noise[t - 1]?.[i] as number));
const walk = (method: Method, hyper: HyperOptions<string>, grad = gradient, steps = 40): number[][] =>
  trace(method, { start, gradient: grad, steps, hyper }).map(({ w }) => Array.from(w));
// Two float64 paths of one formula in two arrangements drift apart by rounding only.
const same = (a: number[][], b: number[][]): void => expect(a).toEqual(b.map(row => row.map(value => expect.closeTo(value, 11))));

test('the four forms of momentum are one method while the rate is constant', () => {
  const sum = walk(momentumSum, { eta: 0.02, gamma: 0.9 });
  same(walk(momentum, { eta: 0.02, gamma: 0.9 }), sum);
  same(walk(heavyBall, { eta: 0.02, gamma: 0.9 }), sum);
  same(walk(momentumAverage, { eta: 0.2, beta: 0.9 }), sum);
});

test('they part when the rate changes: the steps of a constant gradient, worked by hand', () => {
  const eta = (t: number): number => (t < 3 ? 1 : 0.1);
  const stepsOf = (method: Method): number[] => {
    const path = [0, ...trace(method, { start: [0], gradient: () => [1], steps: 5, hyper: { eta, gamma: 0.9 } }).map(({ w }) => w[0] as number)];
    return path.slice(1).map((w, i) => (path[i] as number) - w);
  };
  const close = (values: number[]): unknown[] => values.map(value => expect.closeTo(value, 10));
  expect(stepsOf(momentumSum)).toEqual(close([1, 1.9, 0.271, 0.3439, 0.40951]));
  expect(stepsOf(momentum)).toEqual(close([1, 1.9, 1.81, 1.729, 1.6561]));
});

test('heavy ball with the coefficient rescaled by the rates is the sum form', () => {
  const eta = (t: number): number => 0.02 / Math.sqrt(t);
  same(walk(heavyBall, { eta, gamma: (t: number) => (t === 1 ? 0 : (0.9 * eta(t)) / eta(t - 1)) }), walk(momentumSum, { eta, gamma: 0.9 }));
});

test('Nesterov\'s look-ahead points are torch\'s rearranged iterates', () => {
  const { at } = nesterov;
  if (!at) throw new Error('nesterov looks ahead');
  const rows = trace(nesterov, { start, gradient, steps: 40, hyper: { eta: 0.02, gamma: 0.9 } });
  const shifted = rows.map(({ values }) => Array.from(evaluateFloat64(at, values) as Float64Array));
  // torch: p ← γ p + g(θ), θ ← θ − η (g + γ p)
  let theta = Float64Array.from(start);
  let p = new Float64Array(5);
  const torch: number[][] = [];
  for (let t = 1; t <= 40; t++) {
    const g = gradient(theta, t);
    p = p.map((value, i) => 0.9 * value + (g[i] as number));
    theta = theta.map((value, i) => value - 0.02 * ((g[i] as number) + 0.9 * (p[i] as number)));
    torch.push(Array.from(theta));
  }
  same(shifted, torch);
});

test('momentum without momentum is gradient descent', () => {
  for (const method of [momentum, momentumSum, heavyBall, nesterov]) same(walk(method, { eta: 0.05, gamma: 0 }), walk(gradientDescent, { eta: 0.05 }));
  same(walk(momentumAverage, { eta: 0.05, beta: 0 }), walk(gradientDescent, { eta: 0.05 }));
});

test('Adam and RMSProp do not see the scale of the gradient when ε = 0; gradient descent does', () => {
  const given = (_: Float64Array, t: number): number[] => noise[t - 1] as number[];
  const thousandfold = (_: Float64Array, t: number): number[] => (noise[t - 1] as number[]).map(g => 1000 * g);
  for (const method of [adam, adamUncorrected, rmsprop]) same(walk(method, { epsilon: 0 }, thousandfold), walk(method, { epsilon: 0 }, given));
  expect(walk(gradientDescent, {}, thousandfold)).not.toEqual(walk(gradientDescent, {}, given));
});

test('a constant gradient makes every step of Adam one η', () => {
  const path = trace(adam, { start: [0], gradient: () => [7], steps: 50, hyper: { eta: 0.1, epsilon: 0 } });
  path.forEach(({ w }, i) => expect(w[0]).toBeCloseTo(-0.1 * (i + 1), 10));
});

test('without bias correction the step is 3.16 η first, peaks at 6.57 η in step 12, and is within 1 % at 3 925', () => {
  const path = trace(adamUncorrected, { start: [0], gradient: () => [1], steps: 4000, hyper: { eta: 1, epsilon: 0 } }).map(({ w }) => w[0] as number);
  const lengths = path.map((w, i) => (path[i - 1] ?? 0) - w);
  expect(lengths[0]).toBeCloseTo(3.16, 2);
  expect(lengths.indexOf(Math.max(...lengths)) + 1).toBe(12);
  expect(lengths[11]).toBeCloseTo(6.57, 2);
  expect(lengths.findIndex(length => length < 1.01) + 1).toBe(3925);
});

test('the first step of RMSProp is η / √(1 − β)', () => {
  const [first] = trace(rmsprop, { start: [0], gradient: () => [-123], steps: 1, hyper: { eta: 0.1, beta: 0.9, epsilon: 0 } });
  expect(first?.w[0]).toBeCloseTo(0.316227766, 9);
});

test('AdaDelta is not gradient descent, and goes down', () => {
  const path = trace(adadelta, { start: [1], gradient: w => [2 * (w[0] as number)], steps: 3 }).map(({ w }) => w[0] as number);
  // √ε / √((1 − ρ) g² + ε) g at ρ = 0.9, ε = 1e-6, g = 2
  expect(path[0]).toBeCloseTo(1 - (Math.sqrt(1e-6) / Math.sqrt(0.4 + 1e-6)) * 2, 12);
  expect(path[2]).toBeLessThan(path[0] as number);
});

test('every method treats each weight for itself: permuted weights give the permuted path', () => {
  const order = [3, 0, 4, 1, 2];
  const pick = <T>(values: readonly T[]): T[] => order.map(i => values[i] as T);
  for (const method of methods) {
    const given = (_: Float64Array, t: number): number[] => noise[t - 1] as number[];
    const permuted = trace(method, { start: pick(start), gradient: (_, t) => pick(noise[t - 1] as number[]), steps: 20 });
    // A norm adds its squares in another order, so the last digits may differ.
    const expected = walk(method, {}, given, 20).map(row => pick(row).map(value => expect.closeTo(value, 10)));
    expect(permuted.map(({ w }) => Array.from(w)), method.declaration.name).toEqual(expected);
  }
});

test('decoupled decay of nothing is the method without it; a weight without gradient shrinks by ηλ alone', () => {
  same(walk(adamw, { eta: 0.05, lambda: 0 }), walk(adam, { eta: 0.05 }));
  same(walk(sgdw, { eta: 0.02, lambda: 0 }), walk(momentum, { eta: 0.02 }));
  const [, second] = trace(adamw, { start: [0.5], gradient: () => [0], steps: 2, hyper: { eta: 0.1, lambda: 0.1 } });
  expect(second?.w[0]).toBeCloseTo(0.5 * 0.99 * 0.99, 12);
});

test('methods with a part switched off are the methods without that part', () => {
  same(walk(momentumDampened, { eta: 0.02, tau: 0 }), walk(momentumSum, { eta: 0.02 }));
  same(walk(rmspropMomentum, { eta: 0.02, gamma: 0 }), walk(rmsprop, { eta: 0.02 }));
});

test('Lion follows signs: a thousandfold gradient changes nothing', () => {
  const given = (_: Float64Array, t: number): number[] => noise[t - 1] as number[];
  same(walk(lion, {}, (w, t) => given(w, t).map(g => 1000 * g)), walk(lion, {}, given));
});

test('first steps, worked by hand: AdaBelief η/β₁, AdaMax η, AMSGrad as Adam', () => {
  const first = (method: Method): number => trace(method, { start: [0], gradient: () => [5], steps: 1, hyper: { eta: 0.1, epsilon: 0 } })[0]?.w[0] as number;
  expect(first(adabelief)).toBeCloseTo(-0.1 / 0.9, 12);
  expect(first(adamax)).toBeCloseTo(-0.1, 12);
  expect(first(amsgrad)).toBeCloseTo(-0.1, 12);
});

test('AdaMax keeps the largest faded gradient: u = max β₂^(t−i) |gᵢ|', () => {
  const rows = trace(adamax, { start: [0], gradient: (_, t) => [noise[t - 1]?.[0] as number], steps: 30, hyper: { beta2: 0.8, epsilon: 0 } });
  rows.forEach(({ t, values }) => {
    const closed = Math.max(...noise.slice(0, t).map(([g], i) => 0.8 ** (t - 1 - i) * Math.abs(g as number)));
    expect((values['u'] as Float64Array)[0]).toBeCloseTo(closed, 12);
  });
});

test('layer-wise methods see a tensor as a whole: splitting it changes the path, and doubling a layer doubles LAMB\'s step', () => {
  const given = (_: Float64Array, t: number): number[] => noise[t - 1] as number[];
  const [whole] = walk(novograd, {}, given, 1);
  const [half] = trace(novograd, { start: start.slice(0, 2), gradient: (_, t) => given(_, t).slice(0, 2), steps: 1 });
  expect(Array.from(half?.w ?? [])).not.toEqual(whole?.slice(0, 2));
  const step = (scale: number): number[] => {
    const [row] = trace(lamb, { start: start.map(w => scale * w), gradient: given, steps: 1, hyper: { eta: 0.1 } });
    return Array.from(row?.w ?? [], (w, i) => w - scale * (start[i] as number));
  };
  expect(step(2)).toEqual(step(1).map(value => expect.closeTo(2 * value, 10)));
});

test('schedule-free weights are the plain average of the points that take the steps, the start included', () => {
  const rows = trace(scheduleFreePaper, { start: [1], gradient: (_, t) => [noise[t - 1]?.[1] as number], steps: 12, hyper: { eta: 0.1 } });
  const path = [1, ...rows.map(({ values }) => (values['z'] as Float64Array)[0] as number)];
  expect(rows[11]?.w[0]).toBeCloseTo(path.reduce((sum, z) => sum + z, 0) / 13, 12);
});
