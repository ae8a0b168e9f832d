import type { SubmissionResult } from '../../grading/result';
import { gradeColumns, lessonCells } from './lesson-columns';
import { lastOfEach, lessonGrades, partsOfName } from './lesson-grades';
import { cells, merged, type Entry } from './merge';
import { newTable, readTable, tableText } from './table';

/** What tells students apart, the surest first. */
const keys = ['ID number', 'Username', 'Email address'];

/**
 * Grades as Moodle exports and imports them, a row for each student and a column for each lesson, "Assignment: 07-adam (Real)", with its slug or the
 * name that `columns` gives it. With a file that Moodle exported, its columns are found, students by number, user name or address, and all else in it
 * stays. Errors: an existing file without Moodle's columns, which are looked for in English.
 */
export function moodleCsv(results: readonly SubmissionResult[], existing?: string, columns: Readonly<Record<string, string>> = {}): string {
  const header = ['First name', 'Last name', 'ID number', 'Institution', 'Department', 'Email address'];
  const table = existing === undefined ? newTable(header) : readTable('moodle gradebook', existing, keys);
  const columnOf = gradeColumns(table, columns, {
    bare: heading => heading.replace(/^[^:]+: ?/, '').replace(/ \([^()]*\)$/, ''),
    written: name => `Assignment: ${name} (Real)`,
  });
  const entries = lastOfEach(results).map((result): Entry => {
    const { id, email } = result.student;
    const { first, last } = partsOfName(result.student);
    return {
      keys: [id, ...(email === undefined ? [] : [email])],
      about: cells({ 'First name': first, 'Last name': last, 'Surname': last, 'ID number': id, 'Email address': email }),
      ...lessonCells(lessonGrades(result), columnOf),
    };
  });
  return tableText(merged(table, entries, cell => keys.map(cell).filter(key => key !== '')));
}
