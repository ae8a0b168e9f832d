import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, test } from 'vitest';
import * as activations from '../lib/src/activations';
import * as averages from '../lib/src/averages';
import { useBackend } from '../lib/src/backend';
import * as channel from '../lib/src/channel';
import type { ComparisonResult, MethodResult } from '../lib/src/comparison';
import * as datasets from '../lib/src/datasets';
import * as descent from '../lib/src/descent';
import * as figures from '../lib/src/figures';
import * as initializers from '../lib/src/initializers';
import * as losses from '../lib/src/losses';
import * as normalizations from '../lib/src/normalizations';
import { math } from '../lib/src/notebook/math';
import { progress } from '../lib/src/notebook/progress';
import { table } from '../lib/src/notebook/table';
import { train } from '../lib/src/notebook/train';
import * as optimizers from '../lib/src/optimizers';
import { revive } from '../lib/src/optimizers/driver/saved-class';
import * as schedules from '../lib/src/schedules';
import * as surfaces from '../lib/src/surfaces';
import * as wrappers from '../lib/src/wrappers';

beforeAll(async () => void (await useBackend('wasm')));

/** Anything called with anything: what JavaScript does where TypeScript would not. */
type Loose = (...given: unknown[]) => unknown;
type Call = (options: object) => unknown;

const stray = { nonsense: 1 };
const surface = surfaces.ravine();
const shaped = { shape: [2, 2], values: [1, 2, 3, 4] };
const tensor = (): tf.Tensor => tf.tensor2d([[1, 2], [3, 4]]);
const running = { mean: [0, 0], variance: [1, 1] };
const runningTensors = { mean: tf.zeros([2]), variance: tf.ones([2]) };
const words = { title: 'Why?', alt: 'So.' };
const about = { name: 'own', title: 'Own', idea: 'A test.', source: { paper: 'none' } };
const small = { size: 2, features: 2, classes: 2, x: new Float32Array(4), labels: new Int32Array(2) };
const flat: schedules.NamedSchedule = schedules.constant({ value: 1 });

const spread = { median: 1, lower: 1, upper: 1, smallest: 1, largest: 1 };
const method: MethodResult = { name: 'adam', rate: 'eta', best: { eta: 1 }, search: [{ setting: { eta: 1 }, values: [1] }], runs: [{ seed: 1, value: 1, curve: [2, 1] }], axes: { step: [0, 1] }, ...spread };
const compared: ComparisonResult = { name: 'own', words: { value: 'loss', measure: 'loss', never: 'diverged' }, methods: [method], rows: [], of: () => method };

