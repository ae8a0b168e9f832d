import type { SubmissionResult } from '../grading/result';

/** What counts: the score after the rule for late work, where there is one; nothing of a submission that is not graded, whatever was found before. */
export function finalScore({ verdict, score, late }: SubmissionResult): number {
  return verdict === 'graded' ? late?.score ?? score : 0;
}

/** Points as they are written, in ten-thousandths at most: 0.1 + 0.2 is 0.3. */
export function shownPoints(value: number): number {
  return Math.round(value * 1e4) / 1e4;
}

/** "7.5 of 10", for readers. */
export function outOf({ score, points }: { readonly score: number; readonly points: number }): string {
  return `${Math.round(score * 100) / 100} of ${Math.round(points * 100) / 100}`;
}

/**
 * Refuses a result that no program should be given: a number that is none, a score below zero or above its points. The error names the place:
 * `result of ada: score of 7.1/after five steps must be in [0, 2], got NaN`.
 */
export function requireSound(result: SubmissionResult): void {
  const { student, score, points, late, lessons, seconds } = result;
  const refuse = (what: string, rule: string, value: number): never => {
    throw new Error(`result of ${JSON.stringify(student.id)}: ${what} must be ${rule}, got ${value}`);
  };
  const notNegative = (what: string, value: number): void => {
    if (!(value >= 0 && value < Infinity)) refuse(what, 'a number from 0 up', value);
  };
  const within = (what: string, part: { readonly score: number; readonly points: number }): void => {
    notNegative(`points of ${what}`, part.points);
    // Sums of tenths may miss their total by the last digit.
    if (!(part.score >= 0 && part.score <= part.points + 1e-9)) refuse(`score of ${what}`, `in [0, ${part.points}]`, part.score);
  };
  within('the submission', { score, points });
  notNegative('seconds', seconds);
  if (late !== undefined) {
    within('the late submission', { score: late.score, points: late.raw });
    notNegative('penalty', late.penalty);
  }
  for (const lesson of lessons) {
    within(lesson.slug, lesson);
    for (const exercise of lesson.exercises) {
      within(exercise.number, exercise);
      for (const trial of exercise.trials) {
        within(trial.id, trial);
        notNegative(`seconds of ${trial.id}`, trial.seconds);
      }
    }
  }
}
