import type { LessonResult, Outcome, SubmissionResult, TrialResult } from '../grading/result';

/** How an outcome is told: a sign and words, so that no colour has to carry it, and what it counts as where there are three kinds only. */
export interface OutcomeWords {
  readonly sign: string;
  readonly words: string;
  /** A `failure` is a wrong answer, an `error` no answer at all. */
  readonly kind: 'pass' | 'failure' | 'error';
}

export const outcomes: Readonly<Record<Outcome, OutcomeWords>> = {
  passed: { sign: '✓', words: 'right', kind: 'pass' },
  failed: { sign: '✗', words: 'not right', kind: 'failure' },
  'to do': { sign: '○', words: 'to do', kind: 'failure' },
  timeout: { sign: '∞', words: 'out of time', kind: 'error' },
  crash: { sign: '!', words: 'crashed', kind: 'error' },
  'out of memory': { sign: '!', words: 'out of memory', kind: 'error' },
  'output limit': { sign: '!', words: 'printed too much', kind: 'error' },
  'non-deterministic': { sign: '≠', words: 'not the same twice', kind: 'error' },
  'not run': { sign: '–', words: 'not run', kind: 'error' },
};

export const lessonStatus: Readonly<Record<LessonResult['status'], string>> = {
  graded: '',
  'not started': 'not started',
  missing: 'not handed in',
  'does not compile': 'does not compile',
  'does not load': 'does not load',
};

/** What is said of a trial that has no message of its own. */
export function messageOf({ message, outcome }: TrialResult): string {
  return message !== '' || outcome === 'passed' ? message : outcomes[outcome].words;
}

/** What a verdict other than `graded` means for whoever handed it in. */
export function verdictWords({ verdict, reason }: Pick<SubmissionResult, 'verdict' | 'reason'>): { title: string; text: string } {
  if (verdict === 'not gradable') {
    return { title: 'This submission cannot be graded', text: `${sentence(reason)} This attempt should not count: mend it and hand it in again.` };
  }
  return {
    title: 'The grader failed',
    text: `${sentence(reason)} That is not the fault of what was handed in, and no grade: it has to be graded again.`,
  };
}

/** Text that ends as a sentence does. */
function sentence(text: string): string {
  const trimmed = text.trim();
  return trimmed === '' || /[.!?]$/.test(trimmed) ? trimmed : `${trimmed}.`;
}
