import { expect, test } from 'vitest';
import { seededRandom } from '../../lib/src/datasets/random';
import { evaluateFloat64 } from '../../lib/src/formula/float64';
import * as o from '../../lib/src/optimizers';
import { trace, type HyperOptions, type Method } from '../../lib/src/optimizers';
import { methods } from '../methods';

const random = seededRandom(11);
const noise = Array.from({ length: 40 }, () => Array.from({ length: 5 }, () => random.normal()));
const start = [1, -2, 0.5, 3, 0];

/** A gradient that depends on the weights and on the step, and one that is given whatever the weights are. */
const gradient = (w: Float64Array, t: number): number[] => Array.from(w, (value, i) => (i + 1) * value + (noise[t - 1]?.[i] as number));
const given = (_: Float64Array, t: number): number[] => noise[t - 1] as number[];
const thousandfold = (w: Float64Array, t: number): number[] => given(w, t).map(g => 1000 * g);

const walk = (method: Method, hyper: HyperOptions<string> = {}, grad = gradient, steps = 40): number[][] =>
  trace(method, { start, gradient: grad, steps, hyper }).map(({ w }) => Array.from(w));
// Two float64 paths of one formula in two arrangements drift apart by rounding only.
const same = (a: number[][], b: number[][]): void => expect(a).toEqual(b.map(row => row.map(value => expect.closeTo(value, 11))));

/** Every method that is a formula. Some of them take a norm, and so treat a tensor as a whole, the others each weight for itself. */
const formulas = methods.filter(({ program }) => program !== undefined);
const wholeTensor = formulas.filter(({ program }) => [...(program?.kinds.values() ?? [])].includes('reduced'));
const elementwise = formulas.filter(method => !wholeTensor.includes(method));

test('the four forms of momentum are one method while the rate is constant', () => {
  const sum = walk(o.momentumSum, { eta: 0.02, gamma: 0.9 });
  same(walk(o.momentum, { eta: 0.02, gamma: 0.9 }), sum);
  same(walk(o.heavyBall, { eta: 0.02, gamma: 0.9 }), sum);
  same(walk(o.momentumAverage, { eta: 0.2, beta: 0.9 }), sum);
});

test('they part when the rate changes: the steps of a constant gradient, worked by hand', () => {
  const eta = (t: number): number => (t < 3 ? 1 : 0.1);
  const stepsOf = (method: Method): number[] => {
    const path = [0, ...trace(method, { start: [0], gradient: () => [1], steps: 5, hyper: { eta, gamma: 0.9 } }).map(({ w }) => w[0] as number)];
    return path.slice(1).map((w, i) => (path[i] as number) - w);
  };
  const close = (values: number[]): unknown[] => values.map(value => expect.closeTo(value, 10));
  expect(stepsOf(o.momentumSum)).toEqual(close([1, 1.9, 0.271, 0.3439, 0.40951]));
  expect(stepsOf(o.momentum)).toEqual(close([1, 1.9, 1.81, 1.729, 1.6561]));
});

test('heavy ball with the coefficient rescaled by the rates is the sum form', () => {
  const eta = (t: number): number => 0.02 / Math.sqrt(t);
  same(walk(o.heavyBall, { eta, gamma: (t: number) => (t === 1 ? 0 : (0.9 * eta(t)) / eta(t - 1)) }), walk(o.momentumSum, { eta, gamma: 0.9 }));
});

test('Nesterov\'s look-ahead points are torch\'s rearranged iterates', () => {
  const { at } = o.nesterov;
  if (!at) throw new Error('nesterov looks ahead');
  const rows = trace(o.nesterov, { start, gradient, steps: 40, hyper: { eta: 0.02, gamma: 0.9 } });
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
  const plain = walk(o.gradientDescent, { eta: 0.05 });
  for (const method of [o.momentum, o.momentumSum, o.heavyBall, o.nesterov]) same(walk(method, { eta: 0.05, gamma: 0 }), plain);
  same(walk(o.momentumAverage, { eta: 0.05, beta: 0 }), plain);
});

