import { expect, test } from 'vitest';
import { logistic } from '../../lib/src/losses';
import * as o from '../../lib/src/optimizers';
import { trace, type HyperOptions, type Method } from '../../lib/src/optimizers';

const start = [1, -2, 0.5];
const stream = [[0.1, -0.2, 0], [0.3, 0.1, 0], [-0.4, 0.5, 0.01], [0.2, -0.1, 0], [0.1, 0.2, -0.02]];
const given = (_: unknown, t: number): number[] => stream[t - 1] as number[];
const close = (values: readonly number[]): unknown[] => values.map(value => expect.closeTo(value, 9));
const weights = (row: { readonly w: Float64Array } | undefined): number[] => Array.from(row?.w ?? []);

/**
 * Weights after steps 1 and 5 on a stream of gradients, rate 0.1. Computed with torch 2.13, optax 0.2.8 and Keras 3.15 in float64, which agree
 * to 1e-15 for the libraries named; written down to ten digits, hence the tolerance. The third coordinate begins with zero gradients.
 */
const rows: ReadonlyArray<readonly [libraries: string, method: Method, hyper: HyperOptions<string>, one: number[], five: number[]]> = [
  ['torch, optax, keras', o.gradientDescent, { eta: 0.1 }, [0.99, -1.98, 0.5], [0.97, -2.05, 0.501]],
  ['keras', o.momentum, { eta: 0.1 }, [0.99, -1.98, 0.5], [0.916279, -2.088988, 0.49929]],
  ['torch, optax', o.momentumSum, { eta: 0.1 }, [0.99, -1.98, 0.5], [0.916279, -2.088988, 0.49929]],
  ['optax', o.momentumAverage, { eta: 0.1 }, [0.999, -1.998, 0.5], [0.9916279, -2.0088988, 0.499929]],
  ['torch', o.momentumDampened, { eta: 0.1, tau: 0.9 }, [0.99, -1.98, 0.5], [0.954772, -1.935187, 0.499929]],
  ['torch', o.adagrad, { eta: 0.1 }, [0.9000000001, -1.9, 0.5], [0.829102757, -2.0518540925, 0.4894427197]],
  ['optax, keras', o.adagradInside, { eta: 0.1, delta: 0.1 }, [0.9698488792, -1.9465477707, 0.5], [0.9221933672, -2.0656214448, 0.5031481037]],
  ['torch, optax', o.rmsprop, { eta: 0.1 }, [0.683772334, -1.683772284, 0.5], [0.4491232073, -2.1819759113, 0.4721477185]],
  ['keras, optax', o.rmspropInside, { eta: 0.1 }, [0.6837880442, -1.6837761868, 0.5], [0.4491402668, -2.1819776547, 0.4734172132]],
  ['torch', o.rmspropCentered, { eta: 0.1 }, [0.6666667778, -1.6666667222, 0.5], [0.404590981, -2.1792325805, 0.4593833283]],
  ['keras, optax', o.rmspropCenteredInside, { eta: 0.1 }, [0.6666851836, -1.6666712962, 0.5], [0.4046111706, -2.1792348916, 0.4609062012]],
  ['torch', o.rmspropMomentum, { eta: 0.1 }, [0.683772334, -1.683772284, 0.5], [-0.9423812846, -2.0091516637, -0.0686000513]],
  ['torch, optax, keras', o.adadelta, { rho: 0.95 }, [0.9955323295, -1.9955289817, 0.5], [0.9900959328, -2.0063120041, 0.5012175931]],
  ['torch, optax', o.adam, { eta: 0.1 }, [0.90000001, -1.900000005, 0.5], [0.7742416577, -1.9952280199, 0.412826983]],
  ['numpy', o.adamUncorrected, { eta: 0.1 }, [0.6837732340, -1.6837727340, 0.5], [0.0974501937, -2.2241678228, 0.0673665282]],
  ['optax', o.adamInside, { eta: 0.1 }, [0.90000005, -1.9000000125, 0.5], [0.7742417041, -1.9952280278, 0.412845375]],
  ['keras', o.adamHat, { eta: 0.1 }, [0.9000031622, -1.9000015811, 0.5], [0.7742459138, -1.9952292922, 0.4128594354]],
  ['torch', o.amsgrad, { eta: 0.1 }, [0.90000001, -1.900000005, 0.5], [0.7742416577, -1.9952280199, 0.4128531533]],
  ['optax', o.amsgradCorrected, { eta: 0.1 }, [0.90000001, -1.900000005, 0.5], [0.7790399642, -1.9903417482, 0.4198488825]],
  ['torch, optax', o.adamw, { eta: 0.1, lambda: 0.1 }, [0.89000001, -1.880000005, 0.495], [0.7319413303, -1.9006481874, 0.390116521]],
  ['torch', o.adamwPaper, { eta: 0.1, lambda: 0.01 }, [0.89000001, -1.880000005, 0.495], [0.7319413303, -1.9006481874, 0.390116521]],
  ['torch, optax', o.adamax, { eta: 0.1 }, [0.90000001, -1.900000005, 0.5], [0.8100547073, -1.9494642383, 0.4514326516]],
  ['keras', o.adamaxOutside, { eta: 0.1 }, [0.9000001, -1.90000005, 0.5], [0.8100548226, -1.9494642801, 0.4514331543]],
  ['torch', o.nadam, { eta: 0.1 }, [0.8943548327, -1.8943548274, 0.5], [0.8048300751, -2.0717210003, 0.4961932627]],
  ['keras', o.nadam, { eta: 0.1, psi: 1, epsilon: 1e-7 }, [0.8937213259, -1.8937212728, 0.5], [0.8065019537, -2.0625834626, 0.4862080085]],
  ['optax', o.nadamConstant, { eta: 0.1 }, [0.8526315937, -1.8526315863, 0.5], [0.7165100534, -2.0265325242, 0.4229022785]],
  // Five steps are too few for RAdam's second moment: the row is that of the debiased average of the gradient.
  ['torch', o.radam, { eta: 0.1 }, [0.99, -1.98, 0.5], [0.960880275, -2.0110278045, 0.4996598835]],
  ['optax', o.adabelief, { eta: 0.1 }, [0.8888888889, -1.8888888889, 0.5], [0.7475373725, -1.9928476578, 0.4022745746]],
  ['optax, keras', o.lion, { eta: 0.1 }, [0.9, -1.9, 0.5], [0.7, -2.1, 0.4]],
];

