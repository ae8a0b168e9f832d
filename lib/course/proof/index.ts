// What the tests of a course import as 'descent/proof'.
import { join } from 'node:path';
import { findCourse, lessonSlugs, type Course } from '../../src/notebook/course';
import { declaredLessons, loadLesson } from '../exercises/lesson';
import { executeNotebook } from '../jupyter/client/execute';
import { lint, placedFault } from '../lint';
import { gate } from '../release/gate';
import { listed } from '../release/student-bundle';
import { staleManifest, unfinished } from './unfinished';
import { readSettings, taught, inCourse } from '../settings';

/** As much of vitest as describing a course takes. */
export interface ProofRunner {
  describe(name: string, body: () => void): void;
  test(name: string, body: () => Promise<void>): void;
}

/**
 * Describes the proof of every lesson of the course that holds a folder: its notebook keeps to the format, its exercises are what they should be, and its
 * cells run on the real kernel. Errors: no course there; a `course.json` that does not fit.
 */
export function describeProof({ describe, test }: ProofRunner, folder: string): void {
  const course = findCourse(folder);
  const settings = readSettings(course);
  const declared = declaredLessons(course);
  for (const slug of taught(settings, lessonSlugs(course))) {
    describe(slug, () => {
      test('keeps to the format of a lesson', async () => requireNone(lint(course, slug).map(fault => placedFault(slug, fault))));
      if (declared.includes(slug)) {
        test('has exercises whose solutions pass, whose stubs are to do, and whose wrong versions are told', async () => {
          const lesson = inCourse(await loadLesson(course, slug), settings);
          const faults = [...unfinished(lesson), ...staleManifest(course, lesson), ...(await gate(course, lesson))];
          requireNone(faults.length === 0 ? [] : [listed(faults)]);
        });
      }
      test('runs from top to bottom on the real kernel', async () => requireNone(await failuresOf(course, slug)));
    });
  }
}

async function failuresOf({ notebooks }: Course, slug: string): Promise<string[]> {
  const { failures } = await executeNotebook(join(notebooks, `${slug}.ipynb`));
  return failures.map(({ cell, ename, evalue }) => `notebooks/${slug}.ipynb: cell ${cell}: ${ename}: ${evalue}`);
}

function requireNone(faults: readonly string[]): void {
  if (faults.length > 0) throw new Error(faults.join('\n'));
}
