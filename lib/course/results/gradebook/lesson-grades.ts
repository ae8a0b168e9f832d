import type { StudentName, SubmissionResult } from '../../grading/result';
import { finalScore, shownPoints } from '../points';

/** What a gradebook holds of one lesson of one student. */
export interface LessonGrade {
  readonly slug: string;
  readonly raw: number;
  /** Its share of what was taken off the submission for being late. */
  readonly penalty: number;
  readonly score: number;
  readonly points: number;
  /** Nothing of this lesson was handed in: its zero gives way to a grade that is there already. */
  readonly missing: boolean;
}

/** The results that a gradebook takes: of each student the one handed in last, in the order of the students' names for themselves. */
export function lastOfEach(results: readonly SubmissionResult[]): SubmissionResult[] {
  const last = new Map<string, SubmissionResult>();
  for (const result of results) {
    const before = last.get(result.student.id);
    if (before === undefined || rank(result) >= rank(before)) last.set(result.student.id, result);
  }
  return [...last.values()].sort((a, b) => (a.student.id < b.student.id ? -1 : 1));
}

/** Later is higher, and any grade higher than none. */
function rank({ verdict, submission }: SubmissionResult): string {
  return `${verdict === 'graded' ? 1 : 0} ${submission.submittedAt ?? ''}`;
}

/** The lessons' grades; none of a submission that is not graded, since an empty cell is not a zero. */
export function lessonGrades(result: SubmissionResult): LessonGrade[] {
  if (result.verdict !== 'graded') return [];
  const kept = result.score > 0 ? finalScore(result) / result.score : 1;
  const own = result.late?.lessons;
  return result.lessons.map(({ slug, score, points, status }) => {
    const penalty = own === undefined ? score - score * kept : own[slug] ?? 0;
    return { slug, raw: shownPoints(score), penalty: shownPoints(penalty), score: shownPoints(score - penalty), points: shownPoints(points), missing: status === 'missing' };
  });
}

/** First and last name where a comma parts them; else the whole is the last name, for no rule knows where names of all peoples part. */
export function partsOfName({ name = '' }: StudentName): { readonly first: string; readonly last: string } {
  const [, last = name, first = ''] = /^([^,]+),([^,]+)$/.exec(name) ?? [];
  return { first: first.trim(), last: last.trim() };
}
