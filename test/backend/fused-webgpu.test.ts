import { expect, test } from 'vitest';
import { onSwiftShader } from './on-swift-shader';
import { missing } from './swift-shader';

/** Momentum at γ = 1/2, η = 1/4, exact in float32 for the numbers below: from V = 0, a gradient of 4 makes V = 1 and takes 1 off the weights. */
const momentum = `
  const { program } = await import('../../lib/src/formula/check');
  const { compileWgsl } = await import('../../lib/src/formula/wgsl/kernel');
  const { runFusedOnWebgpu } = await import('../../lib/src/backend/kernels/on-webgpu');
  const kernel = compileWgsl(program('V = gamma * V + eta * g\\nw = w - V', { tensors: ['w', 'g'], slots: ['V'], scalars: ['gamma', 'eta'] }, ['w']));
  const step = (values, overwrite) => runFusedOnWebgpu(kernel, { gamma: 0.5, eta: 0.25, ...values }, overwrite);
  const vector = (...values) => tf.tensor1d(values);
  const numbers = async tensor => Array.from(await tensor.data());
`;
const answer = (body: string): Promise<unknown> => onSwiftShader(momentum + body);

test('without leave to overwrite it gives new tensors of the same shape and changes none', async context => {
  context.skip(Boolean(missing), missing || undefined);
  const seen = await answer(`
    const given = { w: tf.tensor2d([[1, 2, 3], [4, 5, 6]]), g: tf.tensor2d([[4, 8, 12], [16, 20, 24]]), V: tf.zeros([2, 3]) };
    const next = step(given);
    print([next.w.shape, await numbers(next.V), await numbers(next.w), await numbers(given.w), await numbers(given.V)]);
  `);
  expect(seen).toEqual([[2, 3], [1, 2, 3, 4, 5, 6], [0, 0, 0, 0, 0, 0], [1, 2, 3, 4, 5, 6], [0, 0, 0, 0, 0, 0]]);
});

test('with leave it changes the tensors themselves, variables too, also after they have been read', async context => {
  context.skip(Boolean(missing), missing || undefined);
  const seen = await answer(`
    const w = tf.tidy(() => tf.variable(vector(1, 2, 3, 4, 5)));
    const given = { w, g: vector(4, 8, 12, 16, 20), V: tf.zeros([5]) };
    const steps = [];
    for (let t = 1; t <= 2; t++) {
      const next = step(given, ['w', 'V']);
      steps.push([next.w === w, next.V === given.V, await numbers(w), await numbers(given.V)]);
    }
    print(steps);
  `);
  expect(seen).toEqual([
    [true, true, [0, 0, 0, 0, 0], [1, 2, 3, 4, 5]],
    [true, true, [-1.5, -3, -4.5, -6, -7.5], [1.5, 3, 4.5, 6, 7.5]],
  ]);
});

test('a read that is under way ends with the values of its moment, and the next one with those after the step', async context => {
  context.skip(Boolean(missing), missing || undefined);
  const seen = await answer(`
    const given = { w: vector(1, 2), g: vector(4, 8), V: vector(0, 0) };
    await given.w.data();
    step(given, ['w', 'V']);
    const reading = given.w.data();
    step(given, ['w', 'V']);
    print([Array.from(await reading), await numbers(given.w), await numbers(tf.neg(given.w))]);
  `);
  expect(seen).toEqual([[0, 0], [-1.5, -3], [1.5, 3]]);
});

test.for([
  ['a reshaped view', 'tf.reshape(given.w, [2, 2])'],
  ['a variable made of it', 'tf.tidy(() => tf.variable(given.w))'],
  ['a clone', 'given.w.clone()'],
])('whoever holds %s never sees it change', async ([, hold], context) => {
  context.skip(Boolean(missing), missing || undefined);
  const seen = await answer(`
    const given = { w: vector(1, 2, 3, 4), g: vector(4, 8, 12, 16), V: tf.zeros([4]) };
    const held = ${hold};
    const next = step(given, ['w', 'V']);
    print([next.w === given.w, next.V === given.V, await numbers(next.w), await numbers(held), await numbers(given.w)]);
  `);
  expect(seen).toEqual([false, true, [0, 0, 0, 0], [1, 2, 3, 4], [1, 2, 3, 4]]);
});

