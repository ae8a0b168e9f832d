import { descend, gradientDescent, heavyBall, manyRuns, momentum, momentumAverage, momentumSum, nesterov, ravine, schedules, trace, useBackend, type HyperOptions, type Method, type Path } from 'descent';
import { lessonClaims } from './claims';
import { recorded } from './recorded';
import { grouped, scientific } from '../../lib/course/claims';

/** The steps that a method takes when every gradient is 1. */
function steps(method: Method, hyper: HyperOptions<string>, count: number, gradient = (_: number): number => 1): number[] {
  const rows = trace(method, { start: [0], gradient: (_, t) => [gradient(t)], steps: count, hyper });
  return rows.map(({ w }, k) => (k > 0 ? (rows[k - 1]?.w[0] as number) : 0) - (w[0] as number));
}

const short = (value: number): string => String(Number(value.toPrecision(3)));
const last = (values: readonly number[]): number => values[values.length - 1] as number;

lessonClaims('04-momentum', async ({ says, set, given }) => {
  given('about 60 minutes', 'an estimate of the time');
  given('Here it is 1 along the floor ($x$) and 25 across ($y$)', 'the surface of the next cell');
  const kappa = 25;
  says`keep its rate below $${2}/${kappa}$`;
  const escapes = (eta: number): boolean => last(descend(ravine({ kappa }), gradientDescent, { steps: 200, hyper: { eta } }).losses) > 100;
  if (escapes(1.99 / kappa) || !escapes(2.01 / kappa)) throw new Error('2/25 is not where gradient descent leaves the walls');
  given('With $\\gamma=0$ it is gradient descent', 'a value of the formula');

  given('as lectures 1 and 4 write it', 'numbers of lectures');

  // By hand, and why.
  set('with $\\eta=0.1$, $\\gamma=0.9$');
  set('the gradient is always 1');
  set('it is 1, −1, 1, as between the walls');
  given('If all gradients are 1', 'the case that is looked at');
  const gamma = 0.9;
  const agree = last(steps(momentum, { eta: 1, gamma }, 500));
  const alternate = Math.abs(last(steps(momentum, { eta: 1, gamma }, 501, t => (t % 2 === 1 ? 1 : -1))));
  says`At $\gamma=${gamma}$ that is $${agree.toFixed(0)}\,\eta$ and $${alternate.toFixed(2)}\,\eta$`;
  says`steps are ${(agree / alternate).toFixed(0)} times longer where the gradients agree`;

  // When the rate falls.
  set('Let every gradient be 1, and let $\\eta$ fall from 1 to 0.1 at step 3');
  const falling = (t: number): number => (t < 3 ? 1 : 0.1);
  const [rolls, ball] = [momentum, heavyBall].map(form => steps(form, { eta: falling, gamma }, 5));
  const [sum, average] = [steps(momentumSum, { eta: falling, gamma }, 5), steps(momentumAverage, { eta: (t: number) => 10 * falling(t), beta: gamma }, 5)];
  const near = (one: readonly number[] = [], other: readonly number[] = []): boolean => one.every((value, k) => Math.abs(value - (other[k] ?? NaN)) < 1e-12);
  if (!near(rolls, ball) || !near(sum, average)) throw new Error('the forms do not part in pairs');
  const listed = (values: readonly number[] = []): string => values.slice(2).map(value => String(Number(value.toFixed(3)))).join(', ');
  says`roll on: ${listed(rolls)}`;
  says`obey at once: ${listed(sum)}`;

  // When γ grows.
  const growing = schedules.sutskever();
  const lot = Array.from({ length: 1000 }, (_, k) => k + 1).find(t => growing(t + 1) > growing(t)) as number;
  const [short1, short2, , , longest] = [1, 250, 500, 750, 100_000].map(t => 1 / (1 - growing(t))) as [number, number, number, number, number];
  // A step before the lot is full γ is still the first one: the paper counts ⌊t/250⌋ from t = 1.
  says`This is theirs, with $n=${lot + 1}$`;
  says`At first a steady step is ${short1.toFixed(0)} $\eta$ long. With each lot of ${lot + 1} steps it grows by as much, until it is ${longest.toFixed(0)} $\eta$ at $\gamma_{\max}=${growing(100_000)}$`;
  if (Math.abs(short2 - 2 * short1) > 1e-9) throw new Error('a steady step does not grow by as much');
  given('For the last 1000 updates they go back to 0.9', 'what the paper did');

  // How good it can get.
  const best = { eta: 4 / (Math.sqrt(kappa) + 1) ** 2, gamma: ((Math.sqrt(kappa) - 1) / (Math.sqrt(kappa) + 1)) ** 2 };
  given('+\\gamma=0$, and in the long run', 'the equation of the roots');
  given('<4\\gamma$, which is', 'the discriminant of the equation');
  says`For $\kappa=${kappa}$ that is ${Math.sqrt(best.gamma).toFixed(3)} against ${((kappa - 1) / (kappa + 1)).toFixed(3)} a step`;

  // The map that is measured.
  set('100 steps each');
  await useBackend('wasm');
  const [etas, gammas] = [Array.from({ length: 128 }, (_, k) => (0.16 * (k + 1)) / 128), Array.from({ length: 128 }, (_, k) => k / 128)];
  const tried = gammas.flatMap(gamma => etas.map(eta => ({ eta, gamma })));
  says`${grouped(tried.length)} settings walk down the ravine at once`;
  const walks = await manyRuns(ravine(), momentum, {
    steps: 100, keep: Array.from({ length: 40 }, (_, k) => 61 + k), hyper: { eta: tried.map(({ eta }) => eta), gamma: tried.map(({ gamma }) => gamma) },
  });
  const total = (part: typeof walks, k: number): number => part.reduce((all, { loss }) => all + (loss[k] as number), 0);
  const factors = tried.map((_, k) => (total(walks.slice(20), k) / total(walks.slice(0, 20), k)) ** (1 / 40));
  const least = factors.reduce((at, factor, k) => (factor < (factors[at] as number) ? k : at), 0);
  says`The cross is at ${(factors[least] as number).toFixed(3)}, with $\eta=${short(tried[least]?.eta as number)}$ and $\gamma=${short(tried[least]?.gamma as number)}$: below the formula's ${Math.sqrt(best.gamma).toFixed(3)}`;
  const valley = ravine({ kappa });
  const walk = (method: Method, hyper: object): Path => descend(valley, method, { steps: 60, hyper });
  const [ours, plain] = [walk(momentum, best), descend(valley, gradientDescent, { steps: 60, hyper: { eta: 2 / (1 + kappa) } })];
  const rise = Math.max(...ours.losses) / (ours.losses[0] as number);
  if (Math.round(rise) !== 2) throw new Error(`momentum's loss rises to ${rise} times its start, not twice`);
  says`falls to $${scientific(last(ours.losses), 1, { tex: true })}$ in ${60} steps; gradient descent's is ${last(plain.losses).toFixed(3)} by then`;

  // Digits.
  says`steady steps are $1/(1-\gamma)=${agree.toFixed(0)}$ times longer`;
  given('At $\\gamma=0.9$ steady', 'the default of momentum, which the table of its settings shows');
  const digits = recorded('04-digits');
  const [gd, m] = [digits('gradient descent'), digits('momentum')];
  const middle = ({ search }: typeof gd, eta: number): number => {
    const values = [...(search.find(({ setting }) => setting['eta'] === eta)?.values ?? [])].sort((a, b) => a - b);
    return ((values[(values.length - 1) >> 1] as number) + (values[values.length >> 1] as number)) / 2;
  };
  says`Its loss is ${short(middle(m, 0.01))} at ${0.01}, against ${short(middle(gd, 0.1))} at ${0.1}`;
  if (short(middle(m, 0.018)) !== short(middle(gd, 0.18))) throw new Error('the two losses are not alike');
  says`both have ${short(middle(m, 0.018))} at ${0.018} and ${0.18}`;
  says`at ${m.best['eta'] ?? ''} momentum is at its best, while gradient descent at ${short(10 * (m.best['eta'] ?? NaN))} learns nothing (${short(middle(gd, 1.8))}, where guessing among ten gives ${Math.log(10).toFixed(2)})`;
  says`momentum ends at a median of ${short(m.median)} and gradient descent at ${short(gd.median)}`;
  if (!(m.upper > gd.lower && m.median < gd.lower)) throw new Error('the middle halves do not just overlap');

  // The cycle.
  set('whose curvature is 25, then 1, then 25 again');
  given('finds the minimum at $w=0$', 'the loss of the next cell');
  const slope = (w: number): number => (w < 1 ? 25 * w : w < 2 ? w + 24 : 25 * w - 24);
  const roll = (start: number): number[] => trace(heavyBall, { start: [start], gradient: ([w = NaN]) => [slope(w)], steps: 3000, hyper: best }).map(({ w }) => w[0] as number);
  const cycle = roll(3.3).slice(-3);
  const turned = [0, 1, 2].map(k => [...cycle.slice(k), ...cycle.slice(0, k)]).find(([first = 0]) => Math.abs(first - 0.6465) < 1e-3) ?? [];
  says`goes round ${turned.map(value => value.toFixed(4).replace('-', '−')).join(', ')} for ever`;
  given('the flat one, between 1 and 2', 'where the slope of the cell is flat');
  const other = 1.5;
  if (!(Math.abs(last(roll(other))) < 1e-6)) throw new Error('the heavy ball does not arrive from 1.5');
  says`Start at ${other} instead`;

  // The slides.
  says`with a constant gradient of ${1} it tends to $1/(1-\gamma)=${last(steps(momentumSum, { eta: 1, gamma }, 500)).toFixed(0)}$`;
  given('it allows $[0,1]$; at 1 nothing', 'a quotation from the deck');
  given('never says that $V_0=0$', 'what the deck leaves out');
  given('a momentum that grows towards 1', 'the end of its interval');
  const below = (losses: readonly number[]): number => losses.findIndex(loss => loss < 1e-6);
  const ahead = descend(valley, nesterov, { steps: 80, hyper: { eta: 1 / kappa, gamma: (Math.sqrt(kappa) - 1) / (Math.sqrt(kappa) + 1) } });
  given('below $10^{-6}$ after', 'the goal that is counted to');
  says`after ${below(walk(heavyBall, best).losses)} steps, Nesterov after ${below(ahead.losses)}`;

  // Test yourself.
  given('Momentum at γ = 0.5 and gradient descent at the same η see the gradient 1', 'a question, answered below');
  says`Twice: $1/(1-\gamma)=${last(steps(momentum, { eta: 1, gamma: 0.5 }, 100)).toFixed(0)}$`;
  given('You multiply the rate by 10 and set γ from 0.9 to 0', 'a question, answered below');
});
