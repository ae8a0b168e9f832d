import { backendName } from '../backend/active';
import { kernelsMode } from '../backend/kernels/mode';
import { wasmMemory, type WasmMemory } from '../backend/kernels/wasm-memory';
import { webgpuDevice } from '../backend/kernels/webgpu-device';
import { multiplierHere } from '../backend/products/multiplier-here';
import type { Multiplier } from '../backend/products/multiplier';
import type { NetworkParts } from './network-parts';
import { PlannedNetwork, type Examples } from './planned-network';
import { WebgpuPlannedNetwork } from './planned-on-webgpu';

/** What plans run on. */
export type Ground = { readonly on: 'wasm'; readonly heap: WasmMemory; readonly multiplier: Multiplier } | { readonly on: 'webgpu'; readonly mostRows: number };

/** What plans run on with the active backend, or why they cannot run: then the tensor reading is used. */
export function planningHere(): Ground | { readonly why: string } {
  if (kernelsMode() === 'off') return { why: 'kernels are switched off' };
  if (backendName() === 'webgpu') {
    const gpu = webgpuDevice();
    return 'why' in gpu ? gpu : { on: 'webgpu', mostRows: gpu.device.limits.maxComputeWorkgroupsPerDimension };
  }
  const heap = wasmMemory();
  if ('why' in heap) return heap;
  const multiplier = multiplierHere();
  return 'why' in multiplier ? multiplier : { on: 'wasm', heap, multiplier };
}

/** Makes a network's training ready for batches of at most so many examples, or says why it cannot be. Errors: no memory is left. */
export function plannedNetwork(parts: NetworkParts, examples: Examples, batch: number): PlannedNetwork | WebgpuPlannedNetwork | { readonly why: string } {
  const ground = planningHere();
  if ('why' in ground) return ground;
  if (ground.on === 'wasm') return new PlannedNetwork(parts, examples, batch, ground.heap, ground.multiplier);
  const { mostRows } = ground;
  return batch > mostRows ? { why: `the device takes ${mostRows} examples at a time, and a batch has ${batch}` } : new WebgpuPlannedNetwork(parts, examples);
}
