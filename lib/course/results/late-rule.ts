import type { LateScore, LessonResult, SubmissionResult } from '../grading/result';
import { applyLatePolicy, type LatePolicy } from './late-policy';
import { shownPoints } from './points';

/** When the work is due, what lateness costs, and what holds for some students. */
export interface LateRule {
  /** When all of it is due, with the zone, such as `2026-06-01T22:00:00Z`; undefined where each exercise has a time of its own, or none. */
  readonly dueAt?: string;
  /** When exercises are due, by their numbers; read where there is no `dueAt`. One that is not named may come at any time. */
  readonly dues?: Readonly<Record<string, string>>;
  readonly policy: LatePolicy;
  /** By the student's id. */
  readonly students?: Readonly<Record<string, { readonly extendedTo?: string; readonly lateDaysUsed?: number }>>;
}

/** What a course says by itself; the file of `descent grade --late` may say more, or something else. */
export type CourseRule = Pick<LateRule, 'dues'> & { readonly policy?: LatePolicy | undefined };

/**
 * Reads the file of `descent grade --late`. What it leaves out is the course's own. Errors: text that is no JSON, a field that there is not, a time or a
 * number that cannot be; no deadline or no policy in either.
 */
export function readLateRule(text: string, file: string, course: CourseRule = {}): LateRule {
  let rule: Partial<LateRule> | null;
  try {
    rule = JSON.parse(text) as Partial<LateRule> | null;
  } catch (error) {
    throw new Error(`${file}: it is not JSON: ${(error as Error).message}`, { cause: error });
  }
  const unknown = Object.keys(rule ?? {}).find(name => !['dueAt', 'policy', 'students'].includes(name));
  if (unknown !== undefined) throw new Error(`${file}: there is no "${unknown}"; known: dueAt, policy, students`);
  const { dueAt, students } = rule ?? {};
  const { dues = {} } = course;
  const policy = rule?.policy ?? course.policy;
  const hasTime = dueAt === undefined ? Object.keys(dues).length > 0 : typeof dueAt === 'string';
  if (!hasTime || typeof policy !== 'object') throw new Error(`${file}: it must have dueAt, a time, and policy, an object, where course.json has none`);
  // What cannot be applied to this cannot be applied to anything.
  const times = dueAt === undefined ? Object.values(dues) : [dueAt];
  for (const student of [{}, ...Object.values(students ?? {})]) for (const time of times) applyLatePolicy(policy, { raw: 0, points: 0, dueAt: time, ...student });
  return { policy, ...(dueAt === undefined ? { dues } : { dueAt }), ...(students && { students }) };
}

/** The rule of a course that has times and says what lateness costs; undefined for one that does not. */
export function ruleOfCourse({ dues = {}, policy }: CourseRule): LateRule | undefined {
  return policy === undefined || Object.keys(dues).length === 0 ? undefined : { dues, policy };
}

/**
 * A result with what lateness takes off, by the rule that holds now and not by one from before; one that is not graded has nothing to lose. What is due
 * at one time is looked at together; free late days go to what was due first.
 */
export function withLateness(result: SubmissionResult, rule: LateRule | undefined): SubmissionResult {
  const { late: _, ...graded } = result;
  if (rule === undefined || result.verdict !== 'graded') return graded;
  const { policy, students = {} } = rule;
  const { extendedTo, lateDaysUsed: before = 0 } = (Object.hasOwn(students, result.student.id) ? students[result.student.id] : undefined) ?? {};
  const { submittedAt } = result.submission;
  let used = 0;
  const scores = partsOf(result, rule).map(({ numbers, dueAt, raw, points, lessons }) => {
    const late = applyLatePolicy(policy, { raw, points, submittedAt, dueAt, extendedTo, lateDaysUsed: before + used });
    used += late.lateDaysUsed;
    const share = raw > 0 ? late.penalty / raw : 0;
    return { ...late, numbers, penalties: lessons.map(([slug, own]) => [slug, own * share] as const) };
  });
  const penalty = total(scores.map(late => late.penalty));
  const explained = scores.filter(({ explanation }) => explanation !== '');
  const late: LateScore = {
    raw: result.score,
    penalty,
    score: result.score - penalty,
    secondsLate: Math.max(0, ...scores.map(({ secondsLate }) => secondsLate)),
    lateDaysUsed: used,
    explanation: explained.map(({ numbers, explanation }) => (rule.dueAt === undefined ? `${numbers.join(', ')}: ${explanation}` : explanation)).join(' '),
    ...(rule.dueAt === undefined && { lessons: byLesson(scores.flatMap(({ penalties }) => penalties)) }),
  };
  return { ...graded, late };
}

/** What is due at one time. */
interface Part {
  readonly numbers: readonly string[];
  readonly dueAt: string;
  readonly raw: number;
  readonly points: number;
  /** What each lesson has reached in it. */
  readonly lessons: ReadonlyArray<readonly [slug: string, raw: number]>;
}

/** What is due, the earliest first. */
function partsOf({ score: raw, points, lessons }: SubmissionResult, { dueAt, dues = {} }: LateRule): Part[] {
  if (dueAt !== undefined) return [{ numbers: [], dueAt, raw, points, lessons: lessons.map(({ slug, score }) => [slug, score]) }];
  const inLesson = ({ slug, exercises }: LessonResult) => exercises.map(exercise => ({ ...exercise, slug }));
  const all = lessons.flatMap(inLesson).filter(({ number }) => Object.hasOwn(dues, number));
  const times = [...new Set(all.map(({ number }) => Date.parse(dues[number] as string)))].sort((a, b) => a - b);
  return times.map(time => {
    const exercises = all.filter(({ number }) => Date.parse(dues[number] as string) === time);
    return {
      numbers: exercises.map(({ number }) => number),
      dueAt: new Date(time).toISOString(),
      raw: total(exercises.map(({ score }) => score)),
      points: total(exercises.map(exercise => exercise.points)),
      lessons: exercises.map(({ slug, score }) => [slug, score]),
    };
  });
}

function byLesson(penalties: ReadonlyArray<readonly [slug: string, penalty: number]>): Record<string, number> {
  const slugs = [...new Set(penalties.map(([slug]) => slug))];
  return Object.fromEntries(slugs.map(slug => [slug, shownPoints(total(penalties.filter(([of]) => of === slug).map(([, penalty]) => penalty)))]));
}

function total(numbers: readonly number[]): number {
  return numbers.reduce((sum, number) => sum + number, 0);
}