/** A method with a part switched off, or seen from another side, is another method. */
const equals: ReadonlyArray<readonly [what: string, Method, HyperOptions<string>, Method, HyperOptions<string>]> = [
  ['AdamW that decays by nothing is Adam', o.adamw, { eta: 0.05, lambda: 0 }, o.adam, { eta: 0.05 }],
  ['the paper\'s AdamW at λη is AdamW at λ', o.adamwPaper, { eta: 0.05, lambda: 0.005 }, o.adamw, { eta: 0.05, lambda: 0.1 }],
  ['AdamW with ε inside, decaying by nothing, is Adam with ε inside', o.adamwInside, { eta: 0.05, lambda: 0 }, o.adamInside, { eta: 0.05 }],
  ['SGDW that decays by nothing is momentum', o.sgdw, { eta: 0.02, lambda: 0 }, o.momentum, { eta: 0.02 }],
  ['undampened momentum is the sum form', o.momentumDampened, { eta: 0.02, tau: 0 }, o.momentumSum, { eta: 0.02 }],
  ['ASGD without λ is gradient descent', o.asgd, { eta: 0.02, lambda: 0 }, o.gradientDescent, { eta: 0.02 }],
  ['RMSProp without momentum is RMSProp', o.rmspropMomentum, { eta: 0.02, gamma: 0 }, o.rmsprop, { eta: 0.02 }],
  ['and so it is centred', o.rmspropCenteredMomentum, { eta: 0.02, gamma: 0 }, o.rmspropCentered, { eta: 0.02 }],
  ['Adam without first moment and correction is RMSProp', o.adamUncorrected, { beta1: 0, beta2: 0.9 }, o.rmsprop, { eta: 1e-3, beta: 0.9 }],
  ['ε̂ is an ε that grows as √(1 − β₂ᵗ) does', o.adamHat, { epsilon: 1e-3 }, o.adam, { epsilon: (t: number) => 1e-3 / Math.sqrt(1 - 0.999 ** t) }],
  ['without ε its place does not matter: Adam', o.adamInside, { epsilon: 0 }, o.adam, { epsilon: 0 }],
  ['AdaGrad', o.adagradInside, { epsilon: 0 }, o.adagrad, { epsilon: 0 }],
  ['RMSProp', o.rmspropInside, { epsilon: 0 }, o.rmsprop, { epsilon: 0 }],
  ['AdaMax', o.adamaxOutside, { eta: 0.01, epsilon: 0 }, o.adamax, { eta: 0.01, epsilon: 0 }],
  ['and the paper\'s AdaMax has none', o.adamaxPaper, { eta: 0.01 }, o.adamax, { eta: 0.01, epsilon: 0 }],
  ['NovoGrad\'s two forms differ by 1 − β₁ in the rate', o.novogradAveraged, { eta: 0.02, lambda: 0.1 }, o.novograd, { eta: 0.001, lambda: 0.1 }],
  ['LAMB between bounds it never meets is LAMB', o.lambBounded, { hmax: 1e9 }, o.lamb, {}],
  ['LAMB\'s ratio undoes the bias', o.lambUncorrected, { eta: 0.1, epsilon: 0 }, o.lamb, { eta: 0.1, epsilon: 0 }],
];

test.each(equals)('%s', (_, one, hyper, other, otherHyper) => same(walk(one, hyper), walk(other, otherHyper)));

test('LAMB with its ratio taken out is Adam', () => {
  const steps = (method: Method, ratioOf: (values: Readonly<Record<string, unknown>>) => number): number[][] => {
    let before = Float64Array.from(start);
    return trace(method, { start, gradient: given, steps: 40, hyper: { eta: 0.05, epsilon: 1e-8 } }).map(({ w, values }) => {
      const step = Array.from(w, (value, i) => (value - (before[i] as number)) / ratioOf(values));
      before = Float64Array.from(w);
      return step;
    });
  };
  same(steps(o.lamb, values => values['ratio'] as number), steps(o.adam, () => 1));
});

test('AMSGrad is Adam as long as the second moment does not fall, and not after', () => {
  const rising = (_: Float64Array, t: number): number[] => [t, -t, 2, -3 * t, 1];
  same(walk(o.amsgrad, { eta: 0.05 }, rising), walk(o.adam, { eta: 0.05 }, rising));
  const falling = (_: Float64Array, t: number): number[] => [1, 2, 3, 4, 5].map(g => g / t);
  expect(walk(o.amsgrad, { eta: 0.05 }, falling)).not.toEqual(walk(o.adam, { eta: 0.05 }, falling));
});

