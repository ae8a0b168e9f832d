import * as tf from '@tensorflow/tfjs';
import { afterEach, expect, test } from 'vitest';
import * as o from '../../lib/src/optimizers';
import { trace, type HyperOptions, type Method, type TraceStep } from '../../lib/src/optimizers';
import { methods, printedForms } from '../methods';

const tested: Method[] = [];
const run = (method: Method, gradient: (w: number, t: number) => number, steps: number, hyper: HyperOptions<string> = {}, start = 0): TraceStep[] =>
  trace(method, { start: [start], gradient: ([w = 0], t) => [gradient(w, t)], steps, hyper });
const weights = (rows: TraceStep[]): number[] => rows.map(({ w }) => w[0] as number);
const named = (rows: TraceStep[], name: string): number[] => rows.map(({ values }) => (values[name] as Float64Array)[0] as number);
const close = (values: readonly number[], digits: number): unknown[] => values.map(value => expect.closeTo(value, digits));

/** A failure of one wrong form. `slides.test.ts` holds these forms to their slides; here they are held to what they are kept for. */
const fails = (method: Method, how: string, check: () => void): void => {
  tested.push(method);
  test(`${method.declaration.name}: ${how}`, check);
};

afterEach(() => tf.disposeVariables());

fails(o.gradientDescentAsPrinted, 'collapses to zero wherever the minimum is (E10)', () => {
  // Down (w − 3)²: each weight is the last one times η 2(w − 3), by hand 1, −0.4, …
  const path = weights(run(o.gradientDescentAsPrinted, w => 2 * (w - 3), 30, { eta: 0.1 }, 1));
  expect(path.slice(0, 2)).toEqual(close([-0.4, 0.272], 12));
  expect(Math.abs(path[29] as number)).toBeLessThan(1e-6);
  expect(weights(run(o.gradientDescentAsPrinted, () => 0, 1, {}, 5))).toEqual([0]);
});

fails(o.adadeltaAsPrinted, 'climbs, with a first step of 1/√(1 − ρ) = 4.47 instead of −0.00447 (E01)', () => {
  const hyper = { rho: 0.95 };
  expect(weights(run(o.adadeltaAsPrinted, () => 1, 1, hyper))[0]).toBeCloseTo(4.47, 2);
  expect(weights(run(o.adadelta, () => 1, 1, hyper))[0]).toBeCloseTo(-0.00447, 5);
  const path = weights(run(o.adadeltaAsPrinted, w => w, 20, hyper, 1));
  path.forEach((w, i) => expect(w).toBeGreaterThan((path[i - 1] ?? 1) + 1));
});

fails(o.adadeltaOutside, 'starts a thousand times slower, 4.5e-6 against 4.5e-3 (E03), and is 23 times later half way down', () => {
  const hyper = { rho: 0.95 };
  expect(weights(run(o.adadeltaOutside, () => 1, 1, hyper))[0]).toBeCloseTo(-4.5e-6, 7);
  expect(weights(run(o.adadelta, () => 1, 1, hyper))[0]).toBeCloseTo(-4.5e-3, 4);
  const half = (method: Method): number => weights(run(method, w => w, 3500, {}, 1)).findIndex(w => w < 0.5) + 1;
  // Counted in Python.
  expect([half(o.adadeltaOutside), half(o.adadelta)]).toEqual([3403, 146]);
});

fails(o.adamLate, 'divides by zero in the first step, and would step 1.344 η in the second (E06)', () => {
  const rows = run(o.adamLate, () => 1, 3, { epsilon: 0 });
  expect(weights(rows)).toEqual([NaN, NaN, NaN]);
  const [mhat, vhat] = [named(rows, 'mhat')[1] as number, named(rows, 'vhat')[1] as number];
  expect([mhat, vhat]).toEqual(close([1.9, 1.999], 12));
  expect(mhat / Math.sqrt(vhat)).toBeCloseTo(1.344, 3);
});

