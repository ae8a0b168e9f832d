import { describe, expect, test } from 'vitest';
import { leakyRelu, tanh } from '../../lib/src/activations';
import { ema, emaInPlace, emaUncorrected, sma, wma } from '../../lib/src/averages';
import { seededRandom } from '../../lib/src/datasets';
import { descend, layerSignals } from '../../lib/src/descent';
import { explore, heavyBallPhases, type ExploreOptions } from '../../lib/src/explore';
import { written } from '../../lib/src/figures/written';
import { plainGlyph } from '../../lib/src/plain-symbol';
import { placeOf, places, settingText, valueAt } from '../../lib/src/explore/settings';
import { viewOf, type ViewSpec } from '../../lib/src/explore/views';
import { runsOf } from '../../lib/src/explore/views/surface-runs';
import type { View } from '../../lib/src/explore/views/view';
import { batchNorm, groupNorm, instanceNorm, layerNorm, rmsNorm, weightNorm, type Normalized } from '../../lib/src/normalizations';
import { contains, notation, symbolFor, type Symbol } from '../../lib/src/notation';
import { adam, adamUncorrected, gradientDescent, heavyBall, lbfgs, momentum, nesterov, trace } from '../../lib/src/optimizers';
import { noisy, rastrigin, ravine, rosenbrock, saddle, sixHumpCamel, type Point, type Surface } from '../../lib/src/surfaces';
import { methods } from '../methods';

/** What the page makes of the code. */
function specsIn({ code }: { code: string }): ViewSpec[] {
  return new Function(`return ${code}`)() as ViewSpec[];
}

const title = 'Which way?';

/** The views as the page makes them. */
const views = (made: { code: string }): View[] => specsIn(made).map(viewOf);

const traceOf = (data: unknown): { name: string; x: number[]; y: number[]; line?: { color: string; dash: string } } => data as never;

test('the way in the page is the way that descend walks, to the last bit, wherever the settings stand', () => {
  const made = explore({
    title: 'Which way?',
    settings: { eta: { at: 0.03, to: 1 }, gamma: 0.8, kappa: { at: 25, to: 100 } },
    views: [{ draw: 'paths', surface: ravine(), methods: [gradientDescent, momentum, nesterov, { method: adam, name: 'adam at 0.5', hyper: { eta: 0.5 } }], steps: 80 }],
  });
  const spec = specsIn(made)[0] as Extract<ViewSpec, { draw: 'paths' }>;
  for (const [eta, gamma, kappa] of [[0.03, 0.8, 25], [0.07, 0, 10], [0.9, 0.5, 100]] as const) {
    const runs = runsOf(spec, { eta, gamma, kappa, x: -9, y: 1.5 });
    const wanted = [
      descend(ravine({ kappa }), gradientDescent, { start: [-9, 1.5], steps: 80, hyper: { eta } }),
      descend(ravine({ kappa }), momentum, { start: [-9, 1.5], steps: 80, hyper: { eta, gamma } }),
      descend(ravine({ kappa }), nesterov, { start: [-9, 1.5], steps: 80, hyper: { eta, gamma } }),
      descend(ravine({ kappa }), adam, { start: [-9, 1.5], steps: 80, hyper: { eta: 0.5 } }),
    ];
    expect(runs.map(({ points, losses, diverged }) => ({ points, losses, diverged }))).toEqual(wanted.map(({ points, losses, diverged }) => ({ points, losses, diverged })));
  }
});

test('with noise it is the way that descend walks on the noisy surface, as many steps as a formula says', () => {
  const made = explore({
    title: 'Many rough steps, or few exact ones?',
    settings: { b: { at: 4, from: 1, to: 400, scale: 'log', whole: true }, eta: 0.05, draw: { at: 1, from: 1, to: 9, whole: true } },
    views: [{ draw: 'paths', surface: ravine(), methods: [gradientDescent, momentum], noise: '3 / sqrt(b)', seed: 'draw', steps: '100 / b' }],
  });
  const spec = specsIn(made)[0] as Extract<ViewSpec, { draw: 'paths' }>;
  for (const [b, seed, steps] of [[4, 7, 25], [1, 2, 100], [8, 3, 13], [400, 1, 1]] as const) {
    const [plain, heavy] = runsOf(spec, { b, eta: 0.05, draw: seed, x: -9, y: 1.5 });
    const given = { start: [-9, 1.5] as const, steps };
    const seen = (): Surface => noisy(ravine(), { sigma: 3 / Math.sqrt(b), seed });
    expect(plain?.points).toEqual(descend(seen(), gradientDescent, { ...given, hyper: { eta: 0.05 } }).points);
    expect(heavy?.points).toEqual(descend(seen(), momentum, { ...given, hyper: { eta: 0.05 } }).points);
    expect(plain?.losses).toEqual(plain?.points.map(point => ravine().value(point)));
  }
});

test('of several surfaces the reader chooses one, and the descent starts where that has its start', () => {
  const made = explore({ title: 'Where?', settings: { eta: 0.01 }, views: [{ draw: 'paths', surface: [ravine(), rosenbrock(), saddle()], methods: [gradientDescent] }] });
  expect(made.settings.find(({ name }) => name === 'surface')?.options).toEqual([ravine().title, rosenbrock().title, saddle().title]);
  const [spec] = specsIn(made) as [ViewSpec];
  const follow = viewOf(spec).follow?.(['surface'], { eta: 0.01, surface: 1, x: 0, y: 0 });
  expect(follow).toEqual({ x: rosenbrock().starts[0]?.[0], y: rosenbrock().starts[0]?.[1] });
  const { points } = runsOf(spec as Extract<ViewSpec, { draw: 'paths' }>, { eta: 0.001, surface: 1, x: -1.2, y: 1 })[0] as ReturnType<typeof runsOf>[number];
  expect(points).toEqual(descend(rosenbrock(), gradientDescent, { start: [-1.2, 1], steps: 60, hyper: { eta: 0.001 } }).points);
});

