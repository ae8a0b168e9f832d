import type { Limits } from '../../../lib/course/box';
import type { SubmissionResult } from '../../../lib/course/grading/result';
import type { Files } from '../graded';
import { answersFile, SLUG, type Answers } from '../parts';

/** A submission that does what none should, and what must come of it. */
export interface Case {
  /** As in the threat model. */
  readonly id: string;
  readonly what: string;
  readonly files: Files;
  /** As `verdictOf` writes it; or why it cannot be graded. */
  readonly verdict: string | RegExp;
  /** What the student is told, warnings among it; by default nothing. */
  readonly told?: RegExp;
  readonly limits?: Partial<Limits>;
  /** What else must be so. */
  readonly check?: (result: SubmissionResult) => void;
}

type More = Omit<Case, 'id' | 'what' | 'files' | 'verdict' | 'told'>;

/** One whose answers are right, but for these. */
export function answers(id: string, what: string, own: Answers, verdict: string, told?: RegExp, more: More = {}): Case {
  return { id, what, files: { [`exercises/${SLUG}.ts`]: answersFile(own) }, verdict, ...(told && { told }), ...more };
}

/** Answers that are wrong in every trial. */
export const WRONG: Answers = { descend: '({ w }) => ({ w })', mean: '() => -1', spread: '() => -1' };
const NOTHING = '0/16: descend 0/7 (6 failed); mean 0/5 (4 failed); spread 0/4 (3 failed)';

/** One that forges, with answers that are all wrong: whatever it does, it gets nothing. It is written in the place of a function of the file. */
export function forging(id: string, what: string, code: string, more: More = {}): Case {
  const act = `const act = (): void => { try { ${code} } catch {} };\nact();`;
  const own = { above: act, descend: '({ w }) => { act(); return { w }; }', mean: '() => { act(); return -1; }', spread: '() => { act(); return -1; }' };
  return answers(id, what, own, NOTHING, /expected/, more);
}

/** A mean that is right, after this. */
export const meanAfter = (code: string): Answers => ({ mean: `(values: number[]) => { ${code}; return values.reduce((a, b) => a + b, 0) / values.length; }` });

/** A mean that does this where it is given one number, as one of its trials does. */
export const meanOfOne = (code: string): Answers => meanAfter(`if (values.length === 1) { ${code} }`);

/** A module of node, which no import reaches. */
export const node = (name: string): string => `process.getBuiltinModule('${name}')`;

export const FULL = '16/16';
export const ONE_LESS = (outcome: string): string => `15/16: mean 4/5 (1 ${outcome})`;
