import { gradientDescent, loadDigits, momentum, noisy, ravine, schedules, tf, trace, useBackend } from 'descent';
import { lessonClaims } from './claims';
import { recorded } from './recorded';
import { grouped } from '../../lib/course/claims';

const three = (value: number): string => String(Number(value.toPrecision(3)));
const two = (value: number): string => String(Number(value.toPrecision(2)));

/** The loss to be expected after 200 steps in the ravine of κ = 25 from (−10, 2) with noise 2, when the rate falls to a tenth after `fall` of them. */
function expected(eta: number, fall: number): number {
  const meanSquare = (curvature: number, start: number): number => {
    let m = start ** 2;
    for (let t = 1; t <= 200; t++) {
      const rate = t <= fall ? eta : eta / 10;
      m = (1 - rate * curvature) ** 2 * m + rate ** 2 * 4;
    }
    return m;
  };
  return (meanSquare(1, -10) + 25 * meanSquare(25, 2)) / 2;
}

/** The step after which it is best to fall. */
function bestFall(eta: number): number {
  const losses = Array.from({ length: 199 }, (_, k) => expected(eta, k + 1));
  return losses.indexOf(Math.min(...losses)) + 1;
}

lessonClaims('10-schedules', async ({ says, set, given }) => {
  await useBackend('wasm');
  given('about 60 minutes', 'an estimate of the time');

  // The first explorable.
  given('a ravine with curvatures 1 and 25', 'the surface of the cell below, whose other curvature is 1');
  set('and gradients with noise of standard deviation 2');
  set('200 steps are made in all');
  const floor = expected(0.05, 200);
  says`At $\eta=${0.05}$ the constant rate has arrived after some sixty steps, and then shakes: its loss does not go below ${three(floor)} on average`;
  says`Falling after ${30} steps is too early: the descent is still on its way, and goes on with a tenth of the pace; ${three(expected(0.05, 30))} is left`;
  const best = bestFall(0.05);
  says`After ${best} steps, which is best, the expected loss is ${three(expected(0.05, best))}, a seventh`;
  if (Math.round(floor / expected(0.05, best)) !== 7) throw new Error('it is no seventh');
  says`Falling after ${190} is too late to settle: ${three(expected(0.05, 190))}`;
  says`With a smaller $\eta$ the best moment comes later, at ${0.03} after ${bestFall(0.03)} steps`;
  given('$t$ counts steps from 1', 'what the library counts from');

  // By hand, and why.
  set('The first steps of five schedules that begin at 1');
  given('Step 1 has the first rate', 'the convention that the table shows');
  given('With $q=0.9$ that is the way of ten steps at the first rate', 'checked just below, as 1/(1 − q)');
  if (Math.round(1 / (1 - 0.9)) !== 10) throw new Error('the rates do not sum to ten');
  set('Here are twelve over 100 steps');
  given('is a tent, from 0 to 1 and back', 'what the symbol stands for');

  // The loop of lecture 2.
  given('for 20 epochs with SGD at 0.01', 'a quotation from the deck');
  const rate = schedules.exponential({ start: 0.01, factor: 0.9 });
  says`all twenty epochs run at ${rate(1)}, and the rate falls once`;
  says`As meant, epoch ${20} has ${rate(20).toFixed(5)}, and ${rate(21).toFixed(5)} would come next`;
  const { train } = loadDigits();
  says`an epoch of ${Math.ceil(train.size / 32)} batches`;

  // Groups.
  set('a base at $10^{-2}$ and a classifier at $10^{-3}$, with a momentum of 0.9');
  given('All gradients are 1; two steps', 'the loss of the cell below, a sum');
  const [base, classifier] = [tf.variable(tf.scalar(0)), tf.variable(tf.scalar(0))];
  const optimizer = momentum({ eta: 1e-2, gamma: 0.9, groups: [{ match: variable => variable === classifier, eta: 1e-3 }] });
  const at = [1, 2].map(() => {
    optimizer.minimize(() => tf.add(base, classifier) as tf.Scalar);
    return [base.dataSync()[0] as number, classifier.dataSync()[0] as number] as const;
  });
  const [one, next] = at as [readonly [number, number], readonly [number, number]];
  const growth = [0, 1].map(k => ((next[k] as number) - (one[k] as number)) / (one[k] as number)).map(value => value.toFixed(4));
  if (growth[0] !== growth[1] || Math.abs((one[0] / one[1]) - 10) > 1e-5) throw new Error(`the second step is ${growth.join(' and ')} times the first`);
  says`the second step is ${Number(growth[0])} times the first in both groups`;

  // Adam at 0.05.
  given('That is 50 times the default of 0.001', 'a quotation, and the default of Adam in every library');
  const good = recorded('07-digits')('adam').good;
  says`it happens to be a good rate, between ${good[0]} and ${good[1]}; in`;
  const deep = recorded('11-starts')('He').search.find(({ setting }) => setting['eta'] === 0.056)?.values ?? [];
  if (deep.length !== 5 || new Set(deep.map(two)).size !== 1) throw new Error(`the searches end at ${deep.join(', ')}`);
  says`all five seeds of the search end at ${0.056} with a loss of ${two(deep[0] as number)}, which is what guessing gives`;
  if (two(Math.log(10)) !== two(deep[0] as number)) throw new Error('guessing gives another loss');

  // The warm-up.
  given('with curvature $3w^2$: 27 at the start', 'the second derivative at the start of the picture, 3');
  given('down to 1: no warm-up', 'the end of the slider');
  const walk = (warm: number): number[] => trace(gradientDescent, { start: [3], steps: 60, hyper: { eta: t => 0.5 * Math.min(t / warm, 1) }, gradient: ([w = NaN]) => [w ** 3] }).map(({ w }) => w[0] as number);
  says`At once, $\eta=${0.5}$ throws the descent from ${3} to −${Math.abs(walk(1)[0] as number)} and out of the picture`;
  if (!(Math.abs(walk(20)[59] as number) < 0.2 && walk(20).every(w => w > 0))) throw new Error('warmed up it does not arrive');
  set('Warmed up over 20 steps');
  says`and goes on at ${0.5}, which would have been too much`;

  // After the end.
  given('You have planned 50 steps of cosine decay, and train for 100', 'the settings of the cell below');
  given('the rate at step 101, with', 'the question of the prediction');
  given('The library\'s stays at 0', 'checked just below');
  if (schedules.cosine({ start: 0.1, steps: 50 })(101) !== 0) throw new Error('it does not stay at 0');
  says`at step ${101} it is back at ${schedules.cosineBounce({ start: 0.1, steps: 50 })(101)}`;

  set('The same ravine with the same noise, 200 steps');
  const { x: along, y: across } = ravine({ kappa: 25 }).window;
  says`from its window: $x$ from −${Math.abs(along[0])} to ${along[1]}, $y$ from −${Math.abs(across[0])} to ${across[1]}`;
  const ravineOf = recorded('10-ravine');
  const found = (name: string): Found => ravineOf(name);
  const [constant, halved, inverse, cycle, cosine, exponential] =
    ['constant', 'step, at half', '1/t', 'one cycle', 'cosine', 'exponential'].map(found) as [Found, Found, Found, Found, Found, Found];
  says`The constant rate ends at a median loss of ${three(constant.median)}, the step at ${three(halved.median)}, $1/t$ at ${three(inverse.median)}`;
  says`one cycle at ${three(cycle.median)}, the cosine at ${three(cosine.median)} and the exponential at ${three(exponential.median)}`;
  requireApart([inverse, cycle, cosine, exponential], constant);
  const first = (one: Found): number => one.best['eta'] as number;
  const others = [halved, inverse, cycle, cosine, exponential].map(first);
  says`the best constant rate is ${first(constant)}, those of the others lie between ${Math.min(...others)} and ${Math.max(...others)}`;
  if (first(exponential) !== 0.1 || first(inverse) !== 0.1) throw new Error('their best first rates are others');
  says`At ${0.1} the exponential and $1/t$ even climb for some steps, since ${0.1} is beyond`;
  given('is beyond $2/25$', 'two over the larger curvature of the ravine');
  for (const { runs } of [exponential, inverse]) {
    const climbs = runs.filter(({ curve }) => Math.max(...curve.slice(1, 5)) > (curve[0] as number)).length;
    if (climbs < runs.length / 2) throw new Error(`${climbs} of ${runs.length} climb`);
  }
  says`with batches of ${8}, which are noisy: five epochs, ${5 * Math.ceil(train.size / 8)} updates`;
  const digitsOf = recorded('10-digits');
  const [steady, bent, up] = ['constant', 'cosine', 'one cycle'].map(name => digitsOf(name)) as [Found, Found, Found];
  says`Here the constant rate ends at a median of ${three(steady.median)}, the cosine at ${three(bent.median)}, one cycle at ${three(up.median)}`;
  requireApart([bent, up], steady);
  if (!(bent.median < 0.51 * steady.median)) throw new Error('it is not half the loss');

  // Plateau.
  given('the mean loss of every 20 steps', 'the settings of the cell below');
  const valley = ravine({ kappa: 25 });
  const watched = schedules.plateau({ start: 0.05, patience: 3 });
  const rough = noisy(valley, { seed: 1, sigma: 2 });
  const losses: number[] = [];
  const reports: { t: number; mean: number; rate: number }[] = [];
  trace(gradientDescent, {
    start: [-10, 2], steps: 600, hyper: { eta: watched }, gradient: ([x = NaN, y = NaN], t) => {
      losses.push(valley.value([x, y]));
      if (t % 20 === 0) {
        const mean = losses.slice(-20).reduce((sum, loss) => sum + loss / 20, 0);
        reports.push({ t, mean, rate: watched.report(mean) });
      }
      return rough.gradient([x, y]);
    },
  });
  const fallen = reports.find(one => one.rate < 0.05);
  says`It falls at step ${fallen?.t ?? NaN}, to ${three(fallen?.rate ?? NaN)}. The loss had arrived at step ${100}`;
  const records = reports.filter(({ mean, t }, k) => t > 100 && t <= (fallen?.t ?? 0) && mean < Math.min(...reports.slice(0, k).map(one => one.mean))).map(({ t }) => t);
  if (records.length !== 3) throw new Error(`there are new records at ${records.join(', ')}`);
  says`the low means at steps ${records[0] as number}, ${records[1] as number} and ${records[2] as number} each made`;
  says`At step ${600} the mean loss is ${three(reports.at(-1)?.mean ?? NaN)}, below the constant rate's floor of ${three(floor)}`;

  // When does it fail?
  given('Exponential decay with $q=0.9$ in every *update*', 'the factor of the lecture');
  says`the first epoch of lesson 7, of ${Math.ceil(train.size / 32)} updates, is over`;
  given('and a plan for 900 is over', 'the number of updates of the experiment above');

  // The slides.
  given('makes Adam with 0.05, 50 times the default', 'a quotation, explained above');

  // Test yourself.
  says`a way that took ${10} steps takes ${grouped(10 * 100)}`;
  given('ExponentialLR with gamma = 0.5 and a first rate of 0.1', 'a question, answered below');
  given('$1+\\tfrac12+\\tfrac14+\\dots=2$: no further than two epochs at 0.1', 'the sum of a geometric series, and the first rate of the question');
  given('Why is the rate of a warm-up not 0', 'a question, answered below');
  given('with a rate of 0 nothing moves', 'what a rate is');
});

type Found = ReturnType<ReturnType<typeof recorded>>;

/** The middle halves of some overlap, each with each, and that of another lies above them all. */
function requireApart(some: readonly Found[], above: Found): void {
  const [low, high] = [Math.max(...some.map(one => one.lower)), Math.min(...some.map(one => one.upper))];
  if (!(low <= high)) throw new Error('their middle halves do not overlap');
  if (!(above.lower > Math.max(...some.map(one => one.upper)))) throw new Error('the middle half of the other does not lie above them');
}
