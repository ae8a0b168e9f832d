import type { Answers } from './answers';

const average = (line: string): string => `export function movingAverage(values, beta) { let v = 0; return values.map((theta, index) => { v = ${line}; return v / (1 - beta ** (index + 1)); }); }`;
const simple = (leaves: string, by = 'Math.min(index + 1, window)'): string => `export function simpleAverage(values, window) {
  let sum = 0;
  return values.map((theta, index) => { sum += theta; ${leaves} return sum / ${by}; });
}`;

/** Right and wrong answers as students write them. Each stands alone, with `tf` and `toDo` at hand. */
export const answers: Answers = {
  movingAverage: {
    right: [
      average('beta * v + (1 - beta) * theta'),
      average('v + (1 - beta) * (theta - v)'),
      average('theta - beta * (theta - v)'),
      // Each value moves the corrected average by its share.
      'export const movingAverage = (values, beta) => { let m = 0; return values.map((theta, k) => (m += ((1 - beta) / (1 - beta ** (k + 1))) * (theta - m))); };',
      // The weighted mean, without a recursion.
      'export const movingAverage = (values, beta) => values.map((_, t) => { let sum = 0, weight = 0; for (let k = 0; k <= t; k++) { sum += beta ** (t - k) * values[k]; weight += beta ** (t - k); } return sum / weight; });',
      'export const movingAverage = (values, beta) => { let v = tf.scalar(0); return values.map((theta, k) => { v = tf.add(tf.mul(beta, v), (1 - beta) * theta); return v.dataSync()[0] / (1 - beta ** (k + 1)); }); };',
    ],
    wrong: [
      [average('(1 - beta) * v + beta * theta'), /beta and 1 − beta have changed places/],
      [average('v + (1 - beta) * theta'), /never forgotten/],
      [average('beta * v + theta'), /the sample is not multiplied by 1 − beta/],
      [average('(1 - beta) * theta'), /the old average is lost/],
      [average('beta * (v + theta)'), /beta multiplies the sample as well/],
      ['export function movingAverage(values, beta) { let v = values[0]; return values.map(theta => { v = beta * v + (1 - beta) * theta; return v; }); }', /expected .*, got/],
      ['export const movingAverage = (values, beta) => values.reduce((v, theta) => beta * v + (1 - beta) * theta, 0);', /expected a list of numbers, got/],
    ],
  },
  betaOfHalfLife: {
    right: [
      'export const betaOfHalfLife = h => 0.5 ** (1 / h);',
      'export const betaOfHalfLife = h => 2 ** (-1 / h);',
      'export const betaOfHalfLife = h => Math.exp(Math.log(0.5) / h);',
      'export const betaOfHalfLife = h => 1 / Math.pow(2, 1 / h);',
      'export const betaOfHalfLife = h => tf.pow(0.5, 1 / h);',
    ],
    wrong: [
      ['export const betaOfHalfLife = h => 1 - 1 / h;', /time constant/],
      ['export const betaOfHalfLife = h => 0.5 ** h;', /to the power of h, not of 1\/h|expected/],
      ['export const betaOfHalfLife = h => Math.exp(-1 / h);', /1\/e that is left/],
      ['export const betaOfHalfLife = h => 1 - 2 ** (-1 / h);', /the share of the new sample/],
      ['export const betaOfHalfLife = h => 1 - 0.5 / h;', /equal amounts, not by equal factors/],
      ['export const betaOfHalfLife = h => 1 - Math.log(2) / h;', /only near it for a long half-life/],
      ['export const betaOfHalfLife = h => Math.log(h);', /expected/],
    ],
  },
  firstSample: {
    right: [
      "export const firstSample = () => '(1 - beta) * beta^(t - 1) / (1 - beta^t)';",
      "export const firstSample = () => '(beta^(t - 1) - beta^t) / (1 - beta^t)';",
      "export const firstSample = () => '(1 - beta) / (beta^(1 - t) - beta)';",
      "export const firstSample = () => '(1 / beta - 1) / (1 / beta^t - 1)';",
      'export function firstSample() { const plain = "(1 - beta) * beta^(t - 1)"; return `${plain} / (1 - beta^t)`; }',
    ],
    wrong: [
      ["export const firstSample = () => '(1 - beta) * beta^(t - 1)';", /before the correction/],
      ["export const firstSample = () => '(1 - beta) * beta^t / (1 - beta^t)';", /once too often/],
      ["export const firstSample = () => '(1 - beta) / (1 - beta^t)';", /the newest sample/],
      ["export const firstSample = () => 'beta^t';", /the zero at the beginning/],
      ["export const firstSample = () => '1 / t';", /plain mean/],
      ["export const firstSample = () => '(1 - beta) * beta^(n - 1)';", /unknown name "n"/],
      ['export const firstSample = () => (beta, t) => (1 - beta) * beta ** (t - 1);', /expected a formula of beta, t in quotes/],
    ],
  },
  twoMemories: {
    right: [
      'export const twoMemories = () => ({ beta: 0.9, window: 18 });',
      'export const twoMemories = () => ({ window: 20, beta: 0.89 });',
      'export function twoMemories() { const beta = 0.9; return { beta, window: Math.round((1 + beta) / (1 - beta)) }; }',
      'export const twoMemories = () => ({ beta: tf.scalar(0.9), window: [17] });',
    ],
    wrong: [
      ['export const twoMemories = () => ({ beta: 0.98, window: 60 });', /so long that they are late/],
      ['export const twoMemories = () => ({ beta: 0.9, window: 10 });', /taken for the window/],
      ['export const twoMemories = () => ({ beta: 0.9, window: 99 });', /the one for β = 0\.98/],
      ['export const twoMemories = () => ({ beta: 0.7, window: 19 });', /exponential, β = 0\.7.*: expected to be off by less than 1\.25 degrees, got 1\.72/],
      ['export const twoMemories = () => ({ beta: 0.9, window: 18.5 });', /window must be a whole number from 1 up, got 18\.5/],
      ['export const twoMemories = () => ({ beta: 1, window: 18 });', /beta must be in \[0, 1\), got 1/],
    ],
  },
  simpleAverage: {
    right: [
      simple('if (index >= window) sum -= values[index - window];'),
      'export const simpleAverage = (values, window) => values.map((_, k) => { const seen = values.slice(Math.max(0, k + 1 - window), k + 1); return seen.reduce((a, b) => a + b, 0) / seen.length; });',
      `export function simpleAverage(values, window) {
        const queue = [];
        return values.map(theta => {
          queue.push(theta);
          if (queue.length > window) queue.shift();
          return queue.reduce((sum, x) => sum + x) / queue.length;
        });
      }`,
      // By differences of running sums.
      'export const simpleAverage = (values, window) => { const sums = [0]; for (const x of values) sums.push(sums.at(-1) + x); return values.map((_, k) => (sums[k + 1] - sums[Math.max(0, k + 1 - window)]) / Math.min(k + 1, window)); };',
    ],
    wrong: [
      [simple('if (index >= window) sum -= values[index - window + 1];'), /the planted bug is still there/],
      [simple('if (index >= window) sum -= values[index - window];', 'window'), /also while there are fewer samples/],
      [simple('if (index > window) sum -= values[index - window - 1];'), /one sample too long/],
      [simple('', 'Math.min(index + 1, window)'), /nothing ever leaves the sum/],
      [simple('', '(index + 1)'), /the mean of all samples/],
    ],
  },
};
