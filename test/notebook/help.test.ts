import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import * as activations from '../../lib/src/activations';
import * as averages from '../../lib/src/averages';
import { isDocumented, type Documented } from '../../lib/src/documentation';
import * as initializers from '../../lib/src/initializers';
import * as losses from '../../lib/src/losses';
import * as normalizations from '../../lib/src/normalizations';
import { yourOwn } from '../../lib/src/notebook/exercise';
import * as optimizers from '../../lib/src/optimizers';
import * as schedules from '../../lib/src/schedules';
import { lessonMarkdown } from '../../lib/course/site/markdown';
import * as surfaces from '../../lib/src/surfaces';
import { kernelStandIn } from './kernel-stand-in';

const { adam, gradientDescent } = optimizers;

const kernel = kernelStandIn();
let help: (thing: unknown) => void;
beforeAll(async () => {
  vi.doMock('../../lib/src/notebook/tslab', () => kernel);
  ({ help } = await import('../../lib/src/notebook/help.js'));
});
afterAll(() => {
  vi.doUnmock('../../lib/src/notebook/tslab');
});

/** The Markdown that help sends. */
function helpOf(thing: unknown): string {
  kernel.sent.length = 0;
  help(thing);
  expect(kernel.sent).toHaveLength(1);
  const { data } = kernel.sent[0]!;
  expect(Object.keys(data)).toEqual(['text/markdown', 'text/plain']);
  return String(data['text/markdown']);
}

/** Functions of these folders that are tools, not things to ask about. */
const tools = [
  'activation', 'elementwiseLoss', 'schedule', 'isScheduleConfig', 'scheduleFromConfig', 'surface', 'optimizer', 'initializer', 'DescentInitializer',
  'emaMemory', 'fans', 'gainOf', 'orthonormal', 'cutNormalMoments', 'cutNormalQuantile', 'truncatedTo', 'normalBelow', 'normalDensity',
  'normalQuantile', 'freshRunning', 'normalizationLatex',
];
const families = { schedules, initializers, losses, activations, normalizations, averages, surfaces };
const functions = Object.entries(families).flatMap(([family, members]) => {
  const found = Object.entries<unknown>(members).filter(([name, value]) => typeof value === 'function' && !tools.includes(name));
  return found.map(([name, value]) => [`${family}.${name}`, value] as const);
});
const isMethod = (value: unknown): value is optimizers.Method => typeof value === 'function' && 'declaration' in value;
const methods = Object.values<unknown>(optimizers).filter(isMethod);

describe('everything that can be asked about', () => {
  test.each(functions)('%s describes itself, and the page can show it', (_, thing) => {
    expect(isDocumented(thing)).toBe(true);
    const { documentation } = thing as Documented;
    const markdown = helpOf(thing);
    expect(markdown).toContain(`**${documentation.title}.** ${documentation.idea}`);
    requireShown(markdown, documentation.parameters.length);
    for (const lecture of documentation.source.lectures ?? []) expect(lecture).toMatch(/^00[0-4]:\d+$/);
  });

  test.each(methods.map(method => [method.declaration.name, method] as const))('the method %s too', (_, method) => {
    requireShown(helpOf(method), Object.keys(method.declaration.hyper).length);
  });
});

