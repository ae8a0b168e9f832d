import * as tf from '@tensorflow/tfjs';
import { onMemory } from '../../formula/wasm/on-memory';
import { kernelsMode } from '../kernels/mode';
import { wasmMemory, type WasmMemory } from '../kernels/wasm-memory';
import { multiplierHere } from '../products/multiplier-here';
import type { Multiplier } from '../products/multiplier';
import { gatherPatches, scatterPatches } from './patches';

type Plan = tf.backend_util.Conv2DInfo;
type OverPatches = Readonly<Record<'gatherPatches' | 'scatterPatches', (...parameters: number[]) => void>>;

const onHeap = onMemory<OverPatches>([gatherPatches, scatterPatches]);

/** What works on the wasm backend's memory. */
interface Here {
  readonly heap: WasmMemory;
  readonly multiplier: Multiplier;
  readonly over: OverPatches;
}

/**
 * The slopes of a convolution by its filter, image by image: the patches that the filter saw, transposed, times the slopes of what it gave. x and dy have
 * their channels last. Undefined where the backend's memory cannot be worked on, with kernels switched off, and for a filter that is dilated along rows.
 */
export function filterSlopesInMemory(x: tf.Tensor4D, dy: tf.Tensor4D, plan: Plan): tf.Tensor | undefined {
  const here = hereFor(plan, x, dy);
  if (here === undefined) return undefined;
  const { heap, multiplier, over } = here;
  const { rows, columns, channels } = sizesOf(plan);
  const dw = heap.allocate([...plan.filterShape]);
  const patches = heap.allocate([rows, columns]);
  for (let image = 0; image < plan.batchSize; image++) {
    over.gatherPatches(...patchParameters(plan), heap.addressOf(x) + 4 * image * pixelsOf(plan), heap.addressOf(patches));
    multiplier.multiply({
      rows: columns, columns: channels, depth: rows, adds: image > 0, c: heap.addressOf(dw),
      a: { at: heap.addressOf(patches), row: 4, column: 4 * columns },
      b: { at: heap.addressOf(dy) + 4 * image * rows * channels, row: 4 * channels, column: 4 },
    });
  }
  patches.dispose();
  return dw;
}

/** The slopes by what went in: those of the patches, each added where it lies in its image. As above. */
export function inputSlopesInMemory(dy: tf.Tensor4D, filter: tf.Tensor4D, plan: Plan): tf.Tensor4D | undefined {
  const here = hereFor(plan, dy, filter);
  if (here === undefined) return undefined;
  const { heap, multiplier, over } = here;
  const { rows, columns, channels } = sizesOf(plan);
  const dx = heap.allocate([plan.batchSize, plan.inHeight, plan.inWidth, plan.inChannels]) as tf.Tensor4D;
  const patches = heap.allocate([rows, columns]);
  new Float32Array(heap.memory.buffer, heap.addressOf(dx), dx.size).fill(0);
  for (let image = 0; image < plan.batchSize; image++) {
    multiplier.multiply({
      rows, columns, depth: channels, c: heap.addressOf(patches),
      a: { at: heap.addressOf(dy) + 4 * image * rows * channels, row: 4 * channels, column: 4 },
      b: { at: heap.addressOf(filter), row: 4, column: 4 * channels },
    });
    over.scatterPatches(...patchParameters(plan), heap.addressOf(dx) + 4 * image * pixelsOf(plan), heap.addressOf(patches));
  }
  patches.dispose();
  return dx;
}

function hereFor(plan: Plan, ...tensors: readonly tf.Tensor[]): Here | undefined {
  if (kernelsMode() === 'off' || plan.dilationWidth !== 1 || tensors.some(({ dtype, size }) => dtype !== 'float32' || size === 0)) return undefined;
  const heap = wasmMemory();
  if ('why' in heap) return undefined;
  const multiplier = multiplierHere();
  if ('why' in multiplier) return undefined;
  return { heap, multiplier, over: onHeap(heap.memory) };
}

/** The matrix of an image's patches has a row for each place of the filter, and a column for each number that the filter sees there. */
function sizesOf({ outHeight, outWidth, filterHeight, filterWidth, inChannels, outChannels }: Plan): { rows: number; columns: number; channels: number } {
  return { rows: outHeight * outWidth, columns: filterHeight * filterWidth * inChannels, channels: outChannels };
}

function pixelsOf({ inHeight, inWidth, inChannels }: Plan): number {
  return inHeight * inWidth * inChannels;
}

function patchParameters(plan: Plan): number[] {
  const { padInfo } = plan;
  return [
    plan.inHeight, plan.inWidth, plan.inChannels, plan.outHeight, plan.outWidth, plan.filterHeight, plan.filterWidth, plan.strideHeight, plan.strideWidth,
    plan.dilationHeight, padInfo.top, padInfo.left,
  ];
}
