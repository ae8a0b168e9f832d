import type { Answers } from './answers';

/** AdaMax from the lines after its average. */
const adamax = (lines: string): string => `export const adamax = ({ w, g, m, u, t }, { eta, beta1, beta2, epsilon }) => { const mean = tf.add(tf.mul(beta1, m), tf.mul(1 - beta1, g)); ${lines} };`;
const largest = 'const top = tf.maximum(tf.mul(beta2, u), tf.add(tf.abs(g), epsilon));';
const step = 'return { w: tf.sub(w, tf.div(tf.mul(eta, mean), tf.mul(1 - beta1 ** t, top))), m: mean, u: top };';

/** Nadam with one part replaced. */
function nadam(from?: string, to?: string): string {
  const right = `export const nadam = ({ w, g, m, v, t }, { eta, beta1, beta2, epsilon }) => {
    const mean = tf.add(tf.mul(beta1, m), tf.mul(1 - beta1, g));
    const squares = tf.add(tf.mul(beta2, v), tf.mul(1 - beta2, tf.square(g)));
    const root = tf.sqrt(tf.div(squares, 1 - beta2 ** t));
    const ahead = tf.add(tf.mul(beta1 / (1 - beta1 ** (t + 1)), mean), tf.mul((1 - beta1) / (1 - beta1 ** t), g));
    return { w: tf.sub(w, tf.div(tf.mul(eta, ahead), tf.add(root, epsilon))), m: mean, v: squares };
  };`;
  if (from === undefined || to === undefined) return right;
  if (!right.includes(from)) throw new Error(`Nadam has no part "${from}"`);
  return right.replace(from, to);
}

