import type { Method } from '../../../src/optimizers';
import type { Asked, Player } from '../exercise';
import { firstDifference } from '../numbers';
import { whatWasChanged } from '../unchanged';
import { firstState, stepOf, type Run } from './run';

/** Whether the second step of a run, which has a state, changes what it is given. A step that is wrong leaves nothing alone that counts. */
export async function leavesAlone(method: Method, run: Run, reference: Player, { call }: Asked): Promise<string | undefined> {
  const once = reference(stepOf(run, 0, { w: run.start, ...firstState(method, run) })) as Parameters<typeof stepOf>[2];
  const given = stepOf(run, 1, once);
  const { value, after } = await call(given);
  const changed = whatWasChanged(given, after, ['values', 'hyper-parameters']);
  if (changed !== undefined) return changed;
  const [right, own] = [reference(given), value].map(next => (next as { w: unknown }).w);
  const off = firstDifference(right, own, 1e-4);
  return off && `w after a second step: expected ${off.expected}, got ${off.got} at ${off.label}`;
}
