import type { SubmissionResult } from '../grading/result';
import { messageOf, verdictWords } from './outcomes';
import { finalScore, outOf } from './points';
import { jsonText, oneLine, plainText } from './strangers-text';

/** What Classroom 50 gives the grader in its environment. */
export type Classroom50Environment = Readonly<Record<string, string | undefined>>;

/** Classroom 50 knows whole numbers only, so points are written as hundredths, whatever the result: the sums of a class can be compared. */
const scale = 100;

/**
 * Classroom 50's `result.json`, schema `classroom50/result/v1`. Each score is multiplied by 100 and rounded once, totals from their own unrounded
 * values; every test says so. Nothing for an infrastructure error: there the grader's exit code speaks. Errors: a variable that Classroom 50 sets is
 * missing; nothing says when the submission was handed in.
 */
export function classroom50Result(result: SubmissionResult, environment: Classroom50Environment): string | undefined {
  if (result.verdict === 'infrastructure error') return undefined;
  const given = (name: string): string => {
    const value = environment[name];
    if (value === undefined || value === '') throw new Error(`classroom 50: ${name} must be set in the environment, got nothing`);
    return value;
  };
  return jsonText({
    schema: 'classroom50/result/v1',
    classroom: given('CLASSROOM'),
    assignment: given('ASSIGNMENT'),
    assignment_type: given('ASSIGNMENT_TYPE'),
    owner: given('OWNER'),
    submission: given('SUBMISSION_TAG'),
    commit: given('COMMIT_URL'),
    release: given('RELEASE_URL'),
    review: given('REVIEW_URL'),
    datetime: result.submission.submittedAt ?? timeInTag(given('SUBMISSION_TAG')),
    score: scaled(finalScore(result)),
    'max-score': scaled(result.points),
    tests: testsOf(result),
    ...(environment['USERNAME'] && { submitted_by: { username: environment['USERNAME'] } }),
  });
}

function testsOf(result: SubmissionResult): object[] {
  if (result.verdict === 'not gradable') {
    const { title, text } = verdictWords(result);
    return [{ 'test-name': title, passed: false, score: 0, 'max-score': scaled(result.points), message: plainText(text) }];
  }
  return result.lessons.flatMap(({ exercises }) => exercises).flatMap(exercise => exercise.trials.map(trial => ({
    'test-name': oneLine(`${exercise.number} ${exercise.title}: ${trial.name}`),
    passed: trial.outcome === 'passed',
    score: scaled(trial.score),
    'max-score': scaled(trial.points),
    message: plainText([messageOf(trial), `${outOf(trial)} points, written in hundredths.`].filter(part => part !== '').join('\n')),
    ...(trial.printed !== '' && { output: plainText(trial.printed) }),
  })));
}

function scaled(points: number): number {
  return Math.round(points * scale);
}

/** `submit/2026-06-01T14-32-05Z-a1b2c3d` was handed in at 2026-06-01T14:32:05Z. */
function timeInTag(tag: string): string {
  const [, day, hours, minutes, seconds] = /(\d{4}-\d\d-\d\d)T(\d\d)-(\d\d)-(\d\d)Z/.exec(tag) ?? [];
  if (day === undefined) throw new Error(`classroom 50: the submission's time must be known; neither the result nor the tag "${oneLine(tag)}" has it`);
  return `${day}T${hours}:${minutes}:${seconds}Z`;
}