/** Options of every public function that has any, by its room and name, without which it could not be called. */
const rooms: Readonly<Record<string, { exports: object; calls: Readonly<Record<string, Call>>; none: readonly string[] }>> = {
  averages: {
    exports: averages,
    calls: {
      sma: o => averages.sma({ window: 2, ...o }),
      wma: o => averages.wma({ weights: [1], ...o }),
      ema: averages.ema,
      emaUncorrected: averages.emaUncorrected,
      emaInPlace: averages.emaInPlace,
    },
    none: ['emaMemory'],
  },
  channel: {
    exports: channel,
    calls: { symbolChannel: o => channel.symbolChannel({ snr: 5, ...o }) },
    none: ['bitErrorRate', 'likeliestSymbol', 'nearestSymbol', 'qFunction', 'theoreticalErrorRate'],
  },
  datasets: { exports: datasets, calls: { loadDigits: datasets.loadDigits, twoBlobs: datasets.twoBlobs }, none: ['seededRandom', 'tensors'] },
  descent: {
    exports: descent,
    calls: {
      descend: o => descent.descend(surface, optimizers.adam, o),
      basins: o => descent.basins(surface, { x: new Float32Array(1), y: new Float32Array(1) }, o),
      startGrid: o => descent.startGrid(surface, o),
      layerSignals: o => descent.layerSignals({ initializer: initializers.zeros(), layers: [2, 2], ...o }),
      network: o => descent.network({ layers: [2, 2], ...o }),
      plan: o => descent.plan(descent.network({ layers: [2, 2] }), optimizers.adam(), o),
    },
    none: ['classify', 'epochBatches', 'last', 'manyRuns', 'runTraining'],
  },
  figures: {
    exports: figures,
    calls: {
      comparisonCurves: o => figures.comparisonCurves({ title: 'Why?', comparison: compared, ...o }),
      rateCurves: o => figures.rateCurves({ title: 'Why?', comparison: compared, ...o }),
      decisionLine: o => figures.decisionLine({ ...words, blobs: datasets.twoBlobs(), lines: [{ name: 'a', w: [1, 1], b: 0 }], ...o }),
      figure: o => figures.figure({ ...words, data: [{ type: 'scatter', x: [1], y: [1] }], ...o }),
      learningCurves: o => figures.learningCurves({ ...words, histories: [{ name: 'a', batchSize: 1, epochs: [], batchLosses: [], stopped: false }], ...o }),
      lines: o => figures.lines({ ...words, lines: [{ name: 'a', y: [1] }], x: 'x', y: 'y', ...o }),
      panels: o => figures.panels({ ...words, lines: [{ name: 'a', y: [1] }], x: 'x', y: 'y', ...o }),
      pathLandscape: o => figures.pathLandscape({ ...words, surface, paths: [], ...o }),
      arrowMap: o => figures.arrowMap({ ...words, surface, arrows: [{ name: 'step', from: [0, 0], to: [1, 1] }], ...o }),
      basinMap: o => figures.basinMap({
        ...words, surface, grid: descent.startGrid(surface, { columns: 2 }),
        maps: { a: descent.basins(surface, { x: new Float32Array(4), y: new Float32Array(4) }) }, ...o,
      }),
      settingMap: o => figures.settingMap({ ...words, x: { label: 'a', values: [1, 2] }, y: { label: 'b', values: [1, 2] }, results: [1, 2, 3, 4], label: 'c', ...o }),
      pathMap: o => figures.pathMap({ ...words, surface, paths: [], ...o }),
      stepSizes: o => figures.stepSizes({ ...words, curvature: 1, rates: [{ heading: 'a', eta: 1 }], start: 1, steps: 2, ...o }),
    },
    none: ['detectionMap', 'styleOf', 'written'],
  },
  surfaces: {
    exports: surfaces,
    calls: {
      ...Object.fromEntries(
        (['quadratic', 'ravine', 'saddle', 'rosenbrock', 'beale', 'himmelblau', 'sixHumpCamel', 'rastrigin', 'manyMinima', 'lessard'] as const).map(name => [name, surfaces[name] as Loose]),
      ),
      noisy: o => surfaces.noisy(surface, o),
      reddi: surfaces.reddi,
      surface: o => surfaces.surface({ name: 'own', title: 'Own', f: 'x^2 + y^2', minima: [[0, 0]], window: { x: [-1, 1], y: [-1, 1] }, starts: [[1, 1]], ...o }),
    },
    none: [],
  },
  activations: {
    exports: activations,
    calls: {
      ...Object.fromEntries((['sigmoid', 'tanh', 'elu', 'leakyRelu', 'relu', 'gelu', 'silu', 'softplus'] as const).map(name => [name, (o: object) => (activations[name] as Loose)(1, o)])),
      activation: o => activations.activation({ ...about, formula: 'x', ...o }),
    },
    none: ['softmax', 'logSoftmax', 'softmaxJacobian'],
  },
  losses: {
    exports: losses,
    calls: {
      ...Object.fromEntries(
        (['huber', 'lad', 'lse', 'smoothL1', 'bce', 'bceWithLogits', 'hinge', 'softMargin', 'klDivergence', 'crossEntropy', 'crossEntropyOfProbabilities', 'negativeLogLikelihood'] as const)
          .map(name => [name, losses[name] as Loose]),
      ),
      elementwiseLoss: o => losses.elementwiseLoss({ ...about, formula: 'yhat - o', ...o }),
    },
    none: ['logistic', 'logisticHessian', 'logisticOnTensors'],
  },
  normalizations: {
    exports: normalizations,
    calls: {
      batchNorm: o => normalizations.batchNorm(shaped, o),
      batchNormOnTensors: o => normalizations.batchNormOnTensors(tensor(), o),
      batchNormInference: o => normalizations.batchNormInference(shaped, running, o),
      batchNormInferenceOnTensors: o => normalizations.batchNormInferenceOnTensors(tensor(), runningTensors, o),
      layerNorm: o => normalizations.layerNorm(shaped, o),
      layerNormOnTensors: o => normalizations.layerNormOnTensors(tensor(), o),
      rmsNorm: o => normalizations.rmsNorm(shaped, o),
      rmsNormOnTensors: o => normalizations.rmsNormOnTensors(tensor(), o),
      groupNorm: o => normalizations.groupNorm(shaped, { groups: 1, ...o }),
      groupNormOnTensors: o => normalizations.groupNormOnTensors(tensor(), { groups: 1, ...o }),
      instanceNorm: o => normalizations.instanceNorm(shaped, o),
      instanceNormOnTensors: o => normalizations.instanceNormOnTensors(tensor(), o),
      weightNorm: o => normalizations.weightNorm(shaped, o),
      weightNormOnTensors: o => normalizations.weightNormOnTensors(tensor(), tf.ones([2]), o),
      batchNormLayer: normalizations.batchNormLayer,
      layerNormLayer: normalizations.layerNormLayer,
      rmsNormLayer: normalizations.rmsNormLayer,
      groupNormLayer: o => normalizations.groupNormLayer({ groups: 1, ...o }),
      instanceNormLayer: normalizations.instanceNormLayer,
      weightNormDense: o => normalizations.weightNormDense({ units: 1, ...o }),
      updateRunning: o => normalizations.updateRunning(normalizations.freshRunning(1), { mean: [0], variance: [1], count: 2 }, { ...normalizations.torchRunning, ...o }),
    },
    none: ['freshRunning', 'updateRunningOnTensors', 'normalizationLatex'],
  },
  initializers: {
    exports: initializers,
    calls: {
      ...Object.fromEntries(Object.entries(initializers).filter(([, value]) => typeof value === 'function' && 'declaration' in value)),
      initializer: o => initializers.initializer({ ...about, options: {}, rule: { distribution: 'normal', scale: '1 / nin' }, ...o }),
      fans: o => initializers.fans([2, 2], o),
      truncatedTo: o => initializers.truncatedTo(1, o),
    },
    none: ['DescentInitializer', 'gainOf', 'orthonormal', 'cutNormalMoments', 'cutNormalQuantile', 'normalBelow', 'normalDensity', 'normalQuantile'],
  },
  schedules: {
    exports: schedules,
    calls: {
      ...Object.fromEntries(
        Object.entries({
          constant: { value: 1 }, step: { start: 1, every: 1 }, multiStep: { start: 1, milestones: [1] }, exponential: { start: 1, factor: 1 }, linear: { start: 1, end: 0, steps: 2 },
          polynomial: { start: 1, steps: 2 }, polynomialCycle: { start: 1, steps: 2 }, inverseTime: { start: 1, decay: 1 }, cosine: { start: 1, steps: 2 }, cosineBounce: { start: 1, steps: 2 },
          warmRestarts: { start: 1, steps: 2 }, oneCycle: { peak: 1, steps: 9 }, oneCycleLinear: { peak: 1, steps: 9 }, cyclic: { start: 0, peak: 1, up: 2 }, noam: { width: 4 }, sutskever: {},
          cyclicExponential: { start: 0, peak: 1, up: 2, factor: 0.5 }, cyclicHalving: { start: 0, peak: 1, up: 2 },
          plateau: { start: 1 }, multiplicative: { start: 1, factor: flat }, warmUp: { steps: 2, after: flat }, chained: { schedules: [flat] }, sequential: { schedules: [flat], milestones: [] },
        }).map(([name, needed]) => [name, (o: object) => ((schedules as Record<string, unknown>)[name] as Loose)({ ...needed, ...o })]),
      ),
      lambda: o => schedules.lambda({ rule: t => t, ...o }),
      schedule: o => schedules.schedule({ ...about, required: [], value: 't', ...o }),
      scheduleFromConfig: o => schedules.scheduleFromConfig({ ...flat.config, ...o }),
    },
    none: ['isScheduleConfig'],
  },
  optimizers: {
    exports: optimizers,
    calls: {
      ...Object.fromEntries(Object.entries(optimizers).filter(([, value]) => typeof value === 'function' && 'declaration' in value)),
      optimizer: o => optimizers.optimizer({ ...about, hyper: {}, update: 'w = w - g', ...o }),
      muonForm: optimizers.muonForm as Call,
      trace: o => optimizers.trace(optimizers.adam, { start: [1], gradient: () => [1], steps: 1, ...o }),
    },
    none: ['latexOf', 'DescentOptimizer'],
  },
  wrappers: {
    exports: wrappers,
    calls: {
      ...Object.fromEntries(
        Object.entries(wrappers).filter(([, value]) => 'declaration' in value).map(([name, value]) => [name, (o: object) => (value as Loose)(optimizers.adam(), o)]),
      ),
      wrapper: o => wrappers.wrapper({ ...about, hyper: {}, gradient: 'g = raw', ...o }),
      partition: o => wrappers.partition({ optimizer: optimizers.adam(), ...o }),
    },
    none: [],
  },
};

