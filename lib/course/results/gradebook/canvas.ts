import type { SubmissionResult } from '../../grading/result';
import { gradeColumns, lessonCells } from './lesson-columns';
import { lastOfEach, lessonGrades } from './lesson-grades';
import { cells, merged, type Entry } from './merge';
import { newTable, readTable, tableText } from './table';

/** What tells students apart, the surest first. */
const keys = ['SIS Login ID', 'SIS User ID', 'ID'];

/** What Canvas writes in the column of the students, in front of the most points of each column. */
const possible = 'Points Possible';

/**
 * Grades as Canvas imports them, a row for each student and a column for each lesson, named by its slug or as `columns` says. With a file that Canvas
 * exported, its columns are found with the number that Canvas gave them, students by login, SIS number or Canvas's own, and all else in it stays.
 * Errors: an existing file without Canvas's columns.
 */
export function canvasCsv(results: readonly SubmissionResult[], existing?: string, columns: Readonly<Record<string, string>> = {}): string {
  const header = ['Student', 'ID', 'SIS User ID', 'SIS Login ID', 'Section'];
  const table = existing === undefined ? newTable(header) : readTable('canvas gradebook', existing, keys);
  const columnOf = gradeColumns(table, columns, { bare: heading => heading.replace(/ \(\d+\)$/, ''), written: name => name });
  const last = lastOfEach(results);
  const most = last.flatMap(lessonGrades).map(({ slug, points }) => [columnOf(slug), String(points)]);
  const first: Entry = { keys: ['points'], about: { Student: `    ${possible}` }, grades: {}, defaults: Object.fromEntries(most) };
  const entries = last.map((result): Entry => {
    const { id, name = id, email } = result.student;
    return {
      keys: [id, ...(email === undefined ? [] : [email])].map(studentKey),
      about: cells({ 'Student': name, 'SIS Login ID': id }),
      ...lessonCells(lessonGrades(result), columnOf),
    };
  });
  return tableText(merged(table, [first, ...entries], cell =>
    (cell('Student').trim() === possible ? ['points'] : keys.map(cell).filter(key => key !== '').map(studentKey))));
}

/** No student's id is the key of the row of points. */
function studentKey(id: string): string {
  return `student ${id}`;
}
