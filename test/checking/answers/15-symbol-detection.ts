import type { Answers } from './answers';

/** A network by hand, in tensors alone; `layers` are its hidden ones. */
const byHand = (layers: string, more = ''): string => `export function detect(training, received) {
  const { sent, symbols } = training, x = tf.tensor2d(training.received), y = tf.oneHot(tf.tensor1d(sent, 'int32'), symbols).toFloat();
  const sizes = [x.shape[1], ${layers}symbols];
  const W = sizes.slice(1).map((n, k) => tf.variable(tf.randomNormal([sizes[k], n], 0, Math.sqrt(2 / sizes[k]), 'float32', k + 1)));
  const b = sizes.slice(1).map(n => tf.variable(tf.zeros([n])));
  const scores = z => W.reduce((h, w, k) => { const s = h.matMul(w).add(b[k]); return k < W.length - 1 ? s.relu() : s; }, z);
  const optimizer = tf.train.adam(0.02);
  for (let t = 0; t < 300; t++) tf.tidy(() => {
    const from = (t * 100) % sent.length;
    optimizer.minimize(() => tf.losses.softmaxCrossEntropy(y.slice([from, 0], [100, -1]), scores(x.slice([from, 0], [100, -1]))));
  });
  const decided = Array.from(tf.argMax(scores(tf.tensor2d(received)), 1).dataSync());
  tf.dispose([W, b]);${more}
  return decided;
}`;

/** The nearest example decides. */
const nearestExample = `export function detect(training, received) {
  return received.map(row => {
    let [best, least] = [0, Infinity];
    training.received.forEach((other, k) => { let d = 0; for (let f = 0; f < row.length; f++) d += (row[f] - other[f]) ** 2; if (d < least) { least = d; best = k; } });
    return training.sent[best];
  });
}`;

