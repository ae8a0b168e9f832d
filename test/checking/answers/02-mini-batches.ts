import type { Answers } from './answers';

const epoch = (divisor: string, more = ''): string => `export function oneEpoch(start, examples, order, batchSize, eta) {
  let w = start;
  for (let from = 0; from < order.length; from += batchSize) {
    const batch = order.slice(from, from + batchSize);
    const slopes = batch.map(example => w - examples[example]);
    const sum = slopes.reduce((all, slope) => all + slope, 0);${more}
    w = w - (eta / ${divisor}) * sum;
  }
  return w;
}`;

/** Right and wrong answers as students write them. Each stands alone, with `tf` and `toDo` at hand. */
export const answers: Answers = {
  batchStep: {
    right: [
      'export const batchStep = (w, slopes, batch, eta) => w - eta * batch.reduce((sum, i) => sum + slopes[i], 0) / batch.length;',
      `export function batchStep(w, slopes, batch, eta) {
        let sum = 0;
        for (let k = 0; k < batch.length; k++) sum += slopes[batch[k]];
        return w - (sum / batch.length) * eta;
      }`,
      'export const batchStep = (w, slopes, batch, eta) => tf.sub(w, tf.mul(eta, tf.mean(tf.gather(tf.tensor1d(slopes), tf.tensor1d(batch, "int32")))));',
      // The weight moves by each example's share.
      'export const batchStep = (w, slopes, batch, eta) => { for (const i of batch) w -= (eta / batch.length) * slopes[i]; return w; };',
      'export function batchStep(w, slopes, batch, eta) { const drawn = slopes.filter((_, i) => batch.includes(i)); return [w - eta * drawn.reduce((a, b) => a + b) / drawn.length]; }',
    ],
    wrong: [
      ['export const batchStep = (w, slopes, batch, eta) => w - eta * batch.reduce((sum, i) => sum + slopes[i], 0);', /added up and not divided/],
      ['export const batchStep = (w, slopes, batch, eta) => w - eta * batch.reduce((sum, i) => sum + slopes[i], 0) / slopes.length;', /divided by the number of all examples/],
      ['export const batchStep = (w, slopes, batch, eta) => w + eta * batch.reduce((sum, i) => sum + slopes[i], 0) / batch.length;', /added where it should be subtracted/],
      ['export const batchStep = (w, slopes, batch, eta) => w - eta * batch.reduce((sum, i) => sum + i, 0) / batch.length;', /numbers of the examples are averaged/],
      ['export const batchStep = (w, slopes, batch, eta) => w - eta * slopes.reduce((sum, g) => sum + g, 0) / slopes.length;', /all examples count/],
      ['export function batchStep(w, slopes, batch, eta) { let sum = 0; for (const example of batch) { sum += slopes[example]; } return w - sum / batch.length; }', /the rate is left out/],
      ['export const batchStep = (w, slopes, batch, eta) => { const b = batch.sort(); return w - eta * b.reduce((sum, i) => sum + slopes[i], 0) / b.length; };', /the given .* was changed/],
    ],
  },
  epochPlan: {
    right: [
      'export const epochPlan = (n, b) => ({ updates: Math.ceil(n / b), lastBatch: n % b || b });',
      'export function epochPlan(n, b) { let updates = 0, left = n, lastBatch = 0; while (left > 0) { lastBatch = Math.min(b, left); left -= lastBatch; updates++; } return { updates, lastBatch }; }',
      'export const epochPlan = (n, b) => { const updates = Math.floor((n + b - 1) / b); return { lastBatch: n - b * (updates - 1), updates }; };',
      'export const epochPlan = (n, b) => { const full = Math.floor(n / b), rest = n - full * b; return rest === 0 ? { updates: full, lastBatch: b } : { updates: full + 1, lastBatch: rest }; };',
      'export const epochPlan = (n, b) => ({ updates: tf.scalar(Math.ceil(n / b)), lastBatch: [((n - 1) % b) + 1] });',
    ],
    wrong: [
      ['export const epochPlan = (n, b) => ({ updates: Math.floor(n / b), lastBatch: b });', /lecture 5 has it/],
      ['export const epochPlan = (n, b) => ({ updates: Math.ceil(n / b), lastBatch: n % b });', /0 where nothing is left over/],
      ['export const epochPlan = (n, b) => ({ updates: Math.floor(n / b) + 1, lastBatch: n % b });', /an update too many/],
      ['export const epochPlan = (n, b) => ({ updates: n / b, lastBatch: n % b || b });', /not rounded/],
      ['export const epochPlan = (n, b) => ({ updates: Math.round(n / b), lastBatch: n % b || b });', /rounded to the nearest/],
      ['export const epochPlan = (n, b) => [Math.ceil(n / b), n % b || b];', /expected an object with updates, lastBatch/],
    ],
  },
  batchForNoise: {
    right: [
      'export const batchForNoise = (n, r) => n / (1 + (n - 1) * r * r);',
      'export const batchForNoise = (n, r) => 1 / (1 / n + (1 - 1 / n) * r ** 2);',
      'export const batchForNoise = (n, r) => { const free = 1 / r ** 2; return free / (1 + (free - 1) / n); };',
      'export const batchForNoise = (n, r) => tf.div(n, tf.add(1, tf.mul(n - 1, tf.square(r))));',
      // By halving an interval, as far as a number goes.
      'export function batchForNoise(n, r) { let low = 1, high = n; for (let k = 0; k < 200; k++) { const b = (low + high) / 2; if ((n - b) / (b * (n - 1)) > r * r) low = b; else high = b; } return high; }',
    ],
    wrong: [
      ['export const batchForNoise = (n, r) => 1 / r ** 2;', /where examples are put back/],
      ['export const batchForNoise = (n, r) => 1 / r;', /four times as many, not two/],
      ['export const batchForNoise = (n, r) => n / (1 + (n - 1) * r);', /share of the variance here/],
      ['export const batchForNoise = (n, r) => n * r;', /the share r of all examples/],
      ['export const batchForNoise = (n, r) => n / (1 + n * r * r);', /n stands for n − 1/],
      ['export const batchForNoise = (n, r) => (1 + (n - 1) * r * r) / n;', /the reciprocal/],
      ['export const batchForNoise = (n, r) => n / (n - 1) * r ** 2;', /expected .*, got/],
    ],
  },
  eightAtOnce: {
    right: [
      'export const eightAtOnce = () => ({ b: 8, eta: 0.07 });',
      'export const eightAtOnce = () => ({ b: 8, eta: 0.09 });',
      'export const eightAtOnce = () => { const b = 8; return { eta: 0.01 * b, b }; };',
      'export const eightAtOnce = () => ({ b: tf.scalar(8), eta: [0.075] });',
    ],
    wrong: [
      ['export const eightAtOnce = () => ({ b: 1, eta: 0.011 });', /leave the machine empty/],
      ['export const eightAtOnce = () => ({ b: 4, eta: 0.04 });', /a batch of 4 leaves room for 4 more/],
      ['export const eightAtOnce = () => ({ b: 8, eta: 0.02 });', /in 50 steps: expected a distance less than 0\.5, got/],
      ['export const eightAtOnce = () => ({ b: 400, eta: 0.09 });', /a single exact step/],
      ['export const eightAtOnce = () => ({ b: 8, eta: 4 });', /got a descent that diverges/],
      ['export const eightAtOnce = () => ({ b: 0, eta: 0.1 });', /b must be 1 or more/],
    ],
  },
  oneEpoch: {
    right: [
      epoch('batch.length'),
      epoch('slopes.length'),
      epoch('Math.min(batchSize, order.length - from)'),
      `export const oneEpoch = (start, examples, order, batchSize, eta) => {
        const rest = [...order];
        let w = start;
        while (rest.length > 0) {
          const batch = rest.splice(0, batchSize);
          const mean = batch.reduce((sum, i) => sum + examples[i], 0) / batch.length;
          w = (1 - eta) * w + eta * mean;
        }
        return w;
      };`,
    ],
    wrong: [
      [epoch('batchSize'), /the planted bug is still there/],
      [epoch('1'), /added up and not divided/],
      [epoch('examples.length'), /divided by the number of all examples/],
      [epoch('batch.length', '\n    if (batch.length < batchSize) break;'), /left over for the last batch is dropped/],
      [epoch('-batch.length'), /goes up the slope/],
    ],
  },
};
