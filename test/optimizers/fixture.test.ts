import { expect, test } from 'vitest';
import * as o from '../../lib/src/optimizers';
import { trace, type HyperOptions, type Method } from '../../lib/src/optimizers';

const start = [1, -2, 0.5];
const stream = [[0.1, -0.2, 0], [0.3, 0.1, 0], [-0.4, 0.5, 0.01], [0.2, -0.1, 0], [0.1, 0.2, -0.02]];

/**
 * Weights after steps 1 and 5 on a stream of gradients, rate 0.1. Computed with torch 2.13, optax 0.2.8 and Keras 3.15 in float64, which agree
 * to 1e-15 for the libraries named; written down to ten digits, hence the tolerance. The third coordinate begins with zero gradients.
 */
const rows: ReadonlyArray<readonly [libraries: string, method: Method, hyper: HyperOptions<string>, one: number[], five: number[]]> = [
  ['torch, optax, keras', o.gradientDescent, { eta: 0.1 }, [0.99, -1.98, 0.5], [0.97, -2.05, 0.501]],
  ['keras', o.momentum, { eta: 0.1 }, [0.99, -1.98, 0.5], [0.916279, -2.088988, 0.49929]],
  ['torch, optax', o.momentumSum, { eta: 0.1 }, [0.99, -1.98, 0.5], [0.916279, -2.088988, 0.49929]],
  ['optax', o.momentumAverage, { eta: 0.1 }, [0.999, -1.998, 0.5], [0.9916279, -2.0088988, 0.499929]],
  ['torch', o.adagrad, { eta: 0.1 }, [0.9000000001, -1.9, 0.5], [0.829102757, -2.0518540925, 0.4894427197]],
  ['optax, keras', o.adagradInside, { eta: 0.1, delta: 0.1 }, [0.9698488792, -1.9465477707, 0.5], [0.9221933672, -2.0656214448, 0.5031481037]],
  ['torch, optax', o.rmsprop, { eta: 0.1 }, [0.683772334, -1.683772284, 0.5], [0.4491232073, -2.1819759113, 0.4721477185]],
  ['keras, optax', o.rmspropInside, { eta: 0.1 }, [0.6837880442, -1.6837761868, 0.5], [0.4491402668, -2.1819776547, 0.4734172132]],
  ['torch, optax, keras', o.adadelta, { rho: 0.95 }, [0.9955323295, -1.9955289817, 0.5], [0.9900959328, -2.0063120041, 0.5012175931]],
  ['torch, optax', o.adam, { eta: 0.1 }, [0.90000001, -1.900000005, 0.5], [0.7742416577, -1.9952280199, 0.412826983]],
  ['numpy', o.adamUncorrected, { eta: 0.1 }, [0.6837732340, -1.6837727340, 0.5], [0.0974501937, -2.2241678228, 0.0673665282]],
  ['keras', o.adamHat, { eta: 0.1 }, [0.9000031622, -1.9000015811, 0.5], [0.7742459138, -1.9952292922, 0.4128594354]],
  ['torch', o.momentumDampened, { eta: 0.1, tau: 0.9 }, [0.99, -1.98, 0.5], [0.954772, -1.935187, 0.499929]],
  ['torch', o.rmspropCentered, { eta: 0.1 }, [0.6666667778, -1.6666667222, 0.5], [0.404590981, -2.1792325805, 0.4593833283]],
  ['torch', o.rmspropMomentum, { eta: 0.1 }, [0.683772334, -1.683772284, 0.5], [-0.9423812846, -2.0091516637, -0.0686000513]],
  ['torch', o.amsgrad, { eta: 0.1 }, [0.90000001, -1.900000005, 0.5], [0.7742416577, -1.9952280199, 0.4128531533]],
  ['optax', o.amsgradCorrected, { eta: 0.1 }, [0.90000001, -1.900000005, 0.5], [0.7790399642, -1.9903417482, 0.4198488825]],
  ['torch, optax', o.adamw, { eta: 0.1, lambda: 0.1 }, [0.89000001, -1.880000005, 0.495], [0.7319413303, -1.9006481874, 0.390116521]],
  ['torch', o.adamwPaper, { eta: 0.1, lambda: 0.01 }, [0.89000001, -1.880000005, 0.495], [0.7319413303, -1.9006481874, 0.390116521]],
  ['torch, optax', o.adamax, { eta: 0.1 }, [0.90000001, -1.900000005, 0.5], [0.8100547073, -1.9494642383, 0.4514326516]],
  ['torch', o.nadam, { eta: 0.1 }, [0.8943548327, -1.8943548274, 0.5], [0.8048300751, -2.0717210003, 0.4961932627]],
  ['optax', o.nadamConstant, { eta: 0.1 }, [0.8526315937, -1.8526315863, 0.5], [0.7165100534, -2.0265325242, 0.4229022785]],
  ['optax', o.adabelief, { eta: 0.1 }, [0.8888888889, -1.8888888889, 0.5], [0.7475373725, -1.9928476578, 0.4022745746]],
  ['optax, keras', o.lion, { eta: 0.1 }, [0.9, -1.9, 0.5], [0.7, -2.1, 0.4]],
  ['optax', o.adamInside, { eta: 0.1 }, [0.90000005, -1.9000000125, 0.5], [0.7742417041, -1.9952280278, 0.412845375]],
];

test.each(rows)('as %s: $1.declaration.name', (_, method, hyper, one, five) => {
  const steps = trace(method, { start, steps: 5, gradient: (__, t) => stream[t - 1] as number[], hyper });
  expect(Array.from(steps[0]?.w ?? [])).toEqual(one.map(value => expect.closeTo(value, 9)));
  expect(Array.from(steps[4]?.w ?? [])).toEqual(five.map(value => expect.closeTo(value, 9)));
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

test.each(quadratic)('$0.declaration.name on a quadratic', (method, hyper, expected) => {
  const gradient = (w: Float64Array): number[] => [3 * (w[0] as number) + (w[1] as number), (w[0] as number) + 2 * (w[1] as number)];
  const steps = trace(method, { start: [1, -2], steps: 10, gradient, hyper });
  expect(Array.from(steps[9]?.w ?? [])).toEqual(expected.map(value => expect.closeTo(value, 9)));
});
