import {
  adadelta, adagrad, adam, basins, beale, descend, gradientDescent, himmelblau, manyRuns, momentum, nadam, nesterov, noisy, quadratic, rmsprop, rosenbrock,
  saddle, seededRandom, sixHumpCamel, startGrid, surface, useBackend, type Basins, type Method, type Point, type Positions, type Surface,
} from 'descent';
import { lessonClaims } from './claims';
import { recorded } from './recorded';
import { grouped } from '../../lib/course/claims';

const menu = [gradientDescent, momentum, nesterov, adagrad, adadelta, rmsprop, adam, nadam] as const;
const adaptive = ['adagrad', 'adadelta', 'rmsprop', 'adam', 'nadam'];
const nameOf = (method: Method): string => method.declaration.name;

// The grounds, as a cell of the lesson has them.
const floored = surface({
  name: 'saddle', title: 'Saddle with a floor', f: 'x^2 - y^2 + y^4 / 2', minima: [[0, 1], [0, -1]], window: { x: [-2, 2], y: [-1.6, 1.6] }, starts: [[1.5, 0.01]],
});
const grounds: Readonly<Record<string, Surface>> = {
  ravine: quadratic({ angle: 0 }), turned: quadratic({ angle: Math.PI / 4 }), saddle: floored, beale: beale(), himmelblau: himmelblau(),
  rosenbrock: rosenbrock(), camel: sixHumpCamel(),
};
const names = Object.keys(grounds);
const races = Object.fromEntries(names.map(name => [name, recorded(`13-${name}`)])) as Readonly<Record<string, ReturnType<typeof recorded>>>;
const of = (ground: string, method: string) => (races[ground] as ReturnType<typeof recorded>)(method);
const hyper = (ground: string, method: Method) => of(ground, nameOf(method)).best;
const starts: Readonly<Record<string, Surface['window']>> = { saddle: { x: [-2, 2], y: [-0.01, 0.01] }, beale: { x: [0, 4], y: [-1, 1.5] } };

function drawn(ground: string, seed: number): Point {
  const random = seededRandom(seed);
  const { x, y } = starts[ground] ?? (grounds[ground] as Surface).window;
  const between = ([low, high]: Point): number => low + (high - low) * random.uniform();
  return [between(x), between(y)];
}

const three = (value: number): string => String(Number(value.toPrecision(3)));
const mean = (list: readonly number[]): number => list.reduce((sum, value) => sum + value, 0) / list.length;
const lost = (ground: string, method: string): number => of(ground, method).runs.filter(({ value }) => value === Infinity).length;
const need = (holds: boolean, what: string): void => {
  if (!holds) throw new Error(`it is not so that ${what}`);
};

/** How many degrees each step is turned from the one before. */
function angles(points: readonly Point[]): number[] {
  return points.slice(2).map(([x, y], k) => {
    const [[ax, ay], [bx, by]] = [points[k] as Point, points[k + 1] as Point];
    const [ux, uy, vx, vy] = [bx - ax, by - ay, x - bx, y - by];
    return (Math.abs(Math.atan2(ux * vy - uy * vx, ux * vx + uy * vy)) * 180) / Math.PI;
  });
}

/** How a method walks on every ground, with noise: its turns early and late, and the share of its steps that go up. */
function manner(method: Method): { early: number; late: number; uphill: number } {
  const walks = names.flatMap(ground => Array.from({ length: 10 }, (_, k) => 100 + k).map(seed => descend(noisy(grounds[ground] as Surface, { sigma: 0.3, seed }), method, {
    steps: 100, start: drawn(ground, seed), hyper: hyper(ground, method),
  }))).filter(({ diverged }) => !diverged);
  const turns = walks.map(({ points }) => angles(points));
  return {
    early: Math.round(mean(turns.flatMap(one => one.slice(0, 24)))), late: Math.round(mean(turns.flatMap(one => one.slice(74, 99)))),
    uphill: Math.round(100 * mean(walks.map(({ losses }) => mean(losses.slice(1).map((loss, k) => (loss > (losses[k] as number) ? 1 : 0)))))),
  };
}