describe('each surface with its own settings of the methods', () => {
  const rates: Readonly<Record<string, number>> = { ravine: 0.02, rosenbrock: 0.001 };
  const methods = ({ name }: Surface) => [{ method: momentum, hyper: { eta: rates[name] as number, gamma: 'gamma' } }, adam];
  const made = () => explore({ title, settings: { gamma: 0.5 }, views: [{ draw: 'paths', surface: [ravine(), rosenbrock()], methods, steps: 30 }] });

  test.each([ravine(), rosenbrock()])('the ways on $title are those of descend with its settings', surface => {
    const [view] = views(made());
    const [x, y] = surface.starts[0] as Point;
    const drawn = view?.draw({ gamma: 0.7, surface: surface.name === 'ravine' ? 0 : 1, x, y }).moving as { x: number[]; y: number[] }[];
    for (const [k, method] of [momentum, adam].entries()) {
      const hyper = method === momentum ? { eta: rates[surface.name] as number, gamma: 0.7 } : {};
      const { points } = descend(surface, method, { steps: 30, hyper });
      expect(drawn[2 * k]).toMatchObject({ x: points.map(([at]) => at), y: points.map(([, at]) => at) });
    }
  });

  test('but the methods are the same everywhere', () => {
    const other = ({ name }: Surface) => (name === 'ravine' ? [adam] : [{ method: momentum, name: 'adam' }]);
    expect(() => explore({ title, settings: {}, views: [{ draw: 'paths', surface: [ravine(), rosenbrock()], methods: other }] }))
      .toThrow('explore: the methods on rosenbrock must be those on ravine, adam, got adam');
  });
});

describe('the losses of ways over a surface', () => {
  const drawnOn = (surface: Surface | readonly Surface[], settings: Readonly<Record<string, number>>) => {
    const made = explore({ title, settings: { eta: { at: 0.01, from: 1e-5, to: 1 } }, views: [{ draw: 'losses', surface, methods: [gradientDescent], steps: 60 }] });
    const view = views(made)[0] as View;
    const { moving, ranges } = view.draw(settings);
    return { axis: view.layout.yaxis?.type, y: traceOf(moving[0]).y, range: ranges.y };
  };

  test('stand on a logarithmic axis', () => {
    const { axis, y, range } = drawnOn(ravine(), { eta: 0.05, x: -10, y: 2 });
    const { losses } = descend(ravine(), gradientDescent, { start: [-10, 2], steps: 60, hyper: { eta: 0.05 } });
    expect({ axis, y }).toEqual({ axis: 'log', y: losses });
    expect(10 ** range[0]).toBeLessThanOrEqual(losses[60] as number);
    expect(10 ** range[1]).toBeGreaterThanOrEqual(losses[0] as number);
  });

  test.each([
    ['into a hollow below 0', sixHumpCamel(), [0.5, 0.5]],
    ['down a saddle that has no bottom', saddle(), [1, 0.5]],
  ] as const)('stand on a plain axis, all of them, %s', (_, surface, [x, y0]) => {
    const { axis, y, range } = drawnOn(surface, { eta: 0.01, x, y: y0 });
    const { losses } = descend(surface, gradientDescent, { start: [x, y0], steps: 60, hyper: { eta: 0.01 } });
    expect(losses[60]).toBeLessThan(0);
    expect({ axis, y }).toEqual({ axis: undefined, y: losses });
    expect(range[0]).toBeLessThan(losses[60] as number);
    expect(range[1]).toBeGreaterThan(losses[0] as number);
  });

  test('show the bottom also where a way does not come to it, and are no wider for one that flies off', () => {
    const stuck = drawnOn(sixHumpCamel(), { eta: 1e-4, x: 1.9, y: 0.9 });
    expect(Math.min(...stuck.y)).toBeGreaterThan(2);
    expect(stuck.range[0]).toBeLessThan(-1.0316);
    const lost = drawnOn(sixHumpCamel(), { eta: 1, x: 1.9, y: 0.9 });
    expect(Math.max(...lost.y)).toBeGreaterThan(1000);
    // Three times as high over the bottom as the start, and a margin.
    expect(lost.range[1]).toBeLessThan(20);
  });

  test('stand on a plain axis where one of several surfaces goes below 0', () => {
    expect(drawnOn([ravine(), sixHumpCamel()], { eta: 0.01, surface: 0, x: -1, y: 1 }).axis).toBeUndefined();
  });
});

test('a landscape has the ways of the map, on the ground at their losses', () => {
  const surface = ravine();
  const view = { surface, methods: [momentum, adam], steps: 20 } as const;
  const made = explore({ title, settings: { eta: 0.02 }, views: [{ draw: 'paths', ...view }, { draw: 'landscape', ...view }] });
  const [map, landscape] = views(made).map(one => one.draw({ eta: 0.02, x: -10, y: 2 }));
  const [ground] = landscape?.ground.traces() as { type: string; x: number[]; y: number[]; z: number[][] }[];
  expect(ground?.type).toBe('surface');
  // Heights of this ravine are losses, or roots of them: in either case a function of the loss that the ground and the ways share.
  const heightAt = (x: number, y: number): number => ground?.z[ground.y.indexOf(y)]?.[ground.x.indexOf(x)] as number;
  const ways = landscape?.moving as { x: number[]; y: number[]; z: number[] }[];
  expect(ways.length).toBe(map?.moving.length);
  const [corner] = [[ground?.x[0] as number, ground?.y[0] as number] as const];
  const lossAtCorner = surface.value(corner);
  const root = Math.abs(heightAt(...corner) - Math.sqrt(lossAtCorner)) < 1e-9;
  const [low, high] = (landscape?.scene?.zaxis as { range: [number, number] }).range;
  for (const [k, { x, y, z }] of ways.filter((_, at) => at % 2 === 0).entries()) {
    expect({ x, y }).toEqual({ x: (map?.moving[2 * k] as { x: number[] }).x, y: (map?.moving[2 * k] as { y: number[] }).y });
    x.forEach((at, step) => {
      const loss = surface.value([at, y[step] as number]);
      // Lifted by less than a tenth of the picture, or the ground would swallow it.
      const above = (z[step] as number) - (root ? Math.sqrt(loss) : loss);
      expect(above > 0 && above < 0.1 * (high - low)).toBe(true);
    });
  }
  expect(made.stills[1]?.alt).toMatch(/^Ravine, κ = 25, seen from above a corner\. momentum: loss /);
});

