import {
  adabelief, adabeliefUncorrected, adam, adamax, amsgrad, nadam, nadamAsPrinted, nadamConstant, nadamSimple, optimizer, seededRandom, trace, type HyperOptions, type Method,
} from 'descent';
import { lessonClaims } from './claims';
import { recorded } from './recorded';
import { grouped } from '../../lib/course/claims';

/** The steps of one weight at η = 1, each with its sign, given the gradient of each. */
function steps(method: Method, hyper: HyperOptions<string>, count: number, gradient: (t: number) => number): number[] {
  const rows = trace(method, { start: [0], gradient: (_, t) => [gradient(t)], steps: count, hyper: { eta: 1, ...hyper } });
  return rows.map(({ w }, k) => (w[0] as number) - (k > 0 ? (rows[k - 1]?.w[0] as number) : 0));
}

/** What each step divides its corrected average by. */
function denominators(method: Method, hyper: HyperOptions<string>, count: number, gradient: (t: number) => number): number[] {
  const rows = trace(method, { start: [0], gradient: (_, t) => [gradient(t)], steps: count, hyper: { eta: 1, ...hyper } });
  const lengths = steps(method, hyper, count, gradient);
  return rows.map(({ values }, k) => Math.abs((values['m'] as Float64Array)[0] as number) / (1 - 0.9 ** (k + 1)) / Math.abs(lengths[k] as number));
}

const three = (value: number): string => String(Number(value.toPrecision(3)));
const two = (value: number): string => String(Number(Math.abs(value).toPrecision(2)));
const always = (): number => 1;
const sum = (values: readonly number[]): number => values.reduce((all, value) => all + value, 0);
const last = (values: readonly number[], back = 1): number => values.at(-back) as number;

