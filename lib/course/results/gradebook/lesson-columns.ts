import type { LessonGrade } from './lesson-grades';
import type { Entry } from './merge';
import type { Table } from './table';

/** How a system spells the heading of a column of grades around the name of what is graded. */
export interface Headings {
  /** The name in a heading. */
  readonly bare: (heading: string) => string;
  /** The heading for a name that has no column yet. */
  readonly written: (name: string) => string;
}

/** The column of each lesson: one that the table has for its slug, or for the name that `columns` gives it, else a new one. */
export function gradeColumns(table: Table, columns: Readonly<Record<string, string>>, { bare, written }: Headings): (slug: string) => string {
  return slug => {
    const name = columns[slug] ?? slug;
    return table.header.find(heading => heading === name || bare(heading) === name) ?? written(name);
  };
}

/** The grades of one student by column; the zero of a lesson that was not handed in gives way to a grade that is there. */
export function lessonCells(grades: readonly LessonGrade[], columnOf: (slug: string) => string): Pick<Entry, 'grades' | 'defaults'> {
  const written = (missing: boolean): Record<string, string> =>
    Object.fromEntries(grades.filter(grade => grade.missing === missing).map(({ slug, score }) => [columnOf(slug), String(score)]));
  return { grades: written(false), defaults: written(true) };
}
