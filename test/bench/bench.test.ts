import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as tf from '@tensorflow/tfjs';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { useBackend } from '../../lib/src/backend';
import { bench, renderReport, rowsFor, type Report } from '../../lib/evidence/bench';
import { arraysAtOnce } from '../../lib/evidence/bench/methods';
import { measured } from '../../lib/evidence/bench/report';
import { requireRoom } from '../../lib/evidence/bench/room';
import { NotHere, type Prepared, type Row } from '../../lib/evidence/bench/row';
import { requireSameSteps, Stepper } from '../../lib/evidence/bench/stepper';
import { targets } from '../../lib/evidence/bench/targets';
import { bench as command } from '../../lib/evidence/commands/bench';
import { kernelsMode, setKernels } from '../../lib/src/backend/kernels/mode';
import { adam } from '../../lib/src/optimizers';
import { inChild } from '../backend/child';
import { missing, swiftShader } from '../backend/swift-shader';

/** How often the backend's own product has been called with a transposed factor, which only its stock form is. */
let transposedProducts = 0;

beforeAll(async () => {
  await import('@tensorflow/tfjs-backend-wasm');
  for (const name of ['BatchMatMul', '_FusedMatMul']) {
    const config = tf.getKernel(name, 'wasm');
    tf.unregisterKernel(name, 'wasm');
    tf.registerKernel({
      ...config,
      kernelFunc: call => {
        if (call.attrs?.['transposeA'] || call.attrs?.['transposeB']) transposedProducts += 1;
        return config.kernelFunc(call);
      },
    });
  }
  await useBackend('wasm');
});

const briefly = { samples: 3, sampleSeconds: 0, warmUpSeconds: 0, mostSeconds: 1 };
const quickRows = (): Row[] => rowsFor({ backend: 'wasm', quick: true });
const rowNamed = (name: string): Row => quickRows().find(row => row.name === name) as Row;

/** What one repetition makes TensorFlow.js do. */
function profile(...sides: ReadonlyArray<Prepared['ours']>): ReturnType<typeof tf.profile> {
  return tf.profile(async () => {
    for (const side of sides) await side.repeat(1);
    return [];
  });
}

describe('what is compared', () => {
  test('every row is measured: both sides computed the same, and each took some time', async () => {
    const seen: string[] = [];
    const report = await bench({ backend: 'wasm', quick: true, onRow: name => seen.push(name) });
    const { node } = process.versions;
    expect(report).toMatchObject({ backend: 'wasm', node, kernels: kernelsMode() });
    expect(report.device).toContain('WebAssembly');
    expect(report.rows.map(({ name }) => name)).toEqual(quickRows().map(({ name }) => name));
    expect(seen).toEqual(report.rows.map(({ name }) => name));
    for (const { name, ours = NaN, rival = NaN, ratio, failure, skipped } of report.rows) {
      expect([failure, skipped], name).toEqual([undefined, undefined]);
      expect(ours > 0 && rival > 0, name).toBe(true);
      expect(ratio, name).toBe(rival / ours);
    }
  });

  test('the rows are those that were asked for, in capitals or not', async () => {
    const { rows } = await bench({ backend: 'wasm', quick: true, only: 'adam STEP, 1 k' });
    const names = ['tf.train.adam', 'the tensor reading'].map(rival => `Adam step, 1 k weights, against ${rival}`);
    expect(rows.map(({ name }) => name)).toEqual(names);
    expect(rows[0]?.wanted).toBe(30);
    expect(rows[0]?.met).toBe((rows[0]?.ratio as number) >= 30);
    expect(rows[1]).not.toHaveProperty('wanted');
    expect(rows[1]).not.toHaveProperty('met');
  });

  test('ours steps by a fused kernel, its rival tensor by tensor, and each finds the mode as it was', async () => {
    const before = setKernels('required');
    try {
      const { ours, rival, dispose } = await rowNamed('Adam step, 10 k weights, against the tensor reading').prepare();
      // The first step makes the slots.
      await ours.repeat(1);
      expect((await profile(ours)).kernelNames).toEqual([]);
      expect((await profile(rival)).kernelNames).toContain('Sqrt');
      dispose();
    } finally {
      expect(setKernels(before)).toBe('required');
    }
  });

  test('the networks\' rival multiplies as TensorFlow.js does, ours does not', async () => {
    const { ours, rival, dispose } = await rowNamed('MLP 64-32-10, batch 32, training step, against stock tfjs').prepare();
    const counted = async (side: Prepared['ours']): Promise<number> => {
      const before = transposedProducts;
      await side.repeat(2);
      return transposedProducts - before;
    };
    expect(await counted(ours)).toBe(0);
    // Two layers: both gradients of the weights have a transposed factor, and that of the hidden values.
    expect(await counted(rival)).toBe(2 * 3);
    expect(await counted(ours)).toBe(0);
    dispose();
  });

  test('a rival that computes something else is refused', async () => {
    const pair = [new Stepper(adam({ eta: 1e-4 }), 8), new Stepper(tf.train.sgd(1e-4), 8)] as const;
    const difference = /^bench: after 5 steps ours has w\[0\] = -0\.99.* and the rival -0\.99.*; they do not compute the same$/;
    await expect(requireSameSteps(...pair)).rejects.toThrow(difference);
    for (const stepper of pair) stepper.dispose();
  });

  test('nothing of ours is left behind', async () => {
    // TensorFlow.js's momentum never frees the number it was made with.
    const rows = quickRows().filter(({ name }) => !name.includes('tf.train.momentum'));
    for (const { name, prepare } of rows) {
      const before = tf.memory().numTensors;
      (await prepare()).dispose();
      expect(tf.memory().numTensors, name).toBe(before);
    }
  });

  test('what is wanted is wanted of rows that there are', () => {
    for (const [backend, wanted] of Object.entries(targets)) {
      const names = rowsFor({ backend, quick: false }).map(({ name }) => name);
      expect(new Set(names).size).toBe(names.length);
      expect(Object.keys(wanted).filter(name => !names.includes(name)), backend).toEqual([]);
    }
  });
});