/** KaTeX reads every formula (it throws for one that it cannot read), and every row of the table has a cell in every column. */
function requireShown(markdown: string, rows: number): void {
  const html = lessonMarkdown([]).render(markdown);
  const cells = [...html.matchAll(/<tr>(.*?)<\/tr>/gs)].map(([, row = '']) => row.match(/<t[hd][ >]/g)?.length);
  expect(cells).toHaveLength(rows === 0 ? 0 : rows + 1);
  expect(new Set(cells).size).toBeLessThanOrEqual(1);
  expect(markdown).toMatch(/\*Source:\* \S/);
  expect(markdown).not.toMatch(/undefined|\[object/);
}

describe('what it shows', () => {
  test('of a schedule: idea, formula, symbols, a table without empty columns, differences, source', () => {
    expect(helpOf(schedules.exponential)).toBe(
      [
        '**Exponential decay.** Multiply the rate by the same factor at every step.',
        '$$\\eta_t = \\eta_1 \\, q^{\\frac{t - 1}{n}}$$',
        '*Where:* $t$ (number of the step, from 1)',
        [
          '| name | symbol | meaning | default | values | torch | Keras | optax |',
          '|:--|:--|:--|:--|:--|:--|:--|:--|',
          '| `start` | $\\eta_1$ | first value of a schedule | must be given | $[0, \\infty)$ | `lr` | `initial_learning_rate` | `init_value` |',
          '| `factor` | $q$ | factor by which a schedule changes | must be given | $[0, \\infty)$ | `gamma` | `decay_rate` | `decay_rate` |',
          '| `every` | $n$ | number of steps between two changes | `1` | $(0, \\infty)$ |  | `decay_steps` | `transition_steps` |',
        ].join('\n'),
        `*Elsewhere:* ${schedules.exponential.declaration.differs}`,
        '*Source:* torch.optim.lr_scheduler.ExponentialLR · lecture 2, slide “Torch Optim: learning rate schedules”',
      ].join('\n\n'),
    );
  });

  test('of a method: what the notation says of its hyper-parameters', () => {
    const markdown = helpOf(adam);
    expect(markdown).toContain('m_t &= \\beta_1 \\, m_{t-1} + \\left( 1 - \\beta_1 \\right) \\, g_t');
    expect(markdown).toContain('| `beta2` | $\\beta_2$ | decay of the second moment | `0.999` | $[0, 1)$ | `betas[1]` | `beta_2` | `b2` | `beta2` |');
    expect(markdown).toContain('*Source:* [Kingma & Ba 2015, Algorithm 1](https://arxiv.org/abs/1412.6980) · lecture 1, slide “Adaptive Moment Estimation (Adam)”; lecture 2, slide “Other Optimizers: Adam”; lecture 3, ');
  });

  test('of one that has been made: the values it was made with', () => {
    const valuesOf = (thing: unknown): Record<string, string> => cellsOf(helpOf(thing), 'value');
    expect(valuesOf(schedules.cosine({ start: 0.1, steps: 40 }))).toEqual({ start: '`0.1`', steps: '`40`', end: '`0`', power: '`1`' });
    expect(valuesOf(schedules.oneCycle({ peak: 1, steps: 40 }))).toMatchObject({ start: '`0.04`', end: '`4e-6`' });
    const after = schedules.constant({ value: 1 });
    expect(valuesOf(schedules.warmUp({ steps: 5, after }))).toEqual({ steps: '`5`', after: '`constant(…)`' });
    const both = schedules.sequential({ schedules: [after, () => 2], milestones: [3] });
    expect(valuesOf(both)).toEqual({ schedules: '`[constant(…), a function]`', milestones: '`[3]`' });
    expect(valuesOf(initializers.heNormal({ mode: 'fanOut', seed: 7, fans: { nin: 2, nout: 3 } }))).toEqual({
      gain: '`1.41421`', mode: '`fanOut`', truncated: '`false`', seed: '`7`', layout: '`hwio`', fans: '`{ nin: 2, nout: 3 }`',
    });
    expect(valuesOf(losses.huber({ delta: 2 }))).toEqual({ delta: '`2`', reduction: '`mean`' });
    expect(valuesOf(losses.crossEntropy({ weights: [1, 2] }))).toMatchObject({ weights: '`[1, 2]`', labelSmoothing: '`0`', reduction: '`mean`' });
    expect(valuesOf(surfaces.rosenbrock({ a: 2 }))).toEqual({ a: '`2`', b: '`100`' });
    expect(valuesOf(averages.sma({ window: 3 }))).toEqual({ window: '`3`' });
  });

  test('of a schedule of one\'s own: its own rule', () => {
    const markdown = helpOf(schedules.lambda({ rule: 'q / sqrt(t)', q: 0.5 }));
    expect(markdown).toContain('$$\\eta_t = \\frac{\\mathit{q}}{\\sqrt{t}}$$');
    expect(cellsOf(markdown, 'value')).toEqual({ rule: '`q / sqrt(t)`', q: '`0.5`' });
  });

  test('of a surface of one\'s own: its formula and numbers, without a column of defaults', () => {
    const drawn = { minima: [], window: { x: [-1, 1], y: [-1, 1] }, starts: [] } as const;
    const own = surfaces.surface({ name: 'bowl', title: 'Bowl', f: 'x^2 + a * y^2', parameters: { a: 3 }, ...drawn });
    expect(helpOf(own)).toContain('$$f(x, y) = x^{2} + a \\, y^{2}$$');
    expect(helpOf(own)).toContain('| name | symbol | meaning | value |\n');
  });

  test('of a form that is wrong: that it is', () => {
    expect(helpOf(initializers.xavierAsPrinted)).toContain('\n\n**Wrong:** the 6 belongs under the root; use glorotUniform\n\n');
    expect(helpOf(averages.emaInPlace)).toContain('**Wrong:**');
    expect(helpOf(averages.ema)).not.toContain('**Wrong:**');
  });

  test('of a student\'s own update, which is no formula: everything else', () => {
    const markdown = helpOf(yourOwn(gradientDescent, () => ({})));
    expect(markdown).toContain('**My Gradient descent.**');
    expect(markdown).not.toContain('$$');
    expect(markdown).toContain('*Source:* your own exercise');
  });

  test('of a whole family: its members', () => {
    const markdown = helpOf(schedules);
    expect(markdown).toContain('| name | title | idea |');
    expect(markdown).toContain('| `cosine` | Cosine decay | Let the rate fall along half a cosine, then stay at the last value. |');
    expect(markdown).not.toContain('scheduleFromConfig');
  });
});

/** One column of the table, by the name of the parameter. */
function cellsOf(markdown: string, column: string): Record<string, string> {
  const lines = markdown.split('\n').filter(line => line.startsWith('|'));
  const [header = [], , ...rows] = lines.map(line => line.split('|').slice(1, -1).map(cell => cell.trim()));
  return Object.fromEntries(rows.map(row => [(row[0] as string).replaceAll('`', ''), row[header.indexOf(column)] as string]));
}

test('refuses what does not describe itself, and says what it takes', () => {
  kernel.sent.length = 0;
  const takes = 'help: needs a method, schedule, initialiser, loss, activation, normalisation, average or surface of the kit, got ';
  expect(() => help(3)).toThrow(`${takes}number`);
  expect(() => help(undefined)).toThrow(`${takes}undefined`);
  expect(() => help(null)).toThrow(`${takes}null`);
  expect(() => help({ w: 1 })).toThrow(`${takes}object`);
  expect(() => help(initializers.gainOf)).toThrow(`${takes}function gainOf`);
  expect(() => help(() => 1)).toThrow(`${takes}function`);
  expect(kernel.sent).toEqual([]);
});

describe('documented defaults are those in use', () => {
  const defaultsOf = (thing: Documented): Record<string, unknown> =>
    Object.fromEntries(thing.documentation.parameters.flatMap(one => (typeof one.default === 'number' ? [[one.name, one.default]] : [])));
  const x = { shape: [3, 2, 4], values: Array.from({ length: 24 }, (_, i) => Math.sin(i)) };

  // A wrong default would show: these numbers differ by far more than a rounding when epsilon or the axis does.
  test.each([
    ['batchNorm', normalizations.batchNorm, {}],
    ['layerNorm', normalizations.layerNorm, {}],
    ['rmsNorm', normalizations.rmsNorm, {}],
    ['groupNorm', normalizations.groupNorm, { groups: 2 }],
    ['instanceNorm', normalizations.instanceNorm, {}],
  ] as const)('%s', (_, norm, needed) => {
    const defaults = defaultsOf(norm);
    expect(Object.keys(defaults)).toHaveLength(2);
    const call = norm as (x: object, options: object) => { y: Float64Array };
    expect(call(x, { ...needed, ...defaults }).y).toEqual(call(x, needed).y);
    expect(call(x, { ...needed, ...defaults, epsilon: 1e-3 }).y).not.toEqual(call(x, needed).y);
  });

  test('plateau, reddi and noisy surfaces, whose defaults stand in their signatures', () => {
    const { state, start, ...settings } = schedules.plateau({ start: 1 }).config.parameters;
    expect([state, start]).toEqual([{ rate: 1, bad: 0, cooling: 0 }, 1]);
    expect(settings).toEqual(Object.fromEntries(schedules.plateau.documentation.parameters.slice(1).map(one => [one.name, one.default])));
    expect(surfaces.reddi(defaultsOf(surfaces.reddi)).gradient(0, 1)).toBe(surfaces.reddi().gradient(0, 1));
    const ravine = surfaces.ravine();
    expect(surfaces.noisy(ravine, defaultsOf(surfaces.noisy)).gradient([1, 1])).toEqual(surfaces.noisy(ravine).gradient([1, 1]));
  });
});