/** Right and wrong answers as students write them. Each stands alone, with `tf` and `toDo` at hand. */
export const answers: Answers = {
  errorRate: {
    right: [
      'export const errorRate = (sent, decided, bits) => sent.reduce((sum, s, k) => sum + (s ^ decided[k]).toString(2).replaceAll("0", "").length, 0) / sent.length / bits;',
      'export function errorRate(sent, decided, bits) { let wrong = 0; for (let k = 0; k < sent.length; k++) for (let bit = 0; bit < bits; bit++) if (((sent[k] >> bit) & 1) !== ((decided[k] >> bit) & 1)) wrong++; return wrong / (bits * sent.length); }',
      'export function errorRate(sent, decided, bits) { const text = list => list.map(s => s.toString(2).padStart(bits, "0")).join(""); const [a, b] = [text(sent), text(decided)]; return [...a].filter((bit, k) => bit !== b[k]).length / a.length; }',
      'export function errorRate(sent, decided, bits) { const of = s => Array.from({ length: bits }, (_, k) => Math.floor(s / 2 ** k) % 2); return tf.mean(tf.notEqual(tf.tensor1d(sent.flatMap(of)), tf.tensor1d(decided.flatMap(of))).toFloat()); }',
    ],
    wrong: [
      ['export const errorRate = (sent, decided, bits) => sent.filter((s, k) => s !== decided[k]).length / sent.length;', /share of wrong symbols/],
      ['export const errorRate = (sent, decided, bits) => sent.filter((s, k) => s !== decided[k]).length / (sent.length * bits);', /counts as one bit/],
      ['export function errorRate(sent, decided, bits) { let wrong = 0; for (let k = 0; k < sent.length; k++) { let d = sent[k] ^ decided[k]; while (d > 0) { wrong += d % 2; d >>= 1; } } return wrong / sent.length; }', /divided by the number of symbols/],
      ['export function errorRate(sent, decided, bits) { let wrong = 0; for (let k = 0; k < sent.length; k++) { let d = sent[k] ^ decided[k]; while (d > 0) { wrong += d % 2; d >>= 1; } } return wrong; }', /counted and not divided/],
      ['export const errorRate = (sent, decided, bits) => sent.reduce((sum, s, k) => sum + Math.abs(s - decided[k]), 0) / (sent.length * bits);', /subtracted/],
      ['export function errorRate(sent, decided, bits) { return sent.map((s, k) => s ^ decided[k]); }', /expected a number/],
    ],
  },
  bitsToSend: {
    right: [
      'export const bitsToSend = (p, r) => (1 / p - 1) / r ** 2;',
      'export const bitsToSend = (p, r) => Math.pow(Math.sqrt((1 - p) / p) / r, 2);',
      'export const bitsToSend = (p, r) => tf.div(1 - p, tf.mul(p, tf.square(r)));',
      'export function bitsToSend(p, r) { let [low, high] = [1e-9, 1e18]; for (let k = 0; k < 300; k++) { const n = Math.sqrt(low * high); if (Math.sqrt(n * p * (1 - p)) / (n * p) > r) low = n; else high = n; } return high; }',
    ],
    wrong: [
      ['export const bitsToSend = (p, r) => (1 - p) / (p * r);', /r is not squared/],
      ['export const bitsToSend = (p, r) => 1 / (p * r * r);', /holds only where p is small/],
      ['export const bitsToSend = (p, r) => p / ((1 - p) * r * r);', /above and below are exchanged/],
      ['export const bitsToSend = (p, r) => (1 - p) / r ** 2;', /number of wrong bits that are seen/],
      ['export const bitsToSend = (p, r) => p * (1 - p) / r ** 2;', /a share of all bits/],
      ['export const bitsToSend = (p, r) => 100 / p;', /expected .*, got/],
    ],
  },
  logOdds: {
    right: [
      'export const logOdds = (y, a, sigma) => { const bell = d => Math.exp(-d * d / 2 / sigma / sigma); return Math.log(bell(y - 1 - a) + bell(y - 1 + a)) - Math.log(bell(y + 1 - a) + bell(y + 1 + a)); };',
      // cosh: 2y/σ² and what the other sender does to it.
      'export const logOdds = (y, a, s) => 2 * y / s ** 2 + Math.log(Math.cosh(a * (y - 1) / s ** 2)) - Math.log(Math.cosh(a * (y + 1) / s ** 2));',
      'export function logOdds(y, a, sigma) { const z = m => -((y - m) ** 2) / (2 * sigma ** 2); const lse = (u, v) => Math.max(u, v) + Math.log1p(Math.exp(-Math.abs(u - v))); return lse(z(1 + a), z(1 - a)) - lse(z(a - 1), z(-a - 1)); }',
      'export const logOdds = (y, a, sigma) => { const of = s => tf.logSumExp(tf.tensor1d([a, -a]).add(s).sub(y).square().div(-2 * sigma ** 2)); return tf.sub(of(1), of(-1)); };',
    ],
    wrong: [
      ['export const logOdds = (y, a, sigma) => 2 * y / sigma ** 2;', /other sender is not looked at/],
      ['export const logOdds = (y, a, sigma) => { const b = d => Math.exp(-d * d / (2 * sigma ** 2)); return (b(y - 1 - a) + b(y - 1 + a)) / (b(y + 1 - a) + b(y + 1 + a)); };', /without its logarithm/],
      ['export const logOdds = (y, a, sigma) => { const b = d => Math.exp(-d * d / sigma ** 2); return Math.log((b(y - 1 - a) + b(y - 1 + a)) / (b(y + 1 - a) + b(y + 1 + a))); };', /σ² where it should have 2σ²/],
      ['export const logOdds = (y, a, sigma) => { const z = d => -d * d / (2 * sigma ** 2); return Math.max(z(y - 1 - a), z(y - 1 + a)) - Math.max(z(y + 1 - a), z(y + 1 + a)); };', /only the nearer middle/],
      ['export const logOdds = (y, a, sigma) => { const z = d => -d * d / (2 * sigma ** 2); return z(y - 1 - a) + z(y - 1 + a) - z(y + 1 - a) - z(y + 1 + a); };', /two exponents are added up/],
      ['export const logOdds = (y, a, sigma) => { const b = d => Math.exp(-d * d / (2 * sigma ** 2)); return Math.log((b(y + 1 - a) + b(y + 1 + a)) / (b(y - 1 - a) + b(y - 1 + a))); };', /signs of s are exchanged/],
    ],
  },
  detect: {
    right: [
      byHand('24, 24, '),
      `import { adam, network } from 'descent';
export function detect(training, received) {
  const net = network({ layers: [received[0].length, 64, training.symbols] }), optimizer = adam({ eta: 0.03 });
  const x = tf.tensor2d(training.received), y = tf.oneHot(tf.tensor1d(training.sent, 'int32'), training.symbols).toFloat();
  for (let t = 0; t < 300; t++) tf.tidy(() => { const from = (t * 100) % 1500, part = z => z.slice([from, 0], [100, -1]); optimizer.minimize(() => net.loss(part(x), part(y)), false, [...net.variables]); });
  return tf.argMax(net.logits(tf.tensor2d(received)), 1);
}`,
      // Layers of TensorFlow.js, which are trained in a loop because model.fit would give a promise.
      `export function detect(training, received) {
  const seed = (k) => tf.initializers.heNormal({ seed: k });
  const model = tf.sequential({ layers: [
    tf.layers.dense({ units: 32, activation: 'relu', inputShape: [received[0].length], kernelInitializer: seed(1) }),
    tf.layers.dense({ units: 32, activation: 'relu', kernelInitializer: seed(2) }),
    tf.layers.dense({ units: training.symbols, kernelInitializer: seed(3) }),
  ] });
  const optimizer = tf.train.adam(0.02), x = tf.tensor2d(training.received), y = tf.oneHot(tf.tensor1d(training.sent, 'int32'), training.symbols).toFloat();
  for (let t = 0; t < 300; t++) tf.tidy(() => { const from = (t * 100) % 1500, part = z => z.slice([from, 0], [100, -1]); optimizer.minimize(() => tf.losses.softmaxCrossEntropy(part(y), model.apply(part(x)))); });
  return Array.from(model.predict(tf.tensor2d(received)).argMax(1).dataSync());
}`,
      // No network at all. With fading the symbol is first turned back, and fades count for less.
      `export function detect(training, received) {
  const turned = ([i, q, a, b]) => (a === undefined ? [i, q] : [(i * a + q * b) / Math.hypot(a, b), (q * a - i * b) / Math.hypot(a, b)]);
  const known = training.received.map(turned);
  return received.map(turned).map(([i, q]) => {
    // Near examples count for more, by a bell.
    const votes = Array(training.symbols).fill(0);
    known.forEach(([j, r], k) => { votes[training.sent[k]] += Math.exp(-((i - j) ** 2 + (q - r) ** 2) / 0.02); });
    return votes.indexOf(Math.max(...votes));
  });
}`,
    ],
    wrong: [
      [byHand(''), /straight borders|all borders are straight/],
      [nearestExample, /only the nearest of the examples/],
      ['export const detect = (training, received) => received.map(() => 0);', /every symbol is taken for symbol 0/],
      ['export const detect = (training, received) => training.sent;', /given back|expected a symbol for each of the 2000/],
      [byHand('24, 24, ').replace('return decided', 'return decided.map(symbol => symbol + 1)'), /counted from 1|expected symbols from 0 to/],
      [byHand('24, 24, ').replace('export function', 'export async function'), /expected a list of numbers, got a promise/],
      [byHand('24, 24, ').replace('tf.argMax(', 'tf.max('), /expected symbols from 0 to/],
      [byHand('24, 24, ').replace('t < 300', 't < 8'), /bit error rate: expected .* or less, got/],
    ],
  },
  throughNoise: {
    right: [
      'export const throughNoise = (points, symbols, snr, normals) => symbols.map((s, k) => points[s].map((place, axis) => place + Math.sqrt(0.5 / 10 ** (snr / 10)) * normals[k][axis]));',
      'export function throughNoise(points, symbols, snr, normals) { const sigma = 10 ** (-snr / 20) / Math.SQRT2; const out = []; for (let k = 0; k < symbols.length; k++) { const [i, q] = points[symbols[k]]; out.push([i + sigma * normals[k][0], q + sigma * normals[k][1]]); } return out; }',
      'export const throughNoise = (points, symbols, snr, normals) => tf.gather(tf.tensor2d(points), tf.tensor1d(symbols, "int32")).add(tf.tensor2d(normals).mul(Math.sqrt(10 ** (-snr / 10) / 2)));',
      'export function throughNoise(points, symbols, snr, normals) { const N0 = Math.exp(-snr * Math.log(10) / 10); return symbols.map((symbol, k) => [0, 1].map(axis => points[symbol][axis] + normals[k][axis] * Math.sqrt(N0 / 2))); }',
    ],
    wrong: [
      ['export const throughNoise = (points, symbols, snr, normals) => symbols.map((s, k) => points[s].map((place, axis) => place + Math.sqrt(10 ** (-snr / 10)) * normals[k][axis]));', /planted bug is still there/],
      ['export const throughNoise = (points, symbols, snr, normals) => symbols.map((s, k) => points[s].map((place, axis) => place + Math.sqrt(10 ** (-snr / 10)) / 2 * normals[k][axis]));', /standard deviation is halved/],
      ['export const throughNoise = (points, symbols, snr, normals) => symbols.map((s, k) => points[s].map((place, axis) => place + 10 ** (-snr / 10) / 2 * normals[k][axis]));', /not rooted/],
      ['export const throughNoise = (points, symbols, snr, normals) => symbols.map((s, k) => points[s].map((place, axis) => place + Math.sqrt(10 ** (snr / 10) / 2) * normals[k][axis]));', /sign of the decibels/],
      ['export const throughNoise = (points, symbols, snr, normals) => symbols.map((s, k) => points[s].map((place, axis) => place + Math.sqrt(10 ** (-snr / 20) / 2) * normals[k][axis]));', /decibels of an amplitude/],
      ['export const throughNoise = (points, symbols) => symbols.map(s => points[s]);', /no noise at all/],
    ],
  },
};
