import * as tf from '@tensorflow/tfjs';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { useBackend } from '../../lib/src/backend';
import { wasmMemory, type WasmMemory } from '../../lib/src/backend/kernels/wasm-memory';

beforeEach(async () => {
  await useBackend('wasm');
});
afterEach(() => vi.restoreAllMocks());

test('it finds the values of a tensor, also after the memory has grown', () => {
  const { memory, addressOf } = wasmMemory() as WasmMemory;
  const tensor = tf.tensor1d([1.5, -2]);
  const address = addressOf(tensor);
  const size = memory.buffer.byteLength;
  const filler = tf.zeros([size / 4]);
  expect(memory.buffer.byteLength).toBeGreaterThan(size);
  expect(addressOf(tensor)).toBe(address);
  expect(Array.from(new Float32Array(memory.buffer, address, 2))).toEqual([1.5, -2]);
  tf.dispose([tensor, filler]);
});

test('a tensor it allocates is one of the backend', () => {
  const { memory, addressOf, allocate } = wasmMemory() as WasmMemory;
  const { numTensors, numBytes } = tf.memory();
  const tensor = allocate([2, 3]);
  expect(tf.memory()).toMatchObject({ numTensors: numTensors + 1, numBytes: numBytes + 24 });
  new Float32Array(memory.buffer, addressOf(tensor), 6).set([1, 2, 3, 4, 5, 6]);
  expect(tensor.arraySync()).toEqual([[1, 2, 3], [4, 5, 6]]);
  tensor.dispose();
  expect(tf.memory()).toMatchObject({ numTensors, numBytes });
});

test('a full memory is reported, not written over', () => {
  const { allocate } = wasmMemory() as WasmMemory;
  // 4 GB is all that 32-bit addresses reach.
  expect(() => allocate([2 ** 30 - 2])).toThrow('wasm backend: no memory is left for a tensor of shape [1073741822]');
});

test('it says why it cannot work on another backend', async () => {
  await useBackend('cpu');
  expect(wasmMemory()).toEqual({ why: 'the backend is cpu' });
});

/** What it says of the present backend with one member replaced. */
const pretend = (name: string, value: unknown): ReturnType<typeof wasmMemory> => {
  const backend: object = Object.create(tf.backend(), { [name]: { value } });
  vi.spyOn(tf.engine(), 'backend', 'get').mockReturnValue(backend as ReturnType<typeof tf.backend>);
  return wasmMemory();
};
/** A member that the backend does not declare. */
const member = (name: string): object => Reflect.get(tf.backend(), name) as object;

test.each(['dataIdMap', 'wasm', 'refCount', 'makeOutput', 'dataIdNextNumber'])('it does not touch a backend without %s', name => {
  expect(pretend(name, undefined)).toEqual({
    why: 'the backend keeps its tensors in another way than version 4.22 does',
  });
});

test('it does not trust a backend whose tensors lie elsewhere', () => {
  const map = member('dataIdMap') as { get(id: object): object };
  const elsewhere: object = Object.create(map, { get: { value: (id: object) => ({ ...map.get(id), memoryOffset: 8 }) } });
  expect(pretend('dataIdMap', elsewhere)).toEqual({ why: 'a tensor is not where the backend says' });
});

test('it needs SIMD', () => {
  vi.spyOn(tf.env(), 'getBool').mockReturnValue(false);
  expect(pretend('unused', 0)).toEqual({ why: 'this processor or engine has no SIMD' });
});
