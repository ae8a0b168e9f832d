import { availableParallelism } from 'node:os';
import { kernelsMode } from '../kernels/mode';
import { threadsMode } from './mode';

/** Whether a second thread may help this process, or why it may not. */
export function threadsHere(): { readonly may: true } | { readonly why: string } {
  if (threadsMode() === 'off') return { why: 'DESCENT_THREADS is off' };
  if (kernelsMode() === 'off') return { why: 'kernels are switched off' };
  if (availableParallelism() < 2) return { why: 'there is one processor' };
  // Where node was started with permissions, as the box of a submission is. Its types know nothing of it yet.
  const { permission } = process as { permission?: { has(scope: string): boolean } };
  if (permission && !permission.has('worker')) return { why: 'this process may not start threads' };
  return { may: true };
}
