import { expect, test } from 'vitest';
import { seededRandom } from '../../lib/src/datasets/random';
import * as o from '../../lib/src/optimizers';
import { trace, type HyperOptions, type Method } from '../../lib/src/optimizers';

const { sqrt } = Math;
const random = seededRandom(3);
const noise = Array.from({ length: 25 }, () => random.normal());

/** A gradient that depends on the weight and on the step, t = 1, 2, … */
type Slope = (w: number) => number;
const slope = (t: number): Slope => w => 2 * w + (noise[t - 1] as number);

/** What a slide says is done in a step: the weight before it, the gradient wherever it is asked, t from 1; gives the weight after it. */
type Step = (w: number, grad: Slope, t: number) => number;

/**
 * The update rules of the five decks, typed off the slides: in their letters, line by line, wrong where they are wrong. Beside each the method that
 * is the same thing here, with the slide's numbers. Deck and line as in `source.lectures`.
 */
const slides: ReadonlyArray<readonly [line: string, Method, HyperOptions<string>, () => Step]> = [
  ['000:30', o.momentum, { eta: 0.1, gamma: 0.9 }, (V = 0) => (w, grad) => {
    V = 0.9 * V + 0.1 * grad(w);
    return w - V;
  }],
  ['000:47', o.adagradInside, { eta: 0.1, epsilon: 1e-4 }, (V = 0) => (w, grad) => {
    V = V + grad(w) ** 2;
    return w - (0.1 / sqrt(V + 1e-4)) * grad(w);
  }],
  ['000:79', o.nesterov, { eta: 0.1, gamma: 0.9 }, (V = 0) => (W, grad) => {
    const fut = W - 0.9 * V;
    V = 0.9 * V + 0.1 * grad(fut);
    return W - V;
  }],
  ['000:100', o.rmspropWithoutEpsilon, { eta: 0.1, beta: 0.9 }, (E = 0) => (w, grad) => {
    E = 0.9 * E + 0.1 * grad(w) ** 2;
    return w - (0.1 / sqrt(E)) * grad(w);
  }],
  ['000:117', o.adadeltaOutside, { rho: 0.9, epsilon: 1e-2 }, (Eg = 0, Ex = 0) => (x, grad) => {
    // The slide defines RMS and leaves Δx out; this is the paper's Δx with the slide's RMS.
    Eg = 0.9 * Eg + 0.1 * grad(x) ** 2;
    const dx = -((sqrt(Ex) + 1e-2) / (sqrt(Eg) + 1e-2)) * grad(x);
    Ex = 0.9 * Ex + 0.1 * dx ** 2;
    return x + dx;
  }],
  ['000:142', o.adadeltaAsPrinted, { rho: 0.95, epsilon: 1e-6 }, (Eg = 0) => (x, grad) => {
    Eg = 0.95 * Eg + 0.05 * grad(x) ** 2;
    return x + grad(x) / (sqrt(Eg) + 1e-6);
  }],
  ['000:164', o.adam, { eta: 0.1 }, (m = 0, v = 0) => (w, grad, t) => {
    m = 0.9 * m + 0.1 * grad(w);
    v = 0.999 * v + 0.001 * grad(w) ** 2;
    const [mhat, vhat] = [m / (1 - 0.9 ** t), v / (1 - 0.999 ** t)];
    return w - (0.1 * mhat) / (sqrt(vhat) + 1e-8);
  }],
  ['001:46', o.adagrad, { eta: 0.1, epsilon: 1e-5 }, (g = 0) => (theta, grad) => {
    g = g + grad(theta) ** 2;
    return theta - (0.1 * grad(theta)) / (sqrt(g) + 1e-5);
  }],
  ['001:65', o.rmsprop, { eta: 0.1, epsilon: 1e-5 }, (g = 0) => (theta, grad) => {
    g = 0.9 * g + 0.1 * grad(theta) ** 2;
    return theta - (0.1 * grad(theta)) / (sqrt(g) + 1e-5);
  }],
  ['001:83', o.adamUncorrected, { eta: 0.1, epsilon: 1e-5 }, (m = 0, v = 0) => (theta, grad) => {
    m = 0.9 * m + 0.1 * grad(theta);
    v = 0.999 * v + 0.001 * grad(theta) ** 2;
    return theta - (0.1 / (sqrt(v) + 1e-5)) * m;
  }],
  ['001:95', o.adamLate, { eta: 0.1 }, (m = 0, v = 0) => (theta, grad, step) => {
    // The slide makes m_{t+1} of m_t, so its first t is 0.
    const t = step - 1;
    m = 0.9 * m + 0.1 * grad(theta);
    v = 0.999 * v + 0.001 * grad(theta) ** 2;
    return theta - (0.1 / (sqrt(v / (1 - 0.999 ** t)) + 1e-5)) * (m / (1 - 0.9 ** t));
  }],
  ['001:119', o.adamaxPaper, { eta: 0.1 }, (m = 0, v = 0) => (w, grad, t) => {
    // The slide prints v alone; the rest is the paper's.
    m = 0.9 * m + 0.1 * grad(w);
    v = Math.max(0.999 * v, Math.abs(grad(w)));
    return w - ((0.1 / (1 - 0.9 ** t)) * m) / v;
  }],
  ['001:129', o.nadamAsPrinted, { eta: 0.01, epsilon: 1e-5 }, (m = 0, v = 0) => (w, grad, t) => {
    const d = 0.9;
    m = (d * m) / (1 - d ** (t + 1)) + ((1 - d) * grad(w)) / (1 - d ** t);
    v = 0.999 * v + 0.001 * grad(w) ** 2;
    return w - (0.01 * m) / (sqrt(v / (1 - 0.999 ** t)) + 1e-5);
  }],
  ['001:144', o.adabeliefUncorrected, { eta: 0.1, epsilon: 1e-6 }, (m = 0, s = 0) => (w, grad) => {
    m = 0.9 * m + 0.1 * grad(w);
    s = 0.999 * s + 0.001 * (grad(w) - m) ** 2 + 1e-6;
    return w - (0.1 / (sqrt(s) + 1e-6)) * m;
  }],
  ['001:164', o.adamwInside, { eta: 0.1, epsilon: 1e-4, lambda: 0.2 }, (m = 0, v = 0) => (theta, grad, t) => {
    m = 0.9 * m + 0.1 * grad(theta);
    v = 0.999 * v + 0.001 * grad(theta) ** 2;
    return theta - 0.1 * ((1 / sqrt(v / (1 - 0.999 ** t) + 1e-4)) * (m / (1 - 0.9 ** t)) + 0.2 * theta);
  }],
  ['002:19', o.gradientDescent, { eta: 0.1 }, () => (w, grad) => w - 0.1 * grad(w)],
  ['002:115', o.momentumSum, { eta: 0.1, gamma: 0.9 }, (p = 0) => (w, grad) => {
    p = 0.9 * p + grad(w);
    return w - 0.1 * p;
  }],
  ['002:130', o.heavyBall, { eta: 0.1, gamma: 0.9 }, (before?: number) => (w, grad) => {
    const next = w - 0.1 * grad(w) + 0.9 * (w - (before ?? w));
    before = w;
    return next;
  }],
  ['002:196', o.rmsprop, { eta: 0.1 }, (v = 0) => (w, grad) => {
    v = 0.9 * v + 0.1 * grad(w) ** 2;
    return w - (0.1 * grad(w)) / (sqrt(v) + 1e-8);
  }],
  ['002:217', o.adamUncorrected, { eta: 0.1 }, (m = 0, v = 0) => (w, grad) => {
    m = 0.9 * m + 0.1 * grad(w);
    v = 0.999 * v + 0.001 * grad(w) ** 2;
    return w - (0.1 * m) / (sqrt(v) + 1e-8);
  }],
  ['002:242', o.adamInside, { eta: 0.1 }, (m = 0, v = 0) => (w, grad, t) => {
    m = 0.9 * m + 0.1 * grad(w);
    v = 0.999 * v + 0.001 * grad(w) ** 2;
    return w - (0.1 * (m / (1 - 0.9 ** t))) / sqrt(v / (1 - 0.999 ** t) + 1e-8);
  }],
  ['003:78', o.gradientDescent, { eta: 0.1 }, () => (w, grad) => w - 0.1 * grad(w)],
  ['003:82', o.gradientDescentAsPrinted, { eta: 0.1 }, () => (w, grad) => w * 0.1 * grad(w)],
  ['003:238', o.momentum, { eta: 0.1 }, (v = 0) => (w, grad) => {
    v = 0.9 * v + 0.1 * grad(w);
    return w - v;
  }],
  ['004:303', o.momentumAverage, { eta: 0.1 }, (Vdw = 0) => (W, dw) => {
    Vdw = 0.9 * Vdw + (1 - 0.9) * dw(W);
    return W - 0.1 * Vdw;
  }],
  ['004:337', o.rmspropWithoutEpsilon, { eta: 0.1 }, (Sdw = 0) => (w, dw) => {
    Sdw = 0.9 * Sdw + (1 - 0.9) * dw(w) ** 2;
    return w - (0.1 * dw(w)) / sqrt(Sdw);
  }],
  ['004:345', o.adamInPlace, { eta: 0.1 }, (Vdw = 0, Sdw = 0) => (w, dw, t) => {
    Vdw = 0.9 * Vdw + (1 - 0.9) * dw(w);
    Sdw = 0.999 * Sdw + (1 - 0.999) * dw(w) ** 2;
    Vdw = Vdw / (1 - 0.9 ** t);
    Sdw = Sdw / (1 - 0.999 ** t);
    return w - (0.1 * Vdw) / sqrt(Sdw);
  }],
  ['004:345', o.adamWithoutEpsilon, { eta: 0.1 }, (Vdw = 0, Sdw = 0) => (w, dw, t) => {
    Vdw = 0.9 * Vdw + (1 - 0.9) * dw(w);
    Sdw = 0.999 * Sdw + (1 - 0.999) * dw(w) ** 2;
    const [corrected, square] = [Vdw / (1 - 0.9 ** t), Sdw / (1 - 0.999 ** t)];
    return w - (0.1 * corrected) / sqrt(square);
  }],
];

const cases = slides.map(([line, method, ...rest]) => [line, method.declaration.name, method, ...rest] as const);

test.each(cases)('deck %s is %s', (line, _, method, hyper, begin) => {
  const step = begin();
  let w = 0.5;
  const expected = noise.map((__, i) => (w = step(w, slope(i + 1), i + 1)));
  const rows = trace(method, { start: [0.5], gradient: (at, t) => [slope(t)(at[0] as number)], steps: noise.length, hyper });
  // Two orders of the same operations; some of these paths run off, so what counts is the error relative to their size.
  rows.forEach(({ w: [value = 0] }, i) => {
    const slide = expected[i] as number;
    if (Number.isNaN(slide)) expect(value).toBeNaN();
    else expect(Math.abs(value - slide)).toBeLessThan(1e-11 * Math.max(1, Math.abs(slide)));
  });
  expect(method.declaration.source.lectures).toContain(line);
});