describe('what does not fit', () => {
  test('no pair of steps holds more arrays at once than are asked for beforehand', async () => {
    for (const { name, prepare } of quickRows().filter(row => / step, 10 k weights, against t/.test(row.name))) {
      const before = tf.memory().numBytes;
      const { ours, rival, dispose } = await prepare();
      const { peakBytes } = await profile(ours, rival, ours, rival);
      dispose();
      expect((peakBytes - before) / 4e4, name).toBeLessThanOrEqual(arraysAtOnce);
    }
  });

  test('more than the machine has is refused, with both sizes', async () => {
    await expect(requireRoom(1e6, 16e6)).rejects.toThrow(/^it needs 64000\.0 GB, and this machine has \d+\.\d GB left$/);
    await expect(requireRoom(1e6, 16e6)).rejects.toBeInstanceOf(NotHere);
    await expect(requireRoom(2, 1000)).resolves.toBeUndefined();
  });

  test('such a row says so, one that fails does too, and neither stops the others', async () => {
    const failing = (error: Error): Row => ({ name: 'a row', prepare: () => Promise.reject(error) });
    const measure = (row: Row): Promise<object> => measured(row, 'wasm', briefly, { now: () => 0, settled: () => undefined, rested: () => undefined });
    expect(await measure(failing(new NotHere('it is too large')))).toEqual({ name: 'a row', skipped: 'it is too large' });
    expect(await measure(failing(new Error('it broke')))).toEqual({ name: 'a row', failure: 'it broke' });
  });

  test('both sides are freed when a measurement fails', async () => {
    const dispose = vi.fn();
    const broken = { repeat: () => Promise.reject(new Error('no power')) };
    const row: Row = { name: 'a row', prepare: () => Promise.resolve({ ours: broken, rival: broken, dispose }) };
    const result = await measured(row, 'wasm', briefly, { now: () => 0, settled: () => undefined, rested: () => undefined });
    expect(result).toEqual({ name: 'a row', failure: 'no power' });
    expect(dispose).toHaveBeenCalledOnce();
  });
});

test('the rival\'s time is scaled up to the whole work, and so is what is said of it', async () => {
  let time = 0;
  const lasting = (seconds: number): Prepared['ours'] => ({
    repeat: times => {
      time += times * seconds;
    },
  });
  const prepared: Prepared = {
    ours: lasting(2),
    rival: lasting(3),
    rivalScale: 10,
    note: ({ ours, rival }) => `${ours} and ${rival}`,
    dispose: () => undefined,
  };
  const row: Row = { name: 'Adam step, 1 k weights, against tf.train.adam', prepare: () => Promise.resolve(prepared) };
  const result = await measured(row, 'wasm', briefly, { now: () => time, settled: () => undefined, rested: () => undefined });
  expect(result).toEqual({ name: row.name, ours: 2, rival: 30, ratio: 15, wanted: 30, met: false, note: '2 and 30' });
});

