import * as tf from '@tensorflow/tfjs';
import { replaceKernel, requireWasmKernel } from './replace-kernel';

/** Both kernels behind `tf.matMul` and dense layers. */
const products = ['BatchMatMul', '_FusedMatMul'] as const;

type KernelCall = Parameters<tf.KernelFunc>[0];

/**
 * Makes products with a transposed factor fast on the wasm backend, for everything that multiplies matrices: `tf.matMul`, layers, and every
 * gradient, since the backward pass of a product has two transposed ones. Returns a function that takes the change back.
 *
 * The reason, for whoever mends it upstream: the backend hands a plain product to XNNPACK, and one with a transposed factor to a loop of its own
 * (`BatchMatMul_impl` in tfjs-backend-wasm), which reads one factor across its rows. Of 512 by 512, on one core, the first takes 9 to 19 ms and
 * the second 136 to 389 ms. Transposing first, by the backend's own kernel, costs under a millisecond and brings every product to the first path.
 */
export function speedUpTransposedProducts(): () => void {
  const stock = products.map(name => requireWasmKernel(name));
  for (const config of stock) {
    replaceKernel({ ...config, kernelFunc: call => withPlainFactors(config.kernelFunc, call) });
  }
  return () => stock.forEach(replaceKernel);
}

function withPlainFactors(product: tf.KernelFunc, call: KernelCall): ReturnType<tf.KernelFunc> {
  const attrs = { transposeA: false, transposeB: false, ...call.attrs };
  if (!attrs.transposeA && !attrs.transposeB) return product(call);
  const { a, b } = call.inputs as { a: tf.TensorInfo; b: tf.TensorInfo };
  const backend = call.backend as { disposeData(id: object): void };
  const plain = { a: attrs.transposeA ? transposed(a, backend) : a, b: attrs.transposeB ? transposed(b, backend) : b };
  const result = product({ inputs: { ...call.inputs, ...plain }, attrs: { ...attrs, transposeA: false, transposeB: false }, backend });
  if (plain.a !== a) backend.disposeData(plain.a.dataId);
  if (plain.b !== b) backend.disposeData(plain.b.dataId);
  return result;
}

/** The last two axes exchanged; a batch of matrices is transposed one by one. */
function transposed(x: tf.TensorInfo, backend: object): tf.TensorInfo {
  const axes = x.shape.map((_, axis) => axis);
  const perm = [...axes.slice(0, -2), ...axes.slice(-2).reverse()];
  return requireWasmKernel('Transpose').kernelFunc({ inputs: { x }, attrs: { perm }, backend }) as tf.TensorInfo;
}
