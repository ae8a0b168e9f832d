import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, expect, test, vi } from 'vitest';
import { sharingMemory, withSharedMemory } from '../../lib/src/backend/threads/shared-memory';

const header = [0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00];
/** A section of types, one of a memory and one that exports it, as an engine takes them. */
const owning = (limits: readonly number[]): Uint8Array<ArrayBuffer> =>
  Uint8Array.from([...header, 0x01, 0x01, 0x00, 0x05, 1 + limits.length, 0x01, ...limits, 0x07, 0x05, 0x01, 0x01, 0x6d, 0x02, 0x00]);
const limited = owning([0x01, 0x01, 0x80, 0x01]); // one page, at most 128

const kindOf = ({ instance }: WebAssembly.WebAssemblyInstantiatedSource): string =>
  Object.prototype.toString.call((instance.exports['m'] as WebAssembly.Memory).buffer);

afterEach(() => vi.restoreAllMocks());

test('a module that brings a memory with a limit can share it, and is otherwise the same', async () => {
  const marked = withSharedMemory(limited) as Uint8Array<ArrayBuffer>;
  expect(kindOf(await WebAssembly.instantiate(marked))).toBe('[object SharedArrayBuffer]');
  expect(limited.filter((byte, k) => byte !== marked[k])).toEqual(Uint8Array.of(0x01));
});

test('one without a memory, without a limit, or with what is shared already is left alone', () => {
  expect(withSharedMemory(Uint8Array.from(header))).toBeUndefined();
  expect(withSharedMemory(owning([0x00, 0x01]))).toBeUndefined();
  expect(withSharedMemory(owning([0x03, 0x01, 0x01]))).toBeUndefined();
});

test('what TensorFlow.js brings can be shared', () => {
  const main = require.resolve('@tensorflow/tfjs-backend-wasm');
  expect(withSharedMemory(readFileSync(join(dirname(main), 'tfjs-backend-wasm-simd.wasm')))).toBeDefined();
});

test('only what is instantiated meanwhile is changed, also where that fails', async () => {
  const { instantiate } = WebAssembly;
  expect(kindOf(await sharingMemory(() => WebAssembly.instantiate(limited)))).toBe('[object SharedArrayBuffer]');
  expect(WebAssembly.instantiate).toBe(instantiate);
  expect(kindOf(await WebAssembly.instantiate(limited))).toBe('[object ArrayBuffer]');
  await expect(sharingMemory(() => Promise.reject(new Error('no')))).rejects.toThrow('no');
  expect(WebAssembly.instantiate).toBe(instantiate);
});

test('where the system gives no shared memory, the memory is what it would have been', async () => {
  const { instantiate } = WebAssembly;
  const isMarked = (module: unknown): boolean => module instanceof Uint8Array && module[module.indexOf(0x05) + 3] === 0x03;
  vi.spyOn(WebAssembly, 'instantiate').mockImplementation(((module: BufferSource, imports?: WebAssembly.Imports) =>
    isMarked(module) ? Promise.reject(new RangeError('could not allocate memory')) : instantiate(module, imports)) as typeof instantiate);
  expect(kindOf(await sharingMemory(() => WebAssembly.instantiate(limited)))).toBe('[object ArrayBuffer]');
});
