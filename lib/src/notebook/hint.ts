import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { findCourse, type Course } from './course';
import { display } from './display';
import { escapeHtml } from './escape';
import { readManifest, type ExerciseManifest } from './manifest';

/**
 * Prints the next hint of an exercise, from a nudge to nearly the answer: each call one more, and after the last one all of them from the first.
 * How many have been seen is kept in the course's folder. Errors: a number that no exercise has.
 */
export function hint(number: string): void {
  const course = findCourse();
  const { title, hints } = requireNumber(course, number);
  if (hints.length === 0) return tell(`${number} ${title}: there is no hint`);
  const seen = readSeen(course);
  const at = (seen[number] ?? 0) % hints.length;
  tell(`${number} ${title}, hint ${at + 1} of ${hints.length}: ${hints[at]}`);
  keepSeen(course, { ...seen, [number]: at + 1 });
}

/** As a paragraph, since a notebook breaks what is printed in the middle of words. */
function tell(text: string): void {
  display({ 'text/html': `<p>${escapeHtml(text)}</p>`, 'text/plain': text });
}

/** The exercise of a number, such as 7.2. Errors: a number that no exercise has, with those that there are. */
export function requireNumber(course: Course, number: string): ExerciseManifest & { readonly slug: string } {
  const lessons = Object.entries(readManifest(course)?.lessons ?? {});
  const all = lessons.flatMap(([slug, { exercises }]) => exercises.map(exercise => ({ ...exercise, slug })));
  const found = all.find(exercise => exercise.number === number);
  if (found === undefined) throw new Error(`there is no exercise "${number}"; known: ${all.map(exercise => exercise.number).join(', ')}`);
  return found;
}

function seenFile({ root }: Course): string {
  return join(root, '.descent', 'hints.json');
}

function readSeen(course: Course): Readonly<Record<string, number>> {
  const file = seenFile(course);
  try {
    const seen = existsSync(file) ? Object.entries((JSON.parse(readFileSync(file, 'utf8')) ?? {}) as object) : [];
    return Object.fromEntries(seen.filter((entry): entry is [string, number] => Number.isSafeInteger(entry[1]) && entry[1] >= 0));
  } catch {
    // Whoever broke this file begins with the first hint again.
    return {};
  }
}

function keepSeen(course: Course, seen: Readonly<Record<string, number>>): void {
  try {
    mkdirSync(join(course.root, '.descent'), { recursive: true });
    writeFileSync(seenFile(course), `${JSON.stringify(seen)}\n`);
  } catch {
    // In a folder that cannot be written a hint is still shown, if always the first.
  }
}
