import type { SubmissionResult } from '../../grading/result';
import { lastOfEach, lessonGrades, partsOfName } from './lesson-grades';
import { cells, merged, type Entry } from './merge';
import { newTable, readTable, tableText } from './table';

const header = [
  'assignment', 'duedate', 'timestamp', 'student_id', 'last_name', 'first_name', 'email', 'raw_score', 'late_submission_penalty', 'score', 'max_score',
];

/**
 * Grades as `nbgrader export` writes them, a row for each lesson of each student, but quoted where a cell needs it. With an existing file, its rows are
 * brought up to date and all else in it stays. Errors: an existing file without nbgrader's columns.
 */
export function nbgraderCsv(results: readonly SubmissionResult[], existing?: string): string {
  const table = existing === undefined ? newTable(header) : readTable('nbgrader gradebook', existing, ['student_id']);
  const keyOf = (slug: string, id: string): string => `${slug} / ${id}`;
  const entries = lastOfEach(results).flatMap(result => lessonGrades(result).map((grade): Entry => {
    const { student, submission } = result;
    const { first, last } = partsOfName(student);
    const grades = {
      ...cells({ timestamp: submission.submittedAt }),
      raw_score: String(grade.raw),
      late_submission_penalty: String(grade.penalty),
      score: String(grade.score),
      max_score: String(grade.points),
    };
    return {
      keys: [keyOf(grade.slug, student.id)],
      about: cells({ assignment: grade.slug, student_id: student.id, last_name: last, first_name: first, email: student.email }),
      ...(grade.missing ? { grades: {}, defaults: grades } : { grades, defaults: {} }),
    };
  }));
  return tableText(merged(table, entries, cell => [keyOf(cell('assignment'), cell('student_id'))]));
}
