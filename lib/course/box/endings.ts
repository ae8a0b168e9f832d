import { constants } from 'node:os';
import { CallFailure, type FailureKind } from '../subject/subject';
import type { Limits } from './limits';

/** How a box ended: by itself, or because of what it did. */
export type Ending =
  | { readonly cause: 'itself'; readonly code: number | null; readonly signal: NodeJS.Signals | null; readonly stderr: string }
  | { readonly cause: 'time' | 'prints' | 'frame' | 'protocol' };

/** What a box was about when it ended. */
export type Phase = 'loading' | 'calling';

/** Why a call has no answer when the box has ended. */
export function failureOfEnding(ending: Ending, phase: Phase, limits: Limits): CallFailure {
  const { kind, message } = described(ending, phase, limits);
  return new CallFailure(phase === 'loading' ? 'does not load' : kind, message);
}

function described(ending: Ending, phase: Phase, limits: Limits): { kind: FailureKind; message: string } {
  switch (ending.cause) {
    case 'time': {
      const [did, ms] = phase === 'loading' ? (['was not loaded', limits.loadMs] as const) : (['did not end', limits.callMs] as const);
      return { kind: 'timeout', message: `${did} within ${ms / 1000} s; is there a loop that never stops?` };
    }
    case 'prints':
      return { kind: 'output limit', message: 'printed more than can be kept' };
    case 'frame':
      return { kind: 'output limit', message: `returned more than ${+(limits.frameKb / 1024).toFixed(1)} MB` };
    case 'protocol':
      return { kind: 'protocol', message: 'wrote into the channel on which answers are given' };
    case 'itself':
      return ofItself(ending, phase, limits);
  }
}

function ofItself({ code, signal, stderr }: Ending & { cause: 'itself' }, phase: Phase, limits: Limits): { kind: FailureKind; message: string } {
  const who = phase === 'loading' ? 'the file, while it was loaded,' : 'the function';
  if (OUT_OF_MEMORY.test(stderr)) return { kind: 'out of memory', message: `${who} used more memory than there is (${limits.heapMb} MB for objects)` };
  const by = signal ?? signalIn(code);
  if (by === 'SIGXCPU') return { kind: 'timeout', message: `${who} used up the ${limits.cpuSeconds} s of processor time that all calls have` };
  return { kind: 'crash', message: `${who} ended the program that runs it (${by ?? `process.exit, code ${code}`})` };
}

/** V8's last words. */
const OUT_OF_MEMORY = /^(FATAL ERROR: .*(heap limit|out of memory|Allocation failed)|.*# Fatal process out of memory)/m;

/** A program that starts another one tells the signal that ended it as a code. */
function signalIn(code: number | null): string | undefined {
  if (code === null || code <= 128) return undefined;
  return Object.entries(constants.signals).find(([, number]) => number === code - 128)?.[0];
}

/** What was printed without what V8 says when it has no memory left, which is long and about itself. */
export function withoutLastWords(printed: string): string {
  const [said = ''] = printed.split(/\n?<--- Last few GCs --->|\n*# *\n# Fatal (process out of memory|error in)/, 1);
  return said;
}
