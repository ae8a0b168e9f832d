import type { Answers } from './answers';

/** Adam with one part replaced. */
function adam(from?: string, to?: string): string {
  const right = `export const adam = ({ w, g, m, v, t }, { eta, beta1, beta2, epsilon }) => {
    m = tf.add(tf.mul(beta1, m), tf.mul(1 - beta1, g));
    v = tf.add(tf.mul(beta2, v), tf.mul(1 - beta2, tf.square(g)));
    const mHat = tf.div(m, 1 - beta1 ** t);
    const vHat = tf.div(v, 1 - beta2 ** t);
    return { w: tf.sub(w, tf.div(tf.mul(eta, mHat), tf.add(tf.sqrt(vHat), epsilon))), m, v };
  };`;
  if (from === undefined || to === undefined) return right;
  if (!right.includes(from)) throw new Error(`Adam has no part "${from}"`);
  return right.replace(from, to);
}

const average = (line: string): string => `export function correctedAverage(values, beta) { let v = 0; return values.map((theta, index) => { v = beta * v + (1 - beta) * theta; ${line} }); }`;

/** Right and wrong answers as students write them. Each stands alone, with `tf` and `toDo` at hand. */
export const answers: Answers = {
  adam: {
    right: [
      adam(),
      // Both averages as a step towards the new value.
      adam('tf.add(tf.mul(beta1, m), tf.mul(1 - beta1, g))', 'tf.add(m, tf.mul(1 - beta1, tf.sub(g, m)))'),
      // Both corrections in the rate, and ε grown with them.
      `export const adam = ({ w, g, m, v, t }, { eta, beta1, beta2, epsilon }) => {
        m = m.mul(beta1).add(g.mul(1 - beta1));
        v = v.mul(beta2).add(g.square().mul(1 - beta2));
        const root = Math.sqrt(1 - beta2 ** t);
        return { w: w.sub(m.mul(eta * root / (1 - beta1 ** t)).div(v.sqrt().add(epsilon * root))), m, v };
      };`,
      // The sums without 1 − β are kept, which is another state and the same way.
      `export const adam = ({ w, g, m, v, t }, { eta, beta1, beta2, epsilon }) => {
        const p = tf.add(tf.mul(beta1, m), g), q = tf.add(tf.mul(beta2, v), tf.square(g));
        const mHat = tf.mul((1 - beta1) / (1 - beta1 ** t), p), vHat = tf.mul((1 - beta2) / (1 - beta2 ** t), q);
        return { w: tf.sub(w, tf.div(tf.mul(eta, mHat), tf.add(tf.sqrt(vHat), epsilon))), m: p, v: q };
      };`,
      // In numbers, away from tensors.
      `export function adam({ w, g, m, v, t }, { eta, beta1, beta2, epsilon }) {
        const [ws, gs, ms, vs] = [w, g, m, v].map(tensor => Array.from(tensor.dataSync()));
        const newM = ms.map((x, k) => beta1 * x + (1 - beta1) * gs[k]);
        const newV = vs.map((x, k) => beta2 * x + (1 - beta2) * gs[k] ** 2);
        return { w: ws.map((x, k) => x - eta * newM[k] / (1 - beta1 ** t) / (Math.sqrt(newV[k] / (1 - beta2 ** t)) + epsilon)), m: newM, v: newV };
      }`,
    ],
    wrong: [
      [adam('tf.div(m, 1 - beta1 ** t)', 'm').replace('tf.div(v, 1 - beta2 ** t)', 'v'), /Adam without bias correction/],
      [adam('tf.add(tf.mul(beta1, m), tf.mul(1 - beta1, g))', 'tf.add(tf.mul(beta2, m), tf.mul(1 - beta2, g))').replace('tf.mul(beta2, v), tf.mul(1 - beta2, tf', 'tf.mul(beta1, v), tf.mul(1 - beta1, tf').replace('beta1 ** t', 'BETA ** t').replace('beta2 ** t', 'beta1 ** t').replace('BETA', 'beta2'), /beta1 and beta2 are swapped/],
      [adam('beta1 ** t', 'BETA ** t').replace('beta2 ** t', 'beta1 ** t').replace('BETA', 'beta2'), /in the lines of mhat and vhat, beta1 and beta2 are swapped/],
      [adam('1 - beta1 ** t', '(1 - beta1) ** t').replace('1 - beta2 ** t', '(1 - beta2) ** t'), /all of 1 - beta1 is taken to the power of t, not beta1 alone, and all of 1 - beta2/],
      [adam('1 - beta1 ** t', '1 - beta1').replace('1 - beta2 ** t', '1 - beta2'), /the power of beta1 is missing, and the power of beta2 is missing/],
      [adam('tf.div(m, 1', 'tf.mul(m, 1').replace('tf.div(v, 1', 'tf.mul(v, 1'), /it is multiplied by 1 - beta1\^t where it should be divided, and/],
      [adam('epsilon))), m, v }', 'epsilon))), m: mHat, v: vHat }'), /mhat is handed on as the new m, and vhat is handed on as the new v/],
      [adam('m = tf.add(', 'const newM = tf.add(').replace('v = tf.add(', 'const newV = tf.add(').replace('m, v };', 'm: newM, v: newV };'), /the line of mhat uses the old m, from before this step, and the line of vhat uses the old v/],
      [adam('tf.add(tf.mul(beta1, m), tf.mul(1 - beta1, g))', 'tf.add(tf.mul(beta2, m), tf.mul(1 - beta2, g))'), /in the line of m, beta2 stands wherever beta1 belongs/],
      [adam('tf.square(g)', 'g'), /in the line of v, g is not squared/],
      [adam('beta1 ** t', 'beta1 ** (t - 1)').replace('beta2 ** t', 'beta2 ** (t - 1)'), /t is one too small|corrected a step late/],
      [adam('beta1 ** t', 'beta1'), /the power of beta1 is missing/],
      [adam('beta1 ** t', 'beta1 * t'), /beta1 times t, not beta1 to the power of t/],
      [adam('tf.sub(w,', 'tf.add(w,'), /is added where it should be subtracted/],
      [adam('tf.add(tf.sqrt(vHat), epsilon)', 'tf.sqrt(tf.add(vHat, epsilon))'), /epsilon stands inside the root/],
      [adam('tf.sqrt(vHat)', 'vHat'), /the root of vhat is missing/],
      [adam('epsilon))), m, v }', 'epsilon))), m: mHat, v }'), /mhat is handed on as the new m/],
      [adam('tf.div(m, 1 - beta1 ** t)', 'tf.div(m, 1 - beta2 ** t)'), /in the line of mhat, beta2 stands where beta1 belongs/],
      [adam('tf.mul(eta, mHat)', 'tf.mul(eta, g)'), /g stands where mhat belongs/],
      [adam('tf.div(m, 1 - beta1 ** t)', 'm').replace('tf.add(tf.sqrt(vHat), epsilon)', 'tf.sqrt(tf.add(vHat, epsilon))'), /two slips: .*(m is not divided by 1 - beta1\^t).*epsilon|two slips: .*epsilon.*(m is not divided by 1 - beta1\^t)/],
    ],
  },
  balancedBeta2: {
    right: [
      'export const balancedBeta2 = beta1 => 1 - (1 - beta1) * (1 - beta1);',
      'export const balancedBeta2 = beta1 => 2 * beta1 - beta1 ** 2;',
      'export const balancedBeta2 = beta1 => beta1 * (2 - beta1);',
      'export const balancedBeta2 = beta1 => tf.sub(1, tf.square(tf.sub(1, beta1)));',
      'export function balancedBeta2(beta1) { return [1 - Math.pow(1 - beta1, 2)]; }',
    ],
    wrong: [
      ['export const balancedBeta2 = beta1 => 1 - (1 - beta1);', /1 - beta1 is not squared/],
      ['export const balancedBeta2 = beta1 => (1 - beta1) ** 2;', /which is 1 − beta2/],
      ['export const balancedBeta2 = beta1 => beta1 ** 2;', /the square of beta1/],
      ['export const balancedBeta2 = beta1 => 1 - Math.sqrt(1 - beta1);', /the root of 1 − beta1 is taken/],
      ['export const balancedBeta2 = () => 0.99;', /0\.99 whatever it is given/],
      ['export const balancedBeta2 = beta1 => 1 - beta1 ** 2;', /expected/],
    ],
  },
  valleySettings: {
    right: [
      'export const valleySettings = () => ({ eta: 0.5, beta1: 0.95, beta2: 0.99 });',
      'export const valleySettings = () => ({ eta: 0.45, beta1: 0.95, beta2: 0.99 });',
      'export const valleySettings = () => ({ eta: tf.scalar(0.3), beta1: tf.scalar(0.95), beta2: tf.scalar(0.99) });',
      'export function valleySettings() { return { beta2: 0.99, beta1: 0.95, eta: [0.4] }; }',
    ],
    wrong: [
      ['export const valleySettings = () => ({ eta: 0.3, beta1: 0.99, beta2: 0.95 });', /beta1 and beta2 are swapped/],
      ['export const valleySettings = () => ({ eta: 0.001, beta1: 0.9, beta2: 0.999 });', /the library's default/],
      ['export const valleySettings = () => ({ eta: 0.3, beta1: 1, beta2: 0.99 });', /must be in \[0, 1\), got 1 and 0\.99/],
      ['export const valleySettings = () => ({ eta: 0.01, beta1: 0.5, beta2: 0.99 });', /expected less than 1e-5, got/],
    ],
  },
  correctedAverage: {
    right: [
      average('return v / (1 - beta ** (index + 1));'),
      `export function correctedAverage(values, beta) {
        const averages = [];
        for (let t = 1, v = 0; t <= values.length; t++) {
          v = beta * v + (1 - beta) * values[t - 1];
          averages.push(v / (1 - Math.pow(beta, t)));
        }
        return averages;
      }`,
      // The weighted mean, without a recursion.
      `export const correctedAverage = (values, beta) => values.map((_, t) => {
        const weights = values.slice(0, t + 1).map((_, k) => beta ** (t - k));
        return values.slice(0, t + 1).reduce((sum, x, k) => sum + x * weights[k], 0) / weights.reduce((sum, x) => sum + x, 0);
      });`,
      // Another recursion: each value moves the average by its share.
      `export const correctedAverage = (values, beta) => { let average = 0, weight = 0; return values.map(x => { weight = beta * weight + 1; average += (x - average) / weight; return average; }); };`,
      average('return v / (1 - beta ** (index + 1));').replace('return values.map', 'return tf.tensor1d(values.map').replace('}); }', '})); }'),
    ],
    wrong: [
      [average('v = v / (1 - beta ** (index + 1)); return v;'), /the planted bug is still there/],
      [average('return v;'), /nothing is corrected/],
      [average('return v / (1 - beta ** index);'), /one too small/],
      [average('return v / (1 - beta);'), /without the power/],
      [average('return v * (1 - beta ** (index + 1));'), /multiplied by 1 − beta/],
    ],
  },
};
