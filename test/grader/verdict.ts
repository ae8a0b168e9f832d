import type { ExerciseResult, SubmissionResult } from '../../lib/course/grading/result';

/** A result in one line: "16/16", "11/16: mean 0/5 (2 timeout, 2 not run)", "0/16: does not compile". */
export function verdictOf({ score, points, lessons }: SubmissionResult): string {
  const parts = lessons.flatMap(({ status, exercises }) => (status === 'graded' ? exercises.filter(isLess).map(exerciseVerdict) : [status]));
  return [`${score}/${points}`, parts.join('; ')].filter(part => part !== '').join(': ');
}

function isLess({ trials }: ExerciseResult): boolean {
  return trials.some(({ outcome }) => outcome !== 'passed');
}

function exerciseVerdict({ function: name, score, points, trials }: ExerciseResult): string {
  const outcomes = trials.map(({ outcome }) => outcome).filter(outcome => outcome !== 'passed');
  const counts = [...new Set(outcomes)].map(outcome => `${outcomes.filter(other => other === outcome).length} ${outcome}`);
  return `${name} ${score}/${points} (${counts.join(', ')})`;
}

/** All that a student is told of a result, a line each. */
export function toldIn({ lessons, warnings }: SubmissionResult): string {
  const trials = lessons.flatMap(({ message, exercises }) => [message, ...exercises.flatMap(({ mistake, trials: own }) => [mistake ?? '', ...own.map(trial => trial.message)])]);
  return [...trials, ...warnings].filter(text => text !== '').join('\n');
}
