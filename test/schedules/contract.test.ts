import { describe, expect, test } from 'vitest';
import { gradientDescent, momentum } from '../../lib/src/optimizers';
import * as schedules from '../../lib/src/schedules';
import {
  chained, constant, cosine, cosineBounce, cyclic, cyclicExponential, cyclicHalving, exponential, inverseTime, lambda, linear, multiplicative, multiStep,
  noam, oneCycle, oneCycleLinear, plateau, polynomial, polynomialCycle, schedule, scheduleFromConfig, sequential, step, sutskever, warmRestarts, warmUp,
  type NamedSchedule, type ScheduleConfig,
} from '../../lib/src/schedules';
import { first } from './values';

/** One of each, with every parameter that has no default. */
const all: ReadonlyArray<NamedSchedule> = [
  constant({ value: 0.1 }),
  step({ start: 0.1, every: 7 }),
  multiStep({ start: 0.1, milestones: [5, 20] }),
  exponential({ start: 0.1, factor: 0.9 }),
  linear({ start: 0.1, end: 0.01, steps: 30 }),
  polynomial({ start: 0.1, steps: 30, power: 2 }),
  polynomialCycle({ start: 0.1, steps: 9 }),
  inverseTime({ start: 0.1, decay: 0.5 }),
  cosine({ start: 0.1, steps: 30 }),
  cosineBounce({ start: 0.1, steps: 9 }),
  warmRestarts({ start: 0.1, steps: 5, growth: 1.5, shrink: 0.9 }),
  oneCycle({ peak: 0.1, steps: 40, phases: 3 }),
  oneCycleLinear({ peak: 0.1, steps: 40 }),
  cyclic({ start: 0.01, peak: 0.1, up: 3, down: 4 }),
  cyclicHalving({ start: 0.01, peak: 0.1, up: 3 }),
  cyclicExponential({ start: 0.01, peak: 0.1, up: 3, factor: 0.9 }),
  noam({ width: 64, steps: 10 }),
  sutskever({ every: 5 }),
  plateau({ start: 0.1 }),
  lambda({ rule: 'eta / sqrt(t)', eta: 0.1 }),
  multiplicative({ start: 0.1, factor: lambda({ rule: 'q^t', q: 0.99 }) }),
  warmUp({ steps: 5, after: cosine({ start: 0.1, steps: 30 }) }),
  sequential({ schedules: [constant({ value: 0.1 }), warmUp({ steps: 3, after: step({ start: 0.1, every: 2 }) })], milestones: [10] }),
  chained({ schedules: [constant({ value: 0.1, factor: 0.5, steps: 4 }), exponential({ start: 1, factor: 0.9 })] }),
];

const values = first.bind(null, 60);

test('the list above holds every schedule that the kit exports', () => {
  const others = ['schedule', 'scheduleFromConfig', 'isScheduleConfig'];
  expect(all.map(({ name }) => name).sort()).toEqual(Object.keys(schedules).filter(name => !others.includes(name)).sort());
});

describe.each(all.map(one => [one.name, one] as const))('%s', (name, one) => {
  test('has a legal rate at every step, also long after its end', () => {
    for (const value of [...values(one), one(1e6)]) expect(value).toBeGreaterThanOrEqual(0);
    expect(values(one).every(Number.isFinite)).toBe(true);
  });

  test('depends on t alone: asked backwards, between steps or twice, it says the same', () => {
    const forwards = values(one);
    const backwards = Array.from({ length: 60 }, (_, k) => one(60 - k)).reverse();
    one(7.5);
    expect(backwards).toEqual(forwards);
    expect(values(one)).toEqual(forwards);
  });

  test('is made again from its config after a trip through JSON', () => {
    const config = JSON.parse(JSON.stringify(one.config)) as ScheduleConfig;
    expect(config.name).toBe(name);
    const again = scheduleFromConfig(config);
    expect(values(again)).toEqual(values(one));
    expect(again.config).toEqual(config);
  });

  test('refuses to count from 0', () => {
    for (const t of [0, 0.5, -1, NaN, Infinity]) expect(() => one(t)).toThrow(/: t counts steps from 1, got/);
  });

  test('drives an optimizer, which tells the rate in use', () => {
    const optimizer = gradientDescent({ eta: one });
    expect(optimizer.learningRate).toBe(one(1));
    optimizer.dispose();
  });
});

