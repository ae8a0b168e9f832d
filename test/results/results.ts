import { descend } from '../../lib/src/descent';
import { adam, gradientDescent } from '../../lib/src/optimizers';
import { quadratic, rosenbrock } from '../../lib/src/surfaces';
import { seededRandom, type Random } from '../../lib/src/datasets';
import type { ExerciseResult, LessonResult, Outcome, SubmissionResult, TrialResult, WalkResult } from '../../lib/course/grading/result';

export const allOutcomes: readonly Outcome[] = [
  'passed', 'failed', 'to do', 'timeout', 'crash', 'out of memory', 'output limit', 'non-deterministic', 'not run',
];

/** One trial, passed unless something else is said. */
export function trial(changes: Partial<TrialResult> = {}): TrialResult {
  const outcome = changes.outcome ?? 'passed';
  const points = changes.points ?? 2;
  return {
    id: `7.1/${changes.name ?? 'one step'}`, name: 'one step', visibility: 'public', outcome, points,
    score: outcome === 'passed' ? points : 0,
    message: outcome === 'passed' ? '' : 'w after step 1: expected 0.9, got 1.1',
    printed: '', seconds: 0.05, ...changes,
  };
}

export function exercise(trials: readonly TrialResult[], changes: Partial<ExerciseResult> = {}): ExerciseResult {
  return { number: '7.1', title: 'Finish Adam', function: 'adam', ...sums(trials), trials, ...changes };
}

export function lesson(exercises: readonly ExerciseResult[], changes: Partial<LessonResult> = {}): LessonResult {
  return { slug: '07-adam', status: 'graded', message: '', ...sums(exercises), exercises, ...changes };
}

export function result(lessons: readonly LessonResult[], changes: Partial<SubmissionResult> = {}): SubmissionResult {
  return {
    schema: 'descent/result/v1', verdict: 'graded', reason: '',
    student: { id: 'ada', name: 'Ada Lovelace', email: 'ada@example.org' },
    submission: {
      name: 'ada.zip',
      files: lessons.map(({ slug }) => ({ path: `exercises/${slug}.ts`, sha256: 'ab'.repeat(32) })),
      ignored: [], submittedAt: '2026-06-01T14:32:05Z',
    },
    grader: { version: '0.1.0', isolation: 'bubblewrap', isolationReason: '', node: '20.20.2', manifest: 'cd'.repeat(32) },
    ...sums(lessons), lessons, warnings: [], seconds: 1.5, ...changes,
  };
}

/** A whole submission of one trial. */
export function one(changes: Partial<TrialResult> = {}, more: Partial<SubmissionResult> = {}): SubmissionResult {
  return result([lesson([exercise([trial(changes)])])], more);
}

function sums(parts: readonly { score: number; points: number }[]): { score: number; points: number } {
  return { score: parts.reduce((sum, { score }) => sum + score, 0), points: parts.reduce((sum, { points }) => sum + points, 0) };
}

/** A walk that ends like the reference's, or leaves it, or both, by a rate that is so many times too large. */
export function walk(factor: number): WalkResult {
  const surface = rosenbrock();
  const [reference, student] = [1, factor].map(times => descend(surface, adam, { steps: 60, hyper: { eta: 0.1 * times } }));
  return { title: 'Does your Adam walk as Adam does?', surface: { name: 'rosenbrock', parameters: {} }, method: 'adam', reference: reference?.points ?? [], student: student?.points ?? [] };
}

/** A walk that leaves every bound after a few steps. */
export function lostWalk(): WalkResult {
  const surface = quadratic({ kappa: 10 });
  const [reference, student] = [0.15, 2].map(eta => descend(surface, gradientDescent, { steps: 40, hyper: { eta } }));
  return { title: 'Where does your step lead?', surface: { name: 'quadratic', parameters: { kappa: 10 } }, method: 'gradient descent', reference: reference?.points ?? [], student: student?.points ?? [] };
}

/** Any sound result that a seed gives: points in tenths, every outcome, names of several scripts. */
export function randomResult(seed: number): SubmissionResult {
  const random = seededRandom(seed);
  const slugs = ['01-gradient-descent', '04-momentum', '07-adam'].slice(0, 1 + random.integer(3));
  const verdict = pick(random, ['graded', 'graded', 'graded', 'not gradable', 'infrastructure error'] as const);
  const lessons = slugs.map((slug, index) => randomLesson(random, slug, index + 1));
  return result(verdict === 'graded' ? lessons : [], {
    verdict,
    reason: verdict === 'graded' ? '' : 'no exercise of this course is in it',
    points: sums(lessons).points,
    student: pick(random, [{ id: `s${seed}` }, { id: `s${seed}`, name: 'Zoë Ångström, Jr.', email: `s${seed}@example.org` }, { id: `s${seed}`, name: '李雷 "Lei" 🎓' }]),
    warnings: pick(random, [[], ['a file was left aside', 'an error came after the answer']]),
    seconds: 10 * random.uniform(),
  });
}

function randomLesson(random: Random, slug: string, number: number): LessonResult {
  const status = pick(random, ['graded', 'graded', 'not started', 'does not compile'] as const);
  const exercises = Array.from({ length: 1 + random.integer(3) }, (_, index) => exercise(
    Array.from({ length: 1 + random.integer(4) }, (_, place) => randomTrial(random, `${number}.${index + 1}/trial ${place}`, status)),
    { number: `${number}.${index + 1}`, ...(random.uniform() < 0.3 && { mistake: 'Your numbers are those of Adam without bias correction.' }) },
  ));
  return lesson(exercises, { slug, status, message: status === 'does not compile' ? 'exercises/07-adam.ts:12:3: ; expected' : '' });
}

function randomTrial(random: Random, id: string, status: LessonResult['status']): TrialResult {
  const outcome = status === 'graded' ? pick(random, allOutcomes) : status === 'not started' ? 'to do' : 'not run';
  const points = (1 + random.integer(40)) / 10;
  const score = outcome === 'passed' ? points : 0;
  const visibility = pick(random, ['public', 'hidden'] as const);
  return trial({ id, name: id.slice(4), outcome, points, score, visibility, printed: visibility === 'public' ? pick(random, ['', 'loss 0.1\nloss 0.01\n']) : '', seconds: random.uniform() });
}

function pick<T>(random: Random, values: readonly T[]): T {
  return values[random.integer(values.length)] as T;
}
