import { planningHere } from '../../src/plan';
import type { Finding } from './finding';

/** Whether a step of training runs as one plan on the backend that has been started. */
export function training({ here = planningHere }: { readonly here?: typeof planningHere } = {}): Finding {
  const planning = here();
  if ('why' in planning) return { part: 'training', status: 'missing', text: `operation by operation, on tensors: ${planning.why}` };
  if (planning.on === 'webgpu') return { part: 'training', status: 'ok', text: 'each step as one plan, in shaders of the formulas' };
  const { fused, second } = planning.multiplier;
  const threads = 'why' in second ? `on one thread: ${second.why}` : 'a second thread shares large products';
  return { part: 'training', status: 'ok', text: `each step as one plan, in memory laid out once; ${fused ? 'with' : 'without'} fused multiply-add; ${threads}` };
}
