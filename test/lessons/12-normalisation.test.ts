import {
  batchNorm, batchNormInference, descend, freshRunning, gradientDescent, groupNorm, instanceNorm, kerasRunning, layerNorm, network, rmsNorm, seededRandom, surface, torchRunning,
  updateRunning, weightNorm,
} from 'descent';
import { lessonClaims } from './claims';
import { recorded } from './recorded';

const four = (value: number): string => String(Number(value.toFixed(4))).replace('-', '−');
const two = (value: number): string => String(Number(value.toPrecision(2)));
const three = (value: number): string => String(Number(value.toPrecision(3)));
const meanOf = (values: ArrayLike<number>): number => Array.from(values).reduce((sum, value) => sum + value, 0) / values.length;
const row = [1, 2, 3, 6];

function demand(holds: boolean, what: string): void {
  if (!holds) throw new Error(what);
}

lessonClaims('12-normalisation', ({ says, set, given }) => {
  given('about 60 minutes', 'an estimate of the time');

  // Who shares a mean.
  const shape = [4, 2, 2, 6];
  const block = { shape, values: Array.from({ length: 96 }, (_, i) => Math.sin(i)) };
  says`**Batch** normalisation takes a channel over all examples: ${batchNorm(block).count} numbers`;
  says`an example with all its channels: ${layerNorm(block, { dims: 3 }).count}.`;
  says`parts these channels into groups, here two: ${groupNorm(block, { groups: 2 }).count}.`;
  says`one channel of one example: ${instanceNorm(block).count}.`;

  // By hand.
  given('1, 2, 3, 6 and 3, 4, 5, 8', 'the numbers of the next cell');
  const distances = row.map(value => (value - meanOf(row)) ** 2);
  says`its mean is ${meanOf(row)}, the squared distances are ${distances[0] as number}, ${distances[1] as number}, ${distances[2] as number} and ${distances[3] as number}, their mean is ${meanOf(distances)}`;
  const [first] = layerNorm({ shape: [1, 4], values: row }).y;
  demand(Math.abs((first as number) + 2 / Math.sqrt(3.5)) < 1e-5, 'the first number is not −2/√3.5');
  given('becomes $-2/\\sqrt{3.5}$', 'checked just above');
  const pairs = { shape: [2, 4], values: [...row, 3, 4, 5, 8] };
  const over = layerNorm(pairs).y;
  demand(over.slice(0, 4).every((value, k) => Math.abs(value - (over[4 + k] as number)) < 1e-12), 'the examples are not equal');
  says`they differed by a shift of ${3 - 1}, and`;

  // The stripes.
  given('channel 2 is raised by 3 in every example, and example 3 by 2 in every channel', 'the settings of the figure');
  const random = seededRandom(12);
  const striped = { shape, values: Array.from({ length: 96 }, (_, i) => 0.7 * random.normal() + (i % 6 === 1 ? 3 : 0) + (Math.floor(i / 24) === 2 ? 2 : 0)) };
  // By how much the striped channel, or example, lies above the others.
  const above = (y: ArrayLike<number>, within: (i: number) => boolean): number => {
    const all = Array.from(y);
    return meanOf(all.filter((_, i) => within(i))) - meanOf(all.filter((_, i) => !within(i)));
  };
  const [inChannel, inExample] = [(i: number): boolean => i % 6 === 1, (i: number): boolean => Math.floor(i / 24) === 2];
  const left = [batchNorm(striped), layerNorm(striped, { dims: 3 }), instanceNorm(striped)].map(({ y }) => [above(y, inChannel), above(y, inExample)].map(stripe => Math.abs(stripe) > 1e-9));
  demand(JSON.stringify(left) === JSON.stringify([[false, true], [true, false], [false, false]]), `other stripes are left: ${JSON.stringify(left)}`);

  // All layers at once.
  given('With all $w_k=1$ and $x=1$, the gradient of the output by each of them is 1', 'the derivative of a product of ones');
  says`For two layers and $\eta=${0.1}$ that is $${2 * 0.1}+${two(0.1 ** 2)}$, for three $${two(3 * 0.1)}+${two(3 * 0.1 ** 2)}+${two(0.1 ** 3)}$`;
  demand(Math.abs(1.1 ** 3 - 1 - 0.331) < 1e-12, 'three layers');
  says`For ${50} it is ${Math.round(1.1 ** 50 - 1)}, not ${50 * 0.1}`;
  const off = (l: number, eta: number): string => (100 * (((1 + eta) ** l - 1) / (l * eta) - 1)).toFixed(1);
  says`At ${10} layers and $\eta=${0.001}$ the change is off by ${off(10, 0.001)} %, at ${50} layers by ${off(50, 0.001)} %`;
  given('both curves are at 1', 'the limit of a derivative');
  says`At $\eta=${0.001}$ and ten layers the higher orders are ${off(10, 0.001)} % of the change`;
  given('Multiply all numbers of a group by $a>0$', 'the sign of a factor');
  given('(with $\\varepsilon=0$)', 'the condition under which it is exact');
  given('the mean of $x-\\mu$ is 0', 'the definition of the mean');
  given('follows $2s\\,ds=2\\,\\overline{(x-\\mu)(dx-d\\mu)}$', 'the derivative of a square');

  // Only the direction counts.
  const direction = surface({ name: 'direction', title: 'Direction', f: '1 - x / sqrt(x^2 + y^2)', minima: [], window: { x: [-3, 10], y: [-2, 10] }, starts: [[-0.8, 0.6]] });
  const turned = (eta: number): { leap: number; last: number; loss: number } => {
    const { points, losses } = descend(direction, gradientDescent, { steps: 50, hyper: { eta } });
    const length = (t: number): number => Math.hypot(...(points[t] as readonly [number, number]));
    demand(points.every((_, t) => t === 0 || length(t) >= length(t - 1) - 1e-12), 'a step makes the weights shorter');
    return { leap: length(1), last: length(50), loss: losses[50] as number };
  };
  given('every rate above 2 flies apart', 'lesson 1: 2/λ with λ = 1');
  given('what $\\eta=8$ does here, then move on to 100', 'settings of the next cells');
  says`At $\eta=${8}$ one leap makes the weights ${two(turned(8).leap)} long`;
  says`at ${100} the leap ends ${Math.round(turned(100).leap)} away, and after ${50} steps the loss is still ${two(turned(100).loss)}`;
  demand(turned(8).loss < 1e-9, 'η = 8 does not arrive');

  // The variance that comes out.
  given('## Mean 0, variance 1?', 'a question, answered below it');
  given('"a mean of 0 and a variance"', 'a quotation from the deck');
  given('“a mean of 0 and a variance” and', 'a quotation from the deck');
  given('The variance is 1, or exactly', 'shown in the lesson');
  given('1 where $\\varepsilon$ is small', 'the limit of the formula');
  given('from torch\'s $10^{-5}$ to Keras\'s and tfjs\'s $10^{-3}$', 'defaults of other libraries');
  const even = 0.1 ** 2 / 12;
  says`numbers spread evenly from ${0} to ${0.1} have a variance of ${two(even)}, and come out with ${two(even / (even + 1e-3))} at`;
  given('"What if mean 0 for layer 5 is not practical, but a mean of say 1.76 is"', 'a quotation from the deck');
  given('learn it: $\\beta=1.76$', 'the quotation\'s number');

  // In company, and alone.
  set('The first example is always 1, 2.');
  const answers = [[3, 4], [1, 8], []].map(others => {
    const batch = { shape: [1 + others.length / 2, 2], values: [1, 2, ...others] };
    const known = { mean: [2, 3], variance: [1, 4] };
    return [batchNorm(batch).y, layerNorm(batch).y, batchNormInference(batch, known).y].map(y => [...y.slice(0, 2)].map(four).join());
  });
  demand(new Set(answers.map(([, alone]) => alone)).size === 1 && new Set(answers.map(([, , use]) => use)).size === 1, 'an answer depends on the company');
  demand(new Set(answers.map(([company]) => company)).size === 3, 'the batch norm does not depend on the company');
  says`**alone every answer is ${answers[2]?.[0]?.split(',')[0] as string}**`;
  given('torch\'s `momentum` 0.1 is the weight of the *new* value, Keras\'s 0.99 that of the *old*', 'defaults of other libraries');
  given('After one batch of 1, 2, 3 and 6', 'the batch of the next cell');
  const batch = batchNorm({ shape: [4, 1], values: row });
  const filed = [torchRunning, kerasRunning].map(convention => four(updateRunning(freshRunning(1), batch, convention).variance[0] as number));
  demand(filed.join() === '1.3667,1.025', `the libraries file ${filed.join()}`);
  says`which variance they file (${four((14 / 4) * (4 / 3))} or ${batch.variance[0] as number} for the batch above)`;
  const batchesTo = (old: number): number => Math.ceil(Math.log(0.01) / Math.log(old));
  says`With Keras's weight ${Math.round(100 * 0.99 ** 96)} % of the beginning is still in the statistics after ${96} batches, and under ${1} % only from the ${batchesTo(0.99)}th on; with torch's from the ${batchesTo(0.9)}th`;

  // Relatives.
  const rms = rmsNorm({ shape: [1, 4], values: row }).y;
  demand(Math.abs(meanOf(rms.map(value => value ** 2)) - 1) < 1e-6 && meanOf(rms) > 0.5, 'RMS');
  given('the mean square is 1 and the mean is not 0', 'checked just above');
  const { v } = weightNorm({ shape: [2], values: [3, 4] }, { g: [2], axis: null }).backward([1, 0]);
  demand(Math.abs(3 * (v[0] as number) + 4 * (v[1] as number)) < 1e-12, 'the gradient is not at right angles');

  // A poor start.
  set('three hidden layers of 32');
  const of = recorded('12-starts');
  const median = (kind: string, gain: number, digits = three): string => digits(of(`${kind}, start × ${gain}`).median);
  says`to medians of ${median('plain', 1)} plain and ${median('normalised', 1)} normalised, and their middle halves overlap`;
  const [plain, normed] = [of('plain, start × 1'), of('normalised, start × 1')];
  demand(plain.lower < normed.upper && normed.lower < plain.upper, 'the middle halves do not overlap');
  says`From the small start the plain network comes to ${median('plain', 0.2)}, which is not much better than guessing (${two(Math.log(10))}), the normalised one to ${median('normalised', 0.2, two)}; from the large start to ${median('plain', 5)} and ${median('normalised', 5, two)}`;
  const rates = [0.2, 1, 5].map(gain => of(`normalised, start × ${gain}`).best['eta'] as number);
  says`the normalised networks' best rates are ${rates[0] as number}, ${rates[1] as number} and ${rates[2] as number}`;
  says`it would be ${5 ** 2} times for each factor of ${5}`;
  demand(network({ layers: [2, 3, 2], normalization: 'layer' }).variables.length === 6, 'the last layer is normalised too');

  // When it fails, and the slides.
  given('Alone, everything is 0. With two, each channel is $-1$ and $+1$', 'shown in the lesson: alone, and by hand');
  given('With $\\sigma=0$ the way back', 'the case that is looked at');
  says`at $\varepsilon=${'10^{-5}'}$ a gradient comes out ${Math.round(1 / Math.sqrt(1e-5))} times as large`;
  given('1, 2, 3, 6 from 3, 4, 5, 8', 'the examples of the lesson');
  says`the two gave $${(first as number).toFixed(3)}$ and $${Math.round(batchNorm(pairs).y[0] as number)}$ for the first`;
  given('for 64-32-10 the printed order multiplies $32\\times64$ by $10\\times32$', 'shapes of kernels');

  // Test yourself, and the exercises.
  given('a batch of 32 pictures of 8 × 8 places and 16 channels', 'a question, answered below');
  const pictures = { batch: 16, layer: 32, group: 32 * 4, instance: 32 * 16 };
  says`Batch ${pictures.batch}, layer ${pictures.layer}, group with ${4} groups ${pictures.group}, instance ${pictures.instance}`;
  given('they still hold their beginning, 0 and 1', 'where running statistics begin');
  given('running statistics from 640 examples', 'the exercise\'s name');
  given('after 640 examples, and how noisy', 'the budget of the exercise');
  given('numbers with a spread of 1', 'the spread that the exercise sets');
  given('Layer 1 meets $x$ first', 'the number of a layer');
});