describe.each(Object.entries(rooms))('%s', (_, { exports, calls, none }) => {
  test('every function is asked here, or is said to have no options', () => {
    const functions = Object.entries(exports).flatMap(([name, value]) => (typeof value === 'function' ? [name] : []));
    expect([...Object.keys(calls), ...none].sort()).toEqual(functions.sort());
  });

  test.each(Object.entries(calls))('%s takes its own options, and refuses one that it does not know', (_name, call) => {
    expect(() => call({})).not.toThrow();
    expect(() => call(stray)).toThrow(/^.+: unknown [a-z -]+ "nonsense"; known: \S/);
  });

  // Those that are called with nothing but options. A number has no names, so that all of them would seem to be left out.
  test.each(Object.entries(calls).filter(([name, call]) => (exports as Readonly<Record<string, unknown>>)[name] === call))('%s refuses a number in place of its options', (_name, call) => {
    expect(() => (call as Loose)(0.1)).toThrow(/^.+: options must be an object of names and values, got 0\.1$/);
  });
});

test('asynchronous ones refuse too', async () => {
  const optimizer = optimizers.adam();
  await expect(descent.manyRuns(surface, optimizers.adam, { steps: 1, ...stray })).rejects.toThrow('many runs: unknown option "nonsense"; known: starts, steps, hyper, keep, onProgress, signal');
  const net = descent.network({ layers: [2, 2] });
  const received = channel.symbolChannel({ snr: 5 }).send({ size: 2 });
  await expect(figures.detectionMap({ ...words, received, decide: () => [0, 0], ...stray })).rejects.toThrow('detection map: unknown option "nonsense"; known: title, says, alt, caption, received, constellation, decide');
  for (const run of [descent.runTraining, train]) {
    await expect(run(net, small, { optimizer, epochs: 1, ...stray })).rejects.toThrow('train: unknown option "nonsense"; known: optimizer, batchSize, epochs, seed, test, name, onProgress, signal');
  }
  net.dispose();
});

