import { descend, gradientDescent, heavyBall, lessard, momentum, nesterov, ravine, seededRandom, trace, type HyperOptions, type Method } from 'descent';
import { lessonClaims } from './claims';
import { recorded } from './recorded';
import { grouped, scientific } from '../../lib/course/claims';

const growing = (t: number): number => 1 - 3 / (t + 5);
const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
const signed = (value: number, digits: number): string => value.toFixed(digits).replace('-', '−');

/** The largest rate, to four digits, at which a method stays in the ravine of the lesson. */
function largestRate(method: Method<'eta' | 'gamma'>, gamma: number): number {
  const stays = (eta: number): boolean => (descend(ravine(), method, { steps: 2000, hyper: { eta, gamma } }).losses[2000] ?? Infinity) < 1;
  let [low, high] = [0.01, 0.3];
  while (high - low > 1e-5) [low, high] = stays((low + high) / 2) ? [(low + high) / 2, high] : [low, (low + high) / 2];
  return low;
}

/** The logistic loss of one example after each step. */
function errors(method: Method, hyper: HyperOptions<string>, eta = 0.05): number[] {
  const rows = trace(method, { start: [0], gradient: ([w = NaN]) => [-1 / (1 + Math.exp(w))], steps: 3000, hyper: { eta, ...hyper } });
  return rows.map(({ w }) => Math.log1p(Math.exp(-(w[0] as number))));
}

/** The mean loss of two hundred weights, each with noise of its own, after each step. */
function underNoise(method: Method, hyper: HyperOptions<string>): number[] {
  const random = seededRandom(7);
  const gradient = (w: Float64Array): Float64Array => w.map(one => 0.05 * one + random.normal());
  return trace(method, { start: Array.from({ length: 200 }, () => 100), gradient, steps: 1000, hyper: { eta: 0.1, ...hyper } })
    .map(({ w }) => mean(Array.from(w, one => 0.025 * one ** 2)));
}

