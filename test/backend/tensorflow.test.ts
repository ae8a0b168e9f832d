import { execFile } from 'node:child_process';
import { resolve } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { startKernel } from '../../lib/course/jupyter/client/client';
import { useBackend } from '../../lib/src/backend';
import { ourArgv, scratchFolder } from '../jupyter/kernels';
import { besidesTensorFlow, inChild, type Outcome } from './child';
import { layerCases, trainOneStep, type LayerCase, type OneStep } from './layer-cases';
import { fitNetwork, networkNames } from './network-cases';
import { stepped } from './one-step';
import { expectSameStep } from './same-step';
import { suiteInChild } from './suite-in-child';
import { tensorflow, type Tensorflow } from './tensorflow-stand-in/package';

// Where the package is not installed with its native addon, a stand-in computes what TensorFlow would, and the package's JavaScript is the real one.
let found: Tensorflow;
beforeAll(() => {
  found = tensorflow();
}, 120_000);
beforeEach(context => {
  if ('missing' in found) context.skip(found.missing);
});
afterAll(() => {
  if ('env' in found) found.remove();
});

const env = (): NodeJS.ProcessEnv => ('env' in found ? found.env : {});

/** What a function body prints in a process of its own, on tensorflow. */
async function answer(body: string): Promise<unknown> {
  const { status, stdout, stderr } = await inChild(`await useBackend('tensorflow'); ${body}`, env());
  expect({ status, stderr: besidesTensorFlow(stderr) }).toEqual({ status: 0, stderr: '' });
  return JSON.parse(stdout);
}

/** Runs a command of the course as a user without a terminal would. */
function descent(parameters: readonly string[], variables: NodeJS.ProcessEnv): Promise<Outcome> {
  const options = { env: { ...process.env, ...env(), ...variables }, timeout: 300_000, maxBuffer: 1 << 26 };
  return new Promise(done => {
    execFile(process.execPath, [resolve('lib/bin/descent.js'), ...parameters], options, (error, stdout, stderr) => {
      done({ status: error ? (error.signal ?? error.code ?? 'unknown') : 0, stdout, stderr });
    });
  });
}

test('one gradient step, without a word that can be spared', async () => {
  const seen = await answer('const { name, device } = await useBackend(); print([name, device, await oneStep()]);');
  expect(seen).toEqual(['tensorflow', expect.stringContaining('through TensorFlow'), stepped]);
});

test('inputs of mixed types, and numbers of a type that an operation is not for, are refused as TensorFlow refuses them', async () => {
  const seen = await answer(`
    const raw = (name, inputs) => { try { tf.engine().runKernel(name, inputs); return ''; } catch (error) { return error.message; } };
    const [x, n, yes] = [tf.tensor1d([1, 2]), tf.tensor1d([1, 2], 'int32'), tf.tensor1d([true, false], 'bool')];
    print([raw('Multiply', { a: x, b: n }), raw('Sub', { a: n, b: x }), raw('Sqrt', { x: n }), raw('Add', { a: yes, b: yes }), tf.mean(yes).dtype]);
  `);
  expect(seen).toEqual([
    expect.stringContaining('cannot compute Mul as input #1(zero-based) was expected to be a float tensor but is a int32 tensor'),
    expect.stringContaining('cannot compute Sub as input #1(zero-based) was expected to be a int32 tensor but is a float tensor'),
    expect.stringMatching(/Sqrt.*int32|int32.*Sqrt/s),
    expect.stringMatching(/Add.*bool|bool.*Add/s),
    // Where the package passes another type than it announces, the input counts.
    'float32',
  ]);
});

test('every optimizer keeps the contract', async () => {
  const { passed, failed } = await suiteInChild('test/optimizers/contract.test.ts', { ...env(), DESCENT_CONTRACT: 'tensorflow:auto' });
  expect(failed).toEqual([]);
  // Ten clauses for each of more than seventy optimizers.
  expect(passed).toBeGreaterThanOrEqual(740);
}, 600_000);

test('every recorded case that the library covers is reproduced within its own tolerance', async () => {
  const { status, stdout } = await descent(['oracles', 'test/golden'], { DESCENT_BACKEND: 'tensorflow' });
  expect(stdout.split('\n').filter(line => line.startsWith('FAIL'))).toEqual([]);
  expect({ status, last: stdout.trim().split('\n').at(-1) }).toEqual({ status: 0, last: 'tensors ran on tensorflow' });
  expect(Number(/^(\d+) replays, 0 failed/m.exec(stdout)?.[1])).toBeGreaterThanOrEqual(2500);
}, 300_000);

test('every layer is trained as on cpu', async () => {
  const steps = (await answer(`
    const { layerCases, trainOneStep } = await import('./layer-cases');
    const steps = {};
    for (const name of Object.keys(layerCases)) steps[name] = await trainOneStep(layerCases[name]).catch(error => error.message);
    print(steps);
  `)) as Record<string, OneStep | string>;
  await useBackend('cpu');
  for (const [name, layer] of Object.entries<LayerCase>(layerCases)) {
    const got = steps[name] as OneStep | string;
    if (typeof got === 'string') expect.soft(got, name).toBe('trained');
    else expectSameStep(got, await trainOneStep(layer), layer.random, name);
  }
});

