import { findCourse } from './course';
import { readManifest, type ExerciseManifest } from './manifest';
import { table } from './table';

/**
 * Shows what the exercises of a lesson ask, the function that each wants, and what it is worth: of the points a part is for inputs that only the
 * grader knows. Where the course says when they are due, it says that, too. Errors: a lesson without exercises.
 */
export function exerciseTable(slug: string): void {
  const lesson = readManifest(findCourse())?.lessons[slug];
  if (lesson === undefined) throw new Error(`"${slug}" has no exercises that the manifest knows`);
  const isTimed = lesson.exercises.some(({ due }) => due !== undefined);
  const rows = lesson.exercises.map(exercise => {
    const { number, title, function: name, points, hints, due } = exercise;
    return [number, title, name, points, hiddenPoints(exercise), hints.length === 0 ? '' : `hint('${number}')`, ...(isTimed ? [dueInWords(due)] : [])];
  });
  table({ columns: ['exercise', 'what is asked', 'function', 'points', 'of them hidden', 'a hint', ...(isTimed ? ['due'] : [])], rows }, { caption: `exercises/${slug}.ts: ${lesson.points} points` });
}

function hiddenPoints({ trials }: ExerciseManifest): number {
  return trials.filter(({ visibility }) => visibility === 'hidden').reduce((sum, { points }) => sum + points, 0);
}

/** A time as it was given, in its own zone, so that everybody reads the same: "1 June 2030, 22:00 UTC+02:00". Empty for none. */
export function dueInWords(due: string | undefined): string {
  const [, date = '', time = '', zone = ''] = /^(\d{4}-\d\d-\d\d)T(\d\d:\d\d)[\d:.]*(Z|[+-]\d\d:\d\d)$/.exec(due ?? '') ?? [];
  if (date === '') return due ?? '';
  const day = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' }).format(new Date(`${date}T00:00:00Z`));
  return `${day}, ${time} UTC${/^(Z|[+-]00:00)$/.test(zone) ? '' : zone}`;
}
