import { KeptKernel } from '../backend/kernels/kept-kernel';
import type { Formula } from '../formula/check';
import { expressionText } from '../formula/expression-text';
import type { Method } from '../optimizers';
import { coordinates, jointProgram, type JointProgram } from './joint-program';

/** The joint program of a method and a loss, with its kernel. */
export interface ReadyProgram extends JointProgram {
  readonly kernel: KeptKernel;
}

/** So many programs of one method are kept: a lesson that moves a slider asks for a few again and again. */
const mostKept = 16;

const known = new WeakMap<Method, Map<string, ReadyProgram>>();

/** `jointProgram`, and what it is compiled to, made once for the formulas of a method and a loss. Errors: those of `jointProgram`. */
export function readyProgram(method: Method, loss: Formula, perRun: readonly string[]): ReadyProgram {
  const ofMethod = known.get(method) ?? new Map<string, ReadyProgram>();
  known.set(method, ofMethod);
  const key = [expressionText(loss.value), ...(loss.inputs.scalars ?? []), 'for each run', ...perRun].join('\n');
  const kept = ofMethod.get(key);
  if (kept !== undefined) return kept;
  const joint = jointProgram(method, loss, perRun);
  const names = [...coordinates, ...joint.slots];
  const ready = { ...joint, kernel: new KeptKernel(joint.program, { overwrite: names, hidden: names }) };
  const [oldest] = ofMethod.keys();
  if (ofMethod.size >= mostKept && oldest !== undefined) ofMethod.delete(oldest);
  ofMethod.set(key, ready);
  return ready;
}
