import { descend, gradientDescent, loadDigits, logistic, network, ravine, runTraining, surface, trace, twoBlobs, useBackend } from 'descent';
import { spreadOf } from '../../lib/src/comparison/spread';
import { lessonClaims } from './claims';
import { steepestCurvature } from './curvature';
import { recorded } from './recorded';
import { grouped } from '../../lib/course/claims';

const last = (values: readonly number[]): number => values.at(-1) as number;
const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
const variance = (values: readonly number[]): number => mean(values.map(value => (value - mean(values)) ** 2));
const minus = (value: number): string => String(value).replace('-', '−');

/** Whether every value is below the one before. */
const falls = (values: readonly number[]): boolean => values.every((value, k) => k === 0 || value < (values[k - 1] as number));

/** The weights of a descent on a parabola of curvature 2, from 1, for a product ηλ. */
function onParabola(product: number, steps: number): number[] {
  const rows = trace(gradientDescent, { start: [1], steps, hyper: { eta: product / 2 }, gradient: w => [2 * (w[0] as number)] });
  return [1, ...rows.map(({ w }) => w[0] as number)];
}

/** By which factor a step shrinks the distance in a ravine, in the long run. */
function factorInRavine(kappa: number, eta: number): number {
  const { points } = descend(ravine({ kappa }), gradientDescent, { start: [1, 1], steps: 200, hyper: { eta } });
  const [before, after] = [100, 200].map(step => Math.hypot(...(points[step] as readonly [number, number])));
  return ((after as number) / (before as number)) ** (1 / 100);
}

/** The mean loss before and after every step of a descent on the blobs' logistic loss at η = 1, its gradient multiplied by a factor. */
function lossesOnBlobs(factor: number, steps: number): number[] {
  const blobs = twoBlobs();
  const at = ([w1 = NaN, w2 = NaN, b = NaN]: ArrayLike<number> & Iterable<number>): ReturnType<typeof logistic> => logistic(blobs, [w1, w2], b);
  const start = [1, -1, 2];
  const rows = trace(gradientDescent, {
    start, steps, hyper: { eta: 1 },
    gradient: w => [...at(w).gradW, at(w).gradB].map(slope => factor * slope),
  });
  return [start, ...rows.map(({ w }) => w)].map(w => at(w).loss / blobs.y.length);
}

/** Every choice of so many of the values. */
function choices(values: readonly number[], size: number): number[][] {
  return size === 0 ? [[]] : values.flatMap((value, i) => choices(values.slice(i + 1), size - 1).map(rest => [value, ...rest]));
}

/** Descent on all digits at once, without hidden units, as the lesson's last figure runs it: the losses it sees, and the curvature where it ends. */
async function onAllDigits(eta: number, updates: number): Promise<{ losses: readonly number[]; curvature: number }> {
  const { train } = loadDigits();
  const net = network({ layers: [64, 10], seed: 1 });
  const optimizer = gradientDescent({ eta });
  const losses = updates === 0 ? [] : (await runTraining(net, train, { optimizer, batchSize: 'all', epochs: updates })).batchLosses;
  const [kernel = [], bias = []] = net.variables.map(variable => variable.dataSync());
  net.dispose();
  optimizer.dispose();
  return { losses, curvature: steepestCurvature(train, kernel, bias) };
}

