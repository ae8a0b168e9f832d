import type { SubmissionResult, TrialResult } from '../grading/result';
import { messageOf, outcomes, verdictWords } from './outcomes';
import { finalScore, shownPoints } from './points';
import { jsonText, oneLine, plainText } from './strangers-text';

const statuses = { pass: 'pass', failure: 'fail', error: 'error' } as const;

/**
 * What a runner of the retired GitHub Classroom hands to its reporter, as JSON. Nothing for an infrastructure error, which is no grade. The reporter
 * adds up the tests' scores, so a penalty for late work is a test of its own, with a score below zero.
 */
export function githubClassroomJson(result: SubmissionResult): string | undefined {
  if (result.verdict === 'infrastructure error') return undefined;
  const tests = result.verdict === 'graded' ? testsOf(result) : [refusal(result)];
  const status = ['error', 'fail'].find(bad => tests.some(test => test.status === bad)) ?? 'pass';
  return jsonText({ version: 1, status, max_score: shownPoints(result.points), tests });
}

/** The same as the reporter takes it from a step's output: in base64. */
export function githubClassroomBase64(result: SubmissionResult): string | undefined {
  const json = githubClassroomJson(result);
  return json && Buffer.from(json).toString('base64');
}

interface ClassroomTest {
  readonly name: string;
  readonly status: 'pass' | 'fail' | 'error';
  /** Always there: the reporter would sum up to NaN without. */
  readonly score: number;
  readonly message: string | null;
  readonly test_code: string;
  readonly filename: string;
  /** 0 is not shown. */
  readonly line_no: number;
  /** Milliseconds. */
  readonly duration: number;
}

function testsOf(result: SubmissionResult): ClassroomTest[] {
  const trials = result.lessons.flatMap(({ slug, exercises }) => exercises.flatMap(exercise => exercise.trials.map(trial => classroomTest({
    name: `${exercise.number} ${exercise.title}: ${trial.name}`,
    status: statuses[outcomes[trial.outcome].kind],
    score: shownPoints(trial.score),
    message: textOf(trial),
    filename: `${slug}.ts`,
    duration: Math.round(trial.seconds * 1000),
  }))));
  const { late } = result;
  if (late === undefined || late.penalty === 0) return trials;
  const penalty = shownPoints(finalScore(result) - result.score);
  return [...trials, classroomTest({ name: 'handed in late', status: 'fail', score: penalty, message: late.explanation })];
}

function refusal(result: SubmissionResult): ClassroomTest {
  const { title, text } = verdictWords(result);
  return classroomTest({ name: title, status: 'error', score: 0, message: text });
}

function classroomTest({ name, message, ...rest }: Partial<ClassroomTest> & Pick<ClassroomTest, 'name' | 'status' | 'score' | 'message'>): ClassroomTest {
  return { name: oneLine(name), test_code: '', filename: '', line_no: 0, duration: 0, ...rest, message: message && plainText(message) };
}

function textOf(trial: TrialResult): string | null {
  return messageOf(trial) || null;
}
