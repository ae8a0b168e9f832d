import { descend, epochBatches, gradientDescent, loadDigits, manyMinima, noisy, ravine, schedules, seededRandom, trace } from 'descent';
import { lessonClaims } from './claims';
import { recorded } from './recorded';
import { grouped, scientific } from '../../lib/course/claims';

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
const end = <Value>(values: readonly Value[]): Value => values[values.length - 1] as Value;

/** Every choice of so many of the values. */
function choices(values: readonly number[], size: number): number[][] {
  return size === 0 ? [[]] : values.flatMap((value, i) => choices(values.slice(i + 1), size - 1).map(rest => [value, ...rest]));
}

const variance = (values: readonly number[]): number => mean(values.map(value => (value - mean(values)) ** 2));

/** How far from the bottom descents with this batch typically end, over many draws: 400 gradients, noise 5, in the ravine of κ = 10. */
function typical(b: number, eta: number, draws: number): number {
  const squares = Array.from({ length: draws }, (_, seed) => {
    const seen = noisy(ravine({ kappa: 10 }), { sigma: 5 / Math.sqrt(b), seed });
    const { points, diverged } = descend(seen, gradientDescent, { start: [-10, 2], steps: Math.max(1, Math.round(400 / b)), hyper: { eta } });
    const [x, y] = end(points);
    return diverged ? Infinity : x ** 2 + y ** 2;
  });
  return Math.sqrt(mean(squares));
}

/** The best rate of a grid and how far it comes. */
function best(b: number, rates: readonly number[], draws: number): { eta: number; distance: number } {
  return rates.map(eta => ({ eta, distance: typical(b, eta, draws) })).reduce((one, other) => (other.distance < one.distance ? other : one));
}

/** The root of the mean square on λ = 1 from a distance of 5 with noise 1, after each step. */
function roots(rate: (t: number) => number, steps: number): number[] {
  let m = 25;
  return Array.from({ length: steps }, (_, k) => Math.sqrt((m = (1 - rate(k + 1)) ** 2 * m + rate(k + 1) ** 2)));
}

/** The weight after each step towards the examples of one batch after the other. */
function through(examples: readonly number[], batches: readonly (readonly number[])[], eta: number): number[] {
  const gradient = ([w = NaN]: ArrayLike<number> & Iterable<number>, t: number): number[] => [mean((batches[t - 1] as readonly number[]).map(i => w - (examples[i] as number)))];
  return trace(gradientDescent, { start: [0], steps: batches.length, hyper: { eta }, gradient }).map(({ w }) => w[0] as number);
}