/** Steps until a method has left the ridge of the saddle, the median of ten starts, and how often it has crossed the middle. */
function leaving(method: Method, y0: number): { steps: number; crossings: number } {
  const runs = Array.from({ length: 10 }, (_, k) => {
    const { points } = descend(floored, method, { start: [drawn('saddle', 100 + k)[0], y0], steps: 300, hyper: hyper('saddle', method) });
    const out = points.findIndex(([, y]) => Math.abs(y) > 0.5);
    const way = points.slice(0, out < 0 ? 300 : out + 1);
    return { out: out < 0 ? Infinity : out, crossings: way.slice(1).filter(([x], at) => x * (way[at] as Point)[0] < 0).length };
  });
  return { steps: runs.map(({ out }) => out).sort((a, b) => a - b)[5] as number, crossings: mean(runs.map(({ crossings }) => crossings)) };
}

/** The points without a slope in the window, by Newton's method from a grid: how many bend up, both ways, and down. */
function levelPoints(on: Surface): [minima: number, saddles: number, maxima: number] {
  const found: { at: Point; kind: 0 | 1 | 2 }[] = [];
  const h = 1e-5;
  for (let [x, y] of startGrid(on, { columns: 40 }).starts) {
    let [xx, xy, yy] = [NaN, NaN, NaN];
    for (let step = 0; step < 60; step++) {
      const [gx, gy] = on.gradient([x, y]);
      const [[a, b], [c, d]] = [on.gradient([x + h, y]), on.gradient([x - h, y])];
      const [[, e], [, f]] = [on.gradient([x, y + h]), on.gradient([x, y - h])];
      [xx, xy, yy] = [(a - c) / (2 * h), (b - d) / (2 * h), (e - f) / (2 * h)];
      const det = xx * yy - xy * xy;
      [x, y] = [x - (yy * gx - xy * gy) / det, y - (xx * gy - xy * gx) / det];
    }
    const inside = x > on.window.x[0] && x < on.window.x[1] && y > on.window.y[0] && y < on.window.y[1];
    if (!inside || Math.hypot(...on.gradient([x, y])) > 1e-9 || found.some(({ at }) => Math.hypot(at[0] - x, at[1] - y) < 1e-4)) continue;
    found.push({ at: [x, y], kind: xx * yy < xy * xy ? 1 : xx > 0 ? 0 : 2 });
  }
  return [0, 1, 2].map(kind => found.filter(one => one.kind === kind).length) as [number, number, number];
}

