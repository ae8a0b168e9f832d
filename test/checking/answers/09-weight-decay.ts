import type { Answers } from './answers';

/** AdamW from the lines after its direction. */
const adamw = (lines: string): string => `export const adamw = ({ w, g, m, v, t }, { eta, beta1, beta2, epsilon, lambda }) => {
  const mean = tf.add(tf.mul(beta1, m), tf.mul(1 - beta1, g));
  const squares = tf.add(tf.mul(beta2, v), tf.mul(1 - beta2, tf.square(g)));
  const direction = tf.div(tf.div(mean, 1 - beta1 ** t), tf.add(tf.sqrt(tf.div(squares, 1 - beta2 ** t)), epsilon));
  ${lines}
};`;

/** AdamW whose pull joins the gradient, as an L2 penalty does. */
const penalised = `export const adamw = ({ w, g, m, v, t }, { eta, beta1, beta2, epsilon, lambda }) => {
  const pulled = tf.add(g, tf.mul(lambda, w));
  const mean = tf.add(tf.mul(beta1, m), tf.mul(1 - beta1, pulled));
  const squares = tf.add(tf.mul(beta2, v), tf.mul(1 - beta2, tf.square(pulled)));
  const direction = tf.div(tf.div(mean, 1 - beta1 ** t), tf.add(tf.sqrt(tf.div(squares, 1 - beta2 ** t)), epsilon));
  return { w: tf.sub(w, tf.mul(eta, direction)), m: mean, v: squares };
};`;