lessonClaims('02-mini-batches', ({ says, set, given }) => {
  given('about 60 minutes', 'an estimate of the time');
  given('Lecture 3 imagines 5 000 000 examples with 1 000 000 features each', 'what the deck imagines');
  given('no one can do better than that with 1 000 examples', 'the steps of the sentence before, an example each');

  says`reads $${scientific(5e6 * 1e6, 1, { tex: true })}$ numbers`;

  // The first map: its formula stands in the cell, and here it is run.
  set('**400 gradients of single examples are paid for.** A batch of $b$ makes $400/b$ steps');
  set('off by noise of standard deviation 5, that of a batch by $5/\\sqrt b$');
  given('the best place with $b=1$, then with $b=8$, then with $b=100$', 'what the reader is asked to look for');
  const [one, eight] = [best(1, [0.007, 0.009, 0.011, 0.013, 0.016], 150), best(8, [0.05, 0.065, 0.08, 0.1, 0.12], 150)];
  says`At $b=${1}$ the best rate is about ${one.eta}, at $b=${8}$ about ${eight.eta}, and both end about ${one.distance.toFixed(1)} from the bottom`;
  if (one.distance.toFixed(1) !== eight.distance.toFixed(1)) throw new Error(`${one.distance} and ${eight.distance} are not alike`);
  const kappa = 10;
  says`At $\eta=${2}/\kappa=${2 / kappa}$ the ravine`;
  const near = [0.1, 0.13, 0.15, 0.17, 0.185, 0.195];
  given('from about $b=20$ on', 'where the next two lines look');
  if (!(best(20, near, 200).distance < 1.3 * one.distance && best(40, near, 200).distance > 3 * one.distance)) throw new Error('b = 20 is not where it turns');
  says`At $b=${100}$ nothing comes nearer than ${best(100, near, 200).distance.toFixed(1)}`;

  // The loops.
  given('*stochastic* $b=1$, *mini-batch* $1<b<n$', 'a definition of the three');
  given('An *epoch* is one pass over the data: 1, $n$ or $n/b$ updates', 'a definition of the epoch');
  set('for ten examples and $b=3$');

  // By hand.
  const wants = [1, 2, 3, 6];
  set('want one weight at 1, 2, 3 and 6');
  set('At $w=0$ these are');
  given('these are $-1,-2,-3,-6$, and the gradient of the mean loss is $-3$', 'minus what the examples want, and its mean');
  const pairs = choices(wants.map(a => -a), 2).map(mean);
  says`have the mean $${mean(pairs)}$`;
  if (Math.abs(variance(pairs) - 7 / 6) > 1e-12) throw new Error('the variance of a batch of two is not 7/6');
  says`$\sigma^2=(4+1+0+9)/4=${variance(wants)}$; a third`;
  if (Math.abs(variance(pairs) / variance(wants) - 1 / 3) > 1e-12) throw new Error('not a third is left');
  for (const b of [1, 2, 3, 4]) {
    const share = variance(choices(wants, b).map(mean)) / variance(wants);
    if (Math.abs(share - (4 - b) / (b * 3)) > 1e-12) throw new Error(`the variance of batches of ${b} is another`);
  }
  given('all $d_i$ together sum to 0', 'deviations from a mean');

  // Noise against the batch.
  const noise = (n: number, b: number): number => Math.sqrt((n - b) / (b * (n - 1)));
  const [size, all, many] = [10, 100, 10_000];
  set('You have batches of 10 out of 100 examples');
  set('if there are 10 000 examples instead of 100');
  const anew = Array.from({ length: 100 }, (_, k) => k + 1).find(b => 1 / Math.sqrt(b) <= 0.5 / Math.sqrt(size) + 1e-12) as number;
  const halves = (n: number): number => Array.from({ length: n }, (_, k) => k + 1).find(b => noise(n, b) <= noise(n, size) / 2) as number;
  says`Four times as many: ${anew}. Without putting back ${halves(all)} do, because ${all} examples`;
  says`of ${grouped(many)} it is ${halves(many)} again`;
  given('From 1 to 4 halves the noise', 'four times as many examples halve it');
  says`from ${100} to ${400} the same half costs ${400 - 100}`;

  // The ball.
  given('round bowl, $\\lambda=1$', 'the curvature of the bowl');
  given('which has the mean 0 whatever $w$ is, so that on average their product is 0', 'fresh noise is independent of w');
  given('(Twice 4 stands under the root for two weights with noise of variance 4 each.)', 'the formula of the cell in words');
  given('Beyond $\\eta=1$ the approximation ends', 'where 2 − ηλ is half of 2');

  // Rates that fall.
  given('on $\\lambda=1$ from a distance of 5 with noise 1', 'the root of 25 in the cell, and the factor 1 of η²');
  const falling = schedules.exponential({ start: 0.4, factor: 0.8 });
  const [high, low, inverse, fast] = [() => 0.5, () => 0.02, schedules.inverseTime({ start: 1, decay: 1 }), falling].map(rate => end(roots(rate, 1000))) as [number, number, number, number];
  says`end in their balls, ${high.toFixed(2)} and ${low.toFixed(2)} wide`;
  set('$0.5\\cdot0.8^t$ falls too fast');
  const sum = Array.from({ length: 1000 }, (_, k) => falling(k + 1)).reduce((total, rate) => total + rate, 0);
  says`its steps have a total rate of ${sum.toFixed(0)}, after which`;
  const left = Array.from({ length: 1000 }, (_, k) => 1 - falling(k + 1)).reduce((product, factor) => product * factor, 5);
  says`after which ${left.toFixed(2)} of the distance of ${5} is still left, and with the noise the descent stops ${fast.toFixed(2)} from the bottom`;
  says`to ${inverse.toFixed(3)} after ${grouped(1000)} steps`;
  says`which is $1/\sqrt{${1000}}$`;
  if (Math.abs(inverse - 1 / Math.sqrt(1000)) > 1e-12) throw new Error('1/t does not come to 1/√1000');
  given('$\\eta=1/t$ goes on', 'the schedule that is drawn');

  // From scratch.
  set('two epochs over 32 examples that want the weight near 3');
  const drawn = seededRandom(3);
  const near3 = Array.from({ length: 32 }, () => 3 + drawn.normal());
  const twoEpochs = (b: number): number[][] => {
    const order = seededRandom(4);
    return [1, 2].flatMap(() => epochBatches(32, b, order).map(batch => [...batch]));
  };
  says`With $b=${1}$ there are ${twoEpochs(1).length} updates, with $b=${32}$ there are two`;
  const half = end(through(near3, twoEpochs(32), 0.3)) / mean(near3);
  if (!(half > 0.45 && half < 0.55)) throw new Error(`with b = 32 w is ${half} of the way`);

  sizes({ says, set, given });

  // Many minima.
  const field = manyMinima();
  const steps = 400;
  const plan = schedules.linear({ start: 0.15, end: 0, steps });
  const home = (sigma: number, eta: number | typeof plan): number => Array.from({ length: 100 }, (_, k) =>
    descend(noisy(field, { sigma, seed: k + 1 }), gradientDescent, { steps, hyper: { eta } }).losses[steps] as number).filter(loss => loss < -0.9).length;
  set('100 seeds for each noise');
  given('one that falls to 0', 'how the schedule ends');
  if (home(0, plan) + home(0, 0.15) > 0) throw new Error('an exact descent ends in the deepest hollow');
  const [few, some, most] = [2, 4, 8].map(sigma => home(sigma, plan)) as [number, number, number];
  says`With a falling rate ${few} do at noise ${2}, ${some} at ${4} and only ${most} at ${8}`;
  says`With a constant rate at most ${Math.max(...[1, 2, 4, 8].map(sigma => home(sigma, 0.15)))} end there`;

  // Sorted data.
  set('Here the 32 examples');
  const sorted = [...near3].sort((a, b) => a - b);
  const inOrder = Array.from({ length: 8 }, (_, k) => [0, 1, 2, 3].map(i => 4 * k + i));
  const epochs = through(sorted, [...inOrder, ...inOrder, ...inOrder], 0.3);
  says`at ${end(epochs).toFixed(2)} instead of ${mean(near3).toFixed(2)}`;

  // The slides.
  given('the others\' gradient at 0 is $-2$ on average, not $-3$', 'minus the mean of 1, 2, 3, and of all four');
  given('once the 6 is used up', 'one of the four examples by hand');
  given('$1>s<m$ for mini-batches, which is true of no size but 0; it is $1<s<m$', 'a quotation from the deck, and what it means');
  const { train } = loadDigits();
  says`of ${grouped(train.size)} digits in batches of ${32} the last ${train.size % 32}`;
  given('It needs $\\eta<2/\\lambda$', 'the limit that lesson 1 derives');
  says`at $\eta=${0.21}$ in the ravine above, every exact step multiplies the distance across by $${(1 - 0.21 * kappa).toFixed(1)}$`;
  given('from 50 to 1024, lecture 5 powers of two from 32 on, and the survey that lecture 4 follows 50 to 256', 'quotations from the decks and from Ruder 2016');

  // Test yourself.
  given('batches of 64 to 256', 'a question, answered below');
  given('Of 1 000 examples a batch holds 999', 'a question, answered below');
  given('against one of 1?', 'a question, answered below');
  given('$\\tfrac1{999}\\cdot\\tfrac{1}{999}$', 'σ²/b times (n − b)/(n − 1)');
  if (Math.abs(noise(1000, 999) ** 2 - 1e-6) > 1e-8) throw new Error('it is not about a millionth');
});

