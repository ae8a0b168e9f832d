import { Judge, type Judged } from '../../lib/course/exercises/judge';
import { loadLesson, type Lesson, type LessonExercise } from '../../lib/course/exercises/lesson';
import { inProcess } from '../../lib/course/subject/in-process';
import type { Subject } from '../../lib/course/subject/subject';
import { findCourse } from '../../lib/src/notebook/course';
import { compileExercise, runExercise } from '../../lib/src/notebook/exercise-file';

const lessons = new Map<string, Promise<Lesson>>();

/** A lesson of the project, loaded once. */
export function lessonOf(slug: string): Promise<Lesson> {
  const loading = lessons.get(slug) ?? loadLesson(findCourse(), slug);
  lessons.set(slug, loading);
  return loading;
}

/** All trials of an exercise, hidden ones too, and the mistake that is seen. */
export async function judgeExercise(exercise: LessonExercise, subject: Subject): Promise<{ rows: Judged[]; mistake: string | undefined }> {
  const judge = new Judge(exercise, subject, 'a student');
  return { rows: await rowsOf(exercise, judge), mistake: await judge.mistake() };
}

async function rowsOf({ trials }: LessonExercise, judge: Judge): Promise<Judged[]> {
  const rows: Judged[] = [];
  for (const trial of trials) rows.push(await judge.try(trial));
  return rows;
}

/** The public trials of a file, as `check` judges them, but in this process. */
export async function judgeFile(slug: string, file: string, root: string): Promise<(Judged & { readonly test: string })[]> {
  const [lesson, exports] = [await lessonOf(slug), await runExercise(await compileExercise(file, root))];
  const rows: (Judged & { test: string })[] = [];
  for (const exercise of lesson.exercises) {
    const judged = await rowsOf(exercise, new Judge(exercise, inProcess(exports), 'a student'));
    const shown = judged.filter(({ visibility }) => visibility === 'public');
    rows.push(...shown.map(row => ({ ...row, test: `${exercise.number} ${exercise.function} > ${row.name}` })));
  }
  return rows;
}
