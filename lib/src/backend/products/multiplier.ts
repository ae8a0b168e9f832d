import { oncePerBackend } from '../active';
import { wasmMemory } from '../kernels/wasm-memory';
import { allowFusedInstructions } from './fused-instructions';
import { instantiateProducts, shapeHere } from './module';
import { Multiplier, roomFor } from './product';

/** What multiplies matrices in the active backend's memory, made once with its room there, or why nothing does. */
export const multiplierHere: () => Multiplier | { readonly why: string } = oncePerBackend(() => {
  const heap = wasmMemory();
  if ('why' in heap) return heap;
  allowFusedInstructions();
  const shape = shapeHere();
  const room = heap.reserve(roomFor(shape));
  return room === 0 ? { why: 'no memory is left for the room of a product' } : new Multiplier(instantiateProducts(shape, heap.memory), shape, room, heap.memory);
});