lessonClaims('13-race', async ({ says, set, given }) => {
  await useBackend('wasm');
  given('about 60 minutes', 'an estimate of the time');
  given('the same ravine turned by 45°', 'the surface of the next cell');
  need(saddle().minima.length === 0, 'the saddle has no bottom');
  set('Every gradient gets noise of size 0.3');
  given('so momentum has $\\gamma=0.9$', 'the default of the library');
  set('the loss after 100 steps: the median over 11 starts chooses the rate, then 20 fresh starts count');

  says`on the saddle within ${starts['saddle']?.y[1] ?? NaN} of its ridge`;
  given('of its ridge, $y=0$,', 'where the ridge of the saddle lies');

  // By hand.
  given('On the ravine at (1, 1) the gradient is $(x,\\kappa y)=(1,25)$', 'the gradient of the surface, checked below');
  need(grounds['ravine']?.gradient([1, 1]).join() === '1,25', 'the gradient is (1, 25)');
  given('The first step of each method at $\\eta=0.01$, and at (10, 10)', 'the settings of the next cell');

  // Why it works.
  given('To come from $y_0$ to 1 takes', 'the end of the derivation');
  given('from $y_0=0$ it never comes', 'the case of exact symmetry');
  given('near $y=0$', 'the ridge of the saddle');
  given('the ground bends down with curvature $\\lambda=2$', 'minus the second derivative of −y²');
  says`(RMSProp's is $\eta/\sqrt{${Number((1 - (rmsprop().current()['beta'] as number)).toPrecision(12))}}$, since`;
  given('But a slope of exactly 0 is not: 0 divided by any root is 0', 'the case of exact symmetry');
  says`for $\gamma=${momentum().current()['gamma'] as number}$ is ${((1 - Math.sqrt(0.9)) ** 2).toFixed(4)}`;

  // Faster?
  const median = (ground: string, method: string): string => three(of(ground, method).median);
  const first = (ground: string): string => menu.map(nameOf).reduce((a, b) => (of(ground, b).median < of(ground, a).median ? b : a));
  need(['ravine', 'turned', 'beale'].every(ground => first(ground) === 'nesterov'), 'Nesterov is first in both ravines and on Beale\'s plain');
  need(first('himmelblau') === 'gradient descent' && first('saddle') === 'adagrad' && first('rosenbrock') === 'adagrad', 'the others are first elsewhere');
  need(names.every(ground => {
    const [one, two] = menu.map(method => of(ground, nameOf(method))).sort((a, b) => a.median - b.median) as [ReturnType<typeof of>, ReturnType<typeof of>];
    return one.lower <= two.upper && two.lower <= one.upper;
  }), 'the middle halves of the first and the second overlap on every ground');
  need(menu.every(method => of('camel', nameOf(method)).median < -1.025), 'all reach the bottom of the camel, to three digits');
  says`on the camel all eight come to ${`−${Math.abs(sixHumpCamel().value(sixHumpCamel().minima[0] as Point)).toFixed(2)}`}, the deepest there is`;
  says`AdaGrad's ${median('rosenbrock', 'adagrad')}, Adam's ${median('rosenbrock', 'adam')} and RMSProp's ${median('rosenbrock', 'rmsprop')} stand against momentum's ${median('rosenbrock', 'momentum')}`;
  says`Nesterov's ${median('ravine', 'nesterov')} is a quarter of Adam's ${median('ravine', 'adam')}`;
  need(Math.abs(of('ravine', 'adam').median / of('ravine', 'nesterov').median - 4) < 0.3, 'it is a quarter');
  given('Turn the ravine by 45°', 'the surface of the lesson');
  says`Momentum goes from ${median('ravine', 'momentum')} to ${median('turned', 'momentum')}`;
  says`RMSProp goes from ${median('ravine', 'rmsprop')} to ${median('turned', 'rmsprop')}, and AdaDelta from ${median('ravine', 'adadelta')} to ${median('turned', 'adadelta')}`;
  const rate = (ground: string, method: string): number => of(ground, method).best['eta'] as number;
  says`only at another rate, ${rate('turned', 'adagrad')} for ${rate('ravine', 'adagrad')}`;
  const rates = (method: string): number[] => names.map(ground => rate(ground, method)).sort((a, b) => a - b);
  const ends = (method: string): [number, number] => [rates(method)[0] as number, rates(method).at(-1) as number];
  says`Momentum's go from ${ends('momentum')[0]} to ${ends('momentum')[1]}, Adam's from ${ends('adam')[0]} to ${ends('adam')[1]}`;
  says`Adam's best rates in this lesson go from ${ends('adam')[0]} to ${ends('adam')[1]}, those of gradient descent from ${ends('gradient descent')[0]} to ${ends('gradient descent')[1]}`;

  need(2 * lost('rosenbrock', 'nesterov') === of('rosenbrock', 'nesterov').runs.length, 'half of Nesterov\'s runs fly off');
  says`half of its ${of('rosenbrock', 'nesterov').runs.length} runs flew off`;

  // More stable?
  given('The saddle and the camel go below 0', 'the least of their losses');
  says`How many of the ${of('ravine', 'adam').runs.length} fresh starts`;
  const [plain, heavy, ahead] = ['gradient descent', 'momentum', 'nesterov'] as const;
  says`gradient descent is lost from ${lost('rosenbrock', plain)} starts, momentum from ${lost('rosenbrock', heavy)} and Nesterov from ${lost('rosenbrock', ahead)}`;
  says`on Beale's plain it is ${lost('beale', plain)}, ${lost('beale', heavy)} and ${lost('beale', ahead)}`;
  need(adaptive.every(method => names.every(ground => lost(ground, method) === 0)), 'no adaptive method diverged');
  says`diverged from any of the ${names.length * of('ravine', 'adam').runs.length} starts`;
  const widths = (method: string): number[] => ['ravine', 'turned', 'beale', 'himmelblau', 'rosenbrock'].map(ground => {
    const result = of(ground, method);
    const medians = result.search.map(({ values }) => [...values].sort((a, b) => a - b)[5] as number);
    const best = result.search.findIndex(({ setting }) => setting['eta'] === result.best['eta']);
    let [low, high] = [best, best];
    while ((medians[low - 1] ?? Infinity) <= 10 * (medians[best] as number)) low -= 1;
    while ((medians[high + 1] ?? Infinity) <= 10 * (medians[best] as number)) high += 1;
    return (result.search[high]?.setting['eta'] as number) / (result.search[low]?.setting['eta'] as number);
  }).sort((a, b) => a - b);
  const two = (value: number | undefined): number => Number((value ?? NaN).toPrecision(2));
  says`Adam's good rates span a factor of ${two(widths('adam')[0])} to ${two(widths('adam')[4])}, those of gradient descent ${two(widths(plain)[0])} to ${two(widths(plain)[4])}`;
  says`But momentum's span ${two(widths(heavy)[0])} to ${two(widths(heavy)[4])}, and it adapts nothing`;
  need(two(widths('rmsprop')[4]) === two(widths(plain)[4]) && (widths('rmsprop')[3] as number) < 4, 'RMSProp\'s good rates span as little as those of gradient descent');
  need((widths('adadelta')[3] as number) < 6, 'AdaDelta\'s do, but on one ground');

  // Smoother?
  given('0° is straight on, 180° is back again', 'what an angle means');
  const walked = Object.fromEntries(menu.map(method => [nameOf(method), manner(method)])) as Readonly<Record<string, ReturnType<typeof manner>>>;
  const by = (method: string): ReturnType<typeof manner> => walked[method] as ReturnType<typeof manner>;
  says`momentum turns by ${by(heavy).early}° at a step, gradient descent by ${by(plain).early}°`;
  says`${by(heavy).uphill} % of its steps go uphill, against ${by(plain).uphill} %`;
  says`At the end AdaGrad turns by ${by('adagrad').late}° like gradient descent`;
  need(Math.abs(by('adagrad').late - by(plain).late) <= 3, 'AdaGrad turns like gradient descent');
  says`RMSProp at ${by('rmsprop').late}° and AdaDelta at ${by('adadelta').late}°`;
  says`Adam is calm with ${by('adam').late}° — and so is momentum, with ${by(heavy).late}°`;

  says`Nadam averages, too, but turns by ${by('nadam').late}°`;
  const [{ beta1 = NaN, psi = NaN }, hundredth] = [nadam().current() as Record<string, number>, 100];
  need(1 - beta1 * (1 - 0.96 ** (hundredth * psi) / 2) > 0.5, 'the fresh gradient is more than half of the step, by the formula of the lesson');

  // The saddle.
  set('of 0.01, of a millionth, and of exactly 0');
  given('how often it crosses the ridge\'s middle, $x=0$', 'the settings of the next cell');
  given('**Nobody leaves from 0.**', 'the case of exact symmetry, checked below');
  given('the gradient of $y$ is exactly 0', 'the case of exact symmetry, checked below');
  need(menu.every(method => leaving(method, 0).steps === Infinity), 'nobody leaves from 0');
  const from = (method: Method): [number, number] => [leaving(method, 0.01).steps, leaving(method, 1e-6).steps];
  const [slow, swung, quick] = [from(gradientDescent), from(momentum), from(adam)];
  says`gradient descent needs ${slow[0]} steps from ${0.01} and ${slow[1]} from a millionth`;
  says`and Adam ${quick[0]} from either`;
  need(quick[0] === quick[1], 'Adam needs as many from either');
  says`Momentum's ${swung[0]} and ${swung[1]} are hardly better`;
  const crossings = menu.map(method => Math.round(leaving(method, 0.01).crossings));
  need(crossings.join() === '0,2,2,0,0,0,0,0', `the crossings are as said, ${crossings.join()}`);

  // The traps.
  const camel = sixHumpCamel();
  const grid = startGrid(camel, { columns: 200, rows: 110 });
  says`Start in ${grouped(grid.starts.length)} places at once`;
  set('and ask where each run ends after 100 steps');
  given('and ask where each run ends after 100 steps', 'the default of many runs');
  given('within 0.2 of a trap\'s bottom', 'the settings of the next cell');
  const trapped = grid.starts.map(([x, y]) => (camel.traps ?? []).some(([a, b]) => Math.hypot(x - a, y - b) < 0.2));
  const found: Record<string, Basins> = {};
  for (const method of menu) {
    const [end] = await manyRuns(camel, method, { starts: grid.starts, hyper: hyper('camel', method) });
    found[nameOf(method)] = basins(camel, end as Positions);
  }
  const percent = (share: number): string => String(Number((100 * share).toFixed(1)));
  const left = (method: string): number => {
    const inside = Array.from(found[method]?.reached ?? []).filter((_, k) => trapped[k]);
    return inside.filter(end => end === 0 || end === 1).length / inside.length;
  };
  need(menu.every(method => nameOf(method) === 'adagrad' || left(nameOf(method)) === 0), 'no other method leaves a trap');
  says`but for AdaGrad with ${percent(left('adagrad'))} %`;
  says`AdaGrad's best rate here is ${rate('camel', 'adagrad')}`;
  says`and ${Math.round(100 * (found['adagrad']?.none ?? NaN))} % have not settled after ${100} steps`;
  const deepest = (method: string): string => percent((found[method]?.shares[0] ?? NaN) + (found[method]?.shares[1] ?? NaN));
  const settled = basins(camel, (await manyRuns(camel, gradientDescent, { starts: grid.starts, hyper: hyper('camel', gradientDescent), steps: 300 }))[0] as Positions);
  need(settled.none === 0, 'all have settled after 300 steps');
  says`momentum brings ${deepest(heavy)} % to A or B and gradient descent ${deepest(plain)} %, or ${percent((settled.shares[0] ?? NaN) + (settled.shares[1] ?? NaN))} % once the last have settled`;
  says`Its best rate here, ${rate('himmelblau', 'adam')}, is nearly half the distance between A and D`;
  const [a, , , d] = himmelblau().minima as [Point, Point, Point, Point];
  need(Math.abs(rate('himmelblau', 'adam') / Math.hypot(a[0] - d[0], a[1] - d[1]) - 0.5) < 0.05, 'it is nearly half the distance');

  // When does it fail?
  given('The 20 fresh starts are 20 races', 'the seeds of the comparisons');
  const wins = (ground: string): number[] => {
    const all = menu.map(method => of(ground, nameOf(method)).runs);
    return all.map(runs => runs.filter(({ value }, k) => value === Math.min(...all.map(other => other[k]?.value ?? Infinity))).length);
  };
  const most = names.slice(0, 6).filter(ground => Math.max(...wins(ground)) > 10);
  need(most.join() === 'turned' && wins('turned')[2] === Math.max(...wins('turned')), 'only Nesterov in the turned ravine won more than half');
  need(Math.min(...wins('ravine')) >= 1, 'in the ravine each method won at least once');
  given('100 steps, noise of 0.3 and these starts are choices', 'the settings of the lesson');

  // The slides, and the questions.
  given('In a ravine that is turned by 45°', 'the surface of the lesson');
  const [four, six] = [levelPoints(himmelblau()), levelPoints(camel)];
  says`Himmelblau's function has ${four[0]} minima, ${four[1]} saddles and ${four[2]} maximum, the camel ${six[0]}, ${six[1]} and ${six[2]}`;
  given('grows by $1+\\eta\\lambda$ a step; from exactly 0 nobody leaves', 'the case of exact symmetry, checked above');
  given('On a saddle with λ = 2, gradient descent at η = 0.5 starts 1/1024 beside the ridge. After how many steps is it at 1?', 'a question, answered below');
  says`Each step doubles the offset, so after ${Math.round(Math.log(1024) / Math.log(1 + 0.5 * 2))}`;
  given('all at η = 0.01', 'a question, answered below');
});
