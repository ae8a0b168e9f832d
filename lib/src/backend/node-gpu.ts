import * as tf from '@tensorflow/tfjs';
import type { Availability, Candidate } from './candidate';
import { isInstalled, sharesCopy } from './one-copy';

const packageName = '@tensorflow/tfjs-node-gpu';

/** TensorFlow's C library, on a CUDA device where it finds one. Optional: installing it downloads that library, which closed networks refuse. */
export const nodeGpu: Candidate = { name: 'tensorflow', probe, start };

async function probe(): Promise<Availability> {
  if (!isInstalled(packageName)) {
    return {
      available: false,
      why: `the optional package ${packageName} is not installed`,
      remedy: `run "npm install ${packageName}" on a network that lets its installer download tensorflow`,
    };
  }
  // It calls functions of node:util that Node 23 removed.
  if (Number(process.versions.node.split('.')[0]) >= 23) {
    return { available: false, why: `${packageName} does not run on node ${process.versions.node}`, remedy: 'use node 22' };
  }
  if (!sharesCopy(packageName, '@tensorflow/tfjs')) {
    return { available: false, why: `${packageName} brings another copy of tensorflow.js`, remedy: 'run "npm dedupe"' };
  }
  return { available: true, why: `${packageName} is installed` };
}

async function start(): Promise<string> {
  // Without this the library reports every device it looks at on stderr; 2 leaves errors only.
  process.env['TF_CPP_MIN_LOG_LEVEL'] ??= '2';
  await import(packageName);
  if (!(await tf.setBackend('tensorflow'))) throw new Error('tensorflow.js refused it');
  const { isUsingGpuDevice } = tf.backend() as { isUsingGpuDevice?: boolean };
  return isUsingGpuDevice ? 'a CUDA device, through TensorFlow' : 'the processor, through TensorFlow (no CUDA device found)';
}