test('networks are learnt as on cpu, and leave no tensor behind', async () => {
  const seen = (await answer(`
    const { fitNetwork, networkNames } = await import('./network-cases');
    const seen = {};
    for (const name of networkNames) seen[name] = await fitNetwork(name);
    print(seen);
  `)) as Record<string, Awaited<ReturnType<typeof fitNetwork>>>;
  await useBackend('cpu');
  for (const name of networkNames) {
    const { losses } = await fitNetwork(name);
    // Eighteen steps, each of which passes on the roundings of those before it: a thousandth of the loss.
    expect(seen[name], name).toEqual({ left: 0, losses: losses.map(loss => expect.closeTo(loss, 3) as number) });
  }
});

test('a model and its optimizer go to a file and come back, and go on as if they had not', async () => {
  const [saved, continued] = (await answer(`
    const { adam } = await import('../../lib/src/optimizers');
    const folder = (await import('node:fs')).mkdtempSync((await import('node:os')).tmpdir() + '/descent-model-');
    const layer = tf.layers.dense({ units: 1, useBias: false, inputShape: [2], kernelInitializer: 'ones' });
    const model = tf.sequential({ layers: [layer] });
    model.compile({ optimizer: adam({ eta: 1 / 8 }), loss: 'meanSquaredError' });
    const step = one => one.fit(tf.tensor2d([[2, 1]]), tf.tensor2d([[4]]), { epochs: 1, verbose: 0 });
    const weights = one => [...one.getWeights()[0].dataSync()];
    await step(model);
    await model.save('file://' + folder, { includeOptimizer: true });
    const again = await tf.loadLayersModel('file://' + folder + '/model.json');
    (await import('node:fs')).rmSync(folder, { recursive: true });
    const saved = [weights(model), weights(again)];
    await step(model);
    await step(again);
    print([saved, [weights(model), weights(again)]]);
  `)) as number[][][];
  // Adam's first step is about as long as its rate, whatever the gradient: -4 (2, 1) here.
  expect(saved).toEqual([[1.125, 1.125], [1.125, 1.125]].map(row => row.map(value => expect.closeTo(value, 6) as number)));
  expect(continued?.[0]).not.toEqual(saved?.[0]);
  expect(continued?.[1]).toEqual(continued?.[0]);
});

test('resizing has the slopes of a linear map', async () => {
  const errors = await answer(`
    const errors = [];
    for (const resize of [tf.image.resizeBilinear, tf.image.resizeNearestNeighbor]) {
      for (const [align, centers] of [[false, false], [true, false], [false, true]]) {
        const [x, other] = [1, 2].map(seed => tf.randomUniform([2, 7, 6, 3], -1, 1, 'float32', seed));
        const dy = tf.randomUniform([2, 9, 4, 3], -1, 1, 'float32', 3);
        const loss = images => tf.sum(tf.mul(resize(images, [9, 4], align, centers), dy));
        // Linear, so the loss at another point is the slope's product with it, whatever the point where the slope was asked.
        errors.push(Math.abs(loss(other).dataSync()[0] - tf.sum(tf.mul(tf.grad(loss)(x), other)).dataSync()[0]));
      }
    }
    print(errors);
  `);
  // Sums of a few hundred products of numbers of size one, in float32.
  expect((errors as number[]).filter(error => !(error < 5e-4))).toEqual([]);
});

test('what the package cannot compute is refused with what to do', async () => {
  const message = await answer(`
    try { tf.maxPoolWithArgmax(tf.zeros([1, 2, 2, 1]), 2, 2, 'valid'); } catch (error) { print(error.message); }
  `);
  expect(message).toBe(`tensorflow: this backend cannot compute "MaxPoolWithArgmax"; the cpu backend can, after await useBackend('cpu')`);
});

test('a command that does not compute on it does not load it, and so prints nothing of it', async () => {
  // A driver list that names no file leaves no adapter for WebGPU, whatever the machine has.
  const alone = { DESCENT_BACKEND: '', VK_ICD_FILENAMES: '/nonexistent.json', VK_DRIVER_FILES: '/nonexistent.json' };
  const { status, stdout, stderr } = await descent(['doctor'], alone);
  const gpu = /backend +✓ tensorflow/.test(stdout);
  expect({ status, stderr: gpu ? besidesTensorFlow(stderr) : stderr }).toEqual({ status: 0, stderr: '' });
  expect(stdout).toMatch(gpu ? /a CUDA device/ : /tensorflow: .* found no CUDA device/);
});

test('what it prints on its own does not reach a cell', async () => {
  const kernel = await startKernel({ argv: ourArgv(), cwd: scratchFolder(), env: { ...process.env, ...env(), DESCENT_BACKEND: 'tensorflow' } });
  try {
    const { status, outputs } = await kernel.execute(`import { useBackend } from 'descent';\nconsole.log((await useBackend()).name);`);
    expect({ status, outputs }).toEqual({ status: 'ok', outputs: [{ output_type: 'stream', name: 'stdout', text: 'tensorflow\n' }] });
  } finally {
    await kernel.shutdown();
  }
});
