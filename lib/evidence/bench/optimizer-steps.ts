import type * as tf from '@tensorflow/tfjs';
import type { KernelsMode } from '../../src/backend/kernels/mode';
import { arraysAtOnce, methods, type Measured } from './methods';
import { requireRoom } from './room';
import { counted, type Prepared, type Row, type Scope } from './row';
import { requireSameSteps, Stepper, type Means } from './stepper';

const sizes = [1e3, 1e4, 1e5, 1e6, 4e6, 16e6];

/**
 * The step of each method on one thread against TensorFlow.js's own, where it has one, and against the tensor reading of the same formula; and, of two
 * methods, on two threads against one.
 */
export function optimizerSteps(scope: Scope): Row[] {
  const onOne = methods.flatMap(method => sizesOf(method, scope).flatMap(size => rowsOf(method, size)));
  if (scope.quick || scope.backend !== 'wasm') return onOne;
  const shared = methods.filter(({ title }) => title === 'SGD' || title === 'Adam');
  return [...onOne, ...shared.flatMap(method => sizes.filter(size => size >= 1e6).map(size => onTwoThreads(method, size)))];
}

function onTwoThreads({ title, ours }: Measured, size: number): Row {
  return { name: `${title} step, ${counted(size)} weights, on two threads, against one`, prepare: () => prepare(ours, ours, size, { ours: { threads: 2 } }) };
}

/** A GPU is not filled by what fills a processor. */
function sizesOf({ title }: Measured, { backend, quick }: Scope): readonly number[] {
  if (quick) return sizes.slice(0, 2);
  return backend === 'webgpu' && title === 'Adam' ? [...sizes, 64e6] : sizes;
}

function rowsOf({ title, ours, tfjs }: Measured, size: number): Row[] {
  const row = (name: string, rival: () => tf.Optimizer, kernels?: KernelsMode): Row => ({
    name: `${title} step, ${counted(size)} weights, against ${name}`,
    prepare: () => prepare(ours, rival, size, { rival: { kernels } }),
  });
  return [...(tfjs ? [row(tfjs.name, () => tfjs.make())] : []), row('the tensor reading', ours, 'off')];
}

async function prepare(ours: () => tf.Optimizer, rival: () => tf.Optimizer, size: number, means: { readonly ours?: Means; readonly rival?: Means }): Promise<Prepared> {
  const pair = (weights: number): [Stepper, Stepper] => [new Stepper(ours(), weights, means.ours), new Stepper(rival(), weights, means.rival)];
  const trial = pair(1000);
  try {
    await requireSameSteps(...trial);
  } finally {
    for (const stepper of trial) stepper.dispose();
  }
  await requireRoom(arraysAtOnce, size);
  const [mine, theirs] = pair(size);
  return {
    ours: mine,
    rival: theirs,
    dispose: () => {
      mine.dispose();
      theirs.dispose();
    },
  };
}
