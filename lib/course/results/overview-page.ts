import type { LessonResult, SubmissionResult } from '../grading/result';
import { counted } from '../../src/figures/words';
import { frequentMistakes } from './frequent-mistakes';
import { lessonStatus, verdictWords } from './outcomes';
import { finalScore, outOf } from './points';
import { nameHtml, resultPage, tableHtml } from './result-page';
import { forHtml, oneLine } from './strangers-text';

export interface OverviewOptions {
  /** What was graded, as in a heading; default "Results". */
  readonly title?: string;
  /** The path from the overview to the page of a student; nothing where there is none. */
  readonly pageOf?: (result: SubmissionResult) => string | undefined;
}

/**
 * A page about a whole batch, in one file: how many were graded, everybody's points in each lesson, by name, what was not graded and why, and the most
 * frequent mistakes of each exercise.
 */
export function overviewPage(results: readonly SubmissionResult[], { title = 'Results', pageOf = () => undefined }: OverviewOptions = {}): string {
  const sorted = [...results].sort((a, b) => byName.compare(nameOf(a), nameOf(b)) || (a.student.id < b.student.id ? -1 : 1));
  const graded = sorted.filter(({ verdict }) => verdict === 'graded');
  const others = sorted.filter(({ verdict }) => verdict !== 'graded');
  return resultPage({
    title: `${oneLine(title)} · Descent`,
    place: counted(results.length, 'submission'),
    main: [`<h1>${forHtml(title)}</h1>`, countsOf(results), ungraded(others, pageOf), classTable(graded, pageOf), mistakes(graded)]
      .filter(part => part !== '').join('\n'),
  });
}

/** The same order on every machine. */
const byName = new Intl.Collator('en', { numeric: true });

function nameOf({ student }: SubmissionResult): string {
  return oneLine(student.name ?? student.id);
}

function countsOf(results: readonly SubmissionResult[]): string {
  const count = (verdict: SubmissionResult['verdict']): number => results.filter(result => result.verdict === verdict).length;
  const counts = [[count('graded'), 'graded'], [count('not gradable'), 'not gradable'], [count('infrastructure error'), 'infrastructure errors']] as const;
  return `<ul class="counts">${counts.map(([number, what]) => `<li><strong>${number}</strong> ${what}</li>`).join('')}</ul>`;
}

type PageOf = NonNullable<OverviewOptions['pageOf']>;

function linked(result: SubmissionResult, pageOf: PageOf): string {
  const { student } = result;
  const page = pageOf(result);
  const name = nameHtml(nameOf(result));
  // Half of a pair is written to disk as �, and cannot be encoded.
  const path = page === undefined ? undefined : Buffer.from(page).toString().split('/').map(encodeURIComponent).join('/');
  const id = student.name === undefined ? '' : ` <span class="points">${nameHtml(student.id)}</span>`;
  return (path === undefined ? name : `<a href="./${path}">${name}</a>`) + id;
}

function ungraded(results: readonly SubmissionResult[], pageOf: PageOf): string {
  if (results.length === 0) return '';
  return `<h2>Not graded</h2>\n${tableHtml({
    kind: 'ungraded',
    caption: 'Not graded',
    columns: ['Student', 'Why'],
    rows: results.map(result => (
      { cells: [linked(result, pageOf), `<strong>${result.verdict}</strong>: ${forHtml(result.reason || verdictWords(result).title)}`] })),
  })}`;
}

function classTable(results: readonly SubmissionResult[], pageOf: PageOf): string {
  if (results.length === 0) return '';
  const slugs = [...new Set(results.flatMap(({ lessons }) => lessons.map(({ slug }) => slug)))].sort();
  const rows = results.map(result => {
    const late = result.late === undefined || result.late.penalty === 0 ? '' : ' <span class="points">late</span>';
    const all = `<strong>${outOf({ score: finalScore(result), points: result.points })}</strong>${late}`;
    return { cells: [linked(result, pageOf), all, ...slugs.map(slug => lessonCell(result.lessons.find(lesson => lesson.slug === slug)))] };
  });
  return `<h2>Points</h2>\n${tableHtml({ kind: 'class', caption: 'Points of each student in each lesson', columns: ['Student', 'All', ...slugs], rows })}`;
}

function lessonCell(lesson: LessonResult | undefined): string {
  if (lesson === undefined) return '–';
  return lesson.status === 'graded' ? outOf(lesson) : `${outOf(lesson)} <span class="state">${lessonStatus[lesson.status]}</span>`;
}

function mistakes(results: readonly SubmissionResult[]): string {
  const found = frequentMistakes(results);
  if (found.length === 0) return '';
  const lists = found.map(({ exercise, sentences }) => {
    const items = sentences.map(({ text, count }) => `<li>${forHtml(text)} <span class="often">${counted(count, 'student')}</span></li>`);
    return `<h3>${forHtml(exercise)}</h3>\n<ol class="mistakes">${items.join('')}</ol>`;
  });
  return `<h2>Most frequent mistakes</h2>\n${lists.join('\n')}`;
}
