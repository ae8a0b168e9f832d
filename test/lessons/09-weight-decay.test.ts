import {
  adam, adamw, adamwInside, adamwPaper, descend, gradientDescent, l2, l2Unhalved, loadDigits, logGrid, manyRuns, momentum, optimizer, seededRandom, surface, trace, useBackend,
  type DescentOptimizer, type Method, type Surface,
} from 'descent';
import { lessonClaims } from './claims';
import { recorded } from './recorded';
import { grouped } from '../../lib/course/claims';

const three = (value: number): string => String(Number(value.toPrecision(3)));
const four = (value: number): string => String(Number(value.toPrecision(4)));

const about = { title: 'x', idea: 'x', source: { paper: 'x' } };
const penalty = optimizer({ ...about, name: 'gradient descent, L2', hyper: { eta: 0.01, lambda: 0.01 }, update: 'w = w - eta * (g + lambda * w)' });
const decay = optimizer({ ...about, name: 'gradient descent, decay', hyper: { eta: 0.01, lambda: 0.01 }, update: 'w = (1 - eta * lambda) * w - eta * g' });
const adamL2 = optimizer({
  ...about, name: 'adam, L2', hyper: { eta: 1e-3, beta1: 0.9, beta2: 0.999, epsilon: 1e-8, lambda: 0.01 }, state: { m: 0, v: 0 },
  update: `
    m = beta1 * m + (1 - beta1) * (g + lambda * w)
    v = beta2 * v + (1 - beta2) * (g + lambda * w)^2
    mhat = m / (1 - beta1^t)
    w = w - eta * mhat / (sqrt(v / (1 - beta2^t)) + epsilon)
  `,
});

const uneven = surface({
  name: 'uneven', title: 'uneven', f: '((x - 1)^2 + 25 * (y - 1)^2) / 2', minima: [[1, 1]], starts: [[2, 2]], window: { x: [-0.2, 2.2], y: [-0.2, 2.2] },
});

