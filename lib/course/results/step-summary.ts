import type { ExerciseResult, LessonResult, SubmissionResult, TrialResult } from '../grading/result';
import { lessonStatus, outcomes, verdictWords } from './outcomes';
import { finalScore, outOf } from './points';
import { cut, forMarkdown, markdownBlock } from './strangers-text';

/** GitHub drops the whole summary of a step when it is one byte longer. */
export const largestSummary = 1024 * 1024;

/** So much of one message, and of what one trial printed, is enough for a summary. */
const [longestMessage, longestPrint] = [2000, 8000];

/**
 * A summary for a step of a GitHub workflow, in Markdown of at most 1 MiB: the table of scores, then what is wrong where, with what the code printed.
 * What does not fit is left out, whole trials at a time, and counted at the end.
 */
export function stepSummary(result: SubmissionResult): string {
  // Made only as far as there is room, for there may be megabytes of them.
  const blocks = [...headOf(result).map(text => () => text), ...result.lessons.flatMap(lesson => exercisesOf(lesson).flatMap(detailsOf))];
  const room = largestSummary - 200;
  let [text, size, count] = ['', 0, 0];
  for (const block of blocks) {
    const next = block();
    size += Buffer.byteLength(next);
    if (size > room) break;
    text += next;
    count += 1;
  }
  if (count === blocks.length) return text;
  return `${text}\n*A summary may hold 1 MiB: ${blocks.length - count} more parts are left out. They are in the other forms of this result.*\n`;
}

function headOf(result: SubmissionResult): string[] {
  const { student, lessons, warnings, late } = result;
  const name = forMarkdown(cut(student.name ?? student.id, 200));
  if (result.verdict !== 'graded') {
    const { title, text } = verdictWords(result);
    return [`## ${title}: ${name}\n\n${paragraph(text)}`];
  }
  const score = outOf({ score: finalScore(result), points: result.points });
  return [
    `## ${name}: ${score} points\n\n`,
    ...(late?.explanation ? [paragraph(late.explanation)] : []),
    ...warnings.map(warning => paragraph(`Note: ${warning}`)),
    '| | Points | Trials |\n|---|---|---|\n',
    ...lessons.flatMap(lesson => [
      `| **${forMarkdown(lesson.slug)}** | **${outOf(lesson)}** | ${forMarkdown(cut(lesson.message || lessonStatus[lesson.status], longestMessage))} |\n`,
      ...exercisesOf(lesson).map(rowOf),
    ]),
    '\n',
  ];
}

/** Where no function of a lesson was called, its state says it all. */
function exercisesOf({ status, exercises }: LessonResult): readonly ExerciseResult[] {
  return status === 'graded' ? exercises : [];
}

function rowOf(exercise: ExerciseResult): string {
  const all = exercise.trials.map(({ outcome }) => `${outcomes[outcome].sign} ${outcomes[outcome].words}`);
  const kinds = [...new Set(all)].map(words => {
    const count = all.filter(other => other === words).length;
    return count === 1 ? words : `${words} (${count})`;
  });
  return `| ${forMarkdown(`${exercise.number} ${exercise.title}`)} | ${outOf(exercise)} | ${kinds.join(', ')} |\n`;
}

function detailsOf(exercise: ExerciseResult): (() => string)[] {
  const wrong = exercise.trials.filter(trial => trial.outcome !== 'passed');
  return wrong.every(({ outcome }) => outcome === 'to do') ? [] : [() => exerciseHead(exercise), ...wrong.map(trial => () => trialOf(trial))];
}

function exerciseHead({ number, title, mistake }: ExerciseResult): string {
  const told = mistake === undefined ? '' : `**${forMarkdown(cut(mistake, longestMessage))}**\n\n`;
  return `### ${forMarkdown(`${number} ${title}`)}\n\n${told}`;
}

function trialOf(trial: TrialResult): string {
  const { sign, words } = outcomes[trial.outcome];
  const message = trial.message === '' ? '' : `: ${forMarkdown(cut(trial.message, longestMessage))}`;
  const told = `${sign} **${forMarkdown(trial.name)}** (${words}, ${outOf(trial)})${message}\n\n`;
  if (trial.printed === '') return told;
  return `${told}<details><summary>What the code printed</summary>\n\n${markdownBlock(cut(trial.printed, longestPrint))}\n\n</details>\n\n`;
}

function paragraph(text: string): string {
  return `${forMarkdown(cut(text, longestMessage))}\n\n`;
}
