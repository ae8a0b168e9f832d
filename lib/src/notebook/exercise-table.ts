import { findCourse } from './course';
import { readManifest, type ExerciseManifest } from './manifest';
import { table } from './table';

/**
 * Shows what the exercises of a lesson ask, the function that each wants, and what it is worth: of the points a part is for inputs that only the
 * grader knows. Errors: a lesson without exercises.
 */
export function exerciseTable(slug: string): void {
  const lesson = readManifest(findCourse())?.lessons[slug];
  if (lesson === undefined) throw new Error(`"${slug}" has no exercises that the manifest knows`);
  const rows = lesson.exercises.map(exercise => {
    const { number, title, function: name, points, hints } = exercise;
    return [number, title, name, points, hiddenPoints(exercise), hints.length === 0 ? '' : `hint('${number}')`];
  });
  table({ columns: ['exercise', 'what is asked', 'function', 'points', 'of them hidden', 'a hint'], rows }, { caption: `exercises/${slug}.ts: ${lesson.points} points` });
}

function hiddenPoints({ trials }: ExerciseManifest): number {
  return trials.filter(({ visibility }) => visibility === 'hidden').reduce((sum, { points }) => sum + points, 0);
}
