import type { Answers } from './answers';

/** The layer from the lines after its variance. */
const layer = (lines: string): string => `export function drawLayer(u, nin) { const variance = 2 / nin; ${lines} }`;

/** The rescaling from what the weights are divided by; z are the outputs. */
const rescaled = (size: string): string => `export const rescaled = (w, examples) => {
  const z = examples.map(x => x.reduce((sum, value, i) => sum + value * w[i], 0));
  const meanSquare = z.reduce((sum, value) => sum + value * value, 0) / z.length;
  const size = ${size};
  return w.map(weight => weight / size);
};`;

/** Right and wrong answers as students write them. Each stands alone, with `tf` and `toDo` at hand. */
export const answers: Answers = {
  drawLayer: {
    right: [
      layer('const r = Math.sqrt(3 * variance); return u.map(x => -r + 2 * r * x);'),
      'export const drawLayer = (u, nin) => u.map(x => (2 * x - 1) * Math.sqrt(6 / nin));',
      layer('const sigma = Math.sqrt(variance); return u.map(x => 2 * Math.sqrt(3) * sigma * (x - 0.5));'),
      'export const drawLayer = (u, nin) => tf.mul(Math.sqrt(6 / nin), tf.sub(tf.mul(2, tf.tensor1d(u)), 1));',
      'export function drawLayer(u, nin) { const weights = []; for (const x of u) weights.push((x - 0.5) * Math.sqrt(12 * 2 / nin)); return weights; }',
    ],
    wrong: [
      [layer('const r = Math.sqrt(variance); return u.map(x => r * (2 * x - 1));'), /r is the standard deviation itself/],
      [layer('return u.map(x => 3 * variance * (2 * x - 1));'), /the root of r is missing/],
      ['export const drawLayer = (u, nin) => u.map(x => 6 / Math.sqrt(nin) * (2 * x - 1));', /the 6 stands outside the root/],
      [layer('const r = Math.sqrt(3 * variance); return u.map(x => r * x);'), /from 0 to r/],
      [layer('const r = Math.sqrt(3 * variance); return u.map(x => r * (x - 0.5));'), /from −r\/2 to r\/2/],
      ['export const drawLayer = (u, nin) => u.map(x => Math.sqrt(3 / nin) * (2 * x - 1));', /for linear layers/],
      [layer('const r = Math.sqrt(3 * variance); return u.map(x => r * (1 - 2 * x));'), /the signs are turned/],
      [layer('return Math.sqrt(3 * variance);'), /expected a list of/],
    ],
  },
  leakyWeights: {
    right: [
      'export const leakyWeights = (nin, slope) => Math.sqrt(2 / (nin * (1 + slope * slope)));',
      'export const leakyWeights = (nin, slope) => 1 / Math.sqrt(nin * (1 + slope ** 2) / 2);',
      'export function leakyWeights(nin, slope) { const kept = 0.5 + 0.5 * slope ** 2; return (nin * kept) ** -0.5; }',
      'export const leakyWeights = (nin, slope) => Math.SQRT2 / Math.hypot(1, slope) / Math.sqrt(nin);',
      'export const leakyWeights = (nin, slope) => tf.sqrt(2 / nin / (1 + slope ** 2));',
    ],
    wrong: [
      ['export const leakyWeights = nin => Math.sqrt(2 / nin);', /it is the relu's/],
      ['export const leakyWeights = (nin, slope) => 2 / (nin * (1 + slope ** 2));', /the variance, not the standard deviation|root/],
      ['export const leakyWeights = (nin, slope) => Math.sqrt(2 / (nin * (1 + slope)));', /slope acts on a number|not squared/],
      ['export const leakyWeights = (nin, slope) => 2 / (1 + slope) / Math.sqrt(nin);', /it is the mean slope/],
      ['export const leakyWeights = (nin, slope) => Math.sqrt(6 / (nin * (1 + slope ** 2)));', /the bound of a uniform distribution/],
      ['export const leakyWeights = (nin, slope) => Math.sqrt((1 + slope ** 2) / (2 * nin));', /grows the signal, where it shrinks it/],
      ['export const leakyWeights = (nin, slope) => Math.sqrt(2 / nin * (1 + slope ** 2));', /multiplied where it must be made up for/],
    ],
  },
  reluRow: {
    right: [
      'export const reluRow = () => "2 * nin / (nin + nout)";',
      'export const reluRow = () => "nin * (sqrt(2) * sqrt(2 / (nin + nout)))^2 / 2";',
      'export const reluRow = () => "2 / (1 + nout / nin)";',
      'export const reluRow = () => "nin / ((nin + nout) / 2)";',
      'export function reluRow() { return "1 + (nin - nout) / (nin + nout)"; }',
    ],
    wrong: [
      ['export const reluRow = () => "4 * nin / (nin + nout)";', /the relu's half is left out/],
      ['export const reluRow = () => "2 * nout / (nin + nout)";', /the way back, which counts the outputs/],
      ['export const reluRow = () => "sqrt(2 * nin / (nin + nout))";', /the factor of the size/],
      ['export const reluRow = () => "nin / (nin + nout)";', /the row for tanh/],
      ['export const reluRow = () => "1";', /He's rule/],
      ['export const reluRow = () => "4 / (nin + nout)";', /the variance of the weights alone/],
      ['export const reluRow = () => "2 * n_in / (n_in + n_out)";', /n_in/],
    ],
  },
  stillApart: {
    right: [
      'export const stillApart = () => ({ gain: 1.26, slope: 0.5 });',
      'export const stillApart = () => ({ gain: 1.1, slope: 0.8 });',
      'export const stillApart = () => ({ slope: 0.6, gain: 1.22 });',
      'export const stillApart = () => ({ gain: tf.scalar(1.16), slope: [0.7] });',
      'export const stillApart = () => ({ gain: 1.13, slope: 0.75 });',
    ],
    wrong: [
      ['export const stillApart = () => ({ gain: 1.41, slope: 0.01 });', /nearly a relu|of the signal, got/],
      ['export const stillApart = () => ({ gain: 1.41, slope: 0.7 });', /the signal explodes|expected between 0\.5 and 2/],
      ['export const stillApart = () => ({ gain: 1, slope: 0.5 });', /the signal dies|expected between 0\.5 and 2/],
      ['export const stillApart = () => ({ gain: 1, slope: 1 });', /slope in \[0, 0\.8\], got 1 and 1/],
      ['export const stillApart = () => ({ gain: 0, slope: 0.5 });', /gain must be above 0/],
      ['export const stillApart = () => ({ gain: 1.4, slope: 0.2 });', /expected at least 0\.5 of the signal/],
    ],
  },
  rescaled: {
    right: [
      rescaled('Math.sqrt(meanSquare)'),
      rescaled('Math.hypot(...z) / Math.sqrt(z.length)'),
      rescaled('meanSquare ** 0.5'),
      `export const rescaled = (w, examples) => {
        const outputs = tf.dot(tf.tensor2d(examples), tf.tensor1d(w));
        return tf.div(tf.tensor1d(w), tf.sqrt(tf.mean(tf.square(outputs))));
      };`,
    ],
    wrong: [
      [rescaled('meanSquare'), /the planted bug is still there/],
      [rescaled('1 / Math.sqrt(meanSquare)'), /multiplied by the size of the outputs/],
      [rescaled('Math.sqrt(meanSquare * z.length)'), /not divided by the number of examples/],
      [rescaled('Math.max(...z.map(Math.abs))'), /the largest output that becomes 1/],
      [rescaled('z.reduce((sum, value) => sum + Math.abs(value), 0) / z.length'), /without squares/],
      [rescaled('Math.sqrt(w.reduce((sum, value) => sum + value * value, 0) / w.length)'), /their own size, whatever the examples are/],
    ],
  },
};
