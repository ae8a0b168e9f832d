import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { TaskMeta } from 'vitest';
import { findCourse } from '../../src/notebook/course';
import { beginningOf } from '../exercises/beginning';
import { Judge, type Judged } from '../exercises/judge';
import { declaredLessons, loadLesson } from '../exercises/lesson';
import { readSettings, taught, inCourse } from '../settings';
import { openStudent } from './open-student';

/** Whose file is checked. */
export interface Checked {
  readonly root: string;
  readonly slug: string;
  /** The folder of the file: the student's own, or the course's solutions. */
  readonly work: 'exercises' | 'solutions';
  /** How long one call may take, and loading the file; by default what the slowest exercise says, and at least five seconds for the file. */
  readonly seconds?: number;
}

/** The library itself may have to be read for it. */
const LOADING_SECONDS = 5;

declare module 'vitest' {
  interface TaskMeta {
    /** How the trial of a test came out; whoever runs the tests reads it. */
    judged?: Judged;
    /** What the file printed as it was loaded. */
    atLoading?: string;
  }
}

/** As much of vitest as describing a lesson takes. */
export interface TestRunner {
  describe(name: string, body: () => void | Promise<void>): void;
  test(name: string, body: (context: { readonly task: { readonly meta: TaskMeta } }) => Promise<void>, timeout: number): void;
  afterAll(body: () => Promise<void>): void;
}

/**
 * Describes every lesson of the course that holds a folder, against the student's own files, to whatever runs vitest: an editor, for instance. Errors: no
 * course there; a lesson whose exercises cannot be loaded.
 */
export async function describeCourse(runner: TestRunner, folder: string): Promise<void> {
  const course = findCourse(folder);
  for (const slug of taught(readSettings(course), declaredLessons(course))) runner.describe(slug, () => describeLesson(runner, { root: course.root, slug, work: 'exercises' }));
}

/** Describes the public trials of a lesson's exercises to vitest. The student's code runs in a process of its own and only answers. */
export async function describeLesson({ describe, test, afterAll }: TestRunner, checked: Checked): Promise<void> {
  const course = findCourse(checked.root);
  const lesson = inCourse(await loadLesson(course, checked.slug), readSettings(course));
  const { slug, work, seconds: both } = checked;
  const seconds = both ?? Math.max(...lesson.exercises.map(exercise => exercise.seconds));
  const student = await openStudent({ course, slug, work, limits: { callMs: 1000 * seconds, loadMs: 1000 * (both ?? Math.max(LOADING_SECONDS, seconds)) } });
  const file = join(course[work], `${slug}.ts`);
  // A folder of that name is told as one when it is compiled.
  const source = statSync(file, { throwIfNoEntry: false })?.isFile() ? readFileSync(file, 'utf8') : undefined;
  afterAll(() => student.close());
  for (const exercise of lesson.exercises) {
    describe(`${exercise.number} ${exercise.function}`, () => {
      const judge = new Judge(exercise, student, '', source);
      let isTold = false;
      for (const trial of exercise.trials.filter(({ visibility }) => visibility === 'public')) {
        test(trial.name, async ({ task }) => {
          const judged = await judge.try(trial);
          const mistake = judged.outcome === 'failed' && !isTold ? await judge.mistake() : undefined;
          if (judged.outcome === 'failed') isTold = true;
          const message = mistake === undefined ? judged.message : `${/[.?!]$/.test(mistake) ? mistake : `${mistake}.`}\n${judged.message}`;
          Object.assign(task.meta, { judged: { ...judged, message }, atLoading: beginningOf([student.printedAtLoading]) });
          if (judged.outcome !== 'passed') throw new Error(message === '' ? judged.outcome : message);
        }, 0);
      }
    });
  }
}
