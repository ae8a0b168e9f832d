import * as tf from '@tensorflow/tfjs';
import { backendNames, type Availability, type BackendName, type Candidate } from './candidate';
import { cpu } from './cpu';
import { nodeGpu } from './node-gpu';
import { wasm } from './wasm';
import { webgpu } from './webgpu';

/** Which backend computes, and what became of those tried before it. */
export interface BackendReport {
  /** Which backend computes. */
  readonly name: BackendName;
  /** What it computes on, in words. */
  readonly device: string;
  /** Best first, the chosen one last. */
  readonly tried: ReadonlyArray<Attempt>;
}

/** What became of a backend that was tried. */
export interface Attempt {
  /** Which backend it was. */
  readonly name: BackendName;
  /** Whether it could be started. */
  readonly available: boolean;
  /** The reason, in words that end a sentence. */
  readonly why: string;
  /** What to do about it, where something can be done. */
  readonly remedy?: string;
}

/**
 * Chooses what computes the tensors, the fastest that starts here: TensorFlow with CUDA, WebGPU, WebAssembly, plain JavaScript.
 *
 * A name, or else the environment variable DESCENT_BACKEND, forces one. WebGPU emulated in software is taken only when forced. Called
 * again it changes nothing, unless it forces another one. Tensors move along when they are next used, except off webgpu, which cannot be read
 * synchronously: make those anew.
 *
 * Throws for a name it does not know, and when a forced backend cannot start, with the reason and what to do.
 */
export function useBackend(name?: BackendName): Promise<BackendReport> {
  const result = queue.then(() => choose(name));
  queue = result.catch(() => undefined);
  return result;
}

const candidates: Readonly<Record<BackendName, Candidate>> = { tensorflow: nodeGpu, webgpu, wasm, cpu };

/** Calls wait for each other: two at once must not each start a backend. */
let queue: Promise<unknown> = Promise.resolve();
let current: BackendReport | undefined;

async function choose(argument: BackendName | undefined): Promise<BackendReport> {
  const forced = forcedName(argument);
  if (current && current.name === tf.getBackend() && (argument === undefined || argument === current.name)) return current;
  // Without it tensorflow.js advertises its Node package on stderr. It turns off warnings only; numbers are computed the same.
  tf.enableProdMode();
  current = forced ? await startForced(candidates[forced]) : await startBest();
  return current;
}

function forcedName(argument: string | undefined): BackendName | undefined {
  const name = argument ?? process.env['DESCENT_BACKEND'];
  if (name === undefined || (argument === undefined && name === '')) return undefined;
  const known = backendNames.find(backend => backend === name);
  if (known) return known;
  const place = argument === undefined ? ' in DESCENT_BACKEND' : '';
  throw new Error(`backend: unknown name "${name}"${place}; use one of ${backendNames.join(', ')}, or none to take the best`);
}

async function startForced(candidate: Candidate): Promise<BackendReport> {
  const state = await candidate.probe();
  const outcome = state.available ? await tryStart(candidate) : state;
  const { name } = candidate;
  if ('device' in outcome) return { name, device: outcome.device, tried: [{ name, available: true, why: 'asked for by name' }] };
  const { why, remedy = 'use another backend' } = outcome;
  throw new Error(`backend: ${name} cannot start here, because ${why}; ${remedy}, or leave the choice open`);
}

async function startBest(): Promise<BackendReport> {
  const tried: Attempt[] = [];
  for (const name of backendNames) {
    const { onlyOnRequest, ...state } = await candidates[name].probe();
    if (!state.available || onlyOnRequest) {
      tried.push({ name, ...state });
      continue;
    }
    const outcome = await tryStart(candidates[name]);
    if ('device' in outcome) return { name, device: outcome.device, tried: [...tried, { name, ...state }] };
    tried.push({ name, ...outcome });
  }
  throw new Error(`backend: none can start here (${tried.map(({ name, why }) => `${name}: ${why}`).join('; ')}); run "npm ci" again`);
}

/** Starts a backend; where that fails, the one used before stays. */
async function tryStart(candidate: Candidate): Promise<{ device: string } | Availability> {
  const outcome = await startAndProve(candidate);
  if ('available' in outcome && current) await tf.setBackend(current.name);
  return outcome;
}

/** A backend that starts must also compute one product right: a broken driver may do the first and not the second. */
async function startAndProve(candidate: Candidate): Promise<{ device: string } | Availability> {
  try {
    const device = await candidate.start();
    const product = tf.tidy(() => tf.matMul(tf.tensor2d([[1, 2]]), tf.tensor2d([[3], [4]])));
    const [value] = await product.data();
    product.dispose();
    if (value === 11) return { device };
    return { available: false, why: `it computes 1·3 + 2·4 as ${String(value)}`, remedy: 'update its driver' };
  } catch (error) {
    const [reason] = (error as Error).message.split('\n');
    return { available: false, why: `it fails with "${reason}"`, remedy: 'install it again' };
  }
}
