import * as tf from '@tensorflow/tfjs';
import { oncePerBackend } from '../active';

/**
 * The memory in which TensorFlow.js's wasm backend keeps its tensors, for code that works on it directly. Addresses stay valid when the memory
 * grows; views of its buffer do not, so none is kept.
 */
export interface WasmMemory {
  readonly memory: WebAssembly.Memory;
  /** Where a tensor begins, in bytes. */
  addressOf(tensor: tf.Tensor): number;
  /** Whether no other tensor has the same values for its own: no clone, no reshaped view, nothing held for a gradient. */
  isAlone(tensor: tf.Tensor): boolean;
  /** A float32 tensor that holds whatever was there before. Errors: the memory is full. */
  allocate(shape: number[]): tf.Tensor;
  /** Room that is no tensor, for as long as the backend lives: its address, or 0 where there is none left. */
  reserve(bytes: number): number;
  /** To be called once a tensor's values have been changed in place: the backend keeps packed copies of weights, and these must go. */
  changed(tensor: tf.Tensor): void;
}

/** The memory of the active backend, or why there is none to work on. */
export const wasmMemory: () => WasmMemory | { readonly why: string } = oncePerBackend(open);

/** What is used of the backend. None of it is documented, so all of it is checked before it is relied on. */
interface Backend {
  dataIdNextNumber: number;
  readonly dataIdMap: { get(dataId: object): { id: number; memoryOffset: number } };
  /** The functions of the module itself: those of `wasm.tfjs` are the same, ten times slower to call. */
  readonly wasm: {
    readonly asm: {
      readonly memory: WebAssembly.Memory;
      malloc(bytes: number): number;
      register_tensor(id: number, size: number, address: number): void;
      dispose_data(id: number): void;
    };
  };
  refCount(dataId: object): number;
  makeOutput(shape: number[], dtype: 'float32'): tf.TensorInfo;
}

function open(backend: object): WasmMemory | { readonly why: string } {
  if (tf.getBackend() !== 'wasm') return { why: `the backend is ${tf.getBackend()}` };
  if (!isExpected(backend)) return { why: 'the backend keeps its tensors in another way than version 4.22 does' };
  if (!tf.env().getBool('WASM_HAS_SIMD_SUPPORT')) return { why: 'this processor or engine has no SIMD' };
  const opened = access(backend);
  return holdsWhatItShould(opened) ? opened : { why: 'a tensor is not where the backend says' };
}

function isExpected(backend: object): backend is Backend {
  const { dataIdNextNumber, dataIdMap, wasm, refCount, makeOutput }: Partial<Backend> = backend;
  const memory = Object.prototype.toString.call(wasm?.asm?.memory) === '[object WebAssembly.Memory]';
  const functions = [dataIdMap?.get, wasm?.asm?.malloc, wasm?.asm?.register_tensor, wasm?.asm?.dispose_data, refCount, makeOutput];
  return memory && typeof dataIdNextNumber === 'number' && functions.every(member => typeof member === 'function');
}

function access(backend: Backend): WasmMemory {
  const { asm } = backend.wasm;
  const addressOf = (tensor: tf.Tensor): number => backend.dataIdMap.get(tensor.dataId).memoryOffset;
  return {
    memory: asm.memory,
    addressOf,
    isAlone: tensor => backend.refCount(tensor.dataId) === 1,
    allocate: shape => {
      const tensor = tf.engine().makeTensorFromTensorInfo(backend.makeOutput(shape, 'float32'));
      // The backend does not look whether its allocator found a place; address 0 says that it did not.
      if (tensor.size > 0 && addressOf(tensor) === 0) {
        tensor.dispose();
        throw new Error(`wasm backend: no memory is left for a tensor of shape [${shape}]`);
      }
      return tensor;
    },
    reserve: bytes => asm.malloc(bytes),
    changed: tensor => {
      // Matrix products and convolutions pack a weight tensor once and find it again by its number: a new number makes them pack it anew.
      const data = backend.dataIdMap.get(tensor.dataId);
      asm.dispose_data(data.id);
      data.id = backend.dataIdNextNumber++;
      asm.register_tensor(data.id, tensor.size, data.memoryOffset);
    },
  };
}

function holdsWhatItShould({ memory, addressOf, isAlone }: WasmMemory): boolean {
  const written = tf.tensor1d([0.5, -3]);
  const [first, second] = new Float32Array(memory.buffer, addressOf(written), 2);
  const alone = isAlone(written);
  written.dispose();
  return first === 0.5 && second === -3 && alone;
}