lessonClaims('01-gradient-descent', async ({ says, set, given }) => {
  await useBackend();
  given('about 60 minutes', 'an estimate of the time');

  // On a parabola.
  given('changes by $\\lambda$ when $w$ changes by 1', 'what curvature is');
  const products = Array.from({ length: 12 }, (_, k) => (k + 1) / 4);
  const afterOne = products.map(product => Math.abs(last(onParabola(product, 1))));
  const best = products[afterOne.indexOf(Math.min(...afterOne))] as number;
  const limit = products.find((_, k) => (afterOne[k] as number) >= 1) as number;
  says`At $\eta=${best}/\lambda$ the factor is ${last(onParabola(best, 1))}`;
  says`At $\eta=${limit}/\lambda$ it is ${minus(last(onParabola(limit, 1)))}: the descent jumps`;
  says`at $\eta=${best}/\lambda$. On a parabola this is exact`;
  says`$\eta<${limit}/\lambda$`;
  set('Three steps from $w=1$ on the parabola with $\\lambda=2$');
  given('Eight steps from $w=1$', 'where the next cell starts');
  set('the descent at $0.5/\\lambda$ or the one at $1.5/\\lambda$');
  const [short, long, edge, beyond] = [0.5, 1.5, limit, 2.1].map(product => onParabola(product, 8)) as [number[], number[], number[], number[]];
  const away = Math.abs(last(long)).toFixed(4);
  says`the factors are ${short[1] ?? ''} and ${minus(long[1] as number)}, and after eight steps both are ${away} from the bottom`;
  if (Math.abs(last(short)) !== Math.abs(last(long))) throw new Error('one of 0.5/λ and 1.5/λ is nearer');
  says`the descent goes ${edge.slice(0, 4).map(minus).join(', ')}, and after eight steps`;
  says`At $${2.1}/\lambda$ each jump is ${Math.abs((beyond[2] as number) / (beyond[1] as number)).toFixed(1)} times as long`;

  // In a ravine.
  given('with curvature 1 along its floor', 'how the ravine is defined');
  const [ten, hundred] = [10, 100];
  const factors = [ten, hundred].map(kappa => factorInRavine(kappa, 2 / (1 + kappa))) as [number, number];
  says`For $\kappa=${ten}$ that is ${factors[0].toFixed(3)} a step, for $\kappa=${hundred}$ it is ${factors[1].toFixed(3)}`;
  for (const [k, kappa] of [ten, hundred].entries()) {
    for (const share of [0.99, 1.01]) {
      if (!(factorInRavine(kappa, (share * 2) / (1 + kappa)) > (factors[k] as number))) throw new Error(`2/(1 + κ) is not best at κ = ${kappa}`);
    }
  }
  const gain = (1 - factors[1]) / (1 - factors[0]);
  if (!(gain > 0.09 && gain < 0.12)) throw new Error(`a step gains ${gain} as much, not about a tenth`);
  says`sets the limit, $\eta<${limit}/\kappa$`;
  set('four rates, 16 steps');
  const [one, bestRun, swings, flies] = [1 / ten, 2 / (1 + ten), 2 / ten, 2.05 / ten].map(eta =>
    descend(ravine({ kappa: ten }), gradientDescent, { steps: 16, hyper: { eta } }).points) as [Points, Points, Points, Points];
  says`which is ${Math.hypot(...end(bestRun)).toFixed(2)} from the minimum`;
  says`gone after one step, but ${Math.hypot(...end(one)).toFixed(2)} of the floor is left`;
  if ((one[1] as Point)[1] !== 0) throw new Error('at 1/κ the walls are not gone after one step');
  if (Math.abs(Math.abs(end(swings)[1]) - 2) > 1e-9 || !(Math.abs(end(flies)[1]) > 4)) throw new Error('two rates settle that should not');

  // A loss of examples.
  given('with the labels $y=\\pm1$. The *margin*', 'what the labels are');
  given('side of the line ${w\\cdot x+b=0}$', 'the equation of a line');
  given('with ${\\sigma(z)=1/(1+e^{-z})}$', 'what σ is');
  const examples = twoBlobs().y.length;
  says`With ${examples} points and $\eta=${1}$`;
  says`A sum of ${examples} examples has ${examples} times the slope of their mean, and ${examples} times its curvature`;
  says`its rate must be ${examples} times smaller`;
  says`At $\eta=${1}$ its first step lands at a mean loss of ${(lossesOnBlobs(1, 1)[1] as number).toFixed(1)}`;
  if (!falls(lossesOnBlobs(-1 / examples, 100).reverse())) throw new Error('without the minus a step does not climb');
  if (!falls(lossesOnBlobs(1 / examples, 100))) throw new Error('on the mean a step climbs');
  set('Here are 12 of the points');
  given('it is nearly 1', 'the limit of (n − b)/(n − 1)');
  const values = Array.from({ length: 12 }, (_, i) => Math.sin(i * i));
  for (const b of [1, 2, 4, 8, 12]) {
    const means = choices(values, b).map(mean);
    if (Math.abs(mean(means) - mean(values)) > 1e-12) throw new Error(`batches of ${b} are biased`);
    if (Math.abs(variance(means) - (variance(values) / b) * ((12 - b) / 11)) > 1e-12) throw new Error(`the variance of batches of ${b} is another`);
  }

  // Digits.
  const { train } = loadDigits();
  const batches = Math.ceil(train.size / 32);
  says`${grouped(train.size)} scanned digits`;
  set('*mini-batch* 32, *batch* all');
  says`And which from ${batches} updates`;
  const found = recorded('01-batches');
  const three = (value: number): string => value.toPrecision(3);
  const [stochastic, mini, once, exact] = [found('stochastic'), found('mini-batch'), found('batch'), found('batch, 45 passes')];
  says`a median loss of ${three(stochastic.median)}, mini-batches to ${three(mini.median)}, and batch`;
  says`and batch, for which it is a single step, to ${three(once.median)}`;
  says`after ${last(exact.axes['updates'] as number[])} updates batch is at ${three(exact.median)}, mini-batches are at ${three(mini.median)}`;
  if (last(mini.axes['updates'] as number[]) !== batches) throw new Error('mini-batches have made another number of updates');
  if (!(stochastic.upper < mini.lower && mini.upper < once.lower && exact.upper < mini.lower)) throw new Error('middle halves overlap');
  const at = (of: Found, eta: number | undefined): string => three(spreadOf(of.search.find(({ setting }) => setting['eta'] === eta)?.values ?? []).median);
  const shared = mini.best['eta'];
  says`At a rate of ${shared ?? ''} the two are hardly apart, ${at(exact, shared)} and ${at(mini, shared)}`;
  says`the exact gradient stands a rate of ${exact.best['eta'] ?? ''}`;
  const asked = ({ axes }: Found): number => last(axes['gradientEvaluations'] as number[]);
  says`Those ${batches} updates have asked for ${asked(exact) / asked(mini)} times as many gradients`;
  const smooth = await onAllDigits(1, batches);
  if (!falls(smooth.losses)) throw new Error('batch does not fall smoothly at η = 1');
  set('At $\\eta=1$ batch falls');
  const [first, later, whole] = [await onAllDigits(10, 0), await onAllDigits(10, 20), await onAllDigits(10, batches)];
  says`it climbs first, to ${Math.max(...whole.losses).toFixed(0)}, because it begins beyond the limit`;
  says`at the first weights $2/\lambda$ is ${(2 / first.curvature).toFixed(1)}`;
  says`After ${20} updates $2/\lambda$ is ${(2 / later.curvature).toFixed(1)}`;

  // The saddle.
  const f = 'x^2 / 2 + (y^2 - 1)^2 / 4';
  const pass = surface({ name: 'pass', title: 'pass', f, minima: [[0, 1]], window: { x: [0, 1], y: [0, 1] }, starts: [[1, 0]] });
  const lossesFrom = (y: number): readonly number[] => descend(pass, gradientDescent, { start: [1.8, y], steps: 80, hyper: { eta: 0.2 } }).losses;
  const [ridge, beside] = [lossesFrom(0), lossesFrom(0.001)];
  says`on the saddle, at a loss of ${last(ridge).toFixed(2)}, and stays`;
  says`the loss is still ${(beside[20] as number).toFixed(3)} in step ${20}, and ${(beside[40] as number).toFixed(3)} in step ${40}`;

  // The slides.
  given('that $o$ is 1 for the right class and 0 for the others, and where a prediction is 0', 'what a one-hot answer is, and the logarithm of nothing');
  given('lets $\\gamma\\ge2\\gamma_{opt}$ "diverge"', 'a quotation from the deck');
  says`on a parabola $${1.5}/\lambda$ is as slow as $${0.5}/\lambda$`;
  const onKink = trace(gradientDescent, { start: [0.05], steps: 1000, hyper: { eta: 0.1 }, gradient: w => [Math.sign(w[0] as number)] });
  const kink = onKink.map(({ w }) => (w[0] as number).toFixed(2));
  says`from $w=${0.05}$ at $\eta=${0.1}$ the descent jumps between ${kink[1] ?? ''} and ${(kink[0] ?? '').replace('-', '−')}`;
  if (kink.some((w, k) => w !== kink[k % 2])) throw new Error('the descent on |w| does not jump for ever');
  given('It does not say that $y=\\pm1$; with the labels 0 and 1 the margin of class 0 is always 0', 'what the margin y (w·x + b) is at y = 0');

  // Test yourself.
  given('At η = 0.1 a descent on a parabola swings between 3 and −3', 'a question, answered below');
  says`${(0.1 * best) / limit}. It swings at $2/\lambda$`;
  given('You multiply the loss by 10', 'a question, answered below');
  given('must be divided by 10, since all slopes are 10 times larger', 'the factor of the question');
});

type Found = ReturnType<ReturnType<typeof recorded>>;
type Point = readonly [number, number];
type Points = readonly Point[];

function end(points: Points): Point {
  return points[points.length - 1] as Point;
}
