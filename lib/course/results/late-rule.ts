import type { SubmissionResult } from '../grading/result';
import { applyLatePolicy, type LatePolicy } from './late-policy';

/** When the work is due, what lateness costs, and what holds for some students: what the file of `descent grade --late` says. */
export interface LateRule {
  /** As UTC, such as `2026-06-01T22:00:00Z`. */
  readonly dueAt: string;
  readonly policy: LatePolicy;
  /** By the student's id. */
  readonly students?: Readonly<Record<string, { readonly extendedTo?: string; readonly lateDaysUsed?: number }>>;
}

/** Reads a rule. Errors: text that is no JSON, a field that there is not, a time or a number that cannot be. */
export function readLateRule(text: string, file: string): LateRule {
  let rule: Partial<LateRule> | null;
  try {
    rule = JSON.parse(text) as Partial<LateRule> | null;
  } catch (error) {
    throw new Error(`${file}: it is not JSON: ${(error as Error).message}`, { cause: error });
  }
  const unknown = Object.keys(rule ?? {}).find(name => !['dueAt', 'policy', 'students'].includes(name));
  if (unknown !== undefined) throw new Error(`${file}: there is no "${unknown}"; known: dueAt, policy, students`);
  if (typeof rule?.dueAt !== 'string' || typeof rule.policy !== 'object') throw new Error(`${file}: it must have dueAt, a time, and policy, an object`);
  const { dueAt, policy, students } = rule;
  // What cannot be applied to this cannot be applied to anything.
  for (const student of [{}, ...Object.values(students ?? {})]) applyLatePolicy(policy, { raw: 0, points: 0, dueAt, ...student });
  return { dueAt, policy, ...(students && { students }) };
}

/** A result with what lateness takes off; one that is not graded stays as it is. */
export function withLateness(result: SubmissionResult, { dueAt, policy, students = {} }: LateRule): SubmissionResult {
  if (result.verdict !== 'graded') return result;
  const { score: raw, points, submission, student } = result;
  const own = Object.hasOwn(students, student.id) ? students[student.id] : {};
  return { ...result, late: applyLatePolicy(policy, { raw, points, submittedAt: submission.submittedAt, dueAt, ...own }) };
}
