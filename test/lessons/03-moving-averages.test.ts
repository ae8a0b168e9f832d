import { ema, emaInPlace, emaMemory, emaUncorrected, seededRandom, sma, wma } from 'descent';
import { lessonClaims } from './claims';
import { grouped, scientific } from '../../lib/course/claims';

const always = (value: number, count: number): number[] => Array.from({ length: count }, () => value);
const firstDay = (values: readonly number[], holds: (value: number) => boolean): number => values.findIndex(holds) + 1;

/** The lesson's experiment: how far an average is from the season, over 20 years with weather of so many degrees. */
function offBy(noise: number, days: number): number {
  const season = Array.from({ length: 365 }, (_, k) => 11 - 8 * Math.cos((2 * Math.PI * (k + 1)) / 365));
  const squares = Array.from({ length: 20 }, (_, seed) => {
    const random = seededRandom(seed + 1);
    const followed = ema.over(season.map(mean => mean + noise * random.normal()), { beta: 1 - 1 / days }).slice(60);
    return followed.reduce((sum, value, k) => sum + (value - (season[k + 60] as number)) ** 2, 0) / followed.length;
  });
  return Math.sqrt(squares.reduce((sum, square) => sum + square, 0) / squares.length);
}

lessonClaims('03-moving-averages', ({ says, set, given }) => {
  given('about 50 minutes', 'an estimate of the time');

  // The idea.
  given('**Move $\\beta$** from 0.5 to 0.98', 'what the reader is asked to do');
  given('At 0.5 the average trembles with the weather. At 0.9 it is calm. At 0.98 it is smooth', 'where the reader has moved the slider');
  const betas = [0.5, 0.9, 0.98] as const;
  const [half, usual, long] = betas.map(beta => emaMemory(beta)) as [ReturnType<typeof emaMemory>, ReturnType<typeof emaMemory>, ReturnType<typeof emaMemory>];
  const [a, b, c] = [half, usual, long].map(({ timeConstant }) => Math.round(timeConstant)) as [number, number, number];
  says`after $1/(1-\beta)$ days: ${a} for ${betas[0]}, ${b} for ${betas[1]}, ${c} for ${betas[2]}`;
  for (const beta of [0.9, 0.98]) {
    const share = beta ** (1 / (1 - beta));
    if (!(share > 0.33 && share < 1 / Math.E)) throw new Error(`at ${beta} a weight has fallen to ${share}, not about a third`);
  }

  // By hand.
  set('Three days of 20, 26 and 23 degrees at $\\beta=0.9$');
  const days = [20, 26, 23];
  says`Between ${Math.min(...days)} and ${Math.max(...days)}. The plain $v$ does not: after three days it says ${(emaUncorrected.over(days, { beta: 0.9 })[2] as number).toFixed(2)}`;
  for (const average of [ema.over(days, { beta: 0.9 }), sma.over(days, { window: 2 }), wma.over(days, { weights: [1, 3] })]) {
    if (average.some(value => value < 20 - 1e-12 || value > 26)) throw new Error('an average leaves the range of the days');
  }
  given('It begins at $v_0=0$', 'where the average begins');

  // Why it works.
  says`At $\beta=${0.9}$ that is lecture 5's`;
  given('$v_{100}=0.1\\,\\theta_{100}+0.1\\,(0.9)\\,\\theta_{99}+0.1\\,(0.9)^2\\,\\theta_{98}+\\dots$', 'quoted from the deck, and checked below');
  const samples = Array.from({ length: 100 }, (_, k) => Math.sin(k * k));
  const unrolled = samples.reduce((sum, theta, k) => sum + 0.1 * 0.9 ** (99 - k) * theta, 0);
  if (Math.abs(unrolled - (emaUncorrected.over(samples, { beta: 0.9 })[99] as number)) > 1e-12) throw new Error('v₁₀₀ unrolled is another');
  given('and so on down to $v_0=0$', 'where the average begins');
  given('The weights are a geometric series: $(1-\\beta)(1+\\beta+\\dots+\\beta^{t-1})=1-\\beta^t$', 'the sum of the series');
  given('must sum to 1, and these do not yet; the rest, $\\beta^t$, still lies on $v_0=0$', 'what an average is');
  given('rise by 1 a day. In the long run the average rises by 1 a day', 'the steady rise that is looked at');
  const rising = ema.over(Array.from({ length: 2000 }, (_, k) => k + 1), { beta: 0.9 });
  if (Math.abs(2000 - (rising[1999] as number) - usual.lag) > 1e-9) throw new Error(`the average lags by ${2000 - (rising[1999] as number)}, not ${usual.lag}`);
  for (const { equalNoiseWindow, lag } of [half, usual, long]) {
    if (Math.abs((equalNoiseWindow - 1) / 2 - lag) > 1e-9) throw new Error('the equally calm window lags otherwise');
  }
  says`"the average of the last ${b} days" is said`;
  says`not all of it: ${usual.weightWithin.toFixed(2)} at $\beta=${0.9}$. A weight has halved after ${usual.halfLife.toFixed(1)} days`;
  says`like a window of ${Math.round(usual.equalNoiseWindow)}`;

  // The jump.
  set('from 0 to 1 and stays');
  given('On day 21 the weather', 'the day after the 20 in the cell');
  set('the exponential one at $\\beta=0.9$ or the simple one with $T=19$');
  const jump = Array.from({ length: 100 }, (_, k) => (k + 1 > 20 ? 1 : 0));
  const [gentle, straight] = [ema.over(jump, { beta: 0.9 }), sma.over(jump, { window: 19 })];
  const arrived = firstDay(straight, value => value > 1 - 1e-12);
  says`is half-way on day ${firstDay(straight, value => value >= 0.5)}, and has arrived on day ${arrived}`;
  says`is half-way on day ${firstDay(gentle, value => value >= 0.5)}, but is never quite there: on day ${arrived} it is at ${(gentle[arrived - 1] as number).toFixed(2)}`;

  // Without the correction.
  set('It is 20 °C every day, and $\\beta=0.98$');
  given('within 1 % of the truth', 'what is asked');
  const cold = emaUncorrected.over(always(20, 400), { beta: 0.98 });
  says`${(cold[0] as number).toFixed(1)} °C on the first day, and within ${1} % from day ${firstDay(cold, value => value >= 0.99 * 20)} on: $\beta^t$ must fall below ${0.01}`;
  says`says ${Math.round(ema.over([20], { beta: 0.98 })[0] as number)} at once`;
  given('As $\\beta\\to1$ all weights', 'the limit that is looked at');

  // The experiment.
  set('after the first 60, as the root');
  set('over 20 made-up years');
  const memories = Array.from({ length: 26 }, (_, k) => 1.2 ** k);
  const best = (noise: number): { days: number; off: number } => memories.map(length => ({ days: length, off: offBy(noise, length) })).reduce((one, other) => (other.off < one.off ? other : one));
  const [calm, wild] = [best(1), best(4)];
  says`a best memory: ${calm.days.toFixed(1)} days in calm weather, and ${wild.days.toFixed(1)} in wild, where it is off by ${wild.off.toFixed(1)} degrees`;

  // The arrow.
  given('The samples are all 1.', 'what the cell defines');
  const wrong = (beta: number): number[] => emaInPlace.over(always(1, 400), { beta });
  const [high, peak] = [wrong(0.9), Math.max(...wrong(0.9))];
  says`It explodes: ${high[0] ?? ''}, ${(high[1] as number).toFixed(2)}, ${(high[2] as number).toFixed(1)}, and ${grouped(peak)} at $t=${high.indexOf(peak) + 1}$ with $\beta=${0.9}$`;
  const top = Math.max(...wrong(0.98));
  says`With ${0.98} it climbs on beyond the picture, until $t=${wrong(0.98).indexOf(top) + 1}$, to $${scientific(top, 2, { tex: true })}$`;
  says`At ${0.5} it is ${Math.max(...wrong(0.5)).toFixed(2)} at most`;
  let carried = 0;
  samples.forEach((theta, k) => (carried += (0.1 / (1 - 0.9 ** (k + 1))) * (theta - carried)));
  if (Math.abs(carried - (ema.over(samples, { beta: 0.9 })[99] as number)) > 1e-12) throw new Error('the form that carries the corrected average is another');

  // The slides: v₁ and v₂, before their correction, give the two days.
  given('$\\beta=0.98$, $v_1=0.56$, $v_2=0.51136$, corrected 28 and 13', 'quoted from the deck');
  const one = 0.56 / 0.02;
  const other = (0.51136 - 0.00196 * one) / 0.02;
  says`The first two say $\theta_1=${Math.round(one)}$. But an average of ${Math.round(one)} and`;
  says`with the slide's numbers $\theta_2$ is ${other.toFixed(1)}`;
  says`The slip is $${0.98}\cdot${0.02}$, which is $${(0.98 * 0.02).toFixed(4)}$ and not`;
  given('and not $0.00196$', 'quoted from the deck');
  says`must sum to $1-${0.98}^2=${(1 - 0.98 ** 2).toFixed(4)}$`;
  says`and $${(0.98 * 0.02).toFixed(4)}+${0.02}$ does`;
  says`$v_2=${(emaUncorrected.over([one, other], { beta: 0.98 })[1] as number).toFixed(3)}$, and the corrected average is ${(ema.over([one, other], { beta: 0.98 })[1] as number).toFixed(1)}`;
  given('"β = 0.9 = 1/(1 − 0.9) ≈ 10 days". β is not 10', 'quoted from the deck');
  const ninth = Array.from({ length: 100 }, (_, k) => k + 1).find(count => 1 - 0.9 ** count >= 0.9) ?? 0;
  says`ten days hold ${(1 - 0.9 ** 10).toFixed(2)} of the weight, and it takes ${ninth} for nine tenths`;

  // Test yourself.
  given('at β = 0.98 is older than 50 samples', 'a question, answered below');
  says`$${0.98}^{50}=${(0.98 ** 50).toFixed(2)}$, more than a third`;
  given('as a simple one over 39 samples', 'a question, answered below');
  const beta = 0.95;
  says`$(1+\beta)/(1-\beta)=${Math.round(emaMemory(beta).equalNoiseWindow)}$ gives $\beta=${beta}$. It lags by $\beta/(1-\beta)=${Math.round(emaMemory(beta).lag)}$ samples`;
  given('at β = 0.9 says 5.7 after six samples', 'a question, answered below');
  const alike = 5.7 / (1 - 0.9 ** 6);
  says`They are $${5.7}/(1-${0.9}^6)=${alike.toFixed(1)}$`;
  if (!(0.9 ** 6 > 0.5)) throw new Error('less than half of the weight lies on the zero');
});