const formulas: ReadonlyArray<[name: string, latex: () => string, expected: string]> = [
  ['exponential', exponential.latex, '\\eta_t = \\eta_1 \\, q^{\\frac{t - 1}{n}}'],
  ['step', step.latex, '\\eta_t = \\eta_1 \\, q^{\\left\\lfloor \\frac{t - 1}{n} \\right\\rfloor}'],
  ['constant', constant.latex, '\\eta_t = \\begin{cases} q \\, \\eta & \\text{if } t \\le T \\\\ \\eta & \\text{otherwise} \\end{cases}'],
  ['sutskever', sutskever.latex, '\\gamma_t = \\min\\left( 1 - \\frac{1}{2 \\, \\left( \\left\\lfloor \\frac{t}{n} \\right\\rfloor + 1 \\right)}, \\gamma_{\\max} \\right)'],
];

test.each(formulas)('%s shows its formula', (_, latex, expected) => {
  expect(latex()).toBe(expected);
});

describe('errors name the schedule, the rule and the value', () => {
  const untyped = exponential as (options: object) => NamedSchedule;
  const slips: ReadonlyArray<[message: string, slip: () => unknown]> = [
    ['exponential: start must be in [0, inf), got -1', () => exponential({ start: -1, factor: 0.9 })],
    ['exponential: start must be in [0, inf), got NaN', () => exponential({ start: NaN, factor: 0.9 })],
    ['exponential: factor must be in [0, inf), got 0.9', () => untyped({ start: 1, factor: '0.9' })],
    ['exponential: unknown parameter "gamma"; known: start, factor, every', () => untyped({ start: 1, factor: 0.9, gamma: 2 })],
    ['exponential: factor is missing; known: start, factor, every', () => untyped({ start: 1 })],
    ['linear: steps must be in (0, inf), got 0', () => linear({ start: 1, end: 0, steps: 0 })],
    ['multiStep: milestones must be whole numbers from 1 on in rising order, got [5,2]', () => multiStep({ start: 1, milestones: [5, 2] })],
    ['multiStep: milestones must be whole numbers from 1 on in rising order, got [0]', () => multiStep({ start: 1, milestones: [0] })],
    ['warmRestarts: growth must be in [1, inf), got 0.5', () => warmRestarts({ start: 1, steps: 5, growth: 0.5 })],
    ['sutskever: peak must be in [0, 1), got 1', () => sutskever({ peak: 1 })],
    ['oneCycle: rise * steps must leave room for 2 phases, got rise = 0.3, steps = 3', () => oneCycle({ peak: 1, steps: 3 })],
    ['oneCycle: phases must be 2 or 3, got 2.5', () => oneCycle({ peak: 1, steps: 100, phases: 2.5 })],
    ['oneCycle: rise * steps must leave room for 3 phases, got rise = 0.6, steps = 100', () => oneCycle({ peak: 1, steps: 100, rise: 0.6, phases: 3 })],
    ['plateau: start must be in (0, inf), got 0', () => plateau({ start: 0 })],
    ['plateau: factor must be in [0, 1), got 1', () => plateau({ start: 1, factor: 1 })],
    ['plateau: patience must be a whole number, got 1.5', () => plateau({ start: 1, patience: 1.5 })],
    ['plateau: mode must be min or max, got up', () => plateau({ start: 1, mode: 'up' as 'min' })],
    ['plateau: the metric must be a number, got NaN', () => plateau({ start: 1 }).report(NaN)],
    ['unknown name "eta" in "eta / t"; known: t', () => lambda({ rule: 'eta / t' })],
    ['lambda: t is the number of the step and cannot be a parameter', () => lambda({ rule: '1 / t', t: 2 })],
    ['lambda: eta must be a finite number, got x', () => lambda({ rule: 'eta / t', eta: 'x' })],
    ['lambda: a function cannot be saved; write the rule as a formula of t, such as "0.1 / sqrt(t)"', () => lambda({ rule: t => t }).config],
    ['warmUp: steps must be a whole number from 1 on, got 0', () => warmUp({ steps: 0, after: sutskever() })],
    ['warmUp: after must be a schedule, a function of t, got 0.1', () => warmUp({ steps: 2, after: 0.1 as never })],
    ['warmUp: after is a plain function and cannot be saved; write it with lambda({ rule: "…" }), a formula of t', () => warmUp({ steps: 2, after: t => t }).config],
    ['multiplicative: start must be in [0, inf), got -1', () => multiplicative({ start: -1, factor: t => t })],
    ['sequential: needs one milestone fewer than schedules, got 1 milestones and 1 schedules', () => sequential({ schedules: [sutskever()], milestones: [3] })],
    ['sequential: milestones must be whole numbers from 1 on in rising order, got [0]', () => sequential({ schedules: [sutskever(), sutskever()], milestones: [0] })],
    ['chained: needs at least one schedule', () => chained({ schedules: [] })],
    ['schedules: no schedule "magic"; known: chained, constant,', () => scheduleFromConfig({ name: 'magic', parameters: {} })],
    ['schedules: no schedule "toString"', () => scheduleFromConfig({ name: 'toString', parameters: {} })],
    ['cosine: steps is missing', () => scheduleFromConfig({ name: 'cosine', parameters: { start: 1 } })],
    ['gradient descent: eta must be in [0, inf), got -1 at step 1', () => gradientDescent({ eta: lambda({ rule: '-t' }) }).current()],
  ];

  test.each(slips)('%s', (message, slip) => expect(slip).toThrow(message));

  test('a slip in a declared formula stops the module that declares it', () => {
    const declare = (): unknown => schedule({ name: 'mine', title: 'Mine', idea: '', source: { paper: '' }, required: ['start'], value: 'strat / t' });
    expect(declare).toThrow('unknown name "strat" in "strat / t"; known: t, start');
  });
});

