import type { Course } from '../../src/notebook/course';
import { declaredLessons, loadLesson, type Lesson, type LessonExercise } from '../exercises/lesson';
import { sum } from '../exercises/numbers';
import { dueOf, taught, type CourseSettings } from './settings';

/** The lessons of a course that declare exercises, in its order, with its points. Errors: those of every lesson that cannot be loaded, a line each. */
export async function courseLessons(course: Course, settings: CourseSettings): Promise<Lesson[]> {
  const loaded = await Promise.allSettled(taught(settings, declaredLessons(course)).map(slug => loadLesson(course, slug)));
  const faults = loaded.flatMap(one => (one.status === 'rejected' ? [one.reason as Error] : []));
  if (faults.length > 0) throw new Error(faults.map(({ message }) => message).join('\n'), { cause: faults[0] });
  const lessons = loaded.flatMap(one => (one.status === 'fulfilled' ? [one.value] : []));
  requireExercises(settings, lessons);
  return lessons.map(lesson => inCourse(lesson, settings));
}

/** A lesson as the course gives it: what its exercises are worth, and when they are due. */
export function inCourse(lesson: Lesson, settings: Pick<CourseSettings, 'exercises' | 'lessons'>): Lesson {
  const { exercises: own } = settings;
  const worth = (exercise: LessonExercise): LessonExercise => {
    const points = Object.hasOwn(own, exercise.number) ? own[exercise.number]?.points : undefined;
    if (points === undefined) return exercise;
    const shares = inHundredths(points, exercise.trials.map(trial => trial.points));
    return { ...exercise, trials: exercise.trials.map((trial, k) => ({ ...trial, points: shares[k] as number })) };
  };
  const timed = (exercise: LessonExercise): LessonExercise => {
    const due = dueOf(settings, lesson.slug, exercise.number);
    return due === undefined ? exercise : { ...exercise, due };
  };
  return { ...lesson, exercises: lesson.exercises.map(exercise => timed(worth(exercise))) };
}

/**
 * Points shared out as others are, in hundredths, so that a student can read and add them; what rounding leaves over goes to the trials that it took most
 * from, and the sum is what was to be shared.
 */
export function inHundredths(points: number, shares: readonly number[]): number[] {
  const whole = Math.round(points * 100);
  const exact = shares.map(share => (whole * share) / sum(shares));
  const floors = exact.map(Math.floor);
  const left = whole - sum(floors);
  const most = exact.map((value, k) => [value - (floors[k] as number), k] as const).sort(([a, j], [b, k]) => b - a || j - k).slice(0, left);
  const more = new Set(most.map(([, k]) => k));
  return floors.map((value, k) => (value + (more.has(k) ? 1 : 0)) / 100);
}

function requireExercises({ exercises, lessons: all }: CourseSettings, lessons: readonly Lesson[]): void {
  const known = lessons.flatMap(lesson => lesson.exercises.map(({ number }) => number));
  const unknown = Object.keys(exercises).find(number => !known.includes(number));
  if (unknown === undefined) return;
  const slug = all.find(lesson => parseInt(lesson.slug) === parseInt(unknown))?.slug;
  const own = known.filter(number => parseInt(number) === parseInt(unknown));
  throw new Error(`course.json: exercises has "${unknown}", and ${slug === undefined ? 'no lesson of the course has that number' : `${slug} has ${own.join(', ') || 'no exercises'}`}`);
}
