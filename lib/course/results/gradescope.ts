import type { ExerciseResult, SubmissionResult, TrialResult } from '../grading/result';
import { messageOf, verdictWords } from './outcomes';
import { finalScore, shownPoints } from './points';
import { jsonText, oneLine, plainText } from './strangers-text';

/** When a student sees a test: never, after the deadline, once grades are published, or at once. */
export type GradescopeVisibility = 'hidden' | 'after_due_date' | 'after_published' | 'visible';

export interface GradescopeOptions {
  /** When students see the hidden trials; default once grades are published. While one is hidden, Gradescope does not show them their total. */
  readonly hiddenTrials?: GradescopeVisibility;
}

/**
 * Gradescope's `results.json`, with the values that exercises measure for a leaderboard. Every text in it is of the format "text", which Gradescope shows as it is. Nothing for an infrastructure error: a file
 * would be a grade, and without one Gradescope says that the autograder failed. Errors: a value of the leaderboard that is not a finite number.
 */
export function gradescopeResults(result: SubmissionResult, options: GradescopeOptions = {}): string | undefined {
  const { hiddenTrials = 'after_published' } = options;
  if (result.verdict === 'infrastructure error') return undefined;
  const exercises = result.lessons.flatMap(lesson => lesson.exercises);
  const leaderboard = exercises.flatMap(exercise => exercise.leaderboard ?? []);
  return jsonText({
    score: shownPoints(finalScore(result)),
    execution_time: shownPoints(result.seconds),
    output: summaryOf(result),
    output_format: 'text',
    test_output_format: 'text',
    test_name_format: 'text',
    visibility: 'visible',
    stdout_visibility: 'hidden',
    extra_data: { verdict: result.verdict, ...result.grader },
    tests: result.verdict === 'not gradable' ? [refusal(result)] : exercises.flatMap(exercise => testsOf(exercise, hiddenTrials)),
    ...(leaderboard.length > 0 && { leaderboard: leaderboard.map(requireFinite) }),
  });
}

function summaryOf(result: SubmissionResult): string {
  const { lessons, warnings, late } = result;
  const states = lessons.filter(({ message }) => message !== '').map(({ slug, message }) => `${slug}: ${message}`);
  return plainText([...states, ...(late?.explanation ? [late.explanation] : []), ...warnings.map(warning => `Note: ${warning}`)].join('\n'));
}

/** The one test of a submission that cannot be graded. */
function refusal(result: SubmissionResult): object {
  const { title, text } = verdictWords(result);
  return { score: 0, max_score: shownPoints(result.points), status: 'failed', name: title, output: plainText(text), visibility: 'visible' };
}

function testsOf(exercise: ExerciseResult, hiddenTrials: GradescopeVisibility): object[] {
  const missed = exercise.trials.filter(({ outcome }) => outcome !== 'passed');
  const telling = missed.find(({ visibility }) => visibility === 'public') ?? missed[0];
  return exercise.trials.map(trial => ({
    score: shownPoints(trial.score),
    max_score: shownPoints(trial.points),
    // Said, because a trial without points would count as passed.
    status: trial.outcome === 'passed' ? 'passed' : 'failed',
    name: oneLine(`${exercise.title}: ${trial.name}`),
    number: exercise.number,
    output: outputOf(trial, trial === telling ? exercise.mistake : undefined),
    visibility: trial.visibility === 'hidden' ? hiddenTrials : 'visible',
    extra_data: { id: trial.id, outcome: trial.outcome },
  }));
}

function outputOf(trial: TrialResult, mistake: string | undefined): string {
  const parts = [
    messageOf(trial),
    ...(mistake === undefined ? [] : [mistake]),
    ...(trial.printed === '' ? [] : [`Your code printed:\n${trial.printed}`]),
  ];
  return plainText(parts.filter(part => part !== '').join('\n\n'));
}

function requireFinite<Entry extends { readonly name: string; readonly value: number }>(entry: Entry): Entry {
  if (!Number.isFinite(entry.value)) throw new Error(`leaderboard: ${entry.name} must be a finite number, got ${entry.value}`);
  return entry;
}
