import type { Answers } from './answers';

/** A mean for the answers that need one. */
const mean = 'const mean = list => list.reduce((a, b) => a + b, 0) / list.length;';

/** The way back through RMS from what is made of x, h, s and u, the normalised numbers. */
const rms = (gradient: string): string => `export function rmsBack(x, h, epsilon) {
  ${mean}
  const s = Math.sqrt(mean(x.map(v => v * v)) + epsilon);
  const u = x.map(v => v / s);
  return x.map((_, k) => ${gradient});
}`;

/** Right and wrong answers as students write them. Each stands alone, with `tf` and `toDo` at hand. */
export const answers: Answers = {
  normalise: {
    right: [
      `export function normalise(x, gamma, beta, epsilon) {
        ${mean}
        const mu = mean(x);
        const v = mean(x.map(z => (z - mu) * (z - mu)));
        return x.map(z => gamma * (z - mu) / Math.sqrt(v + epsilon) + beta);
      }`,
      // The mean of the squares minus the square of the mean.
      `export function normalise(x, gamma, beta, epsilon) {
        ${mean}
        const mu = mean(x), v = mean(x.map(z => z * z)) - mu * mu;
        return x.map(z => gamma * (z - mu) / Math.sqrt(Math.max(0, v) + epsilon) + beta);
      }`,
      // As one straight line.
      `export const normalise = (x, gamma, beta, epsilon) => {
        let mu = 0, v = 0;
        for (const z of x) mu += z / x.length;
        for (const z of x) v += (z - mu) ** 2 / x.length;
        const a = gamma / (v + epsilon) ** 0.5;
        return x.map(z => a * z + (beta - a * mu));
      };`,
      `export const normalise = (x, gamma, beta, epsilon) => {
        const { mean, variance } = tf.moments(tf.tensor1d(x));
        return tf.add(tf.mul(gamma, tf.div(tf.sub(x, mean), tf.sqrt(tf.add(variance, epsilon)))), beta);
      };`,
      'export const normalise = (x, gamma, beta, epsilon) => { const t = tf.tensor1d(x); const d = t.sub(t.mean()); return d.div(d.square().mean().add(epsilon).sqrt()).mul(gamma).add(beta); };',
    ],
    wrong: [
      [`export function normalise(x, gamma, beta, epsilon) { ${mean} const mu = mean(x), v = mean(x.map(z => (z - mu) ** 2)); return x.map(z => gamma * (z - mu) / (Math.sqrt(v) + epsilon) + beta); }`, /added to the root|expected/],
      [`export function normalise(x, gamma, beta, epsilon) { ${mean} const mu = mean(x), v = mean(x.map(z => (z - mu) ** 2)); return x.map(z => gamma * (z - mu) / (v + epsilon) + beta); }`, /whose root is missing/],
      [`export function normalise(x, gamma, beta, epsilon) { ${mean} const mu = mean(x), v = mean(x.map(z => (z - mu) ** 2)) * x.length / (x.length - 1); return x.map(z => gamma * (z - mu) / Math.sqrt(v + epsilon) + beta); }`, /n − 1/],
      [`export function normalise(x, gamma, beta, epsilon) { ${mean} const mu = mean(x), v = mean(x.map(z => (z - mu) ** 2)); return x.map(z => (z - mu) / Math.sqrt(v + epsilon)); }`, /scale and shift are missing/],
      [`export function normalise(x, gamma, beta, epsilon) { ${mean} const mu = mean(x), v = mean(x.map(z => (z - mu) ** 2)); return x.map(z => gamma * ((z - mu) / Math.sqrt(v + epsilon) + beta)); }`, /the shift is scaled too/],
      ['export const normalise = (x, gamma, beta) => x.map(z => gamma * z + beta);', /expected .*, got/],
      ['export const normalise = x => x;', /expected .*, got/],
    ],
  },
  epsilonFor: {
    right: [
      'export const epsilonFor = (variance, left) => variance * (1 / left - 1);',
      'export const epsilonFor = (variance, left) => variance * (1 - left) / left;',
      'export const epsilonFor = (variance, left) => variance / left - variance;',
      'export const epsilonFor = (variance, left) => tf.sub(tf.div(variance, left), variance);',
      // By halving.
      'export function epsilonFor(v, left) { let a = 0, b = 1e6; for (let k = 0; k < 200; k++) { const m = (a + b) / 2; if (v / (v + m) > left) a = m; else b = m; } return a; }',
    ],
    wrong: [
      ['export const epsilonFor = (variance, left) => variance / left;', /v itself must still be taken from it/],
      ['export const epsilonFor = (variance, left) => variance * (1 - left);', /what is lost of the variance/],
      ['export const epsilonFor = (variance, left) => variance / left ** 2 - variance;', /s is squared|s\^2|square/],
      ['export const epsilonFor = (variance, left) => variance * left / (1 - left);', /changed places/],
      ['export const epsilonFor = () => 1e-5;', /0\.00001 whatever it is given|1e-5 whatever it is given|expected/],
      ['export const epsilonFor = (variance, left) => variance - variance / left;', /sign|expected/],
    ],
  },
  rmsBack: {
    right: [
      rms('(h[k] - u[k] * mean(h.map((g, i) => g * u[i]))) / s'),
      // With sums instead of means, and x instead of x̂.
      `export function rmsBack(x, h, epsilon) {
        const n = x.length;
        let squares = 0, along = 0;
        for (let i = 0; i < n; i++) { squares += x[i] * x[i]; along += h[i] * x[i]; }
        const s2 = squares / n + epsilon;
        return x.map((v, k) => h[k] / Math.sqrt(s2) - v * along / (n * s2 ** 1.5));
      }`,
      // TensorFlow.js derives it.
      'export const rmsBack = (x, h, epsilon) => tf.grad(z => tf.sum(tf.mul(h, tf.div(z, tf.sqrt(tf.add(tf.mean(tf.square(z)), epsilon))))))(tf.tensor1d(x));',
      `export const rmsBack = (x, h, epsilon) => tf.tidy(() => {
        const X = tf.tensor1d(x), H = tf.tensor1d(h), s = X.square().mean().add(epsilon).sqrt(), u = X.div(s);
        return H.sub(u.mul(H.mul(u).mean())).div(s).arraySync();
      });`,
    ],
    wrong: [
      [rms('(h[k] - mean(h) - u[k] * mean(h.map((g, i) => g * u[i]))) / s'), /as in layer normalisation/],
      [rms('h[k] / s'), /taken for a constant/],
      [rms('(h[k] - u[k] * h.reduce((a, g, i) => a + g * u[i], 0)) / s'), /the mean over the group is a sum/],
      [rms('(h[k] - x[k] * mean(h.map((g, i) => g * x[i]))) / s'), /x stands where x̂ belongs/],
      [rms('h[k] - u[k] * mean(h.map((g, i) => g * u[i]))'), /division by s is missing/],
      [rms('(h[k] - u[k] * mean(h)) / s'), /of h alone/],
      ['export const rmsBack = (x, h) => h;', /expected .*, got/],
    ],
  },
  runningSettings: {
    right: [
      'export const runningSettings = () => ({ weightOfOld: 0.78, batchSize: 32 });',
      'export const runningSettings = () => ({ weightOfOld: 0.35, batchSize: 128 });',
      'export const runningSettings = () => ({ weightOfOld: 0.985, batchSize: 2 });',
      'export const runningSettings = () => ({ batchSize: [16], weightOfOld: tf.scalar(0.88) });',
    ],
    wrong: [
      ['export const runningSettings = () => ({ weightOfOld: 0.9, batchSize: 32 });', /torch's convention/],
      ['export const runningSettings = () => ({ weightOfOld: 0.99, batchSize: 32 });', /Keras's convention/],
      ['export const runningSettings = () => ({ weightOfOld: 0.1, batchSize: 32 });', /the weight of the new value/],
      ['export const runningSettings = () => ({ weightOfOld: 0, batchSize: 640 });', /batchSize must be a whole number from 2 to 128, got 640/],
      ['export const runningSettings = () => ({ weightOfOld: 0.5, batchSize: 16 });', /standard deviation .* expected less than 0\.07, got/],
      ['export const runningSettings = () => ({ weightOfOld: 1.2, batchSize: 8 });', /weightOfOld must be in \[0, 1\]/],
    ],
  },
  batchNormalise: {
    right: [
      `export function batchNormalise(batch, epsilon) {
        ${mean}
        const units = batch[0].map((_, j) => batch.map(row => row[j]));
        const mu = units.map(mean);
        const v = units.map((u, j) => mean(u.map(z => (z - mu[j]) ** 2)));
        return batch.map(row => row.map((z, j) => (z - mu[j]) / Math.sqrt(v[j] + epsilon)));
      }`,
      'export const batchNormalise = (batch, epsilon) => { const x = tf.tensor2d(batch); const { mean, variance } = tf.moments(x, 0); return x.sub(mean).div(variance.add(epsilon).sqrt()); };',
      `export const batchNormalise = (batch, epsilon) => {
        const out = batch.map(row => [...row]);
        for (let j = 0; j < batch[0].length; j++) {
          let mu = 0, v = 0;
          for (const row of batch) mu += row[j] / batch.length;
          for (const row of batch) v += (row[j] - mu) ** 2 / batch.length;
          for (const row of out) row[j] = (row[j] - mu) / Math.sqrt(v + epsilon);
        }
        return out;
      };`,
      'export const batchNormalise = (batch, epsilon) => { const x = tf.tensor2d(batch), d = tf.sub(x, tf.mean(x, 0, true)); return tf.div(d, tf.sqrt(tf.add(tf.mean(tf.square(d), 0, true), epsilon))).arraySync(); };',
    ],
    wrong: [
      [`export function batchNormalise(batch, epsilon) { ${mean} return batch.map(example => { const mu = mean(example), v = mean(example.map(z => (z - mu) ** 2)); return example.map(z => (z - mu) / Math.sqrt(v + epsilon)); }); }`, /the planted bug is still there|which is layer normalisation/],
      [`export function batchNormalise(batch, epsilon) { ${mean} const all = batch.flat(), mu = mean(all), v = mean(all.map(z => (z - mu) ** 2)); return batch.map(row => row.map(z => (z - mu) / Math.sqrt(v + epsilon))); }`, /all units together/],
      [`export function batchNormalise(batch, epsilon) { ${mean} return batch.map(row => { const v = mean(row.map(z => (z - mean(row)) ** 2)); return row.map((z, j) => (z - mean(batch.map(o => o[j]))) / Math.sqrt(v + epsilon)); }); }`, /variance still the example's/],
      [`export function batchNormalise(batch, epsilon) { ${mean} const units = batch[0].map((_, j) => batch.map(row => row[j])); return units.map(u => { const mu = mean(u), v = mean(u.map(z => (z - mu) ** 2)); return u.map(z => (z - mu) / Math.sqrt(v + epsilon)); }); }`, /expected .*, got/],
      ['export const batchNormalise = batch => batch.map(row => row.map(() => 0));', /expected .*, got/],
    ],
  },
};
