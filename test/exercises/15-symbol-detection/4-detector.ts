import { adam, bitErrorRate, likeliestSymbol, network, qam16, schedules, seededRandom, epochBatches, symbolChannel, tf, type Random, type Received, type SymbolChannel } from 'descent';
import { challenge, numbers, type Round } from 'descent/exercises';

/**
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
  // BEGIN SOLUTION
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
  // END SOLUTION
}

/** What a function is given, as lists, to four places: the noise is a thousand times coarser. */
const rowsOf = ({ size, features, x }: Received): number[][] =>
  Array.from({ length: size }, (_, k) => Array.from(x.subarray(k * features, (k + 1) * features), value => Number(value.toFixed(4))));

/** What a design is asked of a channel, and how its answer is measured: by default, the share of wrong bits. */
function round(channel: SymbolChannel, seed: number, cost = (rate: number, _: Received): number => rate): Round {
  const [learnt, asked] = [channel.send({ size: 1500, seed }), channel.send({ size: 2000, seed: seed + 1 })];
  return {
    given: [{ received: rowsOf(learnt), sent: [...learnt.labels], symbols: learnt.classes }, rowsOf(asked)],
    measure: (decided: readonly number[]) => {
      if (decided.length !== asked.size) return `expected a symbol for each of the ${asked.size} that were received, got ${decided.length}`;
      const stray = decided.find(symbol => !(Number.isInteger(symbol) && symbol >= 0 && symbol < asked.classes));
      if (stray !== undefined) return `expected symbols from 0 to ${asked.classes - 1}, got ${Number(stray.toPrecision(4))}`;
      return cost(bitErrorRate(channel.constellation, asked.labels, decided), asked);
    },
  };
}

/** Against the best that can be done with the very same symbols, so that it matters little which of them a student happened to get. */
function againstTheBest(random: Random): Round {
  const interference = { inPhase: 0.8 + 0.2 * random.uniform(), quadrature: 0.3 + 0.2 * random.uniform() };
  const channel = symbolChannel({ snr: 14, interference });
  return round(channel, random.integer(2 ** 30), (rate, asked) => {
    const best = bitErrorRate(channel.constellation, asked.labels, likeliestSymbol(channel, asked));
    // Where the best makes no error at all, one wrong bit stands for it.
    return rate / Math.max(best, 1 / (asked.size * channel.constellation.bits));
  });
}

const beside = round(symbolChannel({ snr: 14, interference: { inPhase: 0.9, quadrature: 0.4 } }), 31);

// BEGIN SOLUTION NO PROMPT
type Training = Parameters<typeof detect>[0];
type Rows = Parameters<typeof detect>[1];
const square = (a: readonly number[], b: readonly number[]): number => {
  let sum = 0;
  for (let k = 0; k < a.length; k++) sum += ((a[k] as number) - (b[k] as number)) ** 2;
  return sum;
};
const nearestOf = (row: readonly number[], places: readonly (readonly number[])[]): number => {
  let [best, least] = [0, Infinity];
  for (const [k, place] of places.entries()) {
    const away = square(row, place);
    if (away < least) [best, least] = [k, away];
  }
  return best;
};
const meansOf = ({ received, sent, symbols }: Training): number[][] =>
  Array.from({ length: symbols }, (_, symbol) => {
    const own = received.filter((__, k) => sent[k] === symbol);
    return (received[0] as number[]).map((__, feature) => own.reduce((sum, row) => sum + (row[feature] as number), 0) / own.length);
  });

/** Scores that are straight in the features, fitted by steps of the whole batch: the lowest point is the same from everywhere. */
function straight({ received, sent, symbols }: Training, asked: Rows): number[] {
  const net = network({ layers: [received[0]?.length ?? 0, symbols] });
  const optimizer = adam({ eta: 0.3 });
  const [x, y] = [tf.tensor2d(received as number[][]), tf.oneHot(tf.tensor1d([...sent], 'int32'), symbols).toFloat() as tf.Tensor2D];
  for (let t = 0; t < 60; t++) optimizer.minimize(() => net.loss(x, y), false, [...net.variables]);
  const decided = tf.tidy(() => Array.from(tf.argMax(net.logits(tf.tensor2d(asked as number[][])), 1).dataSync()));
  net.dispose();
  optimizer.dispose();
  tf.dispose([x, y]);
  return decided;
}

/** QPSK and 16-QAM as they are sent. */
const placesOf = (symbols: number): readonly (readonly number[])[] => (symbols === 16 ? qam16 : symbolChannel({ snr: 0 }).constellation).points;
// END SOLUTION

export default challenge({
  title: 'a detector of your own',
  solution: detect,
  gives: numbers,
  seconds: 20,
  measures: 'bit error rate',
  hints: [
    'Begin with network and adam as in the lesson: scores for each symbol, cross-entropy, and tf.argMax at the end.',
    'A network without a hidden layer draws straight borders. What it cannot do, the picture of the other sender shows.',
    'One wide hidden layer or two of about 24 units, relu, Adam at a rate of about 0.05 that falls to 0, a dozen epochs in batches of 50.',
  ],
  goals: [
    { name: 'in noise alone, 16-QAM', round: round(symbolChannel({ snr: 15, constellation: qam16 }), 11), atMost: 0.008, hint: 'The nearest symbol gets 0.0045, straight borders that are learnt about 0.012' },
    { name: 'through fading', round: round(symbolChannel({ snr: 15, fading: 'rayleigh' }), 21), atMost: 0.025, points: 2, hint: 'The symbol has been turned by the gain, which is the third and fourth feature; theory says 0.015' },
    { name: 'beside another sender', round: beside, atMost: 0.1, hint: 'Whoever ignores him gets 0.24, and so do straight borders' },
    { name: 'beside another sender, nearly as good as can be', round: beside, atMost: 0.02, points: 2, hint: 'The best detector gets 0.01' },
  ],
  hidden: { name: 'beside yet another sender', round: againstTheBest, atMost: 2.5, measures: 'bit errors per error of the best detector' },
  // BEGIN SOLUTION NO PROMPT
  wrong: [
    { says: 'every symbol is taken for symbol 0', is: (_: Training, asked: Rows) => asked.map(() => 0) },
    { says: 'the nearest symbol of the constellation is taken, and nothing is learnt from the examples', is: ({ symbols }: Training, asked: Rows) => asked.map(row => nearestOf(row.slice(0, 2), placesOf(symbols))) },
    { says: 'each is taken for the symbol whose mean is nearest, so that all borders are straight', is: (training: Training, asked: Rows) => { const means = meansOf(training); return asked.map(row => nearestOf(row, means)); } },
    { says: 'there is no hidden layer, so that all borders are straight', is: straight },
    { says: 'only the nearest of the examples is asked, with the noise that it has', is: ({ received, sent }: Training, asked: Rows) => asked.map(row => sent[nearestOf(row, received)] as number) },
    { says: 'the symbols that were sent in training are given back', is: ({ sent }: Training) => sent },
    { says: 'symbols are counted from 1', is: (training: Training, asked: Rows) => detect(training, asked).map(symbol => symbol + 1) },
  ],
  // END SOLUTION
});
