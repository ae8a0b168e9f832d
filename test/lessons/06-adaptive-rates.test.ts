import { adadelta, adadeltaAsPrinted, adadeltaOutside, adagrad, adagradInside, descend, ravine, rmsprop, trace, type HyperOptions, type Method } from 'descent';
import { lessonClaims } from './claims';
import { recorded } from './recorded';
import { grouped } from '../../lib/course/claims';

/** The length of each step of one weight, given the gradient of each. */
function lengths(method: Method, hyper: HyperOptions<string>, steps: number, gradient: (t: number) => number): number[] {
  const rows = trace(method, { start: [0], gradient: (_, t) => [gradient(t)], steps, hyper });
  return rows.map(({ w }, k) => Math.abs((w[0] as number) - (k > 0 ? (rows[k - 1]?.w[0] as number) : 0)));
}

const three = (value: number): string => String(Number(value.toPrecision(3)));
const everyTime = (): number => 1;

lessonClaims('06-adaptive-rates', ({ says, set, given }) => {
  given('about 60 minutes', 'an estimate of the time');
  given('A weight\'s gradient is 0 wherever its input is 0', 'the gradient of a linear model');
  set('On the left one has the gradient 1 in every step');

  // The rates of a rare and a frequent weight.
  const rates = ([[adagrad, 0.1], [rmsprop, 0.01], [adadelta, 1]] as const).map(([method, eta]) => [1, 10, 50].map(every =>
    lengths(method, { eta }, 500, t => (t % every === 0 ? 1 : 0))[499] as number)) as [Rates, Rates, Rates];
  const [sum, average, ratio] = rates;
  if (!(Math.abs(sum[1] / sum[0] - Math.sqrt(10)) < 1e-6)) throw new Error(`AdaGrad's rates differ by ${sum[1] / sum[0]}, not by the root of 10`);
  given('In AdaGrad it is $\\sqrt{10}$ times as large', 'checked just above, as a root');
  says`in step ${500} the rates are ${three(sum[0])} and ${three(sum[1])}`;
  says`In RMSProp they are ${three(average[0])} and ${three(average[1])}`;
  const limit = 0.01 / Math.sqrt(1 - 0.9);
  says`Pull the slider to ${50}: AdaGrad's rate rises on, to ${three(sum[2])}, and RMSProp's is ${three(average[2])} and will not pass ${three(limit)}`;
  says`no advantage: ${three(ratio[1])} against ${three(ratio[0])}`;
  given('keeps 0/0 away', 'what the symbol is for');

  // By hand.
  set('Three gradients, 3, 4 and 0, at $\\eta=1$');
  given('9 + 16 = 25, and the second step of AdaGrad is 4/5', 'left to the reader, and checked below');
  if ((lengths(adagrad, { eta: 1, epsilon: 0 }, 2, t => t + 2)[1] as number).toFixed(6) !== '0.800000') throw new Error('AdaGrad\'s second step is not 4/5');

  // Stuck?
  given('The gradient is 1 in every step, and $\\eta$ is 0.1', 'the settings of the lesson\'s first figure');
  given('in 100 steps, and how far in 10 000', 'a question, answered below');
  const way = (steps: number): number => lengths(adagrad, { eta: 0.1 }, steps, everyTime).reduce((all, step) => all + step, 0);
  says`${three(way(100))} in ${100} steps and ${three(way(10_000))} in ${grouped(10_000)}: eleven times`;
  if (Math.round(way(10_000) / way(100)) !== 11) throw new Error(`${way(10_000) / way(100)} times as far`);

  // What counts is size.
  const rate = (gradient: (t: number) => number): number => lengths(adagrad, { eta: 0.1 }, 100, gradient)[99] as number / Math.abs(gradient(100));
  if (!(Math.abs(rate(everyTime) - rate(t => (-1) ** t)) < 1e-12)) throw new Error('the signs count');
  says`get the same rate, ${three(rate(everyTime))}`;
  if (Math.abs(rate(everyTime) / rate(() => 10) - 10) > 1e-9) throw new Error('ten times the gradient is not a tenth of the rate');

  // One gradient out of all measure.
  given('The gradient is 1 in every step, but in step 20 it is 100', 'the settings of the figure, which are its formula\'s and its slider\'s');
  const [sums, recent] = ([[adagrad, 0.1], [rmsprop, 0.01]] as const).map(([method, eta]) => lengths(method, { eta }, 200, t => (t === 20 ? 100 : 1))) as [number[], number[]];
  const at = (steps: readonly number[], t: number, digits: number): string => String(Number((steps[t - 1] as number).toPrecision(digits)));
  says`AdaGrad's step falls from ${at(sums, 19, 3)} in step ${19} to ${at(sums, 21, 1)} in step ${21}, and in step ${200} it is ${at(sums, 200, 2)} still`;
  given('The square of 100 is in the sum for good, as much as ten thousand gradients of 1', 'the square of a hundred');
  says`RMSProp's step falls to ${at(recent, 21, 2)}, and in step ${100} it is back at ${at(recent, 100, 3)}`;
  given('the nearer to 1, the longer', 'the end of the interval of a decay');

  // AdaDelta.
  given('on $\\tfrac12w^2$ from $w=1$', 'the walks of the next cell');
  const walks = [adadelta, adadeltaOutside, adadeltaAsPrinted].map(method => trace(method, { start: [1], steps: 4000, gradient: ([w = NaN]) => [w] }).map(({ w }) => w[0] as number)) as [number[], number[], number[]];
  const [paper, outside, printed] = walks;
  const first = (walk: readonly number[]): number => (walk[0] as number) - 1;
  const halfway = (walk: readonly number[]): number => walk.findIndex(w => w < 0.5) + 1;
  const down = Math.abs(first(paper));
  if (!(first(paper) < 0 && first(outside) < 0 && first(printed) > 0 && printed.every((w, t) => t === 0 || w > (printed[t - 1] as number)))) throw new Error('the box does not climb, or the others do');
  if (!(Math.abs(paper.at(-1) as number) < 1e-9)) throw new Error('the paper\'s form does not arrive');
  says`begins with a step of ${three(down)}, is halfway down at step ${halfway(paper)}`;
  const epsilon = adadelta().current()['epsilon'] as number;
  const power = (value: number): string => `10^{${Math.round(Math.log10(value))}}`;
  says`the first step is made of $\varepsilon=${power(epsilon)}$ and not of $\sqrt\varepsilon=${power(Math.sqrt(epsilon))}$: it is **${grouped(first(paper) / first(outside))} times shorter**, and halfway is step ${grouped(halfway(outside))}`;
  says`And it climbs in strides of ${three(first(printed))}, since`;
  says`and climbs by ${three(first(printed))} where the paper goes down by ${three(down)}`;
  says`the start is ${grouped(first(paper) / first(outside))} times slower`;
  given('with $\\eta=1$. But', 'the default, which help shows');
  given('let it be 1, Keras takes 0.001', 'defaults of other libraries');

  // ε and δ.
  given('begin the sum with 0 (torch) or 0.1 (Keras, optax, tfjs)', 'defaults of other libraries');
  given('0 in torch, 0.1 in Keras, optax and tfjs', 'defaults of other libraries');
  const start = (method: Method, hyper: HyperOptions<string>, gradient: number): number => lengths(method, { eta: 1, ...hyper }, 1, () => gradient)[0] as number;
  if (start(adagrad, { epsilon: 1e-8 }, 1e-8) !== 0.5) throw new Error('the step is not halved');
  says`Outside, $\varepsilon=${power(1e-8)}$ halves the step of a gradient of $${power(1e-8)}$`;
  if (!(start(adagradInside, { epsilon: 1e-8 }, 1e-4) < 0.75 && start(adagradInside, { epsilon: 1e-8 }, 1e-3) > 0.99)) throw new Error('ε inside acts elsewhere');
  says`up to about $\sqrt\varepsilon=${power(1e-4)}$`;
  says`With $\delta=${0.1}$ a gradient of ${0.01} moves the weight by ${three(start(adagrad, { delta: 0.1 }, 0.01))} $\eta$`;
  given('0/0 is no number', 'an undefined quotient');
  given('whose first gradient is 0 spoils', 'the case of the table');

  // The turned ravine.
  given('The curvature is 100 across and 1 along', 'the surface of the next cell');
  given('it is turned by 45°', 'the surface of the next cell');
  given('that is turned by 45° the advantage', 'the surface of the lesson');
  const [along, turned] = ['along', 'turned'].map(name => recorded(`06-${name}`)) as [Found, Found];
  const median = (of: Found, name: string): string => three(of(name).median);
  says`AdaGrad ends at a median loss of ${median(along, 'adagrad')}, RMSProp at ${median(along, 'rmsprop')}, AdaDelta at ${median(along, 'adadelta')} and gradient descent at ${median(along, 'gradient descent')}`;
  says`gradient descent ${median(turned, 'gradient descent')}, AdaGrad ${median(turned, 'adagrad')}, RMSProp ${median(turned, 'rmsprop')} and AdaDelta ${median(turned, 'adadelta')}`;
  for (const of of [along, turned]) {
    const [plain, adapted] = [of('gradient descent'), of('adagrad')];
    if (!(plain.lower < adapted.upper && adapted.lower < plain.upper)) throw new Error('the middle halves of gradient descent and AdaGrad do not overlap');
  }
  const best = (of: Found, name: string): number => of(name).best['eta'] as number;
  if (best(along, 'gradient descent') !== best(turned, 'gradient descent')) throw new Error('the best rate of gradient descent changes');
  says`its best rate of ${best(along, 'gradient descent')}: a turn`;
  for (const name of ['rmsprop', 'adadelta']) if (!(turned(name).median > 10 * along(name).median)) throw new Error(`${name} has not lost a factor of 10`);
  says`have lost more than a factor of ${10}`;
  says`at rates of ${best(along, 'adadelta')} and ${best(turned, 'adadelta')}, not at the ${adadelta().current()['eta'] as number} that`;

  // Who comes to rest.
  set('RMSProp at $\\eta=0.3$ leaps');
  const [leaping, resting] = [rmsprop, adagrad].map(method => trace(method, { start: [1], steps: 400, hyper: { eta: 0.3 }, gradient: ([w = NaN]) => [w] }).map(({ w }) => w[0] as number)) as [number[], number[]];
  const ends = leaping.slice(-2).map(w => Math.abs(w).toFixed(2));
  if (ends[0] !== ends[1] || Math.sign(leaping.at(-1) as number) === Math.sign(leaping.at(-2) as number)) throw new Error('RMSProp does not leap from side to side');
  if (!(Math.abs(resting[199] as number) < 1e-3)) throw new Error('AdaGrad does not come to rest');
  says`leaps between ${ends[0] as string} and −${ends[0] as string} for ever. There the gradient is always ${ends[0] as string} in size, so the root is ${ends[0] as string}, and`;

  // The slides.
  given('it sets $E[g^2]_1=0$, although its first line reads $E[g^2]_{t-1}$ at $t=1$, so that 0 is the right index', 'a quotation from the deck');
  given('arXiv 1212.5701, not 1212.25701', 'names of papers');
  given('a first gradient of 0 is 0/0', 'an undefined quotient');
  given('It is in 6e; 6d is', 'names of Hinton\'s lectures');
  const literal = Math.exp(-5);
  says`Read as it stands, $e^{-5}$ is ${literal.toFixed(4)}, ${Math.round(literal / 1e-5 / 10) * 10} times $${power(1e-5)}$`;

  // Test yourself, and the exercises.
  given('A feature is 1 in every hundredth example, else 0', 'a question, answered below');
  given('whose feature is always 1', 'a question, answered below');
  given('the root of 100, if the gradients are of one size where they are not 0', 'checked by the rates above');
  given('All gradients of a weight are multiplied by 1 000', 'a question, answered below');
  const usual = Array.from({ length: 300 }, (_, k) => 0.003 * 1.02 ** k).map(eta => descend(ravine(), rmsprop, { steps: 60, hyper: { eta } }).losses[60] as number);
  if (!(Math.min(...usual) > 1e-8)) throw new Error('exercise 6.4 can be solved at the usual decay');
});

type Found = ReturnType<typeof recorded>;
type Rates = [frequent: number, rare: number, rarer: number];
