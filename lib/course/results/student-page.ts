import { measuredWords } from '../exercises/sentences';
import type { ExerciseResult, LessonResult, SubmissionResult, TrialResult, WalkResult } from '../grading/result';
import { gradingFacts } from './grading-facts';
import { lessonStatus, outcomes, verdictWords } from './outcomes';
import { finalScore, outOf } from './points';
import { nameHtml, resultPage, tableHtml } from './result-page';
import { forHtml, oneLine } from './strangers-text';
import { walkPicture } from './walk-picture';

/**
 * The page for one student, in one file that needs no network and no scripts: the score of each lesson and exercise, how each trial came out and why,
 * what mistake the numbers give away, what the code printed, a picture of the walk, and how it was graded.
 */
export function studentPage(result: SubmissionResult): string {
  const { student, submission } = result;
  // Of a submission that is not graded, parts may have been before that was found: they are no grade.
  const lessons = result.verdict === 'graded' ? result.lessons : [];
  const name = student.name ?? student.id;
  return resultPage({
    title: `Results of ${oneLine(name)} · Descent`,
    place: oneLine(submission.name),
    main: [
      `<h1>${nameHtml(name)}</h1>`,
      student.name === undefined ? '' : `<p class="who">${[student.id, ...(student.email ? [student.email] : [])].map(nameHtml).join(' · ')}</p>`,
      result.verdict === 'graded' ? totalOf(result) : refusal(result),
      notes(result),
      lessons.length > 1 ? lessonsTable(lessons) : '',
      ...lessons.map(lessonSection),
      gradingFacts(result),
    ].filter(part => part !== '').join('\n'),
  });
}

function totalOf(result: SubmissionResult): string {
  const score = finalScore(result);
  const share = result.points === 0 ? 0 : Math.min(100, (100 * score) / result.points);
  const late = result.late?.explanation ? `<p>${forHtml(result.late.explanation)} Without that it would be ${outOf(result)} points.</p>` : '';
  return `<div class="total"><p><strong>${outOf({ score, points: result.points })}</strong> points</p>
<div class="share" aria-hidden="true"><div style="width:${share.toFixed(1)}%"></div></div></div>${late}`;
}

function refusal(result: SubmissionResult): string {
  const { title, text } = verdictWords(result);
  return `<div class="error"><p><strong>${forHtml(title)}:</strong> ${forHtml(text)}</p></div>`;
}

function notes({ warnings }: SubmissionResult): string {
  if (warnings.length === 0) return '';
  return `<div class="notes"><h2>Worth knowing</h2><ul>${warnings.map(warning => `<li>${forHtml(warning)}</li>`).join('')}</ul></div>`;
}

function lessonsTable(lessons: readonly LessonResult[]): string {
  return tableHtml({
    kind: 'all-lessons',
    caption: 'All lessons',
    columns: ['Lesson', 'Points', 'State'],
    rows: lessons.map(({ slug, status, ...lesson }) => (
      { cells: [`<a href="#${forHtml(slug)}">${forHtml(slug)}</a>`, outOf(lesson), lessonStatus[status] || status] })),
  });
}

/** Where no function was called, that is all that there is to say; what could not be tried would fill screens. */
function lessonSection(lesson: LessonResult): string {
  const status = lesson.message || lessonStatus[lesson.status];
  const broken = lesson.status.startsWith('does not');
  const said = status === '' ? '' : broken ? `<div class="error"><p>${forHtml(status)}</p></div>` : `<p>${forHtml(status)}</p>`;
  return `<section aria-labelledby="${forHtml(lesson.slug)}">
<h2 id="${forHtml(lesson.slug)}">${forHtml(lesson.slug)} <span class="points">${outOf(lesson)}</span></h2>
${said}${lesson.status === 'graded' ? lesson.exercises.map(exerciseHtml).join('\n') : ''}
</section>`;
}

function exerciseHtml(exercise: ExerciseResult): string {
  const { number, title, mistake, trials, walk } = exercise;
  return `<h3>${forHtml(`${number} ${title}`)} <span class="points">${outOf(exercise)}</span></h3>
${mistake === undefined ? '' : `<p class="mistake">${forHtml(mistake)}</p>\n`}${trials.every(({ outcome }) => outcome === 'to do') ? '<p>still to do</p>' : trialsTable(exercise)}
${walk === undefined ? '' : picture(walk)}`;
}

function trialsTable({ number, trials }: ExerciseResult): string {
  return tableHtml({
    kind: 'trials',
    caption: `Trials of ${number}`,
    columns: ['Trial', 'Result', 'Points'],
    rows: trials.map(trial => ({ cells: [trialHead(trial), outcomeHtml(trial), outOf(trial)], below: trialWords(trial) })),
  });
}

function trialHead({ name, visibility }: TrialResult): string {
  return `${forHtml(name)}${visibility === 'hidden' ? ' <span class="hidden-trial">hidden</span>' : ''}`;
}

function trialWords({ message, measured, printed }: TrialResult): string {
  const words = message || (measured === undefined ? '' : measuredWords(measured));
  const told = words === '' ? '' : `<div class="message">${forHtml(words)}</div>`;
  if (printed === '') return told;
  // The first line break in the element is none of the text, by HTML's own rule.
  return `${told}<details><summary>What the code printed</summary><pre class="stdout">\n${forHtml(printed).trimEnd()}</pre></details>`;
}

const looks = { pass: 'right-answer', failure: 'wrong-answer', error: 'no-answer' } as const;

function outcomeHtml({ outcome }: TrialResult): string {
  const { sign, words, kind } = outcomes[outcome];
  return `<span class="${looks[kind]}"><span aria-hidden="true">${sign}</span> ${words}</span>`;
}

/** A walk that cannot be drawn is no reason to leave a student without a page. */
function picture(walk: WalkResult): string {
  try {
    return walkPicture(walk);
  } catch (error) {
    return `<p>There is no picture: ${forHtml(error instanceof Error ? error.message : String(error))}</p>`;
  }
}
