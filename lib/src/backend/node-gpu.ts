import { pathToFileURL } from 'node:url';
import * as tf from '@tensorflow/tfjs';
import type { Availability, Candidate } from './candidate';
import { explainMissing, supply } from './compositions/composition';
import { resizeGradients } from './compositions/resize-gradients';
import { isInstalled, load, sharesCopy } from './one-copy';
import { askOwnProcess } from './own-process';
import { setBackend } from './set-backend';

const packageName = '@tensorflow/tfjs-node-gpu';

/**
 * TensorFlow's C library, on a CUDA device where it finds one. Optional: installing it downloads that library, which closed networks refuse.
 * Without a CUDA device it is taken only when asked for: steps and small networks take several times as long as on wasm, though large products less.
 */
export const nodeGpu: Candidate = { name: 'tensorflow', probe, start };

// An optional package whose installer fails leaves no message; these two commands do, and change neither package.json nor its lock. Its version is
// that of tensorflow.js.
const remedy =
  `run "npm install --no-save --ignore-scripts ${packageName}@${tf.version.tfjs}" and "npm rebuild --foreground-scripts ${packageName}", which ` +
  'downloads tensorflow; where a mirror serves it, TFJS_NODE_BASE_URI names the mirror';

async function probe(): Promise<Availability> {
  if (!isInstalled(packageName)) return { available: false, why: `the optional package ${packageName} is not installed`, remedy };
  // It calls functions of node:util that Node 23 removed.
  if (Number(process.versions.node.split('.')[0]) >= 23) {
    return { available: false, why: `${packageName} does not run on node ${process.versions.node}`, remedy: 'use node 22' };
  }
  if (!sharesCopy(packageName, '@tensorflow/tfjs')) {
    return { available: false, why: `${packageName} brings another copy of tensorflow.js`, remedy: 'run "npm dedupe"' };
  }
  hushTensorFlow();
  const { answer, failure } = await askOwnProcess(script, { mark, who: 'tensorflow' });
  if (answer === undefined) return { available: false, why: failure ?? 'tensorflow gave no answer', remedy };
  const found = JSON.parse(answer) as { gpu: boolean } | { error: string };
  if ('error' in found) return { available: false, why: `${packageName} fails with "${found.error}"`, remedy };
  if (found.gpu) return { available: true, why: `${packageName} found a CUDA device` };
  return {
    available: true,
    onlyOnRequest: true,
    why: `${packageName} found no CUDA device, and on the processor it is slower than wasm`,
    remedy: 'ask for it by name, DESCENT_BACKEND=tensorflow, to use it all the same',
  };
}

async function start(): Promise<string> {
  hushTensorFlow();
  load(packageName);
  await setBackend('tensorflow');
  supply('tensorflow', resizeGradients);
  explainMissing('tensorflow');
  const { isUsingGpuDevice } = tf.backend() as { isUsingGpuDevice?: boolean };
  return isUsingGpuDevice ? 'a CUDA device, through TensorFlow' : 'the processor, through TensorFlow (no CUDA device found)';
}

/** Without this the library reports on stderr every device that it looks for; what fails later, it throws. Processes started from here inherit it. */
function hushTensorFlow(): void {
  process.env['TF_CPP_MIN_LOG_LEVEL'] ??= '3';
}

const mark = 'tensorflow ';

/** Loading it starts it, so it is loaded elsewhere first. */
const script = `
  const { createRequire } = await import('node:module');
  const say = found => process.stdout.write('\\n${mark}' + JSON.stringify(found) + '\\n');
  try {
    const require = createRequire(${JSON.stringify(pathToFileURL(__filename).href)});
    require('${packageName}');
    const tf = require('@tensorflow/tfjs');
    await tf.ready();
    // Where it did not start, another one is ready; asked once more, it says why.
    const backend = tf.getBackend() === 'tensorflow' ? tf.backend() : await tf.findBackendFactory('tensorflow')();
    say({ gpu: backend.isUsingGpuDevice === true });
  } catch (error) {
    say({ error: String(error.message).split('\\n')[0] });
  }
`;