lessonClaims('09-weight-decay', async ({ says, set, given }) => {
  given('about 55 minutes', 'an estimate of the time');
  await useBackend('wasm');

  // The lesson's Adam with L2 is the wrapper around the library's.
  const wrapped = trace(l2(adam({ eta: 0.05 }), { lambda: 0.3 }), { start: [2, 2], steps: 50, gradient: w => uneven.gradient(w) });
  const written = trace(adamL2, { start: [2, 2], steps: 50, gradient: w => uneven.gradient(w), hyper: { eta: 0.05, lambda: 0.3 } });
  if (wrapped.some(({ w }, k) => Math.abs((w[0] as number) - (written[k]?.w[0] as number)) > 1e-9)) throw new Error('the lesson\'s Adam with L2 is not l2(adam())');

  // Where they end.
  set('the loss is 25 times as curved along $y$ as along $x$');
  const end = (method: Method, eta: number, lambda: number): string => {
    const [x = NaN, y = NaN] = descend(uneven, method, { steps: 300, hyper: { eta, lambda } }).points.at(-1) ?? [];
    return `(${three(x)}, ${three(y)})`;
  };
  const place = end(penalty, 0.03, 1);
  if (end(decay, 0.03, 1) !== place || end(adamL2, 0.05, 1) !== place) throw new Error('the three do not end at one place');
  const both = (text: string): [string, string] => text.slice(1, -1).split(', ') as [string, string];
  says`They end at (${both(place)[0]}, ${both(place)[1]}), where the pull`;
  const other = both(end(adamw, 0.05, 1));
  says`at (${other[0]}, ${other[1]}): it pulls both weights alike`;
  says`so $w=c/(c+\lambda)$: ${three(1 / (1 + 1))} and ${three(25 / (25 + 1))}`;
  given('With the penalty that is where $g+\\lambda w=0$', 'a step that is zero');
  given('$c\\,(w-1)+\\lambda w=0$', 'a slope that is zero');
  const bound = both(end(adamw, 0.05, 3)).map(text => Number(text).toFixed(2));
  if (bound[0] !== bound[1]) throw new Error('the two weights do not end alike');
  says`Set $\lambda$ to ${3} in the figure: both weights end at ${bound[0] as string}`;

  // An idle weight.
  set('It begins at 0.5, with $\\eta=0.1$, and $\\lambda$ is 0.1 in the first table and 1 in the second');
  const idle = (made: DescentOptimizer, step = 1): number => trace(made, { start: [0.5], steps: 3, gradient: () => [0] })[step - 1]?.w[0] as number;
  const eta = 0.1;
  const afterOne = [0.1, 1].map(lambda => idle(adamw({ eta, lambda })));
  says`to ${four(afterOne[0] as number)} at $\lambda=${0.1}$ and to ${four(afterOne[1] as number)} at $\lambda=${1}$`;
  const columns = [0.1, 1].map(lambda => [1, 2, 3].map(step => four(idle(l2(adam({ eta }), { lambda }), step))).join());
  if (columns[0] !== columns[1]) throw new Error('Adam with L2 depends on λ');
  says`Adam with L2 takes it to ${four(idle(l2(adam({ eta }), { lambda: 0.1 })))}, a whole $\eta$ away`;
  const gathering = [1, 2].map(step => [l2(momentum({ eta }), { lambda: 0.1 }), l2(gradientDescent({ eta }), { lambda: 0.1 })].map(made => idle(made, step)) as [number, number]);
  if (!(gathering[0]?.[0] === gathering[0]?.[1] && (gathering[1]?.[0] as number) < (gathering[1]?.[1] as number) - 1e-3)) throw new Error('momentum\'s pull does not gather speed');
  const twice = [l2Unhalved, l2].map(wrapper => 0.5 - idle(wrapper(gradientDescent({ eta }), { lambda: 0.1 }))) as [number, number];
  if (Math.abs(twice[0] / twice[1] - 2) > 1e-9) throw new Error('the lecture\'s λ does not pull twice as hard');
  says`Of an idle weight of ${0.5}, at $\eta=\lambda=${0.1}$, Adam with L2 leaves ${four(idle(l2(adam({ eta }), { lambda: 0.1 })))} after a step, and AdamW ${four(afterOne[0] as number)}`;

  // The two forms.
  const left = (rate: number): number => (1 - rate * 0.07) ** 1000;
  if (left(0.01).toFixed(2) !== '0.50' || (1 - 7e-4) ** 1000 - left(0.01) > 1e-12) throw new Error('half is not left');
  says`At $\eta=${0.01}$ half is left after ${grouped(1000)} steps, at ten times the rate ${Number(left(0.1).toPrecision(1))}`;
  says`**the paper's $\lambda$ is $\eta$ times torch's**: ${three(0.01 * 0.07)} and ${0.07} here`;
  const pair = [adamw, adamwPaper].map((method, k) => trace(method as Method, { start: [2, 2], steps: 50, gradient: w => uneven.gradient(w), hyper: { eta: 0.01, lambda: k === 0 ? 0.07 : 7e-4 } }).at(-1)?.w[0] as number);
  if (Math.abs((pair[0] as number) - (pair[1] as number)) > 1e-9) throw new Error('the two forms are not one at a constant rate');
  const { lambda: torchs = 0 } = adamw().current();
  says`torch has ${torchs}, Keras`;
  given('Keras 0.004, optax 0.0001', 'the defaults of the two libraries, as their own recorded calls have them');
  if (torchs / 1e-4 !== 100) throw new Error('the defaults are not a hundred times apart');
  says`torch's default of ${torchs} at a rate of ${0.001} is ${(torchs * 0.001).toFixed(5)} there`;

  // The maps.
  const [etas, lambdas, papers] = [logGrid(1e-3, 3, 18), logGrid(1e-3, 10, 16), logGrid(1e-5, 1, 12)];
  says`to try ${grouped(etas.length * lambdas.length)} settings at once`;
  given('in truth both are 1', 'the experiment is defined in the next cell');
  set('Each setting trains on 21 sets of eight examples, 300 steps each');
  given('the median of the 21', 'the number of sets in the sentence');
  const level = await bestOfEach(adamL2, etas, lambdas, 1);
  const nearly = await bestOfEach(adamw, etas, lambdas, 1);
  const slanted = await bestOfEach(adamwPaper, etas, papers, 1);
  const between = (found: readonly Best[], low: number, high: number): number[] => found.filter(({ rate }) => rate >= low && rate <= high).map(({ best }) => best);
  const arrived = new Set(between(level, 0.021, 2));
  if (arrived.size !== 1) throw new Error(`the best penalty is not the same in every column: ${[...arrived].join()}`);
  says`from $\eta=${0.021}$ to ${2} the best penalty is ${[...arrived][0] ?? ''} in every column`;
  given('where they arrive, at $g+\\lambda w=0$', 'a step that is zero');
  const early = level.reduce((least, one) => (one.loss < least.loss ? one : least));
  says`The best of all, at $\eta=${early.rate}$, is another matter: there ${300} steps do not arrive`;
  const rises = between(nearly, 0.021, 1.2);
  says`from $\eta=${0.021}$ to ${1.2} the best decay rises from ${rises[0] as number} to ${rises.at(-1) as number}`;
  const slant = between(slanted, 0.021, 1.2);
  says`the best decay goes from ${slant[0] as number} at $\eta=${0.021}$ to ${slant.at(-1) as number} at $\eta=${1.2}$`;
  given('trained for 100 epochs', 'the paper\'s own experiment');
  // Other sets of examples: other levels, the same shapes.
  for (const from of [101, 201]) {
    const [flat, near, steep] = [
      between(await bestOfEach(adamL2, etas, lambdas, from), 0.021, 2), between(await bestOfEach(adamw, etas, lambdas, from), 0.021, 1.2), between(await bestOfEach(adamwPaper, etas, papers, from), 0.021, 1.2),
    ] as [number[], number[], number[]];
    const grows = (values: readonly number[]): number => (values.at(-1) as number) / (values[0] as number);
    if (!(new Set(flat).size === 1 && grows(near) < 3 && grows(steep) > 50)) throw new Error(`with the sets from ${from} on the shapes are others: ${grows(flat)}, ${grows(near)}, ${grows(steep)}`);
  }

  // Digits.
  const { train, test } = loadDigits();
  says`${grouped(train.size + test.size)} digits, a network`;
  set('a network with 32 hidden units, 20 epochs');
  const digits = recorded('09-digits');
  const [none, pulled, decayed] = ['adam', 'adam with L2', 'adamw'].map(digits) as [Result, Result, Result];
  const percent = ({ median }: Result): string => (100 * median).toFixed(2);
  says`the median error is ${percent(none)} % without a pull, ${percent(pulled)} % with L2 and ${percent(decayed)} % with AdamW`;
  const all = [none, pulled, decayed];
  if (!(Math.min(...all.map(({ upper }) => upper)) >= Math.max(...all.map(({ lower }) => lower)))) throw new Error('the middle halves do not overlap');
  says`The best penalty is ${(pulled.best['lambda'] as number).toFixed(5)}, the smallest of its grid that is not zero`;

  // Failure.
  given('The surface is the first one, $\\lambda=1$', 'the settings of the table, which stand in its code');
  const half = (noise: number, t: number): number => {
    const random = seededRandom(1);
    const walk = trace(adamw, {
      start: [2, 2], steps: 10_000, hyper: { eta: 0.05, lambda: 1 },
      gradient: w => uneven.gradient(w).map((slope, i) => slope + noise * ([1, 25][i] as number) * random.normal()),
    }).slice(t / 2, t);
    return walk.reduce((sum, { w }) => sum + (w[0] as number), 0) / walk.length;
  };
  const fades = [300, 1000, 3000, 10_000].map(t => half(0, t));
  if (fades.some((x, k) => k > 0 && x < (fades[k - 1] as number)) || !((fades.at(-1) as number) > 0.9)) throw new Error('the weight does not creep back to 1');
  given('creeps back to 1', 'the place of the minimum');
  given('With noise of size 1 on the slope, $\\sqrt{\\hat v}$ stays a little above 1', 'the size of the noise');
  const stays = [300, 1000, 3000, 10_000].map(t => half(1, t));
  if (!stays.every(x => x < 0.5 && x > 0.35)) throw new Error(`with noise the weight does not stay below a half: ${stays.join()}`);
  says`$1/(1+\lambda)=${1 / (1 + 1)}$ for good`;
  given('a bias that has to be 100', 'an example of a large bias');

  // The slides and the questions.
  const power = (value: number): string => `10^{${Math.round(Math.log10(value))}}`;
  const { epsilon = 0 } = adamwInside().current();
  says`where it acts on gradients up to $${power(Math.sqrt(epsilon))}$ instead of $${power(epsilon)}$`;
  given('torch’s weight_decay of 0.01', 'a question, answered below');
  says`${0.01 / 2}. The lecture's penalty has no half`;
  given('AdamW, η = 0.001 and λ = 0.01, torch’s defaults', 'a question, answered below');
  const halved = Math.ceil(Math.log(0.5) / Math.log(1 - 1e-5));
  says`After about ${grouped(Math.floor(Math.log(2) / 1e-5))}: a step keeps $1-${(0.001 * 0.01).toFixed(5)}$ of it, and $\ln2/${(1e-5).toFixed(5)}$ is that many`;
  if (Math.abs(halved - Math.log(2) / 1e-5) > 2) throw new Error(`it is halved after ${halved} steps`);
});