test('what is played is a slider', () => {
  const given = { title, settings: { steps: 30 }, views: [{ draw: 'paths', surface: ravine(), methods: [adam], steps: 'steps' }] } as const;
  expect(explore({ ...given, play: 'steps' }).play).toBe('steps');
  expect(() => explore({ ...given, play: 'eta' })).toThrow(`explore "${title}": play must be a setting with a slider, got "eta"`);
  expect(() => explore({ ...given, play: 'x' })).toThrow('play must be a setting with a slider, got "x"');
});

test('a star marks a minimum only where there is one: moving a parameter may move it away', () => {
  const made = explore({ title: 'Where?', settings: { eta: 0.001, a: { at: 1, from: 0, to: 2 } }, views: [{ draw: 'paths', surface: rosenbrock(), methods: [gradientDescent] }] });
  const view = viewOf(specsIn(made)[0] as ViewSpec);
  const stars = (a: number): number[] => traceOf(view.draw({ eta: 0.001, a, x: 0, y: 0 }).ground.traces()[1]).x;
  expect(stars(1)).toEqual([1]);
  expect(stars(1.5)).toEqual([]);
});

test('steps on a slope are those of trace', () => {
  const made = explore({
    title: 'How far?',
    settings: { eta: { at: 0.3, from: 0.01, to: 1.1 } },
    views: [{ draw: 'slope', loss: 'c * w^4 / 4', parameters: { c: 2 }, methods: [gradientDescent], start: 1, window: [-2, 2], steps: 9 }],
  });
  const { moving, says, handles } = viewOf(specsIn(made)[0] as ViewSpec).draw({ eta: 0.4, w: 0.9 });
  const steps = trace(gradientDescent, { start: [0.9], gradient: ([w = NaN]) => [2 * w ** 3], steps: 9, hyper: { eta: 0.4 } });
  // The derivative is taken of the text, c·4·w³/4, whose rounding differs from 2 w³.
  expect(traceOf(moving[0]).x).toEqual([0.9, ...steps.map(({ w }) => expect.closeTo(w[0] as number, 14))]);
  expect(traceOf(moving[0]).y[0]).toBeCloseTo(0.9 ** 4 / 2, 14);
  expect(handles).toEqual([{ label: 'start', x: { setting: 'w', at: 0.9 }, y: { at: expect.closeTo(0.9 ** 4 / 2, 14) } }]);
  expect(says[0]).toContain('gradient descent: w = ');
});

test('numbers of steps are those of trace, for a formula and for a list of gradients', () => {
  const views = (gradient: string | number[]): ExploreOptions['views'] => [{ draw: 'steps', methods: [adam, adamUncorrected], gradient, steps: 20, show: 'abs(dw) / eta' }];
  const draw = (gradient: string | number[]): number[][] => {
    const made = explore({ title: 'How long?', settings: { beta2: 0.999 }, views: views(gradient) });
    return viewOf(specsIn(made)[0] as ViewSpec).draw({ beta2: 0.99 }).moving.map(line => traceOf(line).y);
  };
  const expected = [adam, adamUncorrected].map(method => {
    const steps = trace(method, { start: [0], gradient: (_, t) => [t % 3 === 0 ? -2 : t], steps: 20, hyper: { beta2: 0.99 } });
    return steps.map(({ w }, k) => Math.abs((w[0] as number) - (steps[k - 1]?.w[0] ?? 0)) / 1e-3);
  });
  expect(draw(Array.from({ length: 20 }, (_, k) => ((k + 1) % 3 === 0 ? -2 : k + 1)))).toEqual(expected);
  const constant = draw('1');
  expect(constant[0]?.[11]).toBeCloseTo(1, 5);
  expect(constant[1]?.[0]).toBeCloseTo(0.1 / Math.sqrt(0.01), 5);
});

test('a gradient may name numbers of each step, such as noise from a seed', () => {
  const z = [0.5, -2, 1, 0.25];
  const made = explore({ title: 'How long?', settings: { noise: { at: 1, from: 0, to: 3 } }, views: [{ draw: 'steps', methods: [momentum], gradient: '1 + noise * z', series: { z }, steps: 4, show: 'g' }] });
  const [drawn] = viewOf(specsIn(made)[0] as ViewSpec).draw({ noise: 2 }).moving;
  expect(traceOf(drawn).y).toEqual(z.map(value => 1 + 2 * value));
});

test('averages of a series are those of over, to the last bit, wherever the settings stand', () => {
  const random = seededRandom(5);
  const z = Array.from({ length: 40 }, () => random.normal());
  const made = explore({
    title: 'How smooth?',
    settings: { beta: 0.9, window: { at: 5, from: 1, to: 30, whole: true }, noise: { at: 1, from: 0, to: 5 } },
    views: [{ draw: 'averages', samples: '10 + t / 5 + noise * z', series: { z }, count: 40, of: {
      corrected: ema, plain: emaUncorrected, 'in place': emaInPlace, simple: sma, 'at 0.5': { average: ema, options: { beta: 0.5 } },
    } }],
  });
  for (const [beta, window, noise] of [[0.98, 7, 2], [0, 1, 0], [0.5, 30, 1]] as const) {
    const [points, ...curves] = viewOf(specsIn(made)[0] as ViewSpec).draw({ beta, window, noise }).moving.map(traceOf);
    const samples = z.map((value, k) => 10 + (k + 1) / 5 + noise * value);
    expect(points?.y).toEqual(samples);
    const wanted = [ema.over(samples, { beta }), emaUncorrected.over(samples, { beta }), emaInPlace.over(samples, { beta }), sma.over(samples, { window }), ema.over(samples, { beta: 0.5 })];
    expect(curves.map(({ y }) => y)).toEqual(wanted);
  }
});

test('averages of given numbers stand in the still picture and in its words', () => {
  const made = explore({ title: 'How smooth?', settings: { beta: 0.5 }, views: [{ draw: 'averages', samples: [4, 8, 6], of: { ema }, y: 'degrees' }] });
  expect(made.stills[0]?.alt).toBe(`ema: 4 after the first sample, ${written(ema.over([4, 8, 6], { beta: 0.5 })[2] as number)} after 3.`);
});

