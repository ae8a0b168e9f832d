import { isShared } from '../../formula/wasm/on-memory';
import { oncePerBackend } from '../active';
import { wasmMemory, type WasmMemory } from '../kernels/wasm-memory';
import { threadsHere } from '../threads/here';
import { allowFusedInstructions } from './fused-instructions';
import { instantiateProducts, shapeHere } from './module';
import { Multiplier, roomFor } from './multiplier';
import type { TileShape } from './shape';
import { secondRoomFor } from './shared-products';

/** What multiplies matrices in the active backend's memory, made once with its room there, or why nothing does. */
export const multiplierHere: () => Multiplier | { readonly why: string } = oncePerBackend(() => {
  const heap = wasmMemory();
  if ('why' in heap) return heap;
  allowFusedInstructions();
  const shape = shapeHere();
  const room = heap.reserve(roomFor(shape));
  if (room === 0) return { why: 'no memory is left for the room of a product' };
  const { memory } = heap;
  return new Multiplier({ products: instantiateProducts(shape, memory), shape, memory, room, secondRoom: secondRoomIn(heap, shape) });
});

function secondRoomIn({ memory, reserve }: WasmMemory, shape: TileShape): number | { readonly why: string } {
  const may = threadsHere();
  if ('why' in may) return may;
  if (!isShared(memory)) return { why: 'this system gives no memory that threads can share' };
  const room = reserve(secondRoomFor(shape));
  return room === 0 ? { why: 'no memory is left for its room' } : room;
}