test('the table shows won and lost rows alike, and those that could not be measured', () => {
  const report: Report = {
    backend: 'wasm', device: 'a device', processor: 'a processor, 2 cores', node: '20.0.0', kernels: 'auto',
    rows: [
      { name: 'won', ours: 1.5e-6, rival: 61.234e-6, ratio: 40.8, wanted: 30, met: true },
      { name: 'lost', ours: 0.0123, rival: 0.01, ratio: 0.813, wanted: 5, met: false, note: 'a pity' },
      { name: 'nothing wanted', ours: 0.25, rival: 283.6, ratio: 1134.4 },
      { name: 'too large', wanted: 5, skipped: 'it needs 9.0 GB' },
      { name: 'broken', failure: 'it broke' },
    ],
  };
  expect(renderReport(report).split('\n')).toEqual([
    'wasm: a device; a processor, 2 cores; node 20.0.0; kernels auto. Medians; a ratio is the rival\'s time over ours.',
    '',
    '| work | ours | rival | ratio | wanted | met? |',
    '|---|---|---|---|---|---|',
    '| won | 1.50 µs | 61.2 µs | 40.8× | 30× | yes |',
    '| lost | 12.3 ms | 10.0 ms | 0.813× | 5× | no |',
    '| nothing wanted | 250 ms | 284 s | 1134× |  |  |',
    '| too large | – | – | – | 5× | not measured: it needs 9.0 GB |',
    '| broken | – | – | – |  | failed: it broke |',
    '',
    '- lost: a pity',
  ]);
});

test('on webgpu the rows are the same, and the copies are the device\'s own', async context => {
  context.skip(Boolean(missing), missing || undefined);
  const { status, stdout, stderr } = await inChild(
    `const { bench } = await import('../../lib/evidence/bench'); print(await bench({ backend: 'webgpu', quick: true, only: 'Adam step, 10 k weights' }));`,
    swiftShader,
  );
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  const { backend, rows } = JSON.parse(stdout) as Report;
  expect(backend).toBe('webgpu');
  const rivals = ['tf.train.adam', 'the tensor reading', 'copying 0.28 MB', 'reading and writing 0.28 MB'];
  expect(rows.map(({ name }) => name)).toEqual(rivals.map(rival => `Adam step, 10 k weights, against ${rival}`));
  for (const { name, ours = NaN, rival = NaN, failure } of rows) expect([ours > 0, rival > 0, failure], name).toEqual([true, true, undefined]);
});

describe('the command', () => {
  const scratch = mkdtempSync(join(tmpdir(), 'descent-bench-'));
  const printed = vi.spyOn(console, 'log').mockImplementation(() => undefined);
  const progress = vi.spyOn(console, 'error').mockImplementation(() => undefined);
  afterEach(() => {
    printed.mockClear();
    progress.mockClear();
  });
  afterAll(() => {
    vi.restoreAllMocks();
    rmSync(scratch, { recursive: true });
  });

  const one = { backend: 'wasm', quick: true, only: 'Adam step, 1 k weights, against tf' };

  test('prints the table, says on stderr which row it is at, and writes the same as JSON', async () => {
    const json = join(scratch, 'new', 'bench.json');
    await command({ ...one, json });
    const report = JSON.parse(readFileSync(json, 'utf8')) as Report;
    expect(report.rows).toHaveLength(1);
    expect(printed.mock.calls).toEqual([[renderReport(report)]]);
    expect(progress.mock.calls).toEqual([['1/1 Adam step, 1 k weights, against tf.train.adam']]);
    expect(process.exitCode).toBeUndefined();
  });

  test('a file that cannot be written is an error, after the table has been printed', async () => {
    writeFileSync(join(scratch, 'taken'), 'mine');
    await expect(command({ ...one, json: join(scratch, 'taken', 'bench.json') })).rejects.toThrow(/^cannot write .*taken.bench\.json: /);
    expect(printed).toHaveBeenCalledOnce();
    expect(readFileSync(join(scratch, 'taken'), 'utf8')).toBe('mine');
  });

  test('a text that is in no name is an error that lists what there is', async () => {
    const works = 'SGD step, Momentum step, RMSProp step, Adam step, AdamW step, Lion step, LAMB step, Product 64 × 64 × 64, MLP 64-32-10, Rosenbrock';
    await expect(command({ ...one, only: 'Adan' })).rejects.toThrow(`bench: no row's name contains "Adan"; there are rows of ${works}`);
    expect(printed).not.toHaveBeenCalled();
  });

  test('a backend that there is not is an error that lists those there are', async () => {
    const refused = 'backend: unknown name "quantum"; use one of tensorflow, webgpu, wasm, cpu';
    await expect(command({ ...one, backend: 'quantum' })).rejects.toThrow(refused);
  });
});
