import { TensorData } from '../../../src/notebook/tensor-data';
import type { Method } from '../../../src/optimizers';
import type { Asked } from '../exercise';
import { firstDifference } from '../numbers';
import { whatWasChanged } from '../unchanged';
import { firstState, stepOf, type Run } from './run';

/** Whether steps change what they are given, also where that is a state of their own making. A step that is wrong leaves nothing alone that counts. */
export async function leavesAlone(method: Method, run: Run, { call, reference }: Asked): Promise<string | undefined> {
  let [own, right] = [{ w: run.start, ...firstState(method, run) }, { w: run.start, ...firstState(method, run) }] as [State, State];
  for (const index of run.gradients.keys()) {
    const given = stepOf(run, index, own);
    const { value, after } = await call(given);
    const changed = whatWasChanged(given, after, ['values', 'hyper-parameters']);
    if (changed !== undefined) return changed;
    [own, right] = [value as State, reference(stepOf(run, index, right)) as State];
    // Loosely: what is asked here is something else.
    const off = firstDifference(right.w, own.w, 1e-4);
    if (off !== undefined) return `w after step ${index + 1}: expected ${off.expected}, got ${off.got} at ${off.label}`;
  }
  return undefined;
}

type State = Readonly<Record<string, TensorData>> & { readonly w: TensorData };
