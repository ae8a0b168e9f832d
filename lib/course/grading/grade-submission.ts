import { createHash, createHmac } from 'node:crypto';
import type { Lesson } from '../exercises/lesson';
import { sumOfPoints } from '../exercises/numbers';
import { gradeLesson } from './grade-lesson';
import type { HandedIn } from './handed-in';
import type { OpenPlace } from './places';
import type { GraderFacts, LessonResult, SubmissionResult } from './result';

/** Where the code of one submission runs. */
export interface SubmissionRoom {
  /** Why the file of a lesson does not compile; undefined where it does. */
  readonly compileError: (slug: string) => string | undefined;
  /** Opens a place in which the functions of a lesson can be called. */
  readonly open: (lesson: Lesson, ...asked: Parameters<OpenPlace>) => ReturnType<OpenPlace>;
  /** What came late, when its call had been answered, a sentence each. */
  readonly warnings: () => readonly string[];
}

/** What grades. */
export interface Grader {
  readonly lessons: readonly Lesson[];
  readonly facts: GraderFacts;
  /** A secret, or a word that everybody knows. */
  readonly seed: string;
  /** Compiles a submission, on the trusted side; nothing of it runs yet. */
  readonly enter: (handed: HandedIn) => Promise<SubmissionRoom>;
}

/**
 * Grades what one student handed in, lesson by lesson. Whatever the student's code does is in the result; what is thrown is a fault of the grader or its
 * machine.
 */
export async function gradeSubmission(handed: HandedIn, { lessons, facts, seed, enter }: Grader): Promise<SubmissionResult> {
  const started = performance.now();
  const room = await enter(handed);
  // The same for the same student, whatever else changes.
  const own = createHmac('sha256', seed).update(handed.student.id).digest('hex');
  const results: LessonResult[] = [];
  for (const lesson of lessons) {
    const { slug } = lesson;
    const [source, compileError] = [sourceOf(handed, slug), room.compileError(slug)];
    results.push(await gradeLesson(lesson, { source, compileError, open: visibility => room.open(lesson, visibility), seed: own }));
  }
  return {
    schema: 'descent/result/v1',
    verdict: 'graded',
    reason: '',
    student: handed.student,
    submission: {
      name: handed.name,
      files: [...handed.files].map(([path, bytes]) => ({ path, sha256: createHash('sha256').update(bytes).digest('hex') })),
      ignored: handed.ignored,
      ...(handed.submittedAt !== undefined && { submittedAt: handed.submittedAt }),
    },
    grader: facts,
    score: sumOfPoints(results.map(({ score }) => score)),
    points: sumOfPoints(results.map(({ points }) => points)),
    lessons: results,
    warnings: [...handed.warnings, ...new Set(room.warnings()), ...results.flatMap(amiss)],
    seconds: (performance.now() - started) / 1000,
  };
}

/** What is wrong and costs nothing, so that it is not overlooked. */
function amiss({ slug, exercises }: LessonResult): string[] {
  return exercises.flatMap(({ number, trials }) => {
    const free = trials.filter(({ points, outcome, message }) => points === 0 && outcome === 'failed' && message !== '');
    return free.map(({ message }) => `${slug}: ${number}: ${message}`);
  });
}

function sourceOf({ files, exercises }: HandedIn, slug: string): string | undefined {
  const bytes = files.get(exercises.get(slug) ?? '');
  return bytes === undefined ? undefined : Buffer.from(bytes).toString('utf8');
}