type Result = ReturnType<ReturnType<typeof recorded>>;

interface Best {
  readonly rate: number;
  readonly best: number;
  readonly loss: number;
}

/** Two weights to be learnt from eight noisy examples, as the lesson draws them. */
function eight(seed: number): Surface {
  const random = seededRandom(seed);
  const examples = Array.from({ length: 8 }, () => {
    const [strong, weak] = [random.normal(), 0.2 * random.normal()];
    return [strong, weak, strong + weak + 0.7 * random.normal()];
  });
  const mean = (i: number, k: number): number => examples.reduce((sum, one) => sum + (one[i] as number) * (one[k] as number), 0) / 8;
  return surface({
    name: 'eight', title: 'eight', minima: [], starts: [[0, 0]], window: { x: [-1, 2], y: [-1, 2] },
    f: '(a * x^2 + 2 * b * x * y + c * y^2) / 2 - u * x - v * y', parameters: { a: mean(0, 0), b: mean(0, 1), c: mean(1, 1), u: mean(0, 2), v: mean(1, 2) },
  });
}

/** For each rate the value of λ whose median loss on unseen examples is least, over 21 sets. */
async function bestOfEach(method: Method, etas: readonly number[], values: readonly number[], from: number): Promise<Best[]> {
  const grid = values.flatMap(lambda => etas.map(eta => ({ eta, lambda })));
  const hyper = { eta: grid.map(one => one.eta), lambda: grid.map(one => one.lambda) };
  const losses: number[][] = [];
  for (let seed = from; seed < from + 21; seed++) {
    const [end] = await manyRuns(eight(seed), method, { steps: 300, hyper });
    if (end === undefined) throw new Error('no end');
    losses.push(Array.from(end.x, (x, k) => {
      const loss = ((x - 1) ** 2 + 0.04 * ((end.y[k] as number) - 1) ** 2) / 2;
      return loss >= 0 ? loss : Infinity;
    }));
  }
  const medians = grid.map((_, k) => losses.map(one => one[k] as number).sort((a, b) => a - b)[10] as number);
  return etas.map((rate, column) => {
    const own = values.map((_, row) => medians[row * etas.length + column] as number);
    const loss = Math.min(...own);
    return { rate, best: values[own.indexOf(loss)] as number, loss };
  });
}