describe('who is normalised together', () => {
  const shape = [3, 2, 2, 4];
  const random = seededRandom(3);
  const values = Array.from({ length: 48 }, () => random.normal());
  const of = {
    batch: batchNorm, instance: instanceNorm, 'layer, place by place': layerNorm, layer: { normalization: layerNorm, options: { dims: 3 } },
    rms: { normalization: rmsNorm, options: { dims: 3 } }, two: { normalization: groupNorm, options: { groups: 2 } },
  } as const;
  /** What the library makes of the block, of channels that have one γ and one β all. */
  const library: Readonly<Record<keyof typeof of, (x: { shape: number[]; values: number[] }, epsilon: number) => Normalized>> = {
    batch: (x, epsilon) => batchNorm(x, { epsilon }), instance: (x, epsilon) => instanceNorm(x, { epsilon }),
    'layer, place by place': (x, epsilon) => layerNorm(x, { epsilon }), layer: (x, epsilon) => layerNorm(x, { dims: 3, epsilon }),
    rms: (x, epsilon) => rmsNorm(x, { dims: 3, epsilon }), two: (x, epsilon) => groupNorm(x, { groups: 2, epsilon }),
  };
  const made = explore({
    title: 'Who?',
    settings: { epsilon: { at: 1e-5, from: 1e-5, to: 1 }, lift: { at: 1, from: 0, to: 9 } },
    views: [{ draw: 'groups', shape, of, values: 'z + lift * c', series: { z: values }, after: true }, { draw: 'groups', shape, of }],
  });
  const [numbers, groups] = specsIn(made).map(viewOf) as [ReturnType<typeof viewOf>, ReturnType<typeof viewOf>];
  const at = { example: 2, place: 3, channel: 4, epsilon: 1e-3, lift: 2 };
  /** A square's bricks, from the lowest channel up: three rows and columns each, of which the third is the gap. */
  const brick = (z: Array<Array<number | null>>, n: number, p: number, c: number): number | null | undefined => z[3 * c + (p < 2 ? 1 : 0)]?.[3 * n + (p % 2)];
  const drawn = (view: typeof numbers, settings: object): Array<Array<number | null>> => (view.draw({ ...at, ...settings }).ground.traces()[0] as unknown as { z: Array<Array<number | null>> }).z;

  test.each(Object.keys(of).map((name, choice) => [name as keyof typeof of, choice] as const))('%s: the numbers are the library’s, to the last bit', (name, normalization) => {
    const block = values.map((value, i) => value + 2 * ((i % 4) + 1));
    const { y } = library[name]({ shape, values: block }, 1e-3);
    const z = drawn(numbers, { normalization });
    expect(Array.from({ length: 48 }, (_, i) => brick(z, Math.floor(i / 16), Math.floor(i / 4) % 4, i % 4))).toEqual([...y]);
  });

  test.each(Object.keys(of).map((name, choice) => [name as keyof typeof of, choice] as const))('%s: those are marked whose result hangs on the one that is picked', (name, normalization) => {
    const result = (by: number): Float64Array => library[name]({ shape, values: values.map((value, i) => (i === 16 + 4 * 2 + 3 ? value + by : value)) }, 1e-3).y;
    const [before, after] = [result(0), result(1)];
    const z = drawn(groups, { normalization });
    const marks = Array.from({ length: 48 }, (_, i) => brick(z, Math.floor(i / 16), Math.floor(i / 4) % 4, i % 4));
    expect(marks).toEqual(values.map((_, i) => (i === 27 ? 2 : before[i] === after[i] ? 0 : 1)));
  });

  test('a view of one normalisation stays what it is when another lets the reader choose', () => {
    const both = explore({ title: 'Who?', settings: {}, views: [{ draw: 'groups', shape, of }, { draw: 'groups', shape, of: { batch: batchNorm } }] });
    const [, fixed] = specsIn(both).map(viewOf) as [unknown, typeof groups];
    expect(fixed.draw({ ...at, normalization: 3 }).says).toEqual(['batch: 12 numbers share a mean, all 3 examples, all 4 places, channel 4.']);
  });

  test('in words, with the places of a shape that has any', () => {
    const says = (normalization: number): string => groups.draw({ ...at, normalization }).says.join();
    expect([says(0), says(1), says(3), says(5)]).toEqual([
      'batch: 12 numbers share a mean, all 3 examples, all 4 places, channel 4.', 'instance: 4 numbers share a mean, example 2, all 4 places, channel 4.',
      'layer: 16 numbers share a mean, example 2, all 4 places, all 4 channels.', 'two: 8 numbers share a mean, example 2, all 4 places, channels 3 to 4.',
    ]);
    expect(explore({ title: 'Who?', settings: {}, views: [{ draw: 'groups', shape: [2, 3], of: { batch: batchNorm } }] }).stills[0]?.alt).toBe('batch: 2 numbers share a mean, all 2 examples, channel 2.');
  });
});

test('where a gradient comes only in every third step it is 0 in between, and nothing is drawn there', () => {
  const settings = { every: { at: 2, from: 1, to: 9, whole: true } };
  const made = explore({ title: 'How far?', settings, views: [{ draw: 'steps', methods: [adam], gradient: '1', every: 'every', steps: 10, show: 'w' }] });
  const view = viewOf(specsIn(made)[0] as ViewSpec);
  const expected = trace(adam, { start: [0], gradient: (_, t) => [t % 3 === 0 ? 1 : 0], steps: 10 }).map(({ w }) => w[0]);
  const { x, y } = traceOf(view.draw({ every: 3 }).moving[0]);
  expect(x).toEqual([3, 6, 9]);
  expect(y).toEqual([expected[2], expected[5], expected[8]]);
  expect(view.draw({ every: 3 }).says).toEqual([expect.stringMatching(/in step 3, .* in step 9, at most .* in step 3\.$/)]);
  expect(traceOf(view.draw({ every: 1 }).moving[0]).x).toHaveLength(10);
});

test('a curve is its formula, and the point where the reader stands lies on it', () => {
  const made = explore({
    title: 'How much too long?',
    settings: { beta1: 0.9, beta2: 0.999, t: { at: 12, to: 100 } },
    views: [{ draw: 'curves', over: 't', of: { factor: '(1 - beta1^t) / sqrt(1 - beta2^t)' } }],
  });
  const drawing = viewOf(specsIn(made)[0] as ViewSpec).draw({ beta1: 0.8, beta2: 0.99, t: 7 });
  const factor = (t: number): number => (1 - 0.8 ** t) / Math.sqrt(1 - 0.99 ** t);
  const { x, y } = traceOf(drawing.moving[0]);
  expect(x).toContain(1);
  expect(x.every(Number.isInteger)).toBe(true);
  expect(y).toEqual(x.map(factor));
  expect(traceOf(drawing.moving[1])).toMatchObject({ x: [7], y: [factor(7)] });
});