/** Right and wrong answers as students write them. Each stands alone, with `tf` and `toDo` at hand. */
export const answers: Answers = {
  adamw: {
    right: [
      adamw('return { w: tf.sub(w, tf.mul(eta, tf.add(direction, tf.mul(lambda, w)))), m: mean, v: squares };'),
      // The weights shrink first, and then step.
      adamw('return { w: tf.sub(tf.mul(1 - eta * lambda, w), tf.mul(eta, direction)), m: mean, v: squares };'),
      // Step and decay one after the other, both from the old weights.
      adamw('const stepped = w.sub(direction.mul(eta)); return { w: stepped.sub(w.mul(eta * lambda)), m: mean, v: squares };'),
      `export function adamw({ w, g, m, v, t }, { eta, beta1, beta2, epsilon, lambda }) {
        const [ws, gs, ms, vs] = [w, g, m, v].map(tensor => Array.from(tensor.dataSync()));
        const newM = ms.map((x, k) => beta1 * x + (1 - beta1) * gs[k]);
        const newV = vs.map((x, k) => beta2 * x + (1 - beta2) * gs[k] ** 2);
        const step = k => newM[k] / (1 - beta1 ** t) / (Math.sqrt(newV[k] / (1 - beta2 ** t)) + epsilon);
        return { w: ws.map((x, k) => x - eta * (step(k) + lambda * x)), m: newM, v: newV };
      }`,
    ],
    wrong: [
      [adamw('return { w: tf.sub(w, tf.mul(eta, direction)), m: mean, v: squares };'), /lambda|decay|expected .*, got/],
      // The paper's form.
      [adamw('return { w: tf.sub(tf.sub(w, tf.mul(eta, direction)), tf.mul(lambda, w)), m: mean, v: squares };'), /the paper's decay|eta|expected .*, got/],
      [adamw('return { w: tf.sub(w, tf.mul(eta, tf.sub(direction, tf.mul(lambda, w)))), m: mean, v: squares };'), /subtracted where it should be added|sign|expected .*, got/],
      [adamw('return { w: tf.sub(w, tf.mul(eta, tf.add(direction, lambda))), m: mean, v: squares };'), /w is missing|expected .*, got/],
      [adamw('return { w: tf.sub(w, tf.mul(eta, tf.add(direction, tf.mul(2 * lambda, w)))), m: mean, v: squares };'), /expected .*, got/],
      [adamw('return { w: tf.add(w, tf.mul(eta, tf.add(direction, tf.mul(lambda, w)))), m: mean, v: squares };'), /is added where it should be subtracted/],
      [penalised, /the decay joins the gradient, as an L2 penalty does/],
      [adamw('const stepped = tf.sub(w, tf.mul(eta, direction)); return { w: tf.mul(1 - eta * lambda, stepped), m: mean, v: squares };'), /shrunk after the step/],
    ],
  },
  halvingDecay: {
    right: [
      'export const halvingDecay = (eta, n) => (1 - 0.5 ** (1 / n)) / eta;',
      'export const halvingDecay = (eta, n) => (1 - 2 ** (-1 / n)) / eta;',
      'export const halvingDecay = (eta, n) => (1 - Math.exp(-Math.log(2) / n)) / eta;',
      'export const halvingDecay = (eta, n) => -Math.expm1(Math.log(0.5) / n) / eta;',
      // By bisection.
      'export function halvingDecay(eta, n) { let [low, high] = [0, 1 / eta]; for (let k = 0; k < 100; k++) { const mid = (low + high) / 2; if ((1 - eta * mid) ** n > 0.5) low = mid; else high = mid; } return low; }',
      'export const halvingDecay = (eta, n) => tf.div(tf.sub(1, tf.pow(0.5, 1 / n)), eta);',
    ],
    wrong: [
      ['export const halvingDecay = (eta, n) => 1 - 0.5 ** (1 / n);', /the λ of the paper/],
      ['export const halvingDecay = (eta, n) => 0.5 / (eta * n);', /parted evenly/],
      ['export const halvingDecay = (eta, n) => Math.log(2) / (eta * n);', /small steps only/],
      ['export const halvingDecay = (eta, n) => 0.5 ** (1 / n) / eta;', /what is left in a step|the factor that is left|1 - /],
      ['export const halvingDecay = (eta, n) => (1 - 0.5 ** n) / eta;', /n-th root|expected/],
      ['export const halvingDecay = eta => 0.5 / eta;', /expected|n/],
    ],
  },
  penalisedEnd: {
    right: [
      'export const penalisedEnd = (curvature, minimum, lambda) => curvature * minimum / (curvature + 2 * lambda);',
      'export const penalisedEnd = (c, a, lambda) => a / (1 + 2 * lambda / c);',
      'export const penalisedEnd = (c, a, lambda) => a - 2 * lambda * a / (c + 2 * lambda);',
      // By descending.
      'export function penalisedEnd(c, a, lambda) { let w = 0; for (let k = 0; k < 5000; k++) w -= (c * (w - a) + 2 * lambda * w) / (c + 2 * lambda + 1); return w; }',
      'export const penalisedEnd = (c, a, lambda) => tf.div(c * a, tf.add(c, 2 * lambda));',
    ],
    wrong: [
      ['export const penalisedEnd = (c, a, lambda) => c * a / (c + lambda);', /torch's penalty/],
      ['export const penalisedEnd = (c, a, lambda) => a / (1 + 2 * lambda);', /the curvature is missing/],
      ['export const penalisedEnd = (c, a, lambda) => c * a / (c - 2 * lambda);', /turns away from zero|sign/],
      ['export const penalisedEnd = (c, a, lambda) => (1 - 2 * lambda) * a;', /of one step is taken for the end/],
      ['export const penalisedEnd = (c, a) => a;', /without the penalty/],
      ['export const penalisedEnd = (c, a, lambda) => 2 * lambda * a / (c + 2 * lambda);', /how far the minimum is moved/],
    ],
  },
  keepAndClear: {
    right: [
      'export const keepAndClear = () => ({ eta: 0.5, lambda: 0.05 });',
      'export const keepAndClear = () => ({ eta: 0.2, lambda: 0.1 });',
      'export const keepAndClear = () => ({ eta: tf.scalar(1), lambda: tf.scalar(0.03) });',
      'export function keepAndClear() { return { lambda: [0.09], eta: 0.25 }; }',
    ],
    wrong: [
      ['export const keepAndClear = () => ({ eta: 0.001, lambda: 0.01 });', /the library's default/],
      ['export const keepAndClear = () => ({ eta: 0.1, lambda: 0.01 });', /too small to clear y/],
      ['export const keepAndClear = () => ({ eta: 0.1, lambda: 0.5 });', /pulls x away from 1/],
      ['export const keepAndClear = () => ({ eta: 0.08, lambda: 0.3 });', /swapped/],
      ['export const keepAndClear = () => ({ eta: -0.3, lambda: 0.08 });', /must be 0 or more/],
      ['export const keepAndClear = () => ({ eta: 0.4, lambda: 0.02 });', /y at your setting, after 300 steps: expected below 0\.01, got/],
    ],
  },
  shrunk: {
    right: [
      'export const shrunk = (weights, eta, lambda) => weights.map(w => w * (1 - eta * lambda));',
      'export const shrunk = (weights, eta, lambda) => weights.map(w => w - eta * lambda * w);',
      'export function shrunk(weights, eta, lambda) { const left = []; for (const w of weights) left.push((1 - lambda * eta) * w); return left; }',
      'export const shrunk = (weights, eta, lambda) => tf.mul(tf.tensor1d([...weights]), 1 - eta * lambda);',
    ],
    wrong: [
      ['export const shrunk = (weights, eta, lambda) => weights.map(w => w - w * (1 - eta * lambda));', /the planted bug is still there/],
      ['export const shrunk = (weights, eta, lambda) => weights.map(w => w - w * lambda);', /the rate is missing/],
      ['export const shrunk = (weights, eta, lambda) => weights.map(w => w - eta * lambda);', /the pull has no size|of the weight/],
      ['export const shrunk = (weights, eta, lambda) => weights.map(w => w + w * eta * lambda);', /the weights grow/],
      ['export const shrunk = weights => [...weights];', /nothing shrinks|expected/],
      ['export const shrunk = (weights, eta, lambda) => weights.map(w => w - 2 * w * eta * lambda);', /lecture 2/],
    ],
  },
};
