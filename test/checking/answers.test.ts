import { cpSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { descend, loadDigits, network, train } from '../../lib/src';
import { exerciseSlugs, findCourse, type Course } from '../../lib/src/notebook/course';
import { exercise, ifSolved, yourOwn } from '../../lib/src/notebook/exercise';
import { adadelta, adagrad, adam, adamax, adamw, gradientDescent, heavyBall, momentum, nadamConstant, nesterov, rmspropCenteredInside, type Method } from '../../lib/src/optimizers';
import { ravine } from '../../lib/src/surfaces';
import { courseWith } from './course-with';
import { judgeFile } from './judge-file';

afterEach(() => {
  vi.restoreAllMocks();
});

/** The solution, each result of which goes through a change first. */
const changing = (slug: string, change: string): string => `import * as right from '../solutions/${slug}';
import { tf } from 'descent';
const each = (change) => (value) => {
  if (value instanceof tf.Tensor || typeof value !== 'object') return change(value);
  return Array.isArray(value) ? value.map(each(change)) : Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, each(change)(inner)]));
};
const number = (change) => each(value => (typeof value === 'number' ? change(value) : value));
const tensor = (change) => each(value => (value instanceof tf.Tensor ? change(value) : value));
const names = ${JSON.stringify(functions[slug])};
const all = Object.fromEntries(names.map(name => [name, (...given) => (${change})(right[name](...given), ...given)]));
export const { ${(functions[slug] ?? []).join(', ')} } = all;
`;

function courseChanging(slug: string, change: string): Course {
  const course = courseWith(slug, changing(slug, change));
  cpSync(resolve(__dirname, '../../solutions'), join(course.root, 'solutions'), { recursive: true });
  return course;
}

/** Each use of a function in the cells of a lesson, ready to be called. */
async function inCell(course: Course, slug: string): Promise<Record<string, () => unknown>> {
  vi.spyOn(process, 'cwd').mockReturnValue(course.notebooks);
  const own = (await (exercise as (slug: string) => Promise<unknown>)(slug)) as Readonly<Record<string, Own>>;
  return Object.fromEntries(Object.entries(uses[slug] ?? {}).map(([name, use]) => [name, () => use(own[name] as Own)]));
}

/** Numbers to five digits: those that have been in a float32 tensor have seven, of which rounding may move the sixth. */
async function allInCell(course: Course, slug: string): Promise<unknown> {
  const results = Object.entries(await inCell(course, slug)).map(([name, use]) => [name, use()]);
  return JSON.parse(JSON.stringify(results), (_, value: unknown) => (typeof value === 'number' ? value.toPrecision(5) : value));
}

type Own = (...given: unknown[]) => unknown;

/** What the lesson's cells ask of each function. */
const uses: Readonly<Record<string, Readonly<Record<string, (own: Own) => unknown>>>> = {
  '01-gradient-descent': {
    gradientDescent: own => walked(gradientDescent, own),
    regime: own => own(0.5, 4),
    bestRate: own => own([1, 2], [1, 10]),
    twoValleys: own => own(),
    miniBatches: own => own([3, 1, 2], 2),
  },
  '02-mini-batches': {
    batchStep: own => own(1, [2, -1, 4], [2, 0], 0.1),
    epochPlan: own => own(10, 3),
    batchForNoise: own => own(100, 0.5),
    eightAtOnce: own => own(),
    oneEpoch: own => own(0, [1, 2, 6], [2, 0, 1], 2, 0.5),
  },
  '03-moving-averages': {
    movingAverage: own => own([20, 26, 23], 0.9),
    betaOfHalfLife: own => own(2),
    firstSample: own => own(),
    twoMemories: own => own(),
    simpleAverage: own => own([4, 8, 6, 10], 2),
  },
  '04-momentum': {
    momentum: own => walked(momentum, own),
    averageSettings: own => own({ eta: 0.1, gamma: 0.9 }),
    ravineSettings: own => own(),
    heavyBall: own => walked(heavyBall, own),
  },
  '05-nesterov': {
    nesterov: own => walked(nesterov, own),
    torchStep: own => own({ u: 1, V: 0.5, g: 2, eta: 0.1, gamma: 0.9, munext: 0.95 }),
    calmMomentum: own => own(0.04, 1),
    steeperRavine: own => own(),
    growingMomentum: own => own(1, 5, 0.1, [0.5, 0.9]),
  },
  '06-adaptive-rates': {
    adagrad: own => walked(adagrad, own),
    rareRate: own => own(0.1, 0.9, 10),
    gentleStart: own => own(2, 0.1),
    longMemory: own => own(),
    adadelta: own => walked(adadelta, own),
  },
  '07-adam': {
    correctedAverage: own => own([1, 2, 4], 0.9),
    adam: own => walked(adam, own),
    balancedBeta2: own => own(0.9),
    valleySettings: own => own(),
  },
  '08-adam-family': {
    adamax: own => walked(adamax, own),
    remembered: own => own(10, 0.99),
    surprise: own => own(0.9),
    trap: own => own(),
    nadam: own => walked(nadamConstant, own),
  },
  '09-weight-decay': {
    adamw: own => walked(adamw, own),
    halvingDecay: own => own(0.1, 10),
    penalisedEnd: own => own(25, 1, 0.5),
    keepAndClear: own => own(),
    shrunk: own => own([1, -2], 0.1, 0.5),
  },
  '10-schedules': {
    warmCosine: own => own(20, 0.1, 10, 50),
    factorForEnd: own => own(1, 0.1, 11),
    rateForFloor: own => own(0.07, 25, 0.25),
    twoFalls: own => own(),
    ratesOfTraining: own => own(3, 2, 1, 0.5),
  },
  '11-initialisation': {
    drawLayer: own => own([0, 0.25, 0.9], 6),
    leakyWeights: own => own(20, 0.5),
    reluRow: own => own(),
    stillApart: own => own(),
    rescaled: own => own([1, -2], [[1, 1], [3, 0], [0, 2]]),
  },
  '12-normalisation': {
    normalise: own => own([1, 2, 3, 6], 2, 1, 1e-5),
    epsilonFor: own => own(3.5, 0.5),
    rmsBack: own => own([1, 2, 3], [0.5, -1, 2], 0.1),
    runningSettings: own => own(),
    batchNormalise: own => own([[1, 2], [5, 3]], 1e-3),
  },
  '13-race': {
    bestRate: own => own([0.1, 1], [[3, 1, 2], [5, 4, 6]]),
    stepsToLeave: own => own(0.1, 0.5, 2),
    noiseToLeave: own => own(3, 0.1, 2),
    overTheWall: own => own(),
    fairRace: own => own([[[1, 2, 3], [4, 5, 6]], [[9, 8, 7], [2, 1, 3]]], [[[1, 2, 4], [4, 4, 5]], [[8, 8, 9], [1, 2, 3]]]),
  },
  '14-second-order': {
    secantStep: own => own(2, 16, 3, 25),
    newtonFactor: own => own(4),
    secantRate: own => own([1, 2], [3, 1]),
    noLeap: own => own(),
    direction: own => own([1, 2], [[1, 0], [0, 1]], [[2, 1], [1, 3]]),
  },
  '15-symbol-detection': {
    errorRate: own => own([0, 1, 3], [0, 2, 3], 2),
    bitsToSend: own => own(0.01, 0.1),
    logOdds: own => own(0.4, 0.6, 0.5),
    detect: own => own({ received: Array.from({ length: 60 }, (_, k) => [(k % 2) - 0.5, k % 3]), sent: Array.from({ length: 60 }, (_, k) => k % 2), symbols: 2 }, [[0.4, 1], [-0.7, 0]]),
    throughNoise: own => own([[1, 0], [-1, 0]], [1, 0], 3, [[0.5, 1], [-1, 0]]),
  },
  '16-audit': {
    rmspropCentred: own => walked(rmspropCenteredInside, own),
    firstGradient: own => own(0.9, 1e-7),
    tellingGradients: own => own(),
    firstFault: own => own([0.5, 1], [0.5, NaN], 1e-3),
  },
};
const functions = Object.fromEntries(Object.entries(uses).map(([slug, own]) => [slug, Object.keys(own)]));

function walked<Hyper extends string>(method: Method<Hyper>, own: Own): readonly number[] {
  return descend(ravine(), yourOwn(method, own as (values: never) => object), { steps: 5 }).losses;
}

const slugs = exerciseSlugs(findCourse());

describe('the exercises are the ones that are tried here', () => {
  test.each(slugs)('%s', slug => {
    expect(functions[slug]?.length).toBeGreaterThan(0);
  });
});

/** Other forms of a right answer. */
const forms: ReadonlyArray<[form: string, change: string]> = [
  ['lists for tensors', 'tensor(value => value.arraySync())'],
  ['typed arrays for tensors', 'tensor(value => value.dataSync())'],
  ['tensors for numbers', 'number(value => tf.scalar(value))'],
  ['lists of one for numbers', 'number(value => [value])'],
];

describe.each(slugs)('%s: what the check takes, the cells take too', slug => {
  test.each(forms)('%s', async (_, change) => {
    const course = courseChanging(slug, change);
    const rows = await judgeFile(slug, join(course.exercises, `${slug}.ts`), course.root);
    expect(rows.filter(({ outcome }) => outcome !== 'passed')).toEqual([]);
    expect(await allInCell(course, slug)).toEqual(await allInCell(courseChanging(slug, 'value => value'), slug));
  });
});

/** Wrong answers of another kind, and the words for each function. */
const refused: ReadonlyArray<[form: string, change: string, words: RegExp]> = [
  ['nothing', '() => undefined', /^(\w+): expected .*, got nothing \(is there a return\?\)$/],
  ['a promise', 'value => Promise.resolve(value)', /^(\w+): expected .*, got a promise \(leave out async and await/],
  ['an object without its names', '() => ({ answer: 1 })', /^(\w+): expected .*, got an object with answer$/],
];

describe.each(slugs)('%s: what the check refuses, the cells refuse in the same words', slug => {
  test.each(refused)('%s', async (_, change, words) => {
    const course = courseChanging(slug, change);
    const rows = await judgeFile(slug, join(course.exercises, `${slug}.ts`), course.root);
    expect(rows.filter(({ outcome }) => outcome !== 'failed')).toEqual([]);
    const messages = new Set(rows.map(({ message }) => message));
    expect(messages.size).toBe(functions[slug]?.length);
    for (const message of messages) expect(message).toMatch(words);
    const said = vi.spyOn(console, 'log').mockImplementation(() => {});
    for (const use of Object.values(await inCell(course, slug))) {
      expect(ifSolved(use)).toEqual([]);
      const [line] = said.mock.lastCall as [string];
      expect(line).toMatch(/: mend it, save the file and run this cell again to see it here$/);
      expect(messages).toContain(line.replace(/: mend it, .*/, ''));
    }
  });
});

describe.each(slugs)('%s: a function that does not try earns no row', slug => {
  test.each([
    ['gives its first argument back', '(value, first) => first'],
    ['gives zeros', 'value => number(() => 0)(tensor(tf.zerosLike)(value))'],
    ['gives ones', 'value => number(() => 1)(tensor(tf.onesLike)(value))'],
    ['gives NaN', 'value => number(() => NaN)(tensor(value => tf.fill(value.shape, NaN))(value))'],
  ])('%s', async (_, change) => {
    const course = courseChanging(slug, change);
    const rows = await judgeFile(slug, join(course.exercises, `${slug}.ts`), course.root);
    // A right word or formula is no number, and stays what it is: the regimes are tried below.
    const tried = rows.filter(({ test: name }) => !/regime|firstSample|reluRow/.test(name));
    expect(tried.filter(({ outcome }) => outcome !== 'failed')).toEqual([]);
  });
});

test.each(['slow', 'one step', 'overshoots', 'oscillates', 'diverges'])('01-gradient-descent: the word "%s" alone earns no row', async said => {
  const course = courseChanging('01-gradient-descent', `value => (typeof value === 'string' ? ${JSON.stringify(said)} : value)`);
  const rows = await judgeFile('01-gradient-descent', join(course.exercises, '01-gradient-descent.ts'), course.root);
  expect(rows.filter(row => /regime/.test(row.test) && row.outcome !== 'failed')).toEqual([]);
});

describe('an update of one\'s own', () => {
  const used = (update: (...given: never[]) => unknown) => () => descend(ravine(), yourOwn(gradientDescent, update as never), { steps: 2 });

  test('is refused in its own name, or as mine, with what was expected', () => {
    const step = () => 3;
    expect(used(step)).toThrow('step: expected an object with w, got number 3');
    expect(used(() => ({ w: 3 }))).toThrow('w: expected a tensor of shape [2], got number 3');
    expect(used(() => ({ w: [1, 2, 3] }))).toThrow('expected a tensor of shape [2], got a list of 3');
    expect(used(() => ({ w: [1, 'two'] }))).toThrow('expected a tensor of shape [2], got a list of 2, not all of them numbers');
    expect(used(() => ({ w: undefined }))).toThrow('expected a tensor of shape [2], got nothing');
    expect(() => descend(ravine(), yourOwn(momentum, (({ w }: { w: number }) => ({ w })) as never), { steps: 1 })).toThrow('expected an object with w, V, got an object with w');
    expect(used((({ w }: { w: { dispose(): void } }) => (w.dispose(), { w })) as never)).toThrow('got a tensor that has been disposed');
  });

  test('may go to NaN: the walk ends there, and a training says where', async () => {
    const walk = descend(ravine(), yourOwn(gradientDescent, (() => ({ w: [NaN, NaN] })) as never), { steps: 5 });
    expect([walk.diverged, walk.points.length]).toEqual([true, 1]);
    const optimizer = yourOwn(gradientDescent, (({ w }: { w: { mul(factor: number): object } }) => ({ w: w.mul(NaN) })) as never)();
    await expect(train(network({ layers: [64, 10], seed: 1 }), loadDigits().train, { optimizer, epochs: 1 })).rejects.toThrow(/my gradient descent: the gradient of ".*"\[0, 0\] is NaN at step 2/);
  });
});