test('what curves say of a point names it as its slider does', () => {
  const saidOf = (settings: ExploreOptions['settings'], over: string): readonly string[] | undefined =>
    views(explore({ title, settings, views: [{ draw: 'curves', over, of: { double: `2 * ${over}` } }] }))[0]?.draw({ [over]: 3 }).says;
  const from1to9 = { at: 2, from: 1, to: 9 };
  expect(saidOf({ eta: { ...from1to9, label: 'η, first rate' } }, 'eta')).toEqual(['double: 6 at η = 3.']);
  expect(saidOf({ fall: from1to9 }, 'fall')).toEqual(['double: 6 at fall = 3.']);
  expect(saidOf({ fall: { ...from1to9, label: 'the rate falls after' } }, 'fall')).toEqual(['double: 6 (the rate falls after: 3).']);
});

test('limits are the ends of the vertical axis of curves, whatever the values', () => {
  const rangeAt = (kappa: number, more: object = {}): readonly [number, number] => {
    const view = { draw: 'curves', over: 'eta', of: { across: 'abs(1 - eta * kappa)' }, ...more } as const;
    const made = explore({ title: 'How fast?', settings: { eta: { at: 0.1, to: 1, scale: 'linear' }, kappa: 10 }, views: [view] });
    return viewOf(specsIn(made)[0] as ViewSpec).draw({ eta: 0.1, kappa }).ranges.y;
  };
  expect(rangeAt(1000)[1]).toBeGreaterThan(999);
  for (const kappa of [10, 1000]) expect(rangeAt(kappa, { limits: [0, 1.5] })).toEqual([0, 1.5]);
  expect(rangeAt(1000, { limits: [0.01, 100], logY: true })).toEqual([-2, 2]);
});

test('what goes through deep networks is what layerSignals sends through the same weights, wherever the settings stand', () => {
  const [width, depth, examples, seed] = [12, 5, 6, 4];
  const shape = { draw: 'layers', of: { linear: 'x', tanh, leaky: leakyRelu }, sigma: 'gain / sqrt(n)', width, depth, examples, seed } as const;
  const shows = ['signal', 'spread', 'gradient'] as const;
  const made = explore({ title: 'How large?', settings: { gain: { at: 1, from: 0.25, to: 4 } }, views: shows.map(show => ({ ...shape, show })) });
  // The page draws examples, the gradient and weights from one stream; here the weights come out of an initialiser that goes on with it.
  const random = seededRandom(seed);
  const skipped = 2 * examples * width;
  for (let k = 0; k < skipped; k++) random.normal();
  const weights = Array.from({ length: depth }, () => new Float64Array(width * width).map(() => random.normal()));
  for (const gain of [0.5, 1.5]) {
    for (const [k, activation] of [undefined, tanh, leakyRelu].entries()) {
      let layer = 0;
      const initializer = { values: () => (weights[layer++] as Float64Array).map(weight => (gain / Math.sqrt(width)) * weight) };
      const rows = layerSignals({ initializer, layers: Array.from({ length: depth + 1 }, () => width), examples, seed, ...(activation && { activation }) });
      shows.forEach((show, view) => {
        const drawn = traceOf(viewOf(specsIn(made)[view] as ViewSpec).draw({ gain }).moving[k]);
        expect(drawn.x).toEqual(rows.map(row => row.layer));
        // A sum of twelve products, scaled before or after, rounds in the last digits.
        drawn.y.forEach((size, at) => expect(size / (rows[at]?.[show] as number)).toBeCloseTo(1, 10));
      });
    }
  }
  const [signal, , gradient] = made.stills.map(({ alt }) => alt);
  expect(signal).toMatch(/^Size of the signal at layer 5: linear [\d.]+, tanh [\d.]+, leaky [\d.]+\.$/);
  expect(gradient).toMatch(/^Size of the gradient at layer 0: linear /);
});

test('a setting moves the activation that names it', () => {
  const own = { draw: 'layers', of: { kit: leakyRelu, text: 'x > 0 ? x : alpha * x' }, sigma: '1 / sqrt(n)', width: 5, depth: 3 } as const;
  const made = explore({ title: 'How large?', settings: { alpha: { at: 0.5, from: 0, to: 1, scale: 'linear' } }, views: [own] });
  const at = (alpha: number): number[][] => viewOf(specsIn(made)[0] as ViewSpec).draw({ alpha }).moving.map(line => traceOf(line).y);
  for (const alpha of [0.1, 1]) expect(at(alpha)[0]).toEqual(at(alpha)[1]);
  expect(at(0.1)[0]).not.toEqual(at(1)[0]);
});

test('a signal of zero leaves a gap on its logarithmic axis', () => {
  const made = explore({ title: 'How large?', settings: { gain: { at: 0, from: 0, to: 4, scale: 'linear' } }, views: [{ draw: 'layers', of: { linear: 'x' }, sigma: 'gain', width: 3, depth: 2 }] });
  expect(traceOf(viewOf(specsIn(made)[0] as ViewSpec).draw({ gain: 0 }).moving[0]).y.slice(1)).toEqual([null, null]);
});

test('a rate may change from step to step, and the way is that of the same schedule', () => {
  const falling = { method: momentum, name: 'falling', hyper: { eta: 't <= fall ? eta : eta / 10', gamma: 'g0 * min(t / 20, 1)' } };
  const made = explore({
    title: 'When should it fall?',
    settings: { eta: { at: 0.03, to: 1 }, fall: { at: 20, from: 1, to: 60, whole: true }, g0: { at: 0.8, from: 0, to: 0.99 } },
    views: [{ draw: 'paths', surface: ravine(), methods: [falling, { method: nesterov, hyper: { gamma: 0.5 } }], steps: 60 }],
  });
  const [spec] = specsIn(made);
  const [run, plain] = runsOf(spec as never, { eta: 0.02, fall: 33, g0: 0.9, x: -10, y: 2 });
  const hyper = { eta: (t: number) => (t <= 33 ? 0.02 : 0.02 / 10), gamma: (t: number) => 0.9 * Math.min(t / 20, 1) };
  expect(run?.points).toEqual(descend(ravine(), momentum, { start: [-10, 2], steps: 60, hyper }).points);
  expect(plain?.points).toEqual(descend(ravine(), nesterov, { start: [-10, 2], steps: 60, hyper: { eta: 0.02, gamma: 0.5 } }).points);
});

