import type { Course } from '../../src/notebook/course';
import { compileExercise, runExercise } from '../../src/notebook/exercise-file';
import { inProcess } from '../subject/in-process';
import type { Subject } from '../subject/subject';

export async function openStudent({ course, file }: { course: Course; file: string; limits: { seconds: number } }): Promise<Subject> {
  return inProcess(await runExercise(await compileExercise(file, course.root)));
}