/** Right and wrong answers as students write them. Each stands alone, with `tf` and `toDo` at hand. */
export const answers: Answers = {
  adamax: {
    right: [
      adamax(`${largest} ${step}`),
      'export const adamax = ({ w, g, m, u, t }, { eta, beta1, beta2, epsilon }) => { m = m.mul(beta1).add(g.mul(1 - beta1)); u = u.mul(beta2).maximum(g.abs().add(epsilon)); return { w: w.sub(m.div(u).mul(eta / (1 - beta1 ** t))), m, u }; };',
      // The larger of two without a maximum.
      adamax('const [a, b] = [tf.mul(beta2, u), tf.add(tf.abs(g), epsilon)]; const top = tf.where(tf.greater(a, b), a, b); const hat = tf.div(mean, 1 - beta1 ** t); return { w: tf.sub(w, tf.mul(eta, tf.div(hat, top))), m: mean, u: top };'),
      // A maximum by absolute value.
      adamax('const top = tf.div(tf.add(tf.add(tf.mul(beta2, u), tf.add(tf.abs(g), epsilon)), tf.abs(tf.sub(tf.mul(beta2, u), tf.add(tf.abs(g), epsilon)))), 2); return { w: tf.sub(w, tf.div(tf.mul(eta, mean), tf.mul(1 - beta1 ** t, top))), m: mean, u: top };'),
      `export function adamax({ w, g, m, u, t }, { eta, beta1, beta2, epsilon }) {
        const [ws, gs, ms, us] = [w, g, m, u].map(tensor => Array.from(tensor.dataSync()));
        const newM = ms.map((x, k) => beta1 * x + (1 - beta1) * gs[k]);
        const newU = us.map((x, k) => Math.max(beta2 * x, Math.abs(gs[k]) + epsilon));
        return { w: ws.map((x, k) => x - eta / (1 - beta1 ** t) * newM[k] / newU[k]), m: newM, u: newU };
      }`,
    ],
    wrong: [
      [adamax(`${largest} ${step.replace('tf.sub(w', 'tf.add(w')}`), /is added where it should be subtracted/],
      [adamax(`${largest} ${step.replace('tf.mul(1 - beta1 ** t, top)', 'top')}`), /1 - beta1\^t|expected .*, got/],
      [adamax(`${largest.replace('tf.abs(g)', 'g')} ${step}`), /absolute|abs|sign of g|expected .*, got/],
      [adamax(`${largest.replace('tf.maximum', 'tf.minimum')} ${step}`), /min|smaller|expected .*, got/],
      [adamax(`${largest.replace('tf.mul(beta2, u)', 'u')} ${step}`), /beta2|expected .*, got/],
      [adamax(`${largest} ${step.replace('u: top', 'u')}`), /u is not remembered|the line of u|expected .*, got/],
      // The correction of Adam's v, where nothing is to be corrected.
      [adamax(`${largest} return { w: tf.sub(w, tf.div(tf.mul(eta, tf.div(mean, 1 - beta1 ** t)), tf.div(top, 1 - beta2 ** t))), m: mean, u: top };`), /expected .*, got/],
      // The root of the square is Adam's.
      [adamax(`${largest} return { w: tf.sub(w, tf.div(tf.mul(eta, tf.div(mean, 1 - beta1 ** t)), tf.sqrt(top))), m: mean, u: top };`), /expected .*, got/],
      // The largest over all weights, as the slide's norm of a vector has it.
      [adamax('const top = tf.maximum(tf.mul(beta2, u), tf.fill(g.shape, tf.max(tf.abs(g)).dataSync()[0] + epsilon)); return { w: tf.sub(w, tf.div(tf.mul(eta, mean), tf.mul(1 - beta1 ** t, top))), m: mean, u: top };'), /expected .*, got/],
    ],
  },
  remembered: {
    right: [
      'export const remembered = (c, beta2) => Math.max(0, Math.ceil(Math.log(c) / Math.log(1 / beta2)) - 1);',
      'export function remembered(c, beta2) { let k = 0; while (c * beta2 ** (k + 1) > 1) k++; return k; }',
      'export function remembered(c, beta2) { let u = c, steps = -1; while (u > 1) { u *= beta2; steps++; } return Math.max(0, steps); }',
      'export const remembered = (c, beta2) => c === 1 ? 0 : Math.ceil(-Math.log10(c) / Math.log10(beta2)) - 1;',
      // For these numbers it is never whole, so that the floor is the same.
      'export const remembered = (c, beta2) => Math.floor(Math.log(c) / -Math.log(beta2));',
    ],
    wrong: [
      ['export const remembered = (c, beta2) => Math.ceil(Math.log(c) / -Math.log(beta2));', /is counted as well/],
      ['export const remembered = (c, beta2) => Math.log(c) / Math.log(1 / beta2);', /not rounded/],
      ['export const remembered = (c, beta2) => Math.floor(c / (1 - beta2));', /the logarithm of c is missing/],
      ['export const remembered = (c, beta2) => Math.floor(Math.log(c) / (1 - beta2));', /only near 1/],
      ['export const remembered = (c, beta2) => Math.ceil(2 * Math.log(c) / -Math.log(beta2)) - 1;', /Adam's square/],
      ['export const remembered = (c, beta2) => Math.ceil(Math.log(c) / Math.log(beta2)) - 1;', /sign of the logarithm/],
      ['export const remembered = () => 37;', /37 whatever it is given/],
    ],
  },
  surprise: {
    right: [
      'export const surprise = beta1 => beta1 ** 2 * (1 + (1 - beta1) / (1 + beta1));',
      'export const surprise = beta1 => 2 * beta1 * beta1 / (1 + beta1);',
      // The squared weights of all gradients.
      'export function surprise(beta1) { let sum = beta1 ** 2; for (let j = 1; j < 4000; j++) sum += ((1 - beta1) * beta1 ** j) ** 2; return sum; }',
      // By expanding (g − m)².
      'export const surprise = b => 1 - 2 * (1 - b) + (1 - b) / (1 + b);',
      'export const surprise = beta1 => tf.div(tf.mul(2, tf.square(beta1)), 1 + beta1);',
    ],
    wrong: [
      ['export const surprise = () => 1;', /the whole variance|1 whatever it is given/],
      ['export const surprise = beta1 => 1 + (1 - beta1) / (1 + beta1);', /before the new gradient enters m/],
      ['export const surprise = beta1 => beta1 ** 2 * (1 - (1 - beta1) / (1 + beta1));', /subtracted/],
      ['export const surprise = beta1 => beta1 ** 2;', /without noise/],
      ['export const surprise = beta1 => 2 * beta1 / (1 + beta1);', /not squared/],
      ['export const surprise = beta1 => (1 - beta1) / (1 + beta1);', /the variance of m/],
      ['export const surprise = () => 0.853;', /0\.853 whatever it is given/],
    ],
  },
  trap: {
    right: [
      'export const trap = () => ({ C: 20, beta1: 0.5, beta2: 0.5 });',
      'export const trap = () => ({ C: 10, beta1: 0.7, beta2: 0.4 });',
      'export const trap = () => ({ C: tf.scalar(15), beta1: tf.scalar(0.5), beta2: tf.scalar(0.1) });',
      'export function trap() { return { beta2: [0.05], beta1: 0.6, C: 9.5 }; }',
    ],
    wrong: [
      ['export const trap = () => ({ C: 12, beta1: 0.9, beta2: 0.999 });', /the usual ones/],
      ['export const trap = () => ({ C: 5, beta1: 0.5, beta2: 0.3 });', /C must be above 9|together point up/],
      ['export const trap = () => ({ C: 12, beta1: 0, beta2: 0.1 });', /without momentum|beta1 must be in \[0\.5, 1\)/],
      ['export const trap = () => ({ C: 12, beta1: 0.9, beta2: 0.5 });', /swapped|expected above 1/],
      ['export const trap = () => ({ C: 80, beta1: 0.6, beta2: 0.3 });', /expected above 1, got/],
      ['export const trap = () => ({ C: 12, beta1: 0.5, beta2: 1 });', /beta2 must be in \[0, 1\), got 1/],
    ],
  },
  nadam: {
    right: [
      nadam(),
      // The share of the gradient first, and both averages from it.
      `export const nadam = ({ w, g, m, v, t }, { eta, beta1, beta2, epsilon }) => {
        const share = g.mul(1 - beta1), mean = m.mul(beta1).add(share);
        const squares = v.mul(beta2).add(g.square().mul(1 - beta2));
        const ahead = mean.mul(beta1).div(1 - beta1 ** (t + 1)).add(share.div(1 - beta1 ** t));
        return { w: w.sub(ahead.mul(eta).div(squares.div(1 - beta2 ** t).sqrt().add(epsilon))), m: mean, v: squares };
      };`,
      // Remembered is β₁ m, the part that the next step keeps.
      `export const nadam = ({ w, g, m, v, t }, { eta, beta1, beta2, epsilon }) => {
        const kept = tf.mul(beta1, tf.add(m, tf.mul(1 - beta1, g)));
        const squares = tf.add(tf.mul(beta2, v), tf.mul(1 - beta2, tf.square(g)));
        const ahead = tf.add(tf.div(kept, 1 - beta1 ** (t + 1)), tf.mul((1 - beta1) / (1 - beta1 ** t), g));
        return { w: tf.sub(w, tf.div(tf.mul(eta, ahead), tf.add(tf.sqrt(tf.div(squares, 1 - beta2 ** t)), epsilon))), m: kept, v: squares };
      };`,
      `export function nadam({ w, g, m, v, t }, { eta, beta1, beta2, epsilon }) {
        const [ws, gs, ms, vs] = [w, g, m, v].map(tensor => Array.from(tensor.dataSync()));
        const newM = ms.map((x, k) => beta1 * x + (1 - beta1) * gs[k]);
        const newV = vs.map((x, k) => beta2 * x + (1 - beta2) * gs[k] ** 2);
        const ahead = newM.map((x, k) => beta1 * x / (1 - beta1 ** (t + 1)) + (1 - beta1) * gs[k] / (1 - beta1 ** t));
        return { w: ws.map((x, k) => x - eta * ahead[k] / (Math.sqrt(newV[k] / (1 - beta2 ** t)) + epsilon)), m: newM, v: newV };
      }`,
    ],
    wrong: [
      [nadam('mean), tf.mul((1', 'm), tf.mul((1').replace('m: mean', 'm: ahead'), /the planted bug is still there|as deck 001 prints it/],
      [nadam('m: mean', 'm: ahead'), /handed on as the new m|expected .*, got/],
      [nadam('mean), tf.mul((1', 'm), tf.mul((1'), /old m|expected .*, got/],
      [nadam('(1 - beta1 ** (t + 1))', '(1 - beta1 ** t)'), /t|as Ruder|expected .*, got/],
      [nadam('tf.mul((1 - beta1) / (1 - beta1 ** t), g)', 'tf.mul(1 - beta1, g)'), /expected .*, got|1 - beta1\^t/],
      [nadam('const ahead = tf.add(tf.mul(beta1 / (1 - beta1 ** (t + 1)), mean), tf.mul((1 - beta1) / (1 - beta1 ** t), g));', 'const ahead = tf.div(mean, 1 - beta1 ** t);'), /Adam|expected .*, got/],
      [nadam('tf.sub(w', 'tf.add(w'), /is added where it should be subtracted/],
    ],
  },
};