test('a plane knows in which region the reader stands, and its number is how the heavy ball really shrinks', () => {
  const made = explore({
    title: 'Where am I?',
    settings: { eta: { at: 0.03, from: 0.001, to: 0.16, scale: 'linear' }, gamma: 0.8, kappa: 25 },
    views: [{ draw: 'plane', x: 'eta', y: 'gamma', ...heavyBallPhases }],
  });
  const spec = specsIn(made)[0] as Extract<ViewSpec, { draw: 'plane' }>;
  const says = (eta: number, gamma: number): string => viewOf(spec).draw({ eta, gamma, kappa: 25 }).says.join();
  expect(says(0.03, 0.8)).toMatch(/^It swings/);
  expect(says(0.03, 0)).toMatch(/^It crawls/);
  expect(says(0.081, 0)).toMatch(/^It diverges/);
  for (const [eta, gamma] of [[0.03, 0.8], [0.03, 0.1], [0.08, 0.3], [1 / 9, 4 / 9], [0.15, 0.9]] as const) {
    const { losses } = descend(ravine({ kappa: 25 }), heavyBall, { start: [-10, 2], steps: 400, hyper: { eta, gamma } });
    // The loss is a square, and over 200 steps a factor that swings or has a double root is seen within a hundredth.
    const seen = ((losses[400] as number) / (losses[200] as number)) ** (1 / 400);
    if ((losses[400] as number) > 1e-290) expect(spec.value({ eta, gamma, kappa: 25 }), `${eta}, ${gamma}`).toBeCloseTo(seen, 2);
  }
});

test('the still picture is the first picture, with a text alternative from its numbers', () => {
  const made = explore({ title: 'Which way?', settings: { eta: { at: 0.05, to: 1 } }, views: [{ draw: 'paths', surface: ravine(), methods: [gradientDescent], steps: 30 }] });
  const { losses } = descend(ravine(), gradientDescent, { steps: 30, hyper: { eta: 0.05 } });
  expect(made.stills).toHaveLength(1);
  expect(made.stills[0]?.alt).toContain(`loss ${written(losses[30] as number)} after 30 steps`);
  const fall = explore({ title: 'How fast?', settings: { eta: { at: 0.05, to: 1 } }, views: [{ draw: 'losses', surface: ravine(), methods: [gradientDescent], steps: 30 }] });
  expect(fall.stills[0]?.alt).toBe(`Loss after every step. gradient descent: from ${written(losses[0] as number)} to ${written(losses[30] as number)} in 30 steps.`);
});