test('the scale of the gradient is not seen by these when ε = 0, nor by Lion and Rprop at all; gradient descent sees it', () => {
  const blind = [
    o.adam, o.adamUncorrected, o.adamHat, o.adamax, o.nadam, o.amsgrad, o.adabelief, o.rmsprop, o.rmspropCentered, o.adagrad, o.novograd, o.lamb,
  ];
  for (const method of blind) same(walk(method, { epsilon: 0 }, thousandfold), walk(method, { epsilon: 0 }, given));
  for (const method of [o.lion, o.rprop]) same(walk(method, {}, thousandfold), walk(method, {}, given));
  expect(walk(o.gradientDescent, {}, thousandfold)).not.toEqual(walk(o.gradientDescent, {}, given));
});

test('AdaDelta is not gradient descent at any rate: its first step is √ε/√((1 − ρ)g² + ε) g, and it goes down', () => {
  const path = trace(o.adadelta, { start: [1], gradient: w => [2 * (w[0] as number)], steps: 3 }).map(({ w }) => w[0] as number);
  expect(path[0]).toBeCloseTo(1 - (Math.sqrt(1e-6) / Math.sqrt(0.4 + 1e-6)) * 2, 12);
  expect(path[2]).toBeLessThan(path[0] as number);
});

test('every formula treats the weights alike: permuted weights give the permuted path', () => {
  const order = [3, 0, 4, 1, 2];
  const pick = <T>(values: readonly T[]): T[] => order.map(i => values[i] as T);
  for (const method of formulas) {
    const permuted = trace(method, { start: pick(start), gradient: (w, t) => pick(given(w, t)), steps: 20 });
    // A norm adds its squares in another order, so the last digits may differ.
    const expected = walk(method, {}, given, 20).map(row => pick(row).map(value => expect.closeTo(value, 10)));
    expect(permuted.map(({ w }) => Array.from(w)), method.declaration.name).toEqual(expected);
  }
});

test('two problems side by side are two problems, except for methods that take the norm of a tensor', () => {
  expect(wholeTensor.map(({ declaration }) => declaration.name.replace(/ .*/, ''))).toEqual(expect.arrayContaining(['lars', 'lamb', 'novograd']));
  const part = (method: Method, from: number, to: number): number[][] =>
    trace(method, { start: start.slice(from, to), gradient: (w, t) => given(w, t).slice(from, to), steps: 10 }).map(({ w }) => Array.from(w));
  for (const method of formulas) {
    const [left, right] = [part(method, 0, 2), part(method, 2, 5)];
    const apart = left.map((row, i) => [...row, ...(right[i] as number[])]);
    const together = walk(method, {}, given, 10);
    if (elementwise.includes(method)) expect(together, method.declaration.name).toEqual(apart);
    else expect(together, method.declaration.name).not.toEqual(apart);
  }
});

test('schedule-free weights are the plain average of the points that take the steps, the start included', () => {
  const rows = trace(o.scheduleFreePaper, { start: [1], gradient: (_, t) => [noise[t - 1]?.[1] as number], steps: 12, hyper: { eta: 0.1 } });
  const path = [1, ...rows.map(({ values }) => (values['z'] as Float64Array)[0] as number)];
  expect(rows[11]?.w[0]).toBeCloseTo(path.reduce((sum, z) => sum + z, 0) / 13, 12);
});

test('ASGD\'s slot is the plain average of the path from step t₀ + 2 on; three steps at the rates 1, 1/2, 1/3 by hand', () => {
  const gradient = (_: Float64Array, t: number): number[] => [[3, 1, 4][t - 1] as number];
  const rows = trace(o.asgd, { start: [0], gradient, steps: 3, hyper: { eta: 1, lambda: 1, timepower: 1, tzero: 0 } });
  // −(3 + 0), then −3 − (1 − 3)/2, then −2 − (4 − 2)/3.
  expect(rows.map(({ w }) => w[0])).toEqual([-3, -2, expect.closeTo(-8 / 3, 14)]);
  expect(rows.map(({ values }) => (values['average'] as Float64Array)[0])).toEqual([-3, -2, expect.closeTo((-2 - 8 / 3) / 2, 14)]);
});