type Told = Parameters<Parameters<typeof lessonClaims>[1]>[0];

/** What the recorded comparison of batch sizes found. */
function sizes({ says, set, given }: Told): void {
  const { train } = loadDigits();
  says`${grouped(train.size)} digits`;
  set('32 hidden units');
  set('to a training loss of 0.1');
  const found = recorded('02-sizes');
  const of = (name: string, size: number): { size: number; gradients: number; updates: number; eta: number } => {
    const { median, best: { eta = NaN } } = found(`b = ${name}`);
    return { size, gradients: median, updates: (median / train.size) * Math.ceil(train.size / size), eta };
  };
  const [small, medium, large, larger, whole] = [of('8', 8), of('32', 32), of('128', 128), of('512', 512), of('all', train.size)] as const;
  says`A batch of ${small.size} gets there with ${grouped(small.gradients)} gradients, in ${small.updates} updates; all at once with ${grouped(whole.gradients)}, in ${whole.updates}`;
  says`From ${small.size} to ${large.size} the updates fall to a fifth, ${large.updates}, and the gradients only triple`;
  if (small.updates / large.updates !== 5 || large.gradients / small.gradients !== 3) throw new Error('not a fifth, or not three times');
  says`From ${larger.size} on hardly an update is saved any more, ${larger.updates} against ${whole.updates}`;
  const dearer = whole.gradients / larger.gradients;
  if (!(dearer > 2.7 && dearer < 3)) throw new Error(`it costs ${dearer} times as much, not almost three`);
  says`the best rate grows from ${small.eta} at ${small.size} to ${medium.eta} at ${medium.size}, and there it stays`;
  if (new Set([medium, large, larger, whole].map(({ eta }) => eta)).size !== 1) throw new Error('the best rate does not stay');
  for (const name of ['32', '128', '512', 'all']) {
    const beyond = found(`b = ${name}`).search.filter(({ setting }) => (setting['eta'] as number) > medium.eta);
    if (beyond.some(({ values }) => [...values].sort((a, b) => a - b)[2] !== Infinity)) throw new Error(`b = ${name} arrives at a larger rate`);
  }
  says`here somewhere between ${medium.size} and ${large.size}`;
}
