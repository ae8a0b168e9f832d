import { expect, test } from 'vitest';
import {
  adadelta, adagrad, adagradInside, adam, adamInside, adamUncorrected, gradientDescent, heavyBall, momentum, momentumAverage, momentumSum,
  nesterov, rmsprop, rmspropInside, trace, type HyperOptions, type Method,
} from '../../lib/src/optimizers';

const start = [1, -2, 0.5];
const stream = [[0.1, -0.2, 0], [0.3, 0.1, 0], [-0.4, 0.5, 0.01], [0.2, -0.1, 0], [0.1, 0.2, -0.02]];

/**
 * Weights after steps 1 and 5 on a stream of gradients, rate 0.1. Computed with torch 2.13, optax 0.2.8 and Keras 3.15 in float64, which agree
 * to 1e-15 for the libraries named; written down to ten digits, hence the tolerance. The third coordinate begins with zero gradients.
 */
const rows: ReadonlyArray<readonly [libraries: string, method: Method, hyper: HyperOptions<string>, one: number[], five: number[]]> = [
  ['torch, optax, keras', gradientDescent, { eta: 0.1 }, [0.99, -1.98, 0.5], [0.97, -2.05, 0.501]],
  ['keras', momentum, { eta: 0.1 }, [0.99, -1.98, 0.5], [0.916279, -2.088988, 0.49929]],
  ['torch, optax', momentumSum, { eta: 0.1 }, [0.99, -1.98, 0.5], [0.916279, -2.088988, 0.49929]],
  ['optax', momentumAverage, { eta: 0.1 }, [0.999, -1.998, 0.5], [0.9916279, -2.0088988, 0.499929]],
  ['torch', adagrad, { eta: 0.1 }, [0.9000000001, -1.9, 0.5], [0.829102757, -2.0518540925, 0.4894427197]],
  ['optax, keras', adagradInside, { eta: 0.1, delta: 0.1 }, [0.9698488792, -1.9465477707, 0.5], [0.9221933672, -2.0656214448, 0.5031481037]],
  ['torch, optax', rmsprop, { eta: 0.1 }, [0.683772334, -1.683772284, 0.5], [0.4491232073, -2.1819759113, 0.4721477185]],
  ['keras, optax', rmspropInside, { eta: 0.1 }, [0.6837880442, -1.6837761868, 0.5], [0.4491402668, -2.1819776547, 0.4734172132]],
  ['torch, optax, keras', adadelta, { rho: 0.95 }, [0.9955323295, -1.9955289817, 0.5], [0.9900959328, -2.0063120041, 0.5012175931]],
  ['torch, optax', adam, { eta: 0.1 }, [0.90000001, -1.900000005, 0.5], [0.7742416577, -1.9952280199, 0.412826983]],
  ['numpy', adamUncorrected, { eta: 0.1 }, [0.6837732340, -1.6837727340, 0.5], [0.0974501937, -2.2241678228, 0.0673665282]],
  ['optax', adamInside, { eta: 0.1 }, [0.90000005, -1.9000000125, 0.5], [0.7742417041, -1.9952280278, 0.412845375]],
];

test.each(rows)('as %s: $1.declaration.name', (_, method, hyper, one, five) => {
  const steps = trace(method, { start, steps: 5, gradient: (__, t) => stream[t - 1] as number[], hyper });
  expect(Array.from(steps[0]?.w ?? [])).toEqual(one.map(value => expect.closeTo(value, 9)));
  expect(Array.from(steps[4]?.w ?? [])).toEqual(five.map(value => expect.closeTo(value, 9)));
});

/** f = ½ wᵀAw with A = [[3, 1], [1, 2]] from [1, −2], ten steps at 0.1; same origin. */
const quadratic: ReadonlyArray<readonly [Method, HyperOptions<string>, number[]]> = [
  [gradientDescent, { eta: 0.1 }, [0.2626746875, -0.4292978125]],
  [heavyBall, { eta: 0.1 }, [-0.6240314539, 0.7827243197]],
  [momentumAverage, { eta: 1 }, [-0.6240314539, 0.7827243197]],
  [nesterov, { eta: 0.1 }, [-0.3015429856, 0.464050044]],
  [adagrad, { eta: 0.1 }, [0.609381869, -1.5177015277]],
  [rmsprop, { eta: 0.1 }, [0.2120582454, -0.5813196697]],
  [adam, { eta: 0.1 }, [0.2672918832, -1.0164021505]],
];

test.each(quadratic)('$0.declaration.name on a quadratic', (method, hyper, expected) => {
  const gradient = (w: Float64Array): number[] => [3 * (w[0] as number) + (w[1] as number), (w[0] as number) + 2 * (w[1] as number)];
  const steps = trace(method, { start: [1, -2], steps: 10, gradient, hyper });
  expect(Array.from(steps[9]?.w ?? [])).toEqual(expected.map(value => expect.closeTo(value, 9)));
});
