import { backendName } from './active';
import { kernelsMode } from './kernels/mode';
import { multiplierHere } from './products/multiplier-here';

/**
 * What decides how results are rounded, in words: the active backend, and on wasm whether matrices are multiplied by functions of the kit's own, and those
 * with fused multiply-add. Hundreds of steps of a training make different numbers of different roundings.
 */
export function arithmetic(): string {
  const name = backendName();
  if (name !== 'wasm' || kernelsMode() === 'off') return name;
  const multiplier = multiplierHere();
  if ('why' in multiplier) return name;
  return `wasm, ${multiplier.fused ? 'fused' : 'plain'} products`;
}