test('nor does a buffer change that was given from outside, nor weights that are their own gradient', async context => {
  context.skip(Boolean(missing), missing || undefined);
  const seen = await answer(`
    const { device } = tf.backend();
    const buffer = device.createBuffer({ size: 16, usage: GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_SRC | GPUBufferUsage.COPY_DST });
    device.queue.writeBuffer(buffer, 0, new Float32Array([1, 2, 3, 4]));
    const lent = tf.tensor({ buffer, zeroCopy: true }, [4], 'float32');
    const first = step({ w: lent, g: vector(4, 8, 12, 16), V: tf.zeros([4]) }, ['w', 'V']);
    const w = vector(1, 2, 3, 4);
    const second = step({ w, g: w, V: tf.zeros([4]) }, ['w', 'V']);
    print([await numbers(first.w), await numbers(lent), await numbers(second.w), await numbers(w)]);
  `);
  expect(seen).toEqual([[0, 0, 0, 0], [1, 2, 3, 4], [0.75, 1.5, 2.25, 3], [1, 2, 3, 4]]);
});

test('it keeps its place among the operations of TensorFlow.js before and after it, however many', async context => {
  context.skip(Boolean(missing), missing || undefined);
  // The backend submits every 15 dispatches: 40 rounds of one to four operations around a step meet the boundary at each of them.
  const seen = await answer(`
    const wrong = [];
    for (let round = 0; round < 40; round++) {
      let g = vector(1, 2, 3, 4, 5);
      for (let k = 0; k < round % 4; k++) g = tf.mul(g, 2);
      const given = { w: tf.add(vector(0, 0, 0, 0, 0), round), g, V: tf.mul(g, 2) };
      const before = tf.neg(given.w);
      step(given, ['w', 'V']);
      const after = tf.sub(given.w, tf.mul(given.V, 10));
      // V = g / 4 + g = 1.25 g, w = round - V
      const scale = 1.25 * 2 ** (round % 4);
      const [was, is] = [await numbers(before), await numbers(after)];
      is.forEach((value, k) => value === round - 11 * scale * (k + 1) && was[k] === -round || wrong.push([round, k, value, was[k]]));
    }
    print(wrong);
  `);
  expect(seen).toEqual([]);
});

test('several variables in one step, each with numbers of its own', async context => {
  context.skip(Boolean(missing), missing || undefined);
  const seen = await answer(`
    const given = [1, 2, 3, 4, 5, 6].map(size => ({ w: tf.ones([size]), g: tf.fill([size], 4), V: tf.zeros([size]), eta: size / 4 }));
    for (const values of given) step(values, ['w', 'V']);
    print(await Promise.all(given.map(({ w }) => numbers(w))));
  `);
  expect(seen).toEqual([[0], [-1, -1], [-2, -2, -2], [-3, -3, -3, -3], [-4, -4, -4, -4, -4], [-5, -5, -5, -5, -5, -5]]);
});

test('weights of rank 0 and without any values', async context => {
  context.skip(Boolean(missing), missing || undefined);
  const seen = await answer(`
    const all = [];
    for (const shape of [[], [0], [3, 0]]) {
      const given = { w: tf.ones(shape), g: tf.fill(shape, 4), V: tf.zeros(shape) };
      const fresh = step(given);
      const inPlace = step(given, ['w', 'V']);
      all.push([fresh.w.shape, await numbers(fresh.w), inPlace.w === given.w, await numbers(given.w)]);
    }
    print(all);
  `);
  expect(seen).toEqual([[[], [0], true, [0]], [[0], [], true, []], [[3, 0], [], true, []]]);
});

test('where the device allows few workgroups, each takes several strides', async context => {
  context.skip(Boolean(missing), missing || undefined);
  // 3000 weights one at a time make 12 workgroups, 3000 of them four at a time 3; the device is made to allow two.
  const seen = await answer(`
    const { webgpuDevice } = await import('../../lib/src/backend/kernels/webgpu-device');
    const gpu = webgpuDevice();
    const few = new Proxy(gpu.device, {
      get: (device, name) => {
        if (name === 'limits') return { maxStorageBuffersPerShaderStage: 8, maxComputeWorkgroupsPerDimension: 2 };
        return typeof device[name] === 'function' ? device[name].bind(device) : device[name];
      },
    });
    const dispatched = [];
    const queue = { ...gpu, device: few, record: dispatches => { dispatched.push(dispatches[0].workgroups); gpu.record(dispatches); } };
    const wrong = [];
    for (const count of [3000, 3001]) {
      const [w, g, V] = [tf.range(0, count), tf.fill([count], 4), tf.zeros([count])];
      kernel.run(queue, count, { tensors: kernel.tensors.map(name => gpu.bufferOf({ w, g, V }[name])), slots: [], newSlots: [] }, [0.5, 0.25]);
      (await w.data()).forEach((value, k) => value === k - 1 || wrong.push([count, k, value]));
    }
    print([kernel.scalars, dispatched, wrong]);
  `);
  expect(seen).toEqual([['gamma', 'eta'], [2, 2], []]);
});

