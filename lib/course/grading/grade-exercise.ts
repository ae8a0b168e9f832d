import type { Random } from '../../src/datasets';
import { AnswerError } from '../../src/notebook/answers';
import type { Trial, Walk } from '../exercises/exercise';
import { Judge, type Judged } from '../exercises/judge';
import type { LessonExercise } from '../exercises/lesson';
import { CallFailure, type Subject } from '../subject/subject';
import type { ExerciseResult, TrialResult } from './result';

/** What grading an exercise needs to know of where it is graded. */
export interface GradingRoom {
  /** Where the student's functions are called. */
  readonly subject: Subject;
  /** Another one, in which nothing has run yet. */
  readonly fresh: () => Promise<Subject>;
  /** What makes inputs this student's own; the same at every regrade. */
  readonly seed: string;
  /** For the order of the trials, so that none can be told by its place. */
  readonly random: Random;
}

/** Grades one exercise: every trial once, and what fails once more. */
export async function gradeExercise(exercise: LessonExercise, room: GradingRoom): Promise<ExerciseResult> {
  const judge = new Judge(exercise, room.subject, room.seed);
  const once = new Map<Trial, Judged>();
  for (const trial of room.random.shuffle(exercise.trials)) once.set(trial, await judge.try(trial));
  const judged = await repeated(exercise, exercise.trials.map(trial => once.get(trial) as Judged), room);
  const failed = judged.filter(({ outcome }) => outcome === 'failed');
  const mistake = failed.length === 0 ? undefined : ((await judge.mistake()) ?? onlyPublished(judged));
  const walk = judged.every(({ outcome }) => outcome === 'to do') ? undefined : await walkOf(exercise, judge);
  return {
    number: exercise.number,
    title: exercise.title,
    function: exercise.function,
    score: sum(judged.map(({ score }) => score)),
    points: sum(judged.map(({ points }) => points)),
    trials: judged.map(shown),
    ...(mistake !== undefined && { mistake }),
    ...(walk !== undefined && { walk }),
  };
}

/**
 * What failed is asked once more, with the same inputs, where nothing has run yet. If it comes out differently then, nobody can say what the function
 * does: it is reported, and it does not pass.
 */
async function repeated(exercise: LessonExercise, judged: readonly Judged[], room: GradingRoom): Promise<Judged[]> {
  const again = judged.filter(({ outcome }) => outcome !== 'passed' && outcome !== 'to do' && outcome !== 'not run');
  if (again.length === 0) return [...judged];
  const subject = await room.fresh();
  try {
    const judge = new Judge(exercise, subject, room.seed);
    const second = new Map<string, Judged>();
    for (const { id, name } of again) second.set(id, await judge.try(exercise.trials.find(trial => trial.name === name) as Trial));
    return judged.map(first => {
      const other = second.get(first.id);
      if (other === undefined || other.outcome === 'not run' || (other.outcome === first.outcome && other.message === first.message)) return first;
      const message = `it came out differently when it was repeated with the same inputs: ${described(first)}; then: ${described(other)}`;
      return { ...first, outcome: 'non-deterministic', score: 0, message };
    });
  } finally {
    await subject.close();
  }
}

function described({ outcome, message }: Judged): string {
  return message === '' ? outcome : `${outcome} (${message.split('\n')[0]})`;
}

/** Of a hidden trial neither the message nor what was printed is shown, since both may hold its inputs. */
function shown({ id, name, visibility, outcome, score, points, message, printed, seconds }: Judged): TrialResult {
  const isHidden = visibility === 'hidden';
  return { id, name, visibility, outcome, score, points, message: isHidden ? withoutInputs(outcome) : message, printed: isHidden ? '' : printed, seconds };
}

function withoutInputs(outcome: Judged['outcome']): string {
  if (outcome === 'passed') return '';
  return outcome === 'failed' ? 'wrong for numbers that are not shown' : `${outcome}, with numbers that are not shown`;
}

/** Right before everybody's eyes and wrong behind their backs. */
function onlyPublished(judged: readonly Judged[]): string | undefined {
  const isRight = (visibility: Judged['visibility']): boolean => judged.filter(one => one.visibility === visibility).every(({ outcome }) => outcome === 'passed');
  return isRight('public') && !isRight('hidden') ? 'it is right for the published numbers, and not for others' : undefined;
}

async function walkOf(exercise: LessonExercise, judge: Judge): Promise<Walk | undefined> {
  try {
    return await exercise.walk?.(judge.asked('walk', []));
  } catch (error) {
    if (error instanceof CallFailure || error instanceof AnswerError) return undefined;
    throw error;
  }
}

export function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
