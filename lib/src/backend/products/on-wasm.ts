import * as tf from '@tensorflow/tfjs';
import { kernelsMode } from '../kernels/mode';
import { wasmMemory } from '../kernels/wasm-memory';
import { replaceKernel, requireWasmKernel } from '../replace-kernel';
import { meeting, type Meeting } from './matrices';
import { multiplierHere } from './multiplier-here';
import type { Multiplier } from './multiplier';
import type { Strided } from './product';

type KernelCall = Parameters<tf.KernelFunc>[0];

interface Attributes {
  readonly transposeA?: boolean;
  readonly transposeB?: boolean;
  readonly activation?: string;
  readonly leakyreluAlpha?: number;
}

/**
 * Multiplies matrices on the wasm backend by functions of our own, for everything that multiplies: `tf.matMul`, dense layers, and every gradient. A
 * transposed factor costs no copy. Where they cannot work on the backend's memory, and with kernels switched off, the kernels that were registered
 * before are called. Returns a function that takes the change back.
 */
export function useOwnProducts(): () => void {
  const before = ['BatchMatMul', '_FusedMatMul'].map(name => requireWasmKernel(name));
  for (const config of before) replaceKernel({ ...config, kernelFunc: call => product(call) ?? config.kernelFunc(call) });
  return () => before.forEach(replaceKernel);
}

/** Undefined where the product is not for us. */
function product(call: KernelCall): tf.TensorInfo | undefined {
  if (kernelsMode() === 'off') return undefined;
  const multiplier = multiplierHere();
  const heap = wasmMemory();
  const { a, b, bias, preluActivationWeights: alpha } = call.inputs as { a: tf.TensorInfo; b: tf.TensorInfo; bias?: tf.TensorInfo; preluActivationWeights?: tf.TensorInfo };
  if ('why' in multiplier || 'why' in heap || a.dtype !== 'float32' || b.dtype !== 'float32') return undefined;
  const { transposeA = false, transposeB = false, activation = 'linear', leakyreluAlpha } = (call.attrs ?? {}) as Attributes;
  const met = meeting(a.shape, b.shape, transposeA, transposeB);
  if (bias !== undefined && tf.util.sizeFromShape(bias.shape) !== met.columns) return undefined;
  const backend = call.backend as { makeOutput(shape: number[], dtype: 'float32'): tf.TensorInfo; disposeData(id: object): void };
  const result = backend.makeOutput(met.shape, 'float32');
  const addresses = {
    a: heap.addressOf(a as tf.Tensor), b: heap.addressOf(b as tf.Tensor), c: heap.addressOf(result as tf.Tensor), transposeA, transposeB,
    ...(bias !== undefined && { bias: heap.addressOf(bias as tf.Tensor) }),
  };
  if (met.depth === 0) sumsOfNothing(heap.memory, met, addresses);
  else multiplyAll(multiplier, met, addresses);
  const kernel = activations[activation];
  if (kernel === undefined) return result;
  const inputs = { x: result, ...(alpha !== undefined && { alpha }) };
  const activated = requireWasmKernel(kernel).kernelFunc({ inputs, backend: call.backend, attrs: { alpha: leakyreluAlpha ?? 0 } }) as tf.TensorInfo;
  if (activated.dataId !== result.dataId) backend.disposeData(result.dataId);
  return activated;
}

/** What tfjs fuses behind a product. `linear` is nothing. */
const activations: Readonly<Record<string, string>> = { relu: 'Relu', relu6: 'Relu6', elu: 'Elu', sigmoid: 'Sigmoid', prelu: 'Prelu', leakyrelu: 'LeakyRelu' };

interface Addresses {
  readonly a: number;
  readonly b: number;
  readonly c: number;
  readonly bias?: number;
  readonly transposeA: boolean;
  readonly transposeB: boolean;
}

/** The bias, or zero. The stock product is whatever was in memory before. */
function sumsOfNothing({ buffer }: WebAssembly.Memory, { columns, shape }: Meeting, { c, bias }: Addresses): void {
  const numbers = new Float32Array(buffer, c, tf.util.sizeFromShape(shape));
  if (bias === undefined) numbers.fill(0);
  else for (let row = 0; row < numbers.length; row += columns) numbers.set(new Float32Array(buffer, bias, columns), row);
}

function multiplyAll(multiplier: Multiplier, { rows, columns, depth, pairs }: Meeting, { a, b, c, bias, transposeA, transposeB }: Addresses): void {
  if (rows === 0 || columns === 0) return;
  pairs.forEach(([placeA, placeB], place) => {
    multiplier.multiply({
      rows, columns, depth,
      a: strided(a + 4 * placeA * rows * depth, rows, depth, transposeA),
      b: strided(b + 4 * placeB * depth * columns, depth, columns, transposeB),
      c: c + 4 * place * rows * columns,
      ...(bias !== undefined && { bias }),
    });
  });
}

/** A matrix of so many rows and columns that is kept as it is or transposed. */
function strided(at: number, rows: number, columns: number, transpose: boolean): Strided {
  return transpose ? { at, row: 4, column: 4 * rows } : { at, row: 4 * columns, column: 4 };
}