test('a slot that only the device knows stays there, a tensor of rank 0; one that follows from numbers is a number', async context => {
  context.skip(Boolean(missing), missing || undefined);
  const seen = await answer(`
    const symbols = Object.fromEntries(['S', 'P'].map(name => [name, { glyph: name, meaning: 'a slot of this test' }]));
    const inputs = { tensors: ['w'], slots: ['S', 'P'], scalars: ['gamma'], symbols };
    const summed = compileWgsl(program('w = w + S\\nS = S + norm(w)\\nw = w / S\\nP = P * gamma', inputs, ['w']));
    const values = { w: vector(2, 3), P: 0.1, gamma: 0.1 };
    const first = runFusedOnWebgpu(summed, { ...values, S: 1 });
    const second = runFusedOnWebgpu(summed, { ...values, w: vector(-3, -2), S: first.S, P: first.P });
    const empty = runFusedOnWebgpu(summed, { ...values, w: tf.zeros([0]), S: 7 });
    const all = async ({ S, w, P }) => [S.shape, await numbers(S), await numbers(w), P];
    print([await all(first), await all(second), await all(empty)]);
  `);
  // w + S = (3, 4), its norm 5, S = 6; then w + S = (3, 4) again, S = 11. P is float64: 0.1 * 0.1 and 0.1 * 0.1 * 0.1.
  const near = (...values: number[]): number[] => values.map(value => expect.closeTo(value, 6) as number);
  expect(seen).toEqual([
    [[], near(6), near(0.5, 2 / 3), 0.1 * 0.1],
    [[], near(11), near(3 / 11, 4 / 11), 0.1 * 0.1 * 0.1],
    [[], [7], [], 0.1 * 0.1],
  ]);
});

test('200 steps leave no tensor and no buffer behind', async context => {
  context.skip(Boolean(missing), missing || undefined);
  const seen = await answer(`
    const { lamb, novograd } = await import('../../lib/src/optimizers');
    const { bufferManager } = tf.backend();
    const fused = [compileWgsl(lamb.program), compileWgsl(novograd.program)];
    const hyper = [lamb, novograd].map(({ declaration }) => declaration.hyper);
    // Of NovoGrad, v is one number.
    const start = (size, v) => ({ w: tf.ones([size]), g: tf.ones([size]), m: tf.zeros([size]), v });
    const given = [start(1000, tf.zeros([1000])), start(1001, tf.scalar(0))];
    const held = async () => {
      await Promise.all(given.map(({ w }) => w.data()));
      return [tf.memory().numTensors, bufferManager.numUsedBuffers, bufferManager.numBytesUsed, bufferManager.numBytesAllocated];
    };
    const round = t => given.forEach((values, k) => {
      const next = runFusedOnWebgpu(fused[k], { ...values, ...hyper[k], t }, ['w', 'm', 'v']);
      if (k === 1) values.v.dispose();
      Object.assign(values, next);
    });
    for (let t = 1; t <= 20; t++) round(t);
    const before = await held();
    for (let t = 21; t <= 220; t++) round(t);
    print([before, await held()]);
  `);
  const [before, after] = seen as [number[], number[]];
  expect(after).toEqual(before);
});

test('refused by name: a tensor that is missing, a number or a tensor in its place, another type, another size', async context => {
  context.skip(Boolean(missing), missing || undefined);
  const seen = await answer(`
    const refused = values => {
      const before = tf.memory().numTensors;
      try { step(values); } catch ({ message }) { return tf.memory().numTensors === before ? message : 'tensors left behind'; }
    };
    const given = { w: vector(1, 2), g: vector(1, 2), V: vector(0, 0) };
    print([
      refused({ w: given.w, V: given.V }), refused({ ...given, V: 0 }), refused({ ...given, eta: tf.scalar(1) }),
      refused({ ...given, g: tf.tensor1d([1, 2], 'int32') }), refused({ ...given, V: vector(0, 0, 0) }),
    ]);
  `);
  expect(seen).toEqual([
    'no value for "g"; given: gamma, eta, w, V',
    'wgsl kernel: "V" needs a tensor with a value for each weight, got 0',
    'wgsl kernel: "eta" must be a number, got a tensor, and the host does not wait for what is in it',
    'wgsl kernel: "g" must be float32, got int32',
    'wgsl kernel: "V" must have the size of "w", 2, got 3',
  ]);
});