lessonClaims('05-nesterov', ({ says, set, given }) => {
  given('about 60 minutes', 'an estimate of the time');
  given('Move $\\gamma$ up to 0.98', 'where the reader is sent');

  // The price of the brake.
  const gamma = 0.9;
  const [ahead, ball] = [largestRate(nesterov, gamma), largestRate(heavyBall, gamma)];
  says`At $\gamma=${gamma}$ Nesterov must keep its rate below ${ahead.toFixed(3)} in this ravine, the heavy ball only below ${ball.toFixed(3)}`;
  // Both times the largest curvature, 25.
  says`at $\gamma=${gamma}$ that is ${(25 * ahead).toFixed(2)}`;
  says`The heavy ball's bound is $2(1+\gamma)=${(25 * ball).toFixed(1)}$`;
  if (!(ahead / ball < 0.5)) throw new Error('Nesterov\'s largest rate is not less than half of the heavy ball\'s');
  given('less than half of the heavy ball\'s at $\\gamma=0.9$', 'the setting of the numbers above');
  given('where each curve crosses 1', 'no progress, as the picture says');
  given('and the factor passes 1 at', 'no progress, as the picture says');
  given('$\\eta\\lambda$ is nearly 0 and nothing', 'the limit that is looked at');
  given('Where $\\eta\\lambda=1$ the swing is gone', 'the zero of the formula');
  given('falls to 0 at $\\eta\\lambda=1$', 'the zero of the formula');

  // One step, drawn.
  set('The ball is at $(-3, 1)$ and its velocity is about to carry it to $(-1,-0.5)$');
  set('with $\\eta=0.06$');
  const slope = ([x, y]: readonly [number, number]): readonly [number, number] => [x, 10 * y];
  const landing = (asked: readonly [number, number]): number => -0.5 - 0.06 * slope(asked)[1];
  says`lands high on the other wall, at $y=${signed(landing([-3, 1]), 1).replace('−', '-')}$`;
  says`turns the ball back, to $y=${signed(landing([-1, -0.5]), 1).replace('−', '-')}$`;

  // By hand.
  given('whose slope is $5w$, from $w=1$ with $\\eta=0.1$ and $\\gamma=0.9$', 'the settings of the table');
  const rows = trace(nesterov, { start: [1], steps: 3, hyper: { eta: 0.1, gamma }, gradient: ([w = NaN]) => [5 * w] });
  says`The ball is at ${Number((rows[1]?.w[0] as number).toFixed(6))}, still to the right`;
  says`it asks at ${signed(rows[2]?.at[0] as number, 4)}, and there`;

  // The rate.
  given('if $\\gamma$ **grows** towards 1, for example as $\\gamma_t=1-3/(t+5)$', 'the end of its interval');
  given('this is where the 3 is needed', 'the 3 of the formula');
  given('With $1-\\gamma_k\\approx3/k$ that leaves', 'the sequence named before it');
  given('\\dot w+g(w)=0$. Let', 'an equation of motion');
  given('\\dot E=2T(f-f^*)+T^2g\\cdot\\dot w-2T\\,g\\cdot\\bigl(w+\\tfrac T2\\dot w-w^*\\bigr)=2T\\,\\bigl[f-f^*-g\\cdot(w-w^*)\\bigr]\\le0 .', 'a derivation that the reader follows');
  given('\\le E\\le E(0)=2|w_0-w^*|^2', 'a derivation that the reader follows');
  given('of a finite length $\\eta\\le1/L$', 'the condition of the proof');
  given('its curvature falls to 0 as', 'a limit of the formula');
  given('$f^*=0$ lies at infinity', 'the limit of the loss');
  given('a line of slope −1', 'the exponent of 1/k');
  set('of Nesterov with $\\gamma=0.9$, and of');
  given('Look at step 3', 'a row of the table');
  given('momentum that grows towards 1. With', 'the end of its interval');
  const runs = [errors(gradientDescent, {}), errors(nesterov, { gamma }), errors(nesterov, { gamma: growing })];
  const [from, to] = [300, 3000];
  const slopes = runs.map(run => Math.log((run[to - 1] as number) / (run[from - 1] as number)) / Math.log(to / from));
  const [plain = NaN, constant = NaN, grows = NaN] = slopes;
  says`From step ${from} to step ${grouped(to)} the slopes are ${signed(plain, 2)}, ${signed(constant, 2)} and ${signed(grows, 2)}`;
  const rolling = errors(momentum, { gamma: growing });
  says`the slope is ${signed(Math.log((rolling[to - 1] as number) / (rolling[from - 1] as number)) / Math.log(to / from), 2)} as well`;
  says`With $\gamma=${gamma}$ the slope above is ${signed(constant, 2)}`;
  given('and not −2', 'the exponent of 1/k²');
  const lower = (runs[0]?.[to - 1] as number) / (runs[1]?.[to - 1] as number);
  if (Math.round(lower) !== Math.round(1 / (1 - gamma))) throw new Error(`the line of the constant momentum lies ${lower} times lower, not ten`);
  const overtaken = (eta: number): number => {
    const [still, more] = [errors(nesterov, { gamma }, eta), errors(nesterov, { gamma: growing }, eta)];
    return still.findIndex((error, k) => k > 5 && (more[k] as number) < error);
  };
  if (!(overtaken(0.05) > 5 && overtaken(1) > overtaken(0.05))) throw new Error('the constant momentum is not ahead for longer at a larger rate');
  given('so $e^w=\\eta k$ and $f=1/(\\eta k)$', 'a derivation that the reader follows');
  given('put $w=2\\log T+c$', 'a derivation that the reader follows');
  given('so $e^{-w}=4/T^2$, and $f=4/(\\eta k^2)$', 'a derivation that the reader follows');
  // The pencil's lines, against the walks.
  for (const [run, theory] of [[runs[0], 1 / (0.05 * to)], [runs[2], 4 / (0.05 * to ** 2)]] as const) {
    if (!(Math.abs((run?.[to - 1] as number) / theory - 1) < 0.05)) throw new Error(`the error is ${run?.[to - 1]}, the pencil says ${theory}`);
  }

  // Who goes round.
  given('on a slope with curvatures between 1 and 25', 'the loss of the next cell');
  set('with both starting at 3.3');
  set('or is 3.3 a rare accident');
  given('Nesterov $\\eta=1/L$ and', 'a formula of the settings');
  const starts = Array.from({ length: 701 }, (_, k) => -3 + k / 100);
  const round = starts.filter(start => !arrives(start, (w, before) => w - slopeOf(w) / 9 + (4 / 9) * (w - before)));
  const lost = starts.filter(start => !arrives(start, (w, before) => {
    const at = w + (2 / 3) * (w - before);
    return at - slopeOf(at) / 25;
  }));
  if (lost.length > 0) throw new Error(`Nesterov does not arrive from ${lost.join(', ')}`);
  const low = round.find(start => start > 2) as number;
  says`Of ${starts.length} starts from ${signed(starts[0] as number, 0)} to ${starts.at(-1) as number}, a hundredth apart, the heavy ball never arrives from ${round.length}; near ${1} and from ${low.toFixed(2)} on`;
  if (!round.some(start => Math.abs(start - 1) < 0.005)) throw new Error('the heavy ball arrives from 1');
  // The same of the library's method, on its surface.
  for (const [start, found] of [[3.3, true], [2.76, true], [2.7, false]] as const) {
    const { points } = descend(lessard(), heavyBall, { start: [start, 0], steps: 600, hyper: { eta: 1 / 9, gamma: 4 / 9 } });
    if (Math.abs(points[600]?.[0] as number) > 1e-3 !== found) throw new Error(`the surface differs from the slope at ${start}`);
  }

  // The searches.
  const [valley, cycle, bent] = ['ravine', 'lessard', 'rosenbrock'].map(name => recorded(`05-${name}`)) as [Found, Found, Found];
  const power = (of: Found, name: string): string => scientific(of(name).median, 2, { tex: true });
  says`the heavy ball's median is $${power(valley, 'heavy ball')}$, Nesterov's $${power(valley, 'nesterov')}$`;
  says`On Lessard's function they are $${power(cycle, 'heavy ball')}$ and $${power(cycle, 'nesterov')}$`;
  const [rolls, looks] = [bent('heavy ball'), bent('nesterov')];
  says`it is ${rolls.median.toPrecision(3)} against ${looks.median.toPrecision(3)}`;
  if (!(rolls.upper > looks.lower && rolls.lower < looks.upper)) throw new Error('the middle halves do not overlap in Rosenbrock\'s valley');
  for (const of of [valley, cycle, bent]) if (!(of('heavy ball').median < of('nesterov').median)) throw new Error('Nesterov ends lower somewhere');

  // Noise.
  given('a noise of size 1, as', 'the experiment is defined here');
  set('on the parabola $0.025\\,w^2$, whose slope is $0.05\\,w$, start at 100');
  const [slow, level, rising] = [underNoise(gradientDescent, {}), underNoise(nesterov, { gamma }), underNoise(nesterov, { gamma: growing })] as [number[], number[], number[]];
  const at = (losses: readonly number[], step: number, digits: number): string => (losses[step - 1] as number).toFixed(digits);
  says`has ${at(slow, 1000, 3)} at step ${grouped(1000)}`;
  says`With $\gamma=${gamma}$ the loss settles at a level, ${mean(level.slice(199)).toFixed(2)} on average from step ${200} on`;
  says`from ${at(rising, 150, 2)} at step ${150} to ${at(rising, 1000, 2)} at step ${grouped(1000)}`;
  given('only up to some bound below 1', 'the end of its interval');

  // The slides, and the questions.
  given('never says that $V_0=0$', 'what the deck leaves out');
  given('since $\\gamma V=0$', 'the start of the method');
  given('Along one direction ηλ = 1', 'a question, answered below');
  given('the bottom of a parabola at $\\eta=1/\\lambda$', 'a formula of lesson 1');
  given('falls as 1/k with γ = 0.9. You raise γ to 0.99. Does it fall as 1/k²', 'a question, answered below');
  given('the slope is still −1. For −2 the', 'the exponents of the rates');
});

type Found = ReturnType<typeof recorded>;

/** Lessard's slope. */
function slopeOf(w: number): number {
  return w < 1 ? 25 * w : w < 2 ? w + 24 : 25 * w - 24;
}

/** Whether a walk of two points comes to rest at 0. */
function arrives(start: number, next: (w: number, before: number) => number): boolean {
  let [before, w] = [start, start];
  for (let t = 0; t < 600; t++) [before, w] = [w, next(w, before)];
  return Math.abs(w) < 1e-3;
}