test('one cycle for the rate and the opposite one for the momentum', () => {
  const optimizer = momentum({ eta: oneCycle({ peak: 1, steps: 10 }), gamma: oneCycle({ start: 0.95, peak: 0.85, end: 0.95, steps: 10 }) });
  // torch's OneCycleLR begins at a 25th of the peak and at the largest momentum.
  expect(optimizer.current()).toEqual(expect.objectContaining({ eta: expect.closeTo(0.04, 15), gamma: 0.95 }));
  optimizer.dispose();
});

describe('plateau', () => {
  test('goes on where it was: saved in the middle, it drops when the uninterrupted one does', () => {
    const metrics = [1, 0.9, 0.9, 0.9, 0.95, 0.8, 0.8, 0.8, 0.8, 0.8, 0.8, 0.8];
    for (const cut of [0, 1, 3, 4, 8]) {
      const whole = plateau({ start: 1, factor: 0.5, patience: 1, cooldown: 2 });
      const before = plateau({ start: 1, factor: 0.5, patience: 1, cooldown: 2 });
      const expected = metrics.map(metric => whole.report(metric));
      metrics.slice(0, cut).forEach(metric => before.report(metric));
      const after = scheduleFromConfig(JSON.parse(JSON.stringify(before.config)) as ScheduleConfig) as ReturnType<typeof plateau>;
      expect(metrics.slice(cut).map(metric => after.report(metric))).toEqual(expected.slice(cut));
    }
  });

  test('takes an infinite loss for a bad one, and keeps its rate until it is told anything', () => {
    const rate = plateau({ start: 1, patience: 0 });
    expect([rate(1), rate(500)]).toEqual([1, 1]);
    expect([rate.report(2), rate.report(Infinity)]).toEqual([1, 0.1]);
    expect(rate(501)).toBe(0.1);
  });
});
