import * as tf from '@tensorflow/tfjs';
import type { Availability, Candidate } from './candidate';
import { explainMissing, supply } from './compositions/composition';
import { convolutionGradients } from './compositions/convolution-gradients';
import { convolutionGradients3d } from './compositions/convolution-gradients-3d';
import { einsum } from './compositions/einsum';
import { maxPooling } from './compositions/max-pooling';
import { resizeGradients } from './compositions/resize-gradients';
import { segmentSum } from './compositions/segment-sum';
import { isInstalled, load, sharesCopy } from './one-copy';
import { setBackend } from './set-backend';
import { useOwnProducts } from './products/on-wasm';
import { threadsHere } from './threads/here';
import { sharingMemory } from './threads/shared-memory';
import { speedUpTransposedProducts } from './wasm-products';

const packageName = '@tensorflow/tfjs-backend-wasm';

/**
 * WebAssembly on the processor: the default without a GPU, 20 to 50 times as fast as the cpu backend. It uses SIMD where the processor has
 * it, and one thread: tensorflow.js turns threads off in Node, and turned on by hand the backend does not start there. Its memory may be shared all
 * the same, with a thread of ours that takes part in products.
 */
export const wasm: Candidate = { name: 'wasm', probe, start };

async function probe(): Promise<Availability> {
  if (!isInstalled(packageName)) return { available: false, why: `the package ${packageName} is not installed`, remedy: 'run "npm ci"' };
  if (!sharesCopy(packageName, '@tensorflow/tfjs-core')) {
    return { available: false, why: `${packageName} brings another copy of tensorflow.js`, remedy: 'run "npm dedupe"' };
  }
  return { available: true, why: 'it runs on every processor' };
}

let stockProducts: (() => void) | undefined;

/** Computes something with the wasm backend's matrix products as TensorFlow.js brings them, to measure against. */
export async function withStockProducts<Result>(compute: () => Result | Promise<Result>): Promise<Result> {
  stockProducts?.();
  try {
    return await compute();
  } finally {
    if (stockProducts) stockProducts = replaceProducts();
  }
}

/** Our own, and where those cannot work the stock ones on factors that are plain. Takes both back. */
function replaceProducts(): () => void {
  const [plain, own] = [speedUpTransposedProducts(), useOwnProducts()];
  return () => {
    own();
    plain();
  };
}

async function start(): Promise<string> {
  load(packageName);
  try {
    await ('why' in threadsHere() ? setBackend('wasm') : sharingMemory(() => setBackend('wasm')));
  } finally {
    removeEmscriptenHandlers();
  }
  if (!stockProducts) {
    stockProducts = replaceProducts();
    supply('wasm', [...convolutionGradients, ...convolutionGradients3d, ...maxPooling, ...resizeGradients, segmentSum, einsum]);
    explainMissing('wasm');
  }
  const simd = await tf.env().getAsync('WASM_HAS_SIMD_SUPPORT');
  return `the processor, through WebAssembly ${simd ? 'with' : 'without'} SIMD`;
}

/**
 * Emscripten's start-up code rethrows every unhandled rejection and uncaught exception, which ends the process even where the program,
 * a notebook kernel say, handles them itself.
 */
function removeEmscriptenHandlers(): void {
  for (const listener of process.listeners('unhandledRejection')) {
    if (/^function \(reason\) \{ throw reason; \}$/.test(listener.toString())) process.removeListener('unhandledRejection', listener);
  }
  for (const listener of process.listeners('uncaughtException')) {
    if (listener.toString().includes('instanceof ExitStatus')) process.removeListener('uncaughtException', listener);
  }
}