fails(o.adamInPlace, 'of a constant 1 it remembers 1, 5.263, 17.85, 47.0, … 3945 at t = 21, of the squares infinity, and stands still (E07)', () => {
  const rows = run(o.adamInPlace, () => 1, 400, { eta: 1 });
  const m = named(rows, 'm');
  expect(m.slice(0, 3)).toEqual(close([1, 5.263, 17.848], 3));
  expect(m[3]).toBeCloseTo(47, 1);
  expect([Math.max(...m) === m[20], Math.round(m[20] as number)]).toEqual([true, 3945]);
  expect(named(rows, 'v').indexOf(Infinity) + 1).toBe(329);
  // √v outgrows m: 1 + 5.263/√500.25 + … ends at 1.2876 (summed in Python), where Adam would have come to 400.
  expect(weights(rows)[399]).toBeCloseTo(-1.2876, 4);
  expect(weights(run(o.adam, () => 1, 400, { eta: 1, epsilon: 0 }))[399]).toBeCloseTo(-400, 8);
});

fails(o.nadamAsPrinted, 'remembers its corrected momentum: steps of 1, 3.85, 10.4, … 895 η at t = 20 (E13)', () => {
  const path = weights(run(o.nadamAsPrinted, () => 1, 60, { eta: 1, epsilon: 0 }));
  const steps = path.map((w, i) => (path[i - 1] ?? 0) - w);
  // By hand 0.1/0.1, then 0.9/0.271 + 0.1/0.19; the rest in Python.
  expect(steps.slice(0, 3)).toEqual(close([1, 0.9 / 0.271 + 0.1 / 0.19, 10.4377], 4));
  expect([Math.max(...steps) === steps[19], Math.round(steps[19] as number)]).toEqual([true, 895]);
});

const withoutEpsilon: ReadonlyArray<[Method, right: Method, firstStep: number]> = [
  [o.rmspropWithoutEpsilon, o.rmsprop, 1 / Math.sqrt(0.1)], [o.adamWithoutEpsilon, o.adam, 1],
];
for (const [method, right, firstStep] of withoutEpsilon) {
  fails(method, 'is 0/0 where the first gradient is zero, and the right form without its ε elsewhere (E11)', () => {
    expect(weights(run(method, (_, t) => t - 1, 3))).toEqual([NaN, NaN, NaN]);
    const gradient = (w: number, t: number): number => w + 1 / t;
    expect(weights(run(method, gradient, 30, {}, 1))).toEqual(close(weights(run(right, gradient, 30, { epsilon: 0 }, 1)), 12));
  });

  test(`${method.declaration.name} on tensors: one dead weight is lost at once, and the next gradient says so`, () => {
    const w = tf.tidy(() => tf.variable(tf.tensor1d([1, 1]), true, 'weights'));
    const optimizer = method({ eta: 0.1 });
    optimizer.applyGradients({ weights: tf.tensor1d([2, 0]) });
    expect(Array.from(w.dataSync())).toEqual([expect.closeTo(1 - 0.1 * firstStep, 5), NaN]);
    expect(() => optimizer.minimize(() => tf.sum(tf.square(w)) as tf.Scalar, false, [w])).toThrow(/"weights"\[1\] is NaN at step 2/);
    optimizer.dispose();
  });
}

test('every wrong form is held to its failure here, says so wherever it is shown, and names what to use', () => {
  expect(new Set(tested)).toEqual(new Set(printedForms));
  for (const { declaration } of printedForms) {
    expect(declaration.title).toMatch(/ \(wrong\)$/);
    const instead = /; use (\w+)$/.exec(declaration.wrong ?? '')?.[1] as keyof typeof o;
    expect(methods, declaration.name).toContain(o[instead]);
    expect(declaration.source.lectures?.length, declaration.name).toBeGreaterThan(0);
  }
});