describe('what cannot be drawn is refused in one sentence', () => {
  const one = (options: Partial<ExploreOptions>) => () =>
    explore({ title: 'Which?', settings: { eta: 0.1 }, views: [{ draw: 'paths', surface: ravine(), methods: [gradientDescent] }], ...options });

  test.each<[string, () => unknown, string]>([
    ['no view', one({ views: [] }), 'explore "Which?": views is empty; give at least one'],
    ['a setting that nothing uses', one({ settings: { eta: 0.1, beta2: 0.9 } }), 'explore "Which?": nothing uses the setting "beta2"'],
    ['a setting without a range', one({ settings: { eta: 0.1, foo: 1 } }), 'explore: setting "foo": the notation has no range for it; give { at, from, to }'],
    ['a range outside the interval', one({ settings: { eta: { at: 0.1, from: -1, scale: 'linear' } } }), 'explore: setting "eta": must be in [0, inf), got a slider from -1 to 10'],
    ['a first value outside the range', one({ settings: { eta: 20 } }), 'explore: setting "eta": must be between 0.0001 and 10, got 20'],
    ['an empty range', one({ settings: { eta: { at: 1, from: 1, to: 1 } } }), 'explore: setting "eta": from 1 to 1 is no range on a log slider'],
    ['an option that is not there', one({ settings: { eta: 0.1, kind: { choose: 'a', of: ['b'] } } }), 'explore: setting "kind": "a" is not among b'],
    ['a surface that is no formula', one({ views: [{ draw: 'paths', surface: rastrigin(), methods: [gradientDescent] }] }), 'the surface rastrigin is no formula, so there is no JavaScript of it for a page'],
    ['a method that is no formula', one({ views: [{ draw: 'paths', surface: ravine(), methods: [lbfgs] }] }), 'its update is no formula'],
    ['a hyper-parameter outside its interval', one({ views: [{ draw: 'paths', surface: ravine(), methods: [{ method: adam, hyper: { beta2: 1.2 } }] }] }), 'adam: beta2 must be in [0, 1), got 1.2'],
    ['an optimizer that has been made', one({ views: [{ draw: 'paths', surface: ravine(), methods: [adam() as never] }] }), 'explore: methods must hold methods, such as adam, not an optimizer that has been made, got adam'],
    ['an unknown hyper-parameter', one({ views: [{ draw: 'paths', surface: ravine(), methods: [{ method: gradientDescent, hyper: { gamma: 1 } }] }] }), 'explore: gradient descent has no hyper-parameter "gamma"; known: eta'],
    ['a setting that is not there', one({ views: [{ draw: 'paths', surface: ravine(), methods: [{ method: gradientDescent, hyper: { eta: 'rate' } }] }] }), 'explore: there is no setting "rate" for eta of gradient descent'],
    ['a series that is too short', one({ views: [{ draw: 'steps', methods: [adam], gradient: 'z', series: { z: [1, 2] }, steps: 3 }], settings: {} }), 'explore: z needs a number for each of 3 steps, got 2'],
    ['a list of gradients that is too short', one({ views: [{ draw: 'steps', methods: [adam], gradient: [1, 2], steps: 3 }], settings: {} }), 'explore: gradient needs a number for each of 3 steps, got 2'],
    ['steps that are no number', one({ views: [{ draw: 'paths', surface: ravine(), methods: [gradientDescent], steps: 0 }] }), 'explore: steps must be a whole number from 1 up, got 0'],
    ['steps of a setting that is not there', one({ views: [{ draw: 'paths', surface: ravine(), methods: [gradientDescent], steps: 'steps' }] }), 'explore: there is no setting "steps" for the number of steps'],
    ['an unknown name in the number of steps', one({ views: [{ draw: 'paths', surface: ravine(), methods: [gradientDescent], steps: '400 / b' }] }), 'explore: steps: unknown name "b" in "400 / b"; known: eta'],
    ['an unknown name in a rate that changes', one({ views: [{ draw: 'paths', surface: ravine(), methods: [{ method: adam, hyper: { eta: 'eta / tt' } }] }] }), 'explore: eta of adam: unknown name "tt" in "eta / tt"; known: eta, x, y, t'],
    ['an unknown name in the noise', one({ views: [{ draw: 'paths', surface: ravine(), methods: [gradientDescent], noise: 'sigma' }] }), 'explore: noise: unknown name "sigma" in "sigma"; known: eta'],
    ['noise below zero', one({ views: [{ draw: 'losses', surface: ravine(), methods: [gradientDescent], noise: -1 }] }), 'explore: noise must be in [0, inf), got -1'],
    ['a seed between two', one({ views: [{ draw: 'paths', surface: ravine(), methods: [gradientDescent], noise: 1, seed: 1.5 }] }), 'explore: seed must be a whole number from 0 up, got 1.5'],
    ['a seed of a setting that is not whole', one({ views: [{ draw: 'paths', surface: ravine(), methods: [gradientDescent], noise: 1, seed: 'eta' }] }), 'explore: seed must be a setting of whole numbers from 0 up, got "eta"'],
    ['an average that is told nothing of its window', one({ settings: {}, views: [{ draw: 'averages', samples: [1, 2], of: { sma } }] }), 'explore: sma needs window, as an option or as a setting of that name'],
    ['a window that need not be whole', one({ settings: { window: { at: 2, from: 1.5, to: 9 } }, views: [{ draw: 'averages', samples: [1, 2], of: { sma } }] }), 'sma: window must be a whole number from 1 on, got 1.5'],
    ['a window that is whole only at its ends', one({ settings: { window: { at: 2, from: 1, to: 9 } }, views: [{ draw: 'averages', samples: [1, 2], of: { sma } }] }), 'sma: window must be a whole number from 1 on, got 1.04'],
    ['a decay outside its interval', one({ settings: {}, views: [{ draw: 'averages', samples: [1, 2], of: { one: { average: ema, options: { beta: 1 } } } }] }), 'ema: beta must be in [0, 1), got 1'],
    ['an unknown option of an average', one({ settings: {}, views: [{ draw: 'averages', samples: [1, 2], of: { one: { average: ema, options: { window: 3 } } } }] }), 'explore: ema has no option "window"; known: beta'],
    ['an average of a setting that is not there', one({ settings: {}, views: [{ draw: 'averages', samples: [1, 2], of: { one: { average: ema, options: { beta: 'other' } } } }] }), 'explore: there is no setting "other" for ema'],
    ['an average that is no formula of its own', one({ settings: { weights: { at: 1, from: 1, to: 2 } }, views: [{ draw: 'averages', samples: [1, 2], of: { wma: wma as never } }] }), 'explore: a view of averages draws ema, emaUncorrected, emaInPlace and sma, whose formulas need no lists'],
    ['a method among averages', one({ settings: {}, views: [{ draw: 'averages', samples: [1, 2], of: { one: { average: adam as never } } }] }), 'explore: a view of averages draws ema,'],
    ['too few samples', one({ settings: {}, views: [{ draw: 'averages', samples: [1, 2], count: 3, of: { ema } }] }), 'explore: samples needs a number for each of 3 samples, got 2'],
    ['a distance of gradients that is no number', one({ views: [{ draw: 'steps', methods: [adam], gradient: '1', every: 0 }] }), 'explore: every must be a whole number from 1 up, got 0'],
    ['a distance of gradients between whole numbers', one({ settings: { eta: 1 }, views: [{ draw: 'steps', methods: [adam], gradient: '1', every: 'eta' }] }), 'explore: every needs a setting of whole numbers from 1 up, got "eta"'],
    ['an unknown name in a curve', one({ views: [{ draw: 'curves', over: 't', of: { one: 'eta * tt' } }] }), 'explore: curve "one": unknown name "tt" in "eta * tt"; known: t, eta'],
    ['limits of curves that do not rise', one({ views: [{ draw: 'curves', over: 'eta', of: { one: 'eta' }, limits: [1, 0] }] }), 'explore: limits of curves must rise, got 1 to 0'],
    ['limits from zero on a logarithmic axis', one({ views: [{ draw: 'curves', over: 'eta', of: { one: 'eta' }, limits: [0, 1], logY: true }] }), 'explore: limits of curves must rise from above 0, got 0 to 1'],
    ['limits of a plane that do not rise', one({ settings: { eta: 1, beta: 0.5 }, views: [{ draw: 'plane', x: 'eta', y: 'beta', value: 'eta', label: 'eta', limits: [2, 2] }] }), 'explore: limits of a plane must rise, got 2 to 2'],
    ['a block that is none', one({ settings: {}, views: [{ draw: 'groups', shape: [4], of: { batch: batchNorm } }] }), 'explore: shape of a view of groups must be examples, places along at most two axes and channels, each from 1 to 12, got [4]'],
    ['a block of one example', one({ settings: {}, views: [{ draw: 'groups', shape: [1, 4], of: { batch: batchNorm } }] }), 'explore: a view of groups needs at least two examples and two channels, got [1, 4]'],
    ['a block without a normalisation', one({ settings: {}, views: [{ draw: 'groups', shape: [2, 4], of: {} }] }), 'explore: of must name at least one normalisation, got none'],
    ['groups that do not part the channels', one({ settings: {}, views: [{ draw: 'groups', shape: [2, 4], of: { three: { normalization: groupNorm, options: { groups: 3 } } } }] }), 'groupNorm: groups must divide the 4 channels, got 3'],
    ['a normalisation of kernels', one({ settings: {}, views: [{ draw: 'groups', shape: [2, 4], of: { weight: weightNorm as never } }] }), 'explore: a view of groups draws batchNorm, layerNorm, rmsNorm, groupNorm and instanceNorm'],
    ['nothing to normalise', one({ settings: {}, views: [{ draw: 'groups', shape: [2, 4], of: { batch: batchNorm }, after: true }] }), 'explore: a view of groups has no values to draw after; give values'],
    ['an unknown name in a block', one({ settings: {}, views: [{ draw: 'groups', shape: [2, 4], of: { batch: batchNorm }, values: 'n + q' }] }), 'explore: values of a block: unknown name "q" in "n + q"; known: example, channel, n, p, c'],
    ['a series that is too short for a block', one({ settings: {}, views: [{ draw: 'groups', shape: [2, 4], of: { batch: batchNorm }, values: 'z', series: { z: [1] } }] }), 'explore: z needs a number for each of 8 entries, got 1'],
    ['an unknown name in the size of weights', one({ views: [{ draw: 'layers', of: { tanh }, sigma: 'gain / nin' }] }), 'explore: sigma: unknown name "gain" in "gain / nin"; known: eta, n'],
    ['an activation that is none', one({ views: [{ draw: 'layers', of: { one: adam as never }, sigma: 'eta' }] }), 'explore: activation "one" must be one of the kit, such as tanh, or a formula of x'],
    ['an activation of another name', one({ views: [{ draw: 'layers', of: { one: 'z' }, sigma: 'eta' }] }), 'explore: activation "one": unknown name "z" in "z"; known: x, eta'],
    ['no activation', one({ views: [{ draw: 'layers', of: {}, sigma: 'eta' }] }), 'explore: a view of layers needs at least one activation, got none'],
    ['a depth between whole numbers', one({ views: [{ draw: 'layers', of: { tanh }, sigma: 'eta', depth: 1.5 }] }), 'explore: depth of a view of layers must be a whole number from 1 up, got 1.5'],
    ['limits of layers from zero', one({ views: [{ draw: 'layers', of: { tanh }, sigma: 'eta', limits: [0, 1] }] }), 'explore: limits of layers must rise from above 0, got 0 to 1'],
    ['a number of layers that there is not', one({ views: [{ draw: 'layers', of: { tanh }, sigma: 'eta', show: 'loss' as never }] }), 'explore: show must be signal, spread, gradient, got "loss"'],
    ['an unknown kind of view', one({ views: [{ draw: 'path' } as never] }), 'explore: unknown view "path"; known: paths, landscape, losses, slope, steps, curves, plane, averages, groups, layers'],
    ['a setting that is called as the place in a block', one({ settings: { c: 1 }, views: [{ draw: 'groups', shape: [2, 4], of: { batch: batchNorm }, values: 'c' }] }), 'explore: n, p and c are the place in a block; "c" needs another name'],
    ['views that offer different normalisations', one({ settings: {}, views: [{ draw: 'groups', shape: [2, 4], of: { batch: batchNorm, layer: layerNorm } }, { draw: 'groups', shape: [2, 4], of: { batch: batchNorm, rms: rmsNorm } }] }), 'explore: views of groups that let the reader choose must offer the same normalisations, got batch, rms beside batch, layer'],
    ['an option that the normalisation has not', one({ settings: {}, views: [{ draw: 'groups', shape: [2, 4], of: { batch: { normalization: batchNorm, options: { groups: 2 } } } }] }), 'batchNorm: unknown option "groups"'],
    ['an unknown option', one({ views: [{ draw: 'paths', surface: ravine(), methods: [gradientDescent], step: 3 } as never] }), 'explore: a view of paths: unknown option "step"'],
  ])('%s', (_, make, message) => expect(make).toThrow(message));
});