test.each<[string, Call]>([
  ['table', o => table([{ a: 1 }], o)],
  ['table: content', o => table({ columns: ['a'], rows: [[1]], ...o })],
  ['math', o => math('x', o)],
  ['progress', o => progress(1, o)],
])('%s refuses what it does not know', (name, call) => {
  expect(() => call(stray)).toThrow(`${name}: unknown option "nonsense"; known: `);
});

describe('inside of options', () => {
  const { adam, lbfgs, lbfgsFixed, trace } = optimizers;
  test.each<[string, () => unknown, string]>([
    ['a group', () => adam({ groups: [{ match: 'w', ...stray }] as never }), 'adam: unknown hyper-parameter "nonsense"; known: eta, beta1, beta2, epsilon'],
    ['a group that is none', () => adam({ groups: [1] as never }), 'adam: groups[0]: options must be an object of names and values, got 1'],
    ['groups that are no list', () => adam({ groups: { match: 'w' } as never }), 'adam: groups must be a list of objects'],
    ['groups of lbfgs', () => lbfgs({ groups: [{ match: /b/, eta: 0.1 }] }), 'lbfgs: all variables of a call are one long vector, so it takes no groups; got 1'],
    ['groups of lbfgs with a fixed step', () => lbfgsFixed({ groups: [{ match: /b/, eta: 0.1 }] }), 'lbfgs (fixed step): all variables of a call are one long vector, so it takes no groups'],
    ['groups of a walk', () => descent.descend(surface, adam, { hyper: { groups: [{ match: 'w', eta: 1 }] } }), 'adam: a walk in float64 has no variable that a group could match'],
    ['groups of a wrapper\'s walk', () => trace(wrappers.l2(adam(), { groups: [{ match: 'w', lambda: 1 }] }), { start: [1], gradient: () => [1], steps: 1 }), 'l2: a walk in float64 has no variable'],
    ['hyper-parameters beside an optimizer that has its own', () => trace(adam(), { start: [1], gradient: () => [1], steps: 1, hyper: {} }), 'trace: adam has been made and brings its own'],
    ['a curve', () => figures.lines({ ...words, x: 'x', y: 'y', lines: [{ name: 'a', y: [1], ...stray }] }), 'lines: a line: unknown option "nonsense"'],
    ['a curve of panels', () => figures.panels({ ...words, x: 'x', y: 'y', lines: [{ name: 'a', y: [1], ...stray }] }), 'panels: a line: unknown option "nonsense"'],
    ['a decision line', () => figures.decisionLine({ ...words, blobs: datasets.twoBlobs(), lines: [{ name: 'a', w: [1, 1], b: 0, ...stray }] }), 'decision line: a line: unknown option "nonsense"'],
    ['what is sent', () => channel.symbolChannel({ snr: 5 }).send({ size: 1, ...stray }), 'send: unknown option "nonsense"; known: size, seed'],
    ['another sender', () => channel.symbolChannel({ snr: 5, interference: { inPhase: 1, quadrature: 0, ...stray } }), 'symbol channel: interference: unknown option "nonsense"'],
    ['a rate', () => figures.stepSizes({ ...words, curvature: 1, start: 1, steps: 1, rates: [{ heading: 'a', eta: 1, ...stray }] }), 'step sizes: a rate: unknown option "nonsense"'],
    ['fans', () => initializers.heNormal({ fans: { nin: 1, nout: 1, ...stray } }), 'heNormal: fans: unknown option "nonsense"; known: nin, nout'],
    ['a state of plateau', () => schedules.plateau({ start: 1, state: { rate: 1, bad: 0, cooling: 0, ...stray } }), 'plateau: state: unknown option "nonsense"'],
    ['play', () => surfaces.reddi().play(x => x, { steps: 1, ...stray }), 'reddi: play: unknown option "nonsense"'],
    ['numbers that a rule does not name', () => schedules.lambda({ rule: '1 / t', decay: 3 }), 'lambda: the rule "1 / t" does not name decay, which was given'],
    ['a name that every object has', () => losses.huber({ toString: 1 } as never), 'huber: unknown option "toString"; known: reduction, delta'],
    ['and of an activation', () => activations.elu(1, { constructor: 1 } as never), 'elu: unknown parameter "constructor"; known: alpha'],
  ])('%s', (_, call, message) => expect(call).toThrow(message));
});

test('what comes from a saved configuration is held to the same', () => {
  const given = optimizers.adam();
  expect(() => revive(given.getClassName(), { ...given.getConfig(), etta: 1 })).toThrow('adam: unknown hyper-parameter "etta"');
  const layer = normalizations.layerNormLayer({ inputShape: [3] });
  expect(() => revive('DescentLayerNorm', layer.getConfig())).not.toThrow();
  expect(() => revive('DescentLayerNorm', { ...layer.getConfig(), nonsense: 1 })).toThrow('layerNormLayer: unknown option "nonsense"; known: dims, epsilon, scale, center, name');
});
