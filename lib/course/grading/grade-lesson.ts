import { seededRandom } from '../../src/datasets';
import type { LessonExercise, Lesson } from '../exercises/lesson';
import { stubFile } from '../exercises/lesson-files';
import { sumOfPoints } from '../exercises/numbers';
import type { Given } from '../subject/subject';
import { DoesNotLoad, gradeExercise } from './grade-exercise';
import { Places, type OpenPlace } from './places';
import type { LessonResult, Outcome, TrialResult } from './result';

/** Where one lesson of a submission is graded. */
export interface LessonRoom {
  /** The student's file; undefined where none was handed in. */
  readonly source: string | undefined;
  /** Why it does not compile; undefined where it does. */
  readonly compileError: string | undefined;
  /** Opens a place in which the student's functions of this lesson can be called. */
  readonly open: OpenPlace;
  readonly seed: string;
}

/** Grades the file of one lesson. A wrong part does not spoil a later one that builds on it: there the reference stands in for it. */
export async function gradeLesson(lesson: Lesson, { source, compileError, open, seed }: LessonRoom): Promise<LessonResult> {
  const { slug } = lesson;
  if (source === undefined) return ungraded(lesson, 'missing', 'not run', `exercises/${slug}.ts is missing`);
  if (source.trim() === '') return ungraded(lesson, 'not started', 'to do', 'the file is empty');
  if (isUntouched(source, stubFile(lesson))) return ungraded(lesson, 'not started', 'to do', 'the file is as it was handed out');
  if (compileError !== undefined) return ungraded(lesson, 'does not compile', 'failed', compileError);
  const places = await Places.open(open);
  try {
    const exercises: LessonResult['exercises'][number][] = [];
    for (const [at, exercise] of lesson.exercises.entries()) {
      const { result, isThere } = await gradeExercise(exercise, { places, source, seed, random: seededRandom(at) });
      exercises.push(result);
      const isWrong = isThere && result.score < result.points;
      if (isWrong && isNeeded(exercise, lesson.exercises.slice(at + 1))) places.substitute(exercise.function, standIn(exercise));
    }
    const [score, points] = [sumOfPoints(exercises.map(one => one.score)), sumOfPoints(exercises.map(one => one.points))];
    return { slug, status: 'graded', message: '', score, points, exercises };
  } catch (error) {
    if (error instanceof DoesNotLoad) return ungraded(lesson, 'does not load', 'failed', error.message);
    throw error;
  } finally {
    await places.close();
  }
}

function isNeeded({ function: name }: LessonExercise, later: readonly LessonExercise[]): boolean {
  return later.some(({ needs }) => needs.includes(name));
}

/** The reference as a function that answers at once. */
function standIn({ gives, reference, solution }: LessonExercise): (...given: never[]) => Given {
  return gives.kind === 'tensors' ? ((...given: Given[]) => reference(given) as Given) : (solution as (...given: never[]) => Given);
}

/** Whether a file is the stub, but for blanks and ends of lines. */
function isUntouched(source: string, stub: string): boolean {
  const bare = (text: string): string => text.replace(/\s+/g, ' ').trim();
  return bare(source) === bare(stub);
}

function ungraded({ slug, exercises }: Lesson, status: LessonResult['status'], outcome: Outcome, message: string): LessonResult {
  const results = exercises.map(({ number, title, function: name, trials }) => ({
    number,
    title,
    function: name,
    score: 0,
    points: sumOfPoints(trials.map(({ points }) => points)),
    trials: trials.map((trial): TrialResult => ({
      id: `${number}/${trial.name}`, name: trial.name, visibility: trial.visibility, outcome, score: 0, points: trial.points, message: '', printed: '', seconds: 0,
    })),
  }));
  return { slug, status, message, score: 0, points: sumOfPoints(results.map(({ points }) => points)), exercises: results };
}