test('every slider of the notation lies in its interval, and every hyper-parameter with a slider has its default on it', () => {
  const sliders = Object.entries<Symbol>(notation).filter(([, { slider }]) => slider !== undefined);
  expect(sliders.length).toBeGreaterThan(10);
  for (const [name, { slider, interval }] of sliders) {
    for (const end of [slider?.from, slider?.to] as number[]) expect(interval === undefined || contains(interval, end), `${name}: ${end}`).toBe(true);
  }
  for (const { declaration } of methods) {
    for (const [name, value] of Object.entries<number>(declaration.hyper)) {
      const slider = symbolFor(name, declaration.symbols)?.slider;
      // An epsilon or a delta may be switched off by 0, which no logarithmic slider reaches.
      if (slider === undefined || value === 0 || name === 'epsilon') continue;
      expect(value >= slider.from && value <= slider.to, `${declaration.name}: ${name} = ${value}`).toBe(true);
    }
  }
});

test.each([
  [{ from: 1e-4, to: 10, scale: 'log' }, 0.03],
  [{ from: 0, to: 0.99 }, 0.8],
  [{ from: 0, to: 0.9999, scale: 'complement' }, 0.999],
  [{ from: -3, to: 5 }, 1.5],
] as const)('a slider %j has its ends, and places in order', (slider, value) => {
  const values = Array.from({ length: places + 1 }, (_, place) => valueAt(slider, place));
  expect([values[0], values[places]]).toEqual([slider.from, slider.to]);
  expect(values).toEqual([...values].sort((a, b) => a - b));
  const near = valueAt(slider, Math.round(placeOf(slider, value)));
  // A place is a two-hundredth of the slider.
  expect(Math.abs(placeOf(slider, near) - placeOf(slider, value))).toBeLessThanOrEqual(0.6);
});

test.each([[0.9, '0.9'], [0.9995, '0.9995'], [0.99983, '0.99983'], [0.8123, '0.81'], [0, '0']])('a decay of %d is labelled %s', (value, text) => {
  expect(settingText({ name: 'beta2', label: '', at: 0.9, slider: { from: 0, to: 0.9999, scale: 'complement' } }, value)).toBe(text);
});

test.each([['\\beta_1', 'β₁'], ['\\hat m', 'm\u0302'], ['h_{\\min}', 'h min'], ['\\varepsilon', 'ε'], ['n_{\\text{in}}', 'n in'], ['\\eta_{\\infty}', 'η∞'], ['w', 'w'], ['\\Delta w', 'Δw']])(
  'the glyph %s is %s in a label',
  (latex, text) => expect(plainGlyph(latex)).toBe(text),
);
