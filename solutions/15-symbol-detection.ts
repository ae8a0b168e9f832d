import { adam, epochBatches, network, schedules, seededRandom, tf } from 'descent';

/**
 * Exercise 15.1 — counting wrong bits.
 *
 * A symbol's bits are its number in binary: 2 is 10, 3 is 11. `sent` and `decided` are lists of symbols of equal length, with `bits` bits each. Return the
 * bit error rate: the share of all bits that came out wrong. A wrong symbol may cost one bit or several.
 */
export function errorRate(sent: readonly number[], decided: readonly number[], bits: number): number {
  let wrong = 0;
  for (const [k, symbol] of sent.entries()) {
    // A bit of this is 1 where the two differ.
    let differing = symbol ^ (decided[k] as number);
    while (differing > 0) {
      wrong += differing % 2;
      differing >>= 1;
    }
  }
  return wrong / (sent.length * bits);
}

/**
 * Exercise 15.2 — how much must be sent.
 *
 * Each bit comes out wrong with the chance p, by itself. Of n bits n p are wrong on average, with a standard deviation of √(n p (1 − p)). How many bits must
 * be sent, so that this standard deviation is a share r of the average? Return n; it need not be a whole number.
 *
 * p is between 0 and 1, r above 0.
 */
export function bitsToSend(p: number, r: number): number {
  // √(n p (1 − p)) = r n p, so n p (1 − p) = r² n² p².
  return (1 - p) / (p * r ** 2);
}

/**
 * Exercise 15.3 — beside another sender.
 *
 * One bit is sent as s = +1 or −1. Another sender adds +a or −a, as often the one as the other, and noise of standard deviation σ is added to both. y
 * has arrived. Return the logarithm of how much likelier s = +1 is than s = −1:
 *
 *   log p(y | s = +1) − log p(y | s = −1)
 *
 * A normal density falls as exp(−d² / (2σ²)) with the distance d from its middle; where s = +1 was sent there are two middles, 1 + a and 1 − a.
 */
export function logOdds(y: number, a: number, sigma: number): number {
  const near = (middle: number): number => Math.exp(-((y - middle) ** 2) / (2 * sigma ** 2));
  return Math.log((near(1 + a) + near(1 - a)) / (near(-1 + a) + near(-1 - a)));
}

/**
 * Exercise 15.4 — a detector of your own.
 *
 * The homework of lecture 2: a detector of your own design. `training.received` has the features of each received symbol, two or four, and
 * `training.sent` the symbol that was sent, from 0 to `training.symbols` − 1. Learn from them, and return a list with the symbol that was sent for each
 * of `received`, which has the same features.
 *
 * The same function is asked for several channels. It must give its list at once, not a promise, so train with `optimizer.minimize` in a loop of your own;
 * each call may take 20 seconds. Draw first weights and the order of the examples from a seed, so that it comes out the same again.
 *
 * Useful: a network's `loss(x, y)`, where y is one-hot, its `logits(x)`, the scores, and its `variables`, all on tensors; `epochBatches(size, batchSize,
 * random)`, the numbers of the examples of each batch; tf.oneHot, tf.gather, tf.argMax.
 */
export function detect(
  training: { readonly received: readonly (readonly number[])[]; readonly sent: readonly number[]; readonly symbols: number },
  received: readonly (readonly number[])[],
): number[] {
  const [batchSize, epochs] = [50, 12];
  const features = training.received[0]?.length ?? 0;
  const net = network({ layers: [features, 24, 24, training.symbols] });
  const steps = epochs * Math.ceil(training.sent.length / batchSize);
  // A large rate finds the way, and its decay to nothing settles the borders.
  const optimizer = adam({ eta: schedules.cosine({ start: 0.05, steps }) });
  const x = tf.tensor2d(training.received as number[][]);
  const y = tf.oneHot(tf.tensor1d([...training.sent], 'int32'), training.symbols).toFloat() as tf.Tensor2D;
  const random = seededRandom(1);
  for (let epoch = 0; epoch < epochs; epoch++) {
    for (const batch of epochBatches(training.sent.length, batchSize, random)) {
      tf.tidy(() => {
        const rows = tf.tensor1d(batch, 'int32');
        const [batchX, batchY] = [tf.gather(x, rows), tf.gather(y, rows)];
        optimizer.minimize(() => net.loss(batchX, batchY), false, [...net.variables]);
      });
    }
  }
  const decided = Array.from(tf.argMax(net.logits(tf.tensor2d(received as number[][])), 1).dataSync());
  net.dispose();
  optimizer.dispose();
  return decided;
}

/**
 * Exercise 15.5 — the planted bug.
 *
 * This should send symbols through noise: symbol k arrives at its place, points[symbols[k]], plus noise on each axis. `snr` is Es/N0 in decibels, with
 * Es = 1: the noise has the energy N0 = 10^(−snr/10) on both axes together. `normals` holds two numbers for each symbol, of mean 0 and standard deviation
 * 1, to be scaled to that. Return a list [in phase, in quadrature] for each symbol.
 *
 * Detectors do 3 dB worse with it than theory says. Find the mistake, mend it, and take the line with toDo away.
 */
export function throughNoise(
  points: readonly (readonly number[])[], symbols: readonly number[], snr: number, normals: readonly (readonly number[])[],
): number[][] {
  // Half of the energy on each axis.
  const sigma = Math.sqrt(10 ** (-snr / 10) / 2);
  return symbols.map((symbol, k) => {
    const [i = NaN, q = NaN] = points[symbol] ?? [];
    const [n = NaN, m = NaN] = normals[k] ?? [];
    return [i + sigma * n, q + sigma * m];
  });
}