lessonClaims('08-adam-family', ({ says, set, given }) => {
  given('about 60 minutes', 'an estimate of the time');

  // Three streams.
  given('always 1; by chance +1 or −1; and 1, but in every hundredth step a larger one', 'the experiment is defined here');
  given('**Always 1.** Adam, AdaMax and AMSGrad divide by 1', 'checked just below, for every step');
  given('**+1 or −1.** The same three', 'the name of the stream');
  for (const method of [adam, adamax, amsgrad]) {
    for (const stream of [always, (t: number) => (-1) ** Math.floor(t * t / 3)]) {
      if (denominators(method, { beta2: 0.99 }, 400, stream).some(value => !(Math.abs(value - 1) < 1e-6))) throw new Error(`${method.declaration.name} does not divide by 1`);
    }
  }
  const steady = { beta2: 0.99 };
  says`AdaBelief's denominator falls, to ${three(last(denominators(adabelief, steady, 400, always)))} in step ${400}: nothing has surprised it, and its steps have grown to ${three(-last(steps(adabelief, steady, 400, always)))} $\eta$`;
  given('The same three still divide by 1', 'checked just above, for every step');
  const random = seededRandom(8);
  const signs = Array.from({ length: 400 }, () => (random.uniform() < 0.5 ? -1 : 1));
  says`by what it divides by, ${three(last(denominators(adabelief, steady, 400, t => signs[t - 1] as number)))}`;
  const rare = (size: number) => (t: number): number => (t % 100 === 50 ? size : 1);
  const at50 = (method: Method): number => denominators(method, steady, 50, rare(10))[49] as number;
  says`**A rare ${10}.** AdaMax jumps to ${Math.round(at50(adamax))} at once, and that step is ${two(last(steps(adamax, steady, 50, rare(10))))} $\eta$ long; Adam only to ${three(at50(adam))}`;
  const short = (method: Method): string => two(last(denominators(method, { beta2: 0.9 }, 400, rare(10))));
  const back = denominators(adam, { beta2: 0.9 }, 400, rare(10));
  says`Pull $\beta_2$ down to ${0.9}: in step ${400}, fifty steps after the last large gradient, Adam has forgotten it and divides by ${three(last(back))}. AMSGrad still divides by ${short(amsgrad)}`;
  given('is a weight decay, here 0', 'the default of the methods\' declaration');

  // By hand.
  set('Three gradients, 4, −4 and 2, with $\\beta_1=\\beta_2=0.5$');
  const surprised = trace(adabelief, { start: [0], steps: 3, gradient: (_, t) => [[4, -4, 2][t - 1] as number], hyper: { beta1: 0.5, beta2: 0.5 } });
  const [firstM = NaN, firstS = NaN] = [surprised[0]?.values['m'], surprised[0]?.values['s2hat']].map(value => (value as Float64Array)[0]);
  says`In the first step $m=${firstM}$, so AdaBelief's surprise is $4-2$, and its corrected average is ${Math.round(firstS)}`;
  const hand = (method: Method): number[] => {
    const rows = trace(method, { start: [0], steps: 3, gradient: (_, t) => [[4, -4, 2][t - 1] as number], hyper: { beta1: 0.5, beta2: 0.5, eta: 1 } });
    return rows.map(({ values, w }, k) => Math.abs((values['m'] as Float64Array)[0] as number) / (1 - 0.5 ** (k + 1)) / Math.abs((w[0] as number) - (k > 0 ? (rows[k - 1]?.w[0] as number) : 0)));
  };
  const [A, X, M, B] = [adam, adamax, amsgrad, adabelief].map(hand) as [number[], number[], number[], number[]];
  for (const down of [A, X, M]) if (!((down[2] as number) < (down[1] as number) - 1e-6)) throw new Error('a denominator does not go down in the third step');
  if (!((M[2] as number) > (A[2] as number) && (M[2] as number) > (X[2] as number) && (B[1] as number) > (B[0] as number))) throw new Error('by hand: the words do not fit');

  // From the square to the maximum.
  given('$t^{1/p}$ goes to 1, as does the root of $1-\\beta_2^p$', 'the limits of the argument');
  given('And whose is back at 1 first?', 'the size of the other gradients');
  given('The gradient is 1, and 10 in step 20', 'the settings of the figure, which are its formula\'s');
  const pNorm = optimizer({
    name: 'a p-norm', title: 'a p-norm', idea: 'a p-norm', source: { paper: 'none' }, hyper: { eta: 1, beta1: 0.9, beta2: 0.99, p: 2 },
    symbols: { p: { glyph: 'p', meaning: 'the power', interval: '[1, inf)' } }, state: { m: 0, v: 0 },
    update: `
      m = beta1 * m + (1 - beta1) * g
      v = beta2^p * v + (1 - beta2^p) * abs(g)^p
      w = w - eta * m / ((1 - beta1^t) * (v / (1 - beta2^(p * t)))^(1 / p))
    `,
  });
  const once = (t: number): number => (t === 20 ? 10 : 1);
  const rises = (p: number): string => three(Math.max(...denominators(pNorm, { p }, 300, once)));
  const top = denominators(adamax, { beta2: 0.99 }, 300, once);
  says`At $p=${2}$, which is Adam with $\beta_2^2$ for its $\beta_2$, the denominator rises to ${rises(2)}; at $p=${10}$ to ${rises(10)}, and at $p=${100}$ to ${rises(100)}, beside AdaMax's ${Math.round(Math.max(...top))}`;
  given('The 10 fades as', 'the size of the gradient');
  says`is back at ${1} in step ${top.findIndex((value, k) => k >= 20 && value < 1 + 1e-6) + 1}`;
  given('when $0.99^k\\cdot10$ has come down to it', 'the setting of the figure');
  given('Let the gradient be 1 in every tenth step and 0 in between', 'the experiment is defined here');
  const tenth = (t: number): number => (t % 10 === 0 ? 1 : 0);
  const root = trace(adam, { start: [0], gradient: (_, t) => [tenth(t)], steps: 20_000 }).slice(-10).map(({ values }) => Math.sqrt((values['vhat'] as Float64Array)[0] as number));
  says`Adam's root of the mean is then ${three(sum(root) / 10)} in the long run, and AdaMax's maximum about ${Number((trace(adamax, { start: [0], gradient: (_, t) => [tenth(t)], steps: 20_000 }).at(-1)?.values['u'] as Float64Array)[0]?.toFixed(1))}`;
  const way = (method: Method): number => sum(steps(method, {}, 20_000, tenth).slice(-10));
  says`so at the same rate AdaMax moves the weight ${three(way(adam) / way(adamax))} times more slowly`;

  // AdaBelief.
  given('the gradient is 1 in every step, the steadiest stream there is', 'the experiment is defined here');
  const trust = steps(adabelief, {}, 10_000, always).map(Math.abs);
  says`The first step is $\eta/\beta_1=${three(trust[0] as number)}\,\eta$`;
  given('because $m_0=0$', 'the start of the average');
  says`The thousandth is ${two(trust[999] as number)} $\eta$, the ten thousandth ${grouped(last(trust))} $\eta$`;
  const power = (value: number): string => `10^{${Math.round(Math.log10(value))}}`;
  const { epsilon: own = 0 } = adabelief().current();
  const { epsilon: adams = 0 } = adam().current();
  if (Math.abs(1 / (1 - 0.999) - 1000) > 1e-6) throw new Error('ε does not pile up to a thousand times itself');
  says`to $${power(adams)}$, Adam's: the steps end at ${Math.round(Math.abs(last(steps(adabelief, { epsilon: adams }, 20_000, always))))} $\eta$`;
  says`The paper and optax take $${power(own)}$`;
  const without = three(Math.abs(steps(adabeliefUncorrected, {}, 1, always)[0] as number));
  says`It begins with ${without} $\eta$`;

  // Is it a variance?
  const drawn = seededRandom(1);
  const noise = Array.from({ length: 8_000 }, () => drawn.normal());
  const share = (gradient: (t: number) => number): number => {
    const rows = trace(adabelief, { start: [0], gradient: (_, t) => [gradient(t)], steps: 8_000 }).slice(-4_000);
    return sum(rows.map(({ values }) => (values['s2'] as Float64Array)[0] as number)) / 4_000;
  };
  // What the lesson's table shows is a sample; what it comes to is the sum of the squared weights of all gradients.
  const expected = sum(Array.from({ length: 400 }, (_, j) => (j === 0 ? 0.9 : 0.1 * 0.9 ** j) ** 2)).toFixed(2);
  if (Math.abs(share(t => noise[t - 1] as number) - Number(expected)) > 0.03 || Math.abs(share(t => 5 + (noise[t - 1] as number)) - Number(expected)) > 0.03) throw new Error('the table shows another share');
  says`With noise it comes to ${expected} of the variance (${share(t => noise[t - 1] as number).toFixed(2)} in this sample)`;
  given('The 5 is gone', 'the mean in the table');
  const rising = share(t => t / 10).toFixed(2);
  says`has nothing random in it at all, and $s$ is ${rising}`;
  says`It is a prediction error: ${expected} of the variance for pure noise, ${rising} for a gradient that only rises, and nothing for a constant one, so that the steps grow to ${grouped(last(trust))} $\eta$`;
  if (!(share(always) < 1e-4)) throw new Error('s of a constant gradient is not nothing');

  // Nadam.
  const of = (method: Method, beta1 = 0.9): number[] => steps(method, { beta1 }, 100, always).map(Math.abs);
  const [schedule, printed] = [of(nadam), of(nadamAsPrinted)];
  says`Nadam's steps are a little longer at first: ${three(of(nadamConstant)[0] as number)} $\eta$ with constant $\beta_1$, ${three(of(nadamSimple)[0] as number)} $\eta$ in Ruder's form, and ${three(schedule[0] as number)} $\eta$ in Dozat's, which then dips to ${two(Math.min(...schedule))} $\eta$`;
  const highest = Math.max(...printed);
  says`The printed line goes from ${Math.round(printed[0] as number)} to ${three(printed[1] as number)} and ${three(printed[2] as number)}, and **${Math.round(highest)} $\eta$ at step ${printed.indexOf(highest) + 1}**`;
  says`which makes steps of ${Math.round(highest)} $\eta$`;
  if (!(Math.max(...of(nadamAsPrinted, 0.5)) < 1.3)) throw new Error('at 0.5 it is not harmless');
  says`Move $\beta_1$ to ${0.5}, and it is harmless almost from the start; at ${0.95} it passes $${power(10 ** Math.floor(Math.log10(Math.max(...of(nadamAsPrinted, 0.95))))).replace('{8}', '8')}$ $\eta$`;
  says`makes its steps ${(1 / Math.sqrt(0.999)).toFixed(4)} times as long`;

  // AMSGrad.
  const round = (method: Method, beta2 = 0.1): number[] => steps(method, { beta1: 0, beta2 }, 303, t => (t % 3 === 1 ? 3 : -1)).slice(-3);
  const [ofAdam, ofAdamax, ofAmsgrad] = [adam, adamax, amsgrad].map(method => round(method)) as [number[], number[], number[]];
  const big = 3 / Math.abs(ofAdam[0] as number);
  given('With $\\beta_2=0.1$ and no momentum', 'the settings of the figure');
  says`makes its own denominator large, ${three(big)}, and its step is ${three(-(ofAdam[0] as number))} $\eta$ down`;
  says`and are ${two(ofAdam[1] as number)} and ${two(ofAdam[2] as number)} $\eta$ up. In all, each round goes up by ${two(sum(ofAdam))} $\eta$`;
  says`it steps ${Math.round(-(ofAdamax[0] as number))} down and ${Math.round(ofAdamax[1] as number)} and ${Math.round(ofAdamax[2] as number)} up`;
  says`In AMSGrad all three are divided by ${three(1 / (ofAmsgrad[1] as number))}`;
  says`{${three(big)}}=${sum(ofAmsgrad).toFixed(2)}\,\eta`;
  const climbs = (method: Method, beta2: number): boolean => sum(round(method, beta2)) > 0;
  if (!(climbs(adam, 0.1) && !climbs(adam, 0.5) && climbs(adamax, 0.5) && !climbs(adamax, 0.9))) throw new Error('Adam and AdaMax turn round elsewhere');
  given('Adam turns round between 0.1 and 0.5, AdaMax between 0.5 and 0.9', 'checked just above, at the four ends');

  // Experiments.
  given('with a curvature of 100 across, turned by 45°', 'the surface of the experiment');
  const ravine = recorded('08-ravine');
  const names = ['adabelief', 'adam', 'amsgrad', 'adamax', 'nadam'];
  const [ab, a, am, ax, na] = names.map(ravine) as [Result, Result, Result, Result, Result];
  says`AdaBelief, Adam and AMSGrad end at medians of ${three(ab.median)}, ${three(a.median)} and ${three(am.median)}, and their middle halves overlap. AdaMax ends at ${three(ax.median)}, and Nadam at ${three(na.median)}`;
  overlap([ab, a, am]);
  if (Math.max(...[ab, a, am, ax].map(({ median }) => median)) > na.median) throw new Error('Nadam is not last in the ravine');
  says`Its best rate is ${na.best['eta'] as number}, where Adam's is ${a.best['eta'] as number}`;
  const loss = names.map(recorded('08-digits')) as [Result, Result, Result, Result, Result];
  says`Here Nadam ends lowest, at a median training loss of ${three(loss[4].median)}, before AdaBelief with ${three(loss[0].median)}, Adam with ${three(loss[1].median)}, AMSGrad with ${three(loss[2].median)} and AdaMax with ${three(loss[3].median)}`;
  overlap([loss[4], loss[0], loss[1], loss[2]]);
  const order = [4, 0, 1, 2, 3].map(place => (loss[place] as Result).median);
  if (order.some((median, k) => k > 0 && median < (order[k - 1] as number))) throw new Error('the order on the digits is another');
  const errors = names.map(recorded('08-unseen')) as Result[];
  const percent = errors.map(({ median }) => 100 * median);
  says`between ${(Math.floor(Math.min(...percent) * 10) / 10).toFixed(1)} and ${(Math.ceil(Math.max(...percent) * 10) / 10).toFixed(1)} %`;
  overlap(errors);

  // Failure.
  given('$|w|$, from $w=5$', 'the settings of the figure');
  const down = (method: Method): { home: number; over: string } => {
    const ws = trace(method, { start: [5], steps: 400, gradient: w => [Math.sign(w[0] as number)], hyper: { eta: 0.05 } }).map(({ w }) => w[0] as number);
    return { home: ws.findIndex(w => w < 0) + 1, over: Math.abs(Math.min(...ws)).toFixed(2) };
  };
  const [bold, calm] = [down(adabelief), down(adam)];
  says`At $\eta=${0.05}$ AdaBelief reaches the bottom in ${bold.home} steps, and Adam in ${calm.home}: trust pays. Then AdaBelief overshoots by ${bold.over}, where Adam overshoots by ${calm.over}`;
  given('At $\\beta_1=0$ the expectation', 'the case that is spoken of');
  if (Math.round(Math.abs(steps(adabelief, { beta1: 0 }, 1, always)[0] as number) / 1e6) !== 3) throw new Error('the first step without momentum is not three million η');
  const far = (method: Method): number => Math.abs(last(steps(method, { beta2: 0.9 }, 400, rare(100))));
  says`with a rare gradient of ${100} and $\beta_2=${0.9}$, its steps between the large gradients are ${far(amsgrad).toFixed(2)} $\eta$, for ever, where Adam's have grown back to ${far(adam).toFixed(2)} $\eta$ in step ${400}`;

  // The slides.
  says`The first step of the uncorrected form is ${without} $\eta$ instead of ${three(trust[0] as number)} $\eta$`;

  // Test yourself.
  given('All gradients of a weight are 1, but one was 50', 'a question, answered below');
  given('above 1 at β₂ = 0.9', 'a question, answered below');
  const forgets = trace(adamax, { start: [0], gradient: (_, t) => [t === 1 ? 50 : 1], steps: 100, hyper: { beta2: 0.9 } }).map(({ values }) => (values['u'] as Float64Array)[0] as number);
  const left = forgets.slice(1).findIndex(value => value < 1 + 1e-6);
  says`For ${left} steps: $${50}\cdot${0.9}^{${left}}$ is ${(forgets[left] as number).toFixed(2)}`;
  given('$50\\cdot0.9^{37}$', 'the numbers of the question');
  given('the 1 of the new gradient', 'the question\'s other gradients');
  given('3, 3, 3, … and 3, −3, 3', 'a question, answered below');
  given('$C$ in every tenth step and $-1$ in the nine others', 'the experiment is defined here, and its gradient stands in the code');
  given('so that above $C=9$ the way down is downwards', 'nine gradients of −1 against one of C');
});

type Result = ReturnType<ReturnType<typeof recorded>>;

function overlap(results: readonly Result[]): void {
  if (!(Math.min(...results.map(({ upper }) => upper)) >= Math.max(...results.map(({ lower }) => lower)))) throw new Error('the middle halves do not overlap');
}
