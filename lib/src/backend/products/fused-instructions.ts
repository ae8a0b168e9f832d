import { setFlagsFromString } from 'node:v8';

/**
 * Lets the engine compile instructions that multiply and add at once, before the first module with them is made. Engines since Node 22 do so by
 * themselves; that of Node 20 has them behind a flag, which may be set while it runs.
 */
export function allowFusedInstructions(): void {
  if (Number.parseInt(process.versions.node) < 22) setFlagsFromString('--experimental-wasm-relaxed-simd');
}
