import * as tf from '@tensorflow/tfjs';
import type { Availability, Candidate } from './candidate';
import { explainMissing, supply } from './compositions/composition';
import { resizeGradients } from './compositions/resize-gradients';
import { isInstalled, load, sharesCopy } from './one-copy';
import { setBackend } from './set-backend';
import { transposeWholeNumbers } from './webgpu-transpose';
import { describeAdapter, findAdapter } from './webgpu-adapter';

const packageName = '@tensorflow/tfjs-backend-webgpu';

/**
 * GPU tensors with no CUDA install: Dawn, the WebGPU of Chromium, prebuilt for Node. Values can only be read with `await tensor.data()` here;
 * `dataSync` needs a browser's canvas.
 */
export const webgpu: Candidate = { name: 'webgpu', probe, start };

async function probe(): Promise<Availability> {
  for (const name of ['webgpu', packageName]) {
    if (!isInstalled(name)) return { available: false, why: `the package ${name} is not installed`, remedy: 'run "npm ci"' };
  }
  if (!sharesCopy(packageName, '@tensorflow/tfjs-core')) {
    return { available: false, why: `${packageName} brings another copy of tensorflow.js`, remedy: 'run "npm dedupe"' };
  }
  const found = await findAdapter();
  if ('available' in found) return found;
  adapterName = describeAdapter(found);
  if (!found.software) return { available: true, why: `found ${adapterName}` };
  return {
    available: true,
    onlyOnRequest: true,
    why: `found only ${adapterName}, which is slower than wasm`,
    remedy: 'ask for it by name, DESCENT_BACKEND=webgpu, to use it all the same',
  };
}

let adapterName = 'a graphics adapter';

async function start(): Promise<string> {
  await installDawn();
  load(packageName);
  await setBackend('webgpu');
  prepareKernels();
  explainReadSync();
  return adapterName;
}

let prepared = false;

/** Mends the kernels that are wrong or missing, once. */
function prepareKernels(): void {
  if (prepared) return;
  prepared = true;
  supply('webgpu', resizeGradients);
  transposeWholeNumbers();
  explainMissing('webgpu');
}

/** Puts Dawn where a browser has its WebGPU. `navigator` keeps it alive: collected as garbage, it would take the device with it. */
async function installDawn(): Promise<void> {
  if ('navigator' in globalThis && 'gpu' in navigator) return;
  const { create, globals } = await import('webgpu');
  Object.assign(globalThis, globals);
  const gpu = create([]);
  if ('navigator' in globalThis) {
    Object.defineProperty(navigator, 'gpu', { value: gpu, configurable: true });
  } else {
    const userAgent = `Node.js/${process.versions.node.split('.')[0]}`;
    Object.defineProperty(globalThis, 'navigator', { value: { gpu, userAgent }, configurable: true });
  }
}

/** Says what to write instead, where the backend would say "OffscreenCanvas is not defined" after a warning about speed. */
function explainReadSync(): void {
  const backend = tf.backend() as tf.KernelBackend & { hasReadSyncWarned?: boolean };
  if (backend.hasReadSyncWarned) return;
  backend.hasReadSyncWarned = true;
  const readSync = backend.readSync.bind(backend);
  backend.readSync = (dataId: object) => {
    try {
      return readSync(dataId);
    } catch (error) {
      if (!(error instanceof ReferenceError)) throw error;
      throw new Error('webgpu: values cannot be read synchronously in node; write "await tensor.data()" instead of "tensor.dataSync()"');
    }
  };
}
