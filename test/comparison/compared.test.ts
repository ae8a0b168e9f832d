import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import {
  adam, clipGlobalNorm, compared, comparisonCurves, goodRates, gradientDescent, initializers, loadDigits, logGrid, momentum, quadratic, ravine, schedules, seededRandom,
  surface, useBackend, type ComparisonOptions, type Contender, type SurfaceTask, type TrainingTask,
} from 'descent';
import { checkComparison, digestOf, quantile, runComparison } from '../../lib/src/comparison';
import { bestOf } from '../../lib/src/comparison/run-comparison';

beforeAll(async () => void (await useBackend('wasm')));

const scratch = mkdtempSync(join(tmpdir(), 'compared-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));
afterEach(() => vi.unstubAllEnvs());

const walk: SurfaceTask = { surface: ravine({ kappa: 10 }), steps: 20, measure: 'loss' };
const plain: Contender = { method: gradientDescent, search: { eta: [0.05, 0.1, 0.15, 0.18, 0.25] } };
const one: ComparisonOptions = { name: 'planted', methods: [plain], task: walk };

/** Gradient descent on the ravine worked out by hand: each coordinate shrinks by its own factor. */
function lossByHand(eta: number, [x, y]: readonly [number, number], steps = 20): number {
  return ((x * (1 - eta) ** steps) ** 2 + 10 * (y * (1 - 10 * eta) ** steps) ** 2) / 2;
}

/** The start that a seed draws in the ravine's window. */
function startOf(seed: number): [number, number] {
  const random = seededRandom(seed);
  return [-10.5 + 13 * random.uniform(), -2.6 + 5.2 * random.uniform()];
}

describe('the search', () => {
  test('runs every setting from the same starts, and finds the one whose median is lowest', async () => {
    const { search, best } = (await compared(one)).of('gradient descent');
    const byHand = [0.05, 0.1, 0.15, 0.18, 0.25].map(eta => [1, 2, 3, 4, 5].map(seed => lossByHand(eta, startOf(seed))));
    // Four recorded digits.
    search.forEach(({ values }, k) => values.forEach((value, s) => expect(value / (byHand[k]?.[s] as number)).toBeCloseTo(1, 3)));
    const medians = byHand.map(values => [...values].sort((a, b) => a - b)[2] as number);
    expect(best).toEqual({ eta: [0.05, 0.1, 0.15, 0.18, 0.25][medians.indexOf(Math.min(...medians))] });
  });

  test('runs the best on fresh seeds', async () => {
    const { runs, best, median, lower, upper, smallest, largest } = (await compared(one)).of('gradient descent');
    expect(runs.map(({ seed }) => seed)).toEqual([6, 7, 8, 9, 10, 11, 12, 13, 14, 15]);
    const byHand = runs.map(({ seed }) => lossByHand(best['eta'] as number, startOf(seed))).sort((a, b) => a - b) as [number, ...number[]];
    runs.forEach(({ seed, value }) => expect(value / lossByHand(best['eta'] as number, startOf(seed))).toBeCloseTo(1, 3));
    expect(median / (((byHand[4] as number) + (byHand[5] as number)) / 2)).toBeCloseTo(1, 3);
    // Between the third and fourth of ten, a quarter of the way.
    expect(lower / ((byHand[2] as number) + 0.25 * ((byHand[3] as number) - (byHand[2] as number)))).toBeCloseTo(1, 3);
    expect([smallest / byHand[0], largest / (byHand[9] as number)]).toEqual([expect.closeTo(1, 3), expect.closeTo(1, 3)]);
    expect(upper).toBeLessThan(largest);
  });

  test.each([
    ['largest', [0.05, 0.1, 0.15], /gradient descent is best at the largest eta of its grid, 0\.15; extend the grid above it/],
    ['smallest', [0.18, 0.19, 0.21], /gradient descent is best at the smallest eta of its grid, 0\.18; extend the grid below it/],
  ])('refuses a best at the %s value of its grid', async (_, eta, message) => {
    await expect(compared({ ...one, methods: [{ method: gradientDescent, search: { eta } }] })).rejects.toThrow(message);
  });

  test('says of every method at once that it is at an end', async () => {
    const methods = [{ ...plain, search: { eta: [0.05, 0.1, 0.15] } }, { method: momentum, search: { eta: [1e-4, 2e-4, 3e-4] } }];
    await expect(compared({ ...one, methods })).rejects.toThrow(/gradient descent is best at the largest.*momentum is best at the largest/);
  });

  test('zero is no end: nothing lies below it', async () => {
    // On a bowl of one curvature momentum only delays.
    const task = { ...walk, surface: ravine({ kappa: 1 }), steps: 5 };
    const { methods: [found] } = await compared({ ...one, task, methods: [{ method: momentum, search: { eta: [0.5, 0.9, 1.5], gamma: [0, 0.5, 0.9] } }] });
    expect(found?.best).toEqual({ eta: 0.9, gamma: 0 });
  });

  test('a method that diverges everywhere, or reaches its goal nowhere, is an error that says so', async () => {
    const wild = { ...plain, search: { eta: [10, 20, 30] } };
    await expect(compared({ ...one, task: { ...walk, steps: 60 }, methods: [wild] })).rejects.toThrow('no setting of gradient descent stays finite on most of the search seeds');
    await expect(compared({ ...one, task: { ...walk, steps: 3, goal: 1e-9 } })).rejects.toThrow('no setting of gradient descent reaches the goal on most of the search seeds');
  });

  test('among equal medians the lowest worst seed decides, then the first', () => {
    const entries = [[1, 2, 9], [0, 2, 5], [1, 2, 5]].map((values, eta) => ({ setting: { eta }, values }));
    expect(bestOf(entries).setting).toEqual({ eta: 1 });
    const diverging = [{ setting: { eta: 1 }, values: [1, 1, Infinity] }, { setting: { eta: 2 }, values: [1, 1, 3] }];
    expect(bestOf(diverging).setting).toEqual({ eta: 2 });
  });

  test('counts the steps until a goal', async () => {
    const goal = 0.05;
    const { methods: [found], words } = await compared({ ...one, task: { ...walk, steps: 100, goal } });
    expect(words.value).toBe('steps until loss ≤ 0.05');
    for (const { seed, value } of found?.runs ?? []) {
      const at = (steps: number): number => lossByHand(found?.best['eta'] as number, startOf(seed), steps);
      expect(at(value)).toBeLessThanOrEqual(goal);
      if (value > 0) expect(at(value - 1)).toBeGreaterThan(goal);
    }
  });

  test('measures the distance from the nearest minimum, and gives each method a task of its own where it asks', async () => {
    const methods = [plain, { ...plain, name: 'longer', task: { steps: 40 } }];
    const { methods: [short, long], words } = await compared({ ...one, methods, task: { ...walk, measure: 'distance' } });
    expect(words.value).toBe('distance from the minimum at the end');
    for (const [found, steps] of [[short, 20], [long, 40]] as const) {
      for (const { seed, value } of found?.runs ?? []) {
        const [x, y] = startOf(seed);
        const eta = found?.best['eta'] as number;
        expect(value / Math.hypot(x * (1 - eta) ** steps, y * (1 - 10 * eta) ** steps)).toBeCloseTo(1, 3);
      }
    }
  });

  test('one step and one epoch are not plural', async () => {
    const { words } = await compared({ ...one, task: { ...walk, steps: 1 }, methods: [{ method: gradientDescent, search: { eta: [0.01, 0.1, 0.25] } }] });
    expect(words.value).toBe('loss after 1 step');
  });

  test('noise differs from seed to seed and is the same for every method', async () => {
    const methods = [plain, { ...plain, name: 'again' }];
    const { methods: [first, again] } = await compared({ ...one, methods, task: { ...walk, noise: 0.5 } });
    expect(again?.runs).toEqual(first?.runs);
    const quiet = (await compared(one)).of('gradient descent');
    expect(first?.runs.map(({ value }) => value)).not.toEqual(quiet.runs.map(({ value }) => value));
  });
});

describe('trainings', () => {
  const { train: all } = loadDigits();
  const part = (from: number, to: number): typeof all =>
    ({ ...all, size: to - from, x: all.x.slice(from * 64, to * 64), labels: all.labels.slice(from, to) });
  const data = { train: part(0, 300), test: part(300, 500) };
  const task = { data, network: { layers: [64, 10] }, epochs: 3, measure: 'loss' } as const;
  const methods: Contender[] = [{ method: gradientDescent, search: { eta: [0.01, 1, 1000] } }];

  test('of a network, every seed with weights and an order of its own', async () => {
    const { methods: [found], words } = await compared({ ...one, methods, task });
    expect(words.value).toBe('training loss after 3 epochs');
    expect(found?.best).toEqual({ eta: 1 });
    expect(found?.axes).toEqual({ epoch: [0, 1, 2, 3], updates: [0, 10, 20, 30], gradientEvaluations: [0, 300, 600, 900] });
    expect(new Set(found?.runs.map(({ value }) => value)).size).toBe(10);
    expect(found?.runs.every(({ curve }) => curve.length === 4 && (curve[3] as number) < (curve[0] as number))).toBe(true);
  });

  test('the search never sees the test set, the fresh runs do', async () => {
    const wrong = { ...data.test, labels: data.test.labels.map(label => (label + 1) % 10) };
    const error = { ...task, measure: 'testError' } as const;
    const { methods: [right] } = await compared({ ...one, methods, task: error });
    const { methods: [blind] } = await compared({ ...one, methods, task: { ...error, data: { ...data, test: wrong } } });
    expect(blind?.search).toEqual(right?.search);
    expect(right?.median).toBeLessThan(0.3);
    expect(blind?.median).toBeGreaterThan(0.7);
  });

  test('count the gradients until a goal; a diverging one does not arrive', async () => {
    const { methods: [found], words } = await compared({ ...one, methods, task: { ...task, epochs: 8, measure: 'testError', goal: 0.25 } });
    expect(words.value).toBe('gradients of single examples until test error ≤ 0.25');
    // The search learns from four fifths, 240; the fresh runs from all 300.
    expect(found?.search[1]?.values.every(value => value % 240 === 0 && value > 0)).toBe(true);
    expect(found?.runs.every(({ value }) => value % 300 === 0 && value > 0)).toBe(true);
    const { methods: [checked] } = await compared({ ...one, methods: [{ method: gradientDescent, search: { eta: [0.01, 1, 1e38] } }], task });
    expect(checked?.search[2]?.values).toEqual([Infinity, Infinity, Infinity, Infinity, Infinity]);
  });
});

describe('a declaration that is not fair is refused before anything is run', () => {
  test.each<[string, object, string]>([
    ['four seeds', { seeds: 4 }, 'compared: seeds must be a whole number from 5 up, got 4'],
    ['four search seeds', { searchSeeds: 4 }, 'compared: searchSeeds must be a whole number from 5 up, got 4'],
    ['no method', { methods: [] }, 'compared: methods must list at least one method, got none'],
    ['a name that is no file\'s', { name: '../x' }, 'compared: name must be of lower-case letters, digits and hyphens, got "../x"'],
    ['an unknown option', { seed: 1 }, 'compared: unknown option "seed"'],
    ['a rate that is not searched', { methods: [{ method: momentum, search: { gamma: [0.5, 0.8, 0.9] } }] }, 'compared: search of momentum must hold its rate, eta, got gamma'],
    ['two values', { methods: [{ method: momentum, search: { eta: [0.1, 0.2] } }] }, 'compared: momentum: eta must be tried at three values or more, or the best could not lie between them, got 2 values'],
    ['values that do not rise', { methods: [{ method: momentum, search: { eta: [0.1, 0.3, 0.2] } }] }, 'compared: momentum: the values of eta must be finite and rise, got 0.3 0.2'],
    ['a value outside its interval', { methods: [{ method: momentum, search: { eta: [0.1, 0.2, 0.3], gamma: [0.5, 0.9, 1] } }] }, 'momentum: gamma must be in [0, 1), got 1'],
    ['an unknown hyper-parameter', { methods: [{ ...plain, hyper: { bta: 1 } }] }, 'gradient descent: unknown hyper-parameter "bta"'],
    ['one name twice', { methods: [plain, plain] }, 'compared: every method needs a name of its own, got "gradient descent" twice'],
    ['a function without a name', { methods: [{ method: () => adam(), search: { eta: [1, 2, 3] } }] }, 'compared: a method that is a function needs a name, got none'],
    ['another measure for one', { methods: [{ ...plain, task: { goal: 1 } }] }, 'compared: goal is the same for all methods, got one for gradient descent'],
    ['an unknown measure', { task: { ...walk, measure: 'speed' } }, 'compared: measure must be loss or distance, got "speed"'],
    ['an unknown part of a task', { task: { ...walk, epochs: 3 } }, 'compared: task: unknown option "epochs"'],
    ['no steps', { task: { ...walk, steps: 0 } }, 'compared: steps must be a whole number from 1 up, got 0'],
    ['neither surface nor data', { task: { measure: 'loss' } }, 'compared: task must hold a surface, or data and a network, got neither'],
  ])('%s', async (_, change, message) => {
    await expect(compared({ ...one, ...change } as ComparisonOptions)).rejects.toThrow(message);
  });
});

test('a grid is even on a logarithmic scale, in round numbers', () => {
  expect(logGrid(0.01, 1)).toEqual([0.01, 0.018, 0.032, 0.056, 0.1, 0.18, 0.32, 0.56, 1]);
  expect(logGrid(1e-4, 1, 3)).toHaveLength(13);
  expect(logGrid(3e-4, 3e-2, 1)).toEqual([3e-4, 3e-3, 3e-2]);
  for (const [from, to, per] of [[0, 1, 4], [1, 1, 4], [1, 0.1, 4], [1, Infinity, 4], [1, 2, 2], [1, 10, 0.5], [1, 10, 21]] as const) {
    expect(() => logGrid(from, to, per), `${from} ${to} ${per}`).toThrow(/^log grid: /);
  }
});

test('quantiles as numpy has them, and Infinity for whatever did not arrive', () => {
  expect([0, 0.25, 0.5, 0.75, 1].map(share => quantile([4, 1, 3, 2], share))).toEqual([1, 1.75, 2.5, 3.25, 4]);
  expect(quantile([1, 2, Infinity, Infinity], 0.5)).toBe(Infinity);
  expect(quantile([1, 2, 3, Infinity], 0.5)).toBe(2.5);
  expect(quantile([Infinity, Infinity, Infinity], 0.4)).toBe(Infinity);
  expect(() => quantile([], 0.5)).toThrow('quantile: needs at least one value, got none');
});

test('good rates are a stretch around the best, not every low one', () => {
  const search = [[1, 5], [2, 1.5], [3, 1], [4, 1.9], [5, 9], [6, 1.1]].map(([eta, value]) => ({ setting: { eta: eta as number }, values: [value as number] }));
  const method = { name: 'x', rate: 'eta', best: { eta: 3 }, search, runs: [], axes: {}, median: 1, lower: 1, upper: 1, smallest: 1, largest: 1 };
  expect(goodRates(method)).toEqual([2, 4]);
  expect(goodRates(method, 6)).toEqual([1, 4]);
});

describe('the digest', () => {
  const of = (change: Partial<ComparisonOptions>): string => digestOf(checkComparison({ ...one, ...change }));
  const clipped = (bound: number): Contender => ({ name: 'clipped', method: ({ eta = 0 }) => clipGlobalNorm(adam({ eta }), { bound }), search: { eta: [0.1, 0.2, 0.3] } });

  test('is the same for the same declaration, and for another name of it', () => {
    expect(of({})).toBe(of({}));
    expect(of({ name: 'other' })).toBe(of({}));
    expect(of({ methods: [clipped(1)] })).toBe(of({ methods: [clipped(1)] }));
  });

  test('differs with everything that decides the result', () => {
    const decaying = (rate: number): Contender => ({
      name: 'decaying', method: ({ eta = 0 }) => adam({ eta: schedules.exponential({ start: eta, factor: rate }) }), search: { eta: [0.1, 0.2, 0.3] },
    });
    const lambda = (power: number): Contender => ({ name: 'own', method: ({ eta = 0 }) => adam({ eta: (t: number) => eta / t ** power }), search: { eta: [0.1, 0.2, 0.3] } });
    const bowl = (b: number): SurfaceTask => ({
      ...walk,
      surface: surface({
        name: 'bowl', title: 'Bowl', minima: [[0, 0]], window: { x: [-1, 1], y: [-1, 1] }, starts: [[1, 1]],
        f: { value: (x, y) => x * x + b * y * y, gradient: (x, y) => [2 * x, 2 * b * y], latex: 'x^2 + y^2' },
      }),
    });
    const { heNormal, lecunNormal } = initializers;
    type Seed = { readonly seed: number };
    const trained = (initializer?: TrainingTask['network']['initializer']): string => of({
      task: { data: loadDigits(), network: { layers: [64, 10], ...(initializer && { initializer }) }, measure: 'loss' },
    });
    const digests = [
      trained(),
      ...[heNormal, lecunNormal, ({ seed }: Seed) => heNormal({ seed, gain: 1 }), ({ seed }: Seed) => heNormal({ seed: seed + 1 })].map(trained),
      of({}),
      of({ seeds: 11 }),
      of({ searchSeeds: 6 }),
      of({ task: { ...walk, steps: 21 } }),
      of({ task: { ...walk, measure: 'distance' } }),
      of({ task: { ...walk, goal: 1 } }),
      of({ task: { ...walk, noise: 0.1 } }),
      of({ task: { ...walk, starts: { x: [0, 1], y: [0, 1] } } }),
      of({ task: { ...walk, surface: ravine({ kappa: 11 }) } }),
      of({ task: { ...walk, surface: quadratic({ kappa: 10 }) } }),
      of({ task: bowl(1) }),
      of({ task: bowl(2) }),
      of({ methods: [{ ...plain, search: { eta: [0.05, 0.1, 0.15] } }] }),
      of({ methods: [{ ...plain, name: 'another name' }] }),
      of({ methods: [{ method: momentum, search: { eta: [0.05, 0.1, 0.15] } }] }),
      of({ methods: [{ method: momentum, search: { eta: [0.05, 0.1, 0.15] }, hyper: { gamma: 0.5 } }] }),
      of({ methods: [plain, { ...plain, name: 'longer', task: { steps: 30 } }] }),
      ...[clipped(1), clipped(2), decaying(0.9), decaying(0.8), lambda(1), lambda(0.5)].map(contender => of({ methods: [contender] })),
    ];
    expect(new Set(digests).size).toBe(digests.length);
  });
});

describe('what is recorded', () => {
  const record = async (folder: string, change: Partial<ComparisonOptions> = {}): Promise<void> => {
    vi.stubEnv('DESCENT_COMPARISONS_TO', folder);
    await compared({ ...one, ...change });
    vi.unstubAllEnvs();
  };

  test('is read instead of computed, and gives the same result', async () => {
    const folder = mkdtempSync(join(scratch, 'read-'));
    const computed = await compared(one);
    await record(folder);
    expect(readdirSync(folder)).toEqual(['planted.json']);
    vi.stubEnv('DESCENT_COMPARISONS_FROM', folder);
    vi.stubEnv('DESCENT_COMPARISONS', 'required');
    const { of: _, ...read } = await compared(one);
    const { of: __, ...before } = computed;
    expect(read).toEqual(before);
    await expect(compared({ ...one, seeds: 6 })).rejects.toThrow('compared: no recorded result fits planted; run "npm run compare -- --lessons --missing"');
  });

  test('is kept apart from what a student computes: without being asked nothing is written', async () => {
    const folder = mkdtempSync(join(scratch, 'none-'));
    vi.stubEnv('DESCENT_COMPARISONS_FROM', folder);
    await compared(one);
    expect(readdirSync(folder)).toEqual([]);
  });

  test('is partly run again where it is verified, and a changed number is found', async () => {
    const folder = mkdtempSync(join(scratch, 'verified-'));
    await record(folder);
    vi.stubEnv('DESCENT_COMPARISONS_FROM', folder);
    vi.stubEnv('DESCENT_COMPARISONS', 'verified');
    await compared(one);
    const file = join(folder, 'planted.json');
    const text = readFileSync(file, 'utf8');
    const lines = text.split('\n');
    const last = lines.findIndex(line => line.includes('"seed":15'));
    const planted = (change: (line: string) => string): void => writeFileSync(file, lines.map((line, at) => (at === last ? change(line) : line)).join('\n'));
    planted(line => line.replace(/"value":([\d.e-]+)/, (_, value: string) => `"value":${Number(value) * 1.01}`));
    await expect(compared(one)).rejects.toThrow(/planted: gradient descent at its best setting, seed 15, gives .* is recorded/);
    writeFileSync(file, text.replace('"best": {"eta":0.18}', '"best": {"eta":0.1}'));
    await expect(compared(one)).rejects.toThrow('the recorded search gives gradient descent {"eta":0.18}, but {"eta":0.1} was run');
    writeFileSync(file, '{"format": 1');
    await expect(compared(one)).rejects.toThrow(/planted\.json is no record of a comparison/);
  });

  test('keeps what did not arrive', async () => {
    const folder = mkdtempSync(join(scratch, 'infinite-'));
    const methods = [{ method: gradientDescent, search: { eta: [0.1, 0.15, 30] } }];
    const task = { ...walk, steps: 200 };
    await record(folder, { methods, task });
    vi.stubEnv('DESCENT_COMPARISONS_FROM', folder);
    vi.stubEnv('DESCENT_COMPARISONS', 'required');
    const { methods: [found] } = await compared({ ...one, methods, task });
    expect(found?.search[2]?.values).toEqual([Infinity, Infinity, Infinity, Infinity, Infinity]);
  });

  test('an unknown way of using it is refused', async () => {
    vi.stubEnv('DESCENT_COMPARISONS', 'allways');
    await expect(compared(one)).rejects.toThrow('DESCENT_COMPARISONS: must be one of auto, required, verified, got "allways"');
  });
});

test('an interrupt stops it, and there is no result', async () => {
  const stop = new AbortController();
  const seen: number[] = [];
  const run = runComparison(checkComparison(one), {
    signal: stop.signal,
    onRun: done => {
      seen.push(done);
      if (done === 7) stop.abort();
    },
  });
  await expect(run).rejects.toThrow('compared: stopped after 7 of 35 runs of planted, so there is no result');
  expect(seen).toEqual([1, 2, 3, 4, 5, 6, 7]);
});

test('a result is asked by the method\'s name, and rows say what did not arrive', async () => {
  const result = await compared(one);
  expect(() => result.of('adam')).toThrow('planted: unknown method "adam"; known: gradient descent');
  expect(result.rows).toEqual([{
    method: 'gradient descent', 'best setting': 'η = 0.18', 'loss after 20 steps, median': result.of('gradient descent').median,
    'lower quartile': expect.any(Number), 'upper quartile': expect.any(Number), seeds: 10,
  }]);
  expect(() => comparisonCurves({ title: 'What?', comparison: result, x: 'epoch' })).toThrow('comparison curves: x must be step, got "epoch"');
});