const recorded = rows.map(([libraries, method, ...rest]) => [libraries, method.declaration.name, method, ...rest] as const);

test.each(recorded)('as %s: %s', (_, __, method, hyper, one, five) => {
  const steps = trace(method, { start, steps: 5, gradient: given, hyper });
  expect(weights(steps[0])).toEqual(close(one));
  expect(weights(steps[4])).toEqual(close(five));
});

test('as torch, optax, keras: nesterov, whose weights are the look-ahead points here', () => {
  const steps = trace(o.nesterov, { start, steps: 6, gradient: (_, t) => stream[t - 1] ?? [0, 0, 0], hyper: { eta: 0.1 } });
  // Where step t + 1 asks for the gradient is where those libraries are after step t.
  expect(Array.from(steps[1]?.at ?? [])).toEqual(close([0.981, -1.962, 0.5]));
  expect(Array.from(steps[5]?.at ?? [])).toEqual(close([0.8946511, -2.1300892, 0.500361]));
});

test('as torch: Adam with L2 of 0.1 moves a weight without gradient by a whole η, AdamW by ηλw', () => {
  const decayed = (w: Float64Array, t: number): number[] => given(w, t).map((g, i) => g + 0.1 * (w[i] as number));
  const steps = trace(o.adam, { start, steps: 5, gradient: decayed, hyper: { eta: 0.1 } });
  expect(weights(steps[0])).toEqual(close([0.900000005, -1.9000000025, 0.40000002]));
  expect(weights(steps[4])).toEqual(close([0.6873002187, -1.7444417063, 0.0375403942]));
});

/** f = ½ wᵀAw with A = [[3, 1], [1, 2]] from [1, −2], ten steps at 0.1; same origin. */
const quadratic: ReadonlyArray<readonly [Method, HyperOptions<string>, number[]]> = [
  [o.gradientDescent, { eta: 0.1 }, [0.2626746875, -0.4292978125]],
  [o.heavyBall, { eta: 0.1 }, [-0.6240314539, 0.7827243197]],
  [o.momentumAverage, { eta: 1 }, [-0.6240314539, 0.7827243197]],
  [o.nesterov, { eta: 0.1 }, [-0.3015429856, 0.464050044]],
  [o.adagrad, { eta: 0.1 }, [0.609381869, -1.5177015277]],
  [o.rmsprop, { eta: 0.1 }, [0.2120582454, -0.5813196697]],
  [o.adam, { eta: 0.1 }, [0.2672918832, -1.0164021505]],
  [o.adamw, { eta: 0.1, lambda: 0.1 }, [0.2235958232, -0.8741560262]],
  [o.adabelief, { eta: 0.1 }, [0.2043258269, -0.6860735852]],
  [o.nadam, { eta: 0.1 }, [0.4468264237, -1.239030759]],
  [o.adamax, { eta: 0.1 }, [0.3810907445, -1.0914299583]],
];
const slope = (w: Float64Array): number[] => [3 * (w[0] as number) + (w[1] as number), (w[0] as number) + 2 * (w[1] as number)];

const descended = quadratic.map(([method, ...rest]) => [method.declaration.name, method, ...rest] as const);

test.each(descended)('%s on a quadratic', (_, method, hyper, expected) => {
  expect(weights(trace(method, { start: [1, -2], steps: 10, gradient: slope, hyper })[9])).toEqual(close(expected));
});

test('nesterov on a quadratic, in torch\'s variables', () => {
  const steps = trace(o.nesterov, { start: [1, -2], steps: 11, gradient: slope, hyper: { eta: 0.1 } });
  expect(Array.from(steps[10]?.at ?? [])).toEqual(close([-0.2259251067, 0.3442891613]));
});

test('the logistic loss of deck 003 at one point; same origin', () => {
  const { loss, gradW, gradB } = logistic({ x: [[1, 2], [2, -1], [-1, 1.5]], y: [1, -1, 1] }, [0.5, -0.25], 0.1);
  expect(loss).toBeCloseTo(3.378823592793, 11);
  // Written down to eight digits.
  expect(gradW).toEqual([expect.closeTo(1.79783994, 8), expect.closeTo(-2.7710735, 8)]);
  expect(gradB).toBeCloseTo(-0.36549268464543805, 14);
});
