import { expect, test } from 'vitest';
import { useBackend } from '../../lib/src/backend';
import { runFusedOnWebgpu } from '../../lib/src/backend/kernels/on-webgpu';
import { webgpuDevice } from '../../lib/src/backend/kernels/webgpu-device';
import type { Program } from '../../lib/src/formula/check';
import { compileWgsl } from '../../lib/src/formula/wgsl/kernel';
import { adam } from '../../lib/src/optimizers';
import { onSwiftShader } from './on-swift-shader';
import { missing } from './swift-shader';

test('it says why it cannot work on another backend', async () => {
  await useBackend('cpu');
  expect(webgpuDevice()).toEqual({ why: 'the backend is cpu' });
  expect(() => runFusedOnWebgpu(compileWgsl(adam.program as Program), {})).toThrow('wgsl kernel: it cannot run here, because the backend is cpu');
});

/** What it says of the backend with one member replaced. */
const pretend = `
  const { webgpuDevice } = await import('../../lib/src/backend/kernels/webgpu-device');
  const actual = tf.backend();
  const pretend = (name, value) => {
    Object.defineProperty(tf.engine(), 'backend', { get: () => Object.create(actual, { [name]: { value } }), configurable: true });
    const { why = 'usable' } = webgpuDevice();
    delete tf.engine().backend;
    return why;
  };
`;

test('it does not touch a backend that lacks something', async context => {
  context.skip(Boolean(missing), missing || undefined);
  const members = [
    'tensorMap', 'commandQueueOwnedIds', 'ensureCommandEncoderReady', 'endComputePassEncoder', 'submitQueue', 'uploadToGPU', 'makeUniforms',
    'makeTensorInfo', 'disposeData', 'refCount', 'device', 'dispatchCountInPass',
  ];
  const seen = await onSwiftShader(`${pretend} print([${JSON.stringify(members)}.map(name => pretend(name, undefined)), pretend('unused', 0)]);`);
  expect(seen).toEqual([members.map(() => 'the backend keeps its tensors in another way than version 4.22 does'), 'usable']);
});

test('it does not trust a backend whose tensors lie elsewhere, or are not where they should be when they are uploaded', async context => {
  context.skip(Boolean(missing), missing || undefined);
  const seen = await onSwiftShader(`
    ${pretend}
    const elsewhere = Object.create(actual.tensorMap, { get: { value: id => ({ ...actual.tensorMap.get(id), resource: { size: 4 } }) } });
    print([pretend('tensorMap', elsewhere), pretend('uploadToGPU', () => {}), pretend('refCount', () => 2)]);
  `);
  expect(seen).toEqual(Array(3).fill('a tensor is not where the backend says'));
});

test('what it looks at leaves no tensor behind', async context => {
  context.skip(Boolean(missing), missing || undefined);
  const seen = await onSwiftShader(`
    const { webgpuDevice } = await import('../../lib/src/backend/kernels/webgpu-device');
    const count = () => [tf.memory().numTensors, tf.backend().numDataIds()];
    const before = count();
    webgpuDevice();
    print([before, count()]);
  `);
  const [before, after] = seen as [number[], number[]];
  expect(after).toEqual(before);
});
