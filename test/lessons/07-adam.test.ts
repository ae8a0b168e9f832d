import { adam, adamInside, adamUncorrected, descend, ema, emaInPlace, gradientDescent, loadDigits, rosenbrock, seededRandom, surface, trace } from 'descent';
import { lessonClaims } from './claims';
import { recorded } from './recorded';
import { grouped } from '../../lib/course/claims';

/** How long each step of a method is, in units of η. */
function lengths(method: typeof adam | typeof adamUncorrected, steps: number, gradient: (t: number) => number, hyper: object = {}): number[] {
  const rows = trace(method, { start: [0], gradient: (_, t) => [gradient(t)], steps, hyper: { eta: 1, epsilon: 0, ...hyper } });
  return rows.map(({ w }, k) => Math.abs((w[0] as number) - (k > 0 ? (rows[k - 1]?.w[0] as number) : 0)));
}

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

/** Where Adam without momentum goes when the gradient is +3 once and −1 twice. */
function onThreeSteps(beta2: number): number {
  const rows = trace(adam, { start: [0], gradient: (_, t) => [t % 3 === 1 ? 3 : -1], steps: 3000, hyper: { eta: 0.02, beta1: 0, beta2 } });
  return rows.at(-1)?.w[0] as number;
}

lessonClaims('07-adam', async ({ says, set, given }) => {
  given('about 60 minutes', 'an estimate of the time');

  // The idea: two weights, gradients 1000 : 1.
  const curvature = 1000;
  set('At first $\\eta$ is 0.03');
  says`needs $\eta<${2}/${curvature}$ to stay`;
  says`loses less than ${(2 / curvature) * 100} % of its distance along $x$`;
  const uneven = surface({ name: 'uneven', title: 'uneven', f: '(x^2 + 1000 * y^2) / 2', minima: [[0, 0]], window: { x: [-1, 1], y: [-1, 1] }, starts: [[-1, 1]] });
  const [fast, slow] = [descend(uneven, adam, { hyper: { eta: 0.03 } }), descend(uneven, gradientDescent, { hyper: { eta: 0.03 } })];
  if (!(Math.hypot(...(fast.points.at(-1) as [number, number])) < 0.1)) throw new Error('Adam is not home at 0.03');
  if (!(Math.abs(slow.points[1]?.[1] as number) > 1.3)) throw new Error('gradient descent has not left the picture in its first step');

  set('the gradients 0.1, 0.3, −0.4 from $w=1$ at $\\eta=0.1$');
  set('although the gradient was 0.1');
  given('by a number $c>0$', 'what is asked of the factor');

  // Without the correction.
  set('The gradient is 1 in every step');
  const uncorrected = lengths(adamUncorrected, 5000, () => 1);
  const [peak, percent] = [Math.max(...uncorrected), 1];
  says`Step ${1} is ${uncorrected[0]?.toFixed(2) ?? ''} times too long`;
  says`**step ${uncorrected.indexOf(peak) + 1} is worst, ${peak.toFixed(2)} times**`;
  says`only from step ${grouped(uncorrected.findIndex(length => length < 1 + percent / 100) + 1)} on the error is below ${percent} %`;
  says`the factor is ${mean(uncorrected.slice(0, 1000)).toFixed(0)}`;
  says`without it, steps are up to ${peak.toFixed(2)} times too long`;
  const shorter = [0.99, 0.9].find(beta2 => (lengths(adamUncorrected, 1, () => 1, { beta2 })[0] as number) < 0.99);
  says`Pull $\beta_2$ down to ${shorter ?? 'nothing'}: now the first step is too *short*`;

  // Noise.
  given('Let the gradient be 1 plus noise', 'the experiment is defined here');
  const random = seededRandom(1);
  says`With nothing but noise a step is ${mean(lengths(adam, 40_000, () => random.normal()).slice(10_000)).toFixed(2)} $\eta$ long`;
  // Gradients that grow by β₂/β₁ after a long silence: the bound of lib/src/optimizers/adam.ts, whose test searches for longer steps.
  const [beta1, beta2] = [0.9, 0.999];
  const growing = lengths(adam, 20_400, t => (t <= 20_000 ? 1e-60 : (beta2 / beta1) ** (t - 20_400)));
  says`can stretch it to ${Math.max(...growing.slice(20_000)).toFixed(2)} $\eta$`;

  // Scales.
  given('gradients 1 : 1, 100 : 1 and 10 000 : 1', 'the experiment is defined here');
  const scales = [1, 100, 10000].map(kappa => recorded(`07-scale-${kappa}`));
  const [even, , steep] = scales as [(typeof scales)[number], unknown, (typeof scales)[number]];
  const found = new Set(scales.map(of => `${of('adam').best['eta']} ${of('adam').median.toPrecision(3)}`));
  const [[rate, distance] = []] = [...found].map(text => text.split(' '));
  if (found.size !== 1) throw new Error(`Adam is not the same at every scale: ${[...found].join('; ')}`);
  says`its best rate is ${rate ?? ''} and its median distance ${distance ?? ''} at every scale`;
  says`The best rate of gradient descent falls from ${even('gradient descent').best['eta'] ?? ''} to ${steep('gradient descent').best['eta'] ?? ''}, and with it what ${100} steps can do`;
  says`to a distance of ${steep('gradient descent').median.toPrecision(2)}`;
  says`falls too, from ${even('momentum').best['eta'] ?? ''} to ${steep('momentum').best['eta'] ?? ''}`;
  given('At 1 : 1 both are nearer', 'the first of the three scales');
  for (const name of ['gradient descent', 'momentum']) if (!(even(name).median < even('adam').median)) throw new Error(`${name} is not nearer than Adam at 1 : 1`);

  // Digits.
  const { train, test } = loadDigits();
  says`${grouped(train.size + test.size)} scanned digits`;
  set('a network with 32 hidden units');
  given('batches of 32', 'what compared takes when it is not told');
  const digits = recorded('07-digits');
  const [gd, m, rms, a] = ['gradient descent', 'momentum', 'rmsprop', 'adam'].map(digits) as [ReturnType<typeof digits>, ReturnType<typeof digits>, ReturnType<typeof digits>, ReturnType<typeof digits>];
  const three = (value: number): string => String(Number(value.toPrecision(3)));
  says`at a median of ${three(m.median)}, then Adam at ${three(a.median)}, RMSProp at ${three(rms.median)} and gradient descent at ${three(gd.median)}`;
  if (!(Math.min(m.upper, a.upper, rms.upper) > Math.max(m.lower, a.lower, rms.lower))) throw new Error('the middle halves of the first three do not overlap');
  const between = ({ good: [low, high] }: typeof a): string => `${low} and ${high}`;
  says`momentum between rates ${between(m)}, for gradient descent between ${between(gd)}, for Adam between ${between(a)}, and for RMSProp between ${between(rms)}`;
  const width = ({ good: [low, high] }: typeof a): number => high / low;
  says`the good rates span more than a factor of ${Math.floor(Math.min(width(a), width(rms)))}, for momentum less than ${Math.ceil(width(m))}`;

  // Failure.
  set('($\\beta_1=0$, $\\beta_2=0.1$) and a loss whose gradient is $+3$ once and $-1$ twice');
  if (!(onThreeSteps(0.1) > 0 && onThreeSteps(0.999) < 0)) throw new Error('Adam does not turn round');
  says`Move $\beta_2$ towards ${0.999}`;

  // The slides.
  given('At $t=0$ that divides by zero', 'where the deck begins to count');
  const fed = emaInPlace.over(Array.from({ length: 30 }, () => 1), { beta: 0.9 });
  const highest = Math.max(...fed);
  says`for a constant series of ${1} at $\beta=${0.9}$ it passes ${grouped(Math.floor(highest / 100) * 100)} by $t=${fed.indexOf(highest) + 1}$`;
  given('computes $0.98\\cdot0.02=0.00196$', 'a quotation from the deck');
  says`It is $${(0.98 * 0.02).toFixed(4)}$`;
  // The deck's v₁ and v₂, before their correction, give its two days.
  const first = 0.56 / 0.02;
  const days = [first, (0.51136 - 0.00196 * first) / 0.02];
  says`the corrected average is ${ema.over(days, { beta: 0.98 })[1]?.toFixed(1) ?? ''}, not ${Math.round(0.51136 / (1 - 0.98 ** 2))}`;
  const { epsilon = 0 } = adamInside().current();
  const power = (value: number): string => `10^{${Math.round(Math.log10(value))}}`;
  says`$\sqrt\varepsilon=${power(Math.sqrt(epsilon))}$ instead of $${power(epsilon)}$`;

  // Test yourself.
  const five = trace(adam, { start: [0], gradient: () => [-0.002], steps: 5, hyper: { eta: 0.01 } });
  given('All gradients of one weight are −0.002', 'a question, answered below');
  given('after five steps at η = 0.01', 'a question, answered below');
  says`Up by ${five.at(-1)?.w[0]?.toFixed(2) ?? ''}`;
  given('You multiply the loss by 100', 'a question, answered below');
  given('every step becomes 100 times as long; its rate must be divided by 100', 'the factor of the question');
  const best = Math.min(...[0.05, 0.1, 0.2, 0.3, 0.5, 0.7, 1, 1.5, 2, 3].map(eta => descend(rosenbrock(), adam, { steps: 400, hyper: { eta } }).losses.at(-1) as number));
  if (!(best > 1e-5)) throw new Error('exercise 7.3 can be solved at the usual decays');
});
