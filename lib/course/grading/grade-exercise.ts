import type { Random } from '../../src/datasets';
import { AnswerError } from '../../src/notebook/answers';
import type { Trial, Walk } from '../exercises/exercise';
import { Judge, type Judged } from '../exercises/judge';
import type { LessonExercise } from '../exercises/lesson';
import { sumOfPoints } from '../exercises/numbers';
import { CallFailure } from '../subject/subject';
import type { Places } from './places';
import type { ExerciseResult, LeaderboardValue, TrialResult } from './result';

/** What grading an exercise needs to know of where it is graded. */
export interface GradingRoom {
  /** Where the student's functions are called. */
  readonly places: Places;
  /** The text of the student's file. */
  readonly source: string;
  /** What makes inputs this student's own; the same at every regrade. */
  readonly seed: string;
  /** For the order of the trials, so that none can be told by its place. */
  readonly random: Random;
}

/** An exercise that has been graded. */
export interface Graded {
  readonly result: ExerciseResult;
  /** Whether there is a function for it, right or wrong. */
  readonly isThere: boolean;
}

/** The file of a lesson does not load, whoever asks for whichever of its functions; the message says why. */
export class DoesNotLoad extends Error {
  override readonly name = 'DoesNotLoad';
}

/** Grades one exercise: every trial once, and what fails once more. Errors: `DoesNotLoad`. */
export async function gradeExercise(exercise: LessonExercise, { places, source, seed, random }: GradingRoom): Promise<Graded> {
  const judge = new Judge(exercise, places.shown, seed, source);
  const once = await tried(judge, random.shuffle(exercise.trials), places);
  const judged = await repeated(exercise, exercise.trials.map(trial => once.get(trial) as Judged), { places, source, seed });
  const failed = judged.filter(({ outcome }) => outcome === 'failed');
  const mistake = failed.length === 0 ? undefined : ((await judge.mistake()) ?? onlyPublished(judged));
  const walk = judged.every(({ outcome }) => outcome === 'to do') ? undefined : await walkOf(exercise, judge);
  const { number, title, function: name } = exercise;
  const [score, points] = [sumOfPoints(judged.map(one => one.score)), sumOfPoints(judged.map(one => one.points))];
  const leaderboard = leaderboardOf(exercise, judged);
  const more = { ...(mistake !== undefined && { mistake }), ...(leaderboard !== undefined && { leaderboard }), ...(walk !== undefined && { walk }) };
  return { result: { number, title, function: name, score, points, trials: judged.map(shown), ...more }, isThere: !judge.isMissing };
}

/** What is hidden comes last, so that a function which never ends is given up where its student can see it. */
async function tried(judge: Judge, trials: readonly Trial[], places: Places): Promise<Map<Trial, Judged>> {
  const judged = new Map<Trial, Judged>();
  for (const visibility of ['public', 'hidden'] as const) {
    for (const trial of trials.filter(each => each.visibility === visibility)) judged.set(trial, await judge.try(trial, places.of(trial)));
  }
  return judged;
}

/**
 * What failed is asked once more, with the same inputs, where nothing has run yet. If it comes out differently then, nobody can say what the function
 * does: it is reported, and it does not pass.
 */
async function repeated(exercise: LessonExercise, judged: readonly Judged[], { places, source, seed }: Omit<GradingRoom, 'random'>): Promise<Judged[]> {
  const endless = judged.find(({ outcome }) => outcome === 'timeout');
  // One that runs out of its time again says enough of those.
  const isAsked = (one: Judged): boolean => !['passed', 'to do', 'not run'].includes(one.outcome) && (one.outcome !== 'timeout' || one === endless);
  const failed = judged.filter(isAsked).map(({ name }) => name);
  if (failed.length === 0) return [...judged];
  const fresh = await places.fresh();
  try {
    const trials = exercise.trials.filter(({ name }) => failed.includes(name));
    const again = [...(await tried(new Judge(exercise, fresh.shown, seed, source), trials, fresh)).values()];
    const [file] = again;
    if (file !== undefined && [...judged, ...again].every(({ isFile, message }) => isFile && message === file.message)) throw new DoesNotLoad(file.message);
    return judged.map(first => {
      const other = again.find(({ id }) => id === first.id);
      if (other === undefined || other.outcome === 'not run' || (other.outcome === first.outcome && other.message === first.message)) return first;
      const message = `it came out differently when it was repeated with the same inputs: ${described(first)}; then: ${described(other)}`;
      return { ...first, outcome: 'non-deterministic', score: 0, message };
    });
  } finally {
    await fresh.close();
  }
}

function described({ outcome, message }: Judged): string {
  return message === '' ? outcome : `${outcome} (${message.split('\n')[0]})`;
}

/** Of a hidden trial neither the message nor what was printed is shown, since both may hold its inputs. */
function shown({ id, name, visibility, outcome, score, points, message, printed, seconds, measured }: Judged): TrialResult {
  const isHidden = visibility === 'hidden';
  const told = { message: isHidden ? withoutInputs(outcome) : message, printed: isHidden ? '' : printed };
  return { id, name, visibility, outcome, score, points, ...told, seconds, ...(measured !== undefined && { measured }) };
}

function withoutInputs(outcome: Judged['outcome']): string {
  if (outcome === 'passed') return '';
  return outcome === 'failed' ? 'wrong for numbers that are not shown' : `${outcome}, with numbers that are not shown`;
}

/** What cannot be relied on, such as a measure that differs when it is repeated, does not stand on a board. */
function leaderboardOf({ leaderboard, trials }: LessonExercise, judged: readonly Judged[]): LeaderboardValue | undefined {
  if (leaderboard === undefined) return undefined;
  const { outcome, measured } = judged[trials.findIndex(({ name }) => name === leaderboard.trial)] as Judged;
  if (measured === undefined || outcome === 'non-deterministic') return undefined;
  return { name: measured.what, value: measured.value, order: leaderboard.order };
}

/** Right before everybody's eyes and wrong behind their backs. */
function onlyPublished(judged: readonly Judged[]): string | undefined {
  const isRight = (visibility: Judged['visibility']): boolean => judged.filter(one => one.visibility === visibility).every(({ outcome }) => outcome === 'passed');
  return isRight('public') && !isRight('hidden') ? 'it is right for the published numbers, and not for others' : undefined;
}

async function walkOf(exercise: LessonExercise, judge: Judge): Promise<Walk | undefined> {
  if (judge.hasGivenUp) return undefined;
  try {
    return await exercise.walk?.(judge.asked('walk', []));
  } catch (error) {
    if (error instanceof CallFailure || error instanceof AnswerError) return undefined;
    throw error;
  }
}
