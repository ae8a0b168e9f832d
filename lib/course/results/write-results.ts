import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { SubmissionResult } from '../grading/result';
import { reasonText, writeFileAtomically } from '../files/atomic-write';
import { annotations } from './annotations';
import { classroom50Result, type Classroom50Environment } from './classroom50';
import { canvasCsv } from './gradebook/canvas';
import { moodleCsv } from './gradebook/moodle';
import { nbgraderCsv } from './gradebook/nbgrader';
import type { BatchForm, ResultForm } from './form-names';
import { githubClassroomBase64, githubClassroomJson } from './github-classroom';
import { gradescopeResults, type GradescopeOptions } from './gradescope';
import { junitXml } from './junit';
import { overviewPage, type OverviewOptions } from './overview-page';
import { requireSound } from './points';
import { stepSummary } from './step-summary';
import { studentPage } from './student-page';

/** What some of the forms have to be told. */
export interface FormOptions {
  readonly gradescope?: GradescopeOptions;
  /** Where Classroom 50 says what it grades. */
  readonly environment?: Classroom50Environment;
  readonly overview?: OverviewOptions;
  /** The names of the lessons' columns in a gradebook; default their slugs. */
  readonly columns?: Readonly<Record<string, string>>;
}

/** How each form of one result is written. A form without text is one that a result of its verdict does not have. */
export const resultForms = {
  'gradescope': { file: 'results.json', text: (result, { gradescope }) => gradescopeResults(result, gradescope) },
  // Its name is given, and beside our own result.
  'classroom50': { file: 'classroom50/result.json', text: (result, { environment = {} }) => classroom50Result(result, environment) },
  'github-classroom': { file: 'github-classroom.json', text: githubClassroomJson },
  'github-classroom-base64': { file: 'github-classroom.base64', text: githubClassroomBase64 },
  'junit': { file: 'junit.xml', text: junitXml },
  'summary': { file: 'summary.md', text: stepSummary },
  'annotations': { file: 'annotations.txt', text: result => annotations(result) },
  'html': { file: 'result.html', text: studentPage },
} as const satisfies Record<ResultForm, { readonly file: string; readonly text: (result: SubmissionResult, options: FormOptions) => string | undefined }>;

/** How each form of a whole batch is written. A gradebook that is there already is merged with. */
export const batchForms = {
  'overview': { file: 'overview.html', text: (results, _, { overview }) => overviewPage(results, overview) },
  'nbgrader': { file: 'grades-nbgrader.csv', text: (results, existing) => nbgraderCsv(results, existing) },
  'canvas': { file: 'grades-canvas.csv', text: (results, existing, { columns }) => canvasCsv(results, existing, columns) },
  'moodle': { file: 'grades-moodle.csv', text: (results, existing, { columns }) => moodleCsv(results, existing, columns) },
} as const satisfies Record<
  BatchForm,
  { readonly file: string; readonly text: (results: readonly SubmissionResult[], existing: string | undefined, options: FormOptions) => string }
>;

/**
 * Writes a result into a folder, each form into its file, whole or not at all, and returns the paths of those written. A form that this result does
 * not have, such as a grade where the grader failed, leaves no file: one from before is removed, lest it be taken for this result's.
 *
 * Errors: an unsound result, before anything is written; a file that cannot be written.
 */
export function writeResult(forms: readonly ResultForm[], result: SubmissionResult, folder: string, options: FormOptions = {}): string[] {
  requireSound(result);
  const texts = forms.map(form => ({ path: join(folder, resultForms[form].file), text: resultForms[form].text(result, options) }));
  return texts.flatMap(({ path, text }) => {
    if (text === undefined) {
      rmSync(path, { force: true });
      return [];
    }
    writeFileAtomically(path, text);
    return [path];
  });
}

/**
 * The same for a batch: one file for each form. A gradebook takes over what its file held before, or another file that `gradebooks` names, which then
 * has to be there.
 */
export function writeBatch(
  forms: readonly BatchForm[],
  results: readonly SubmissionResult[],
  folder: string,
  options: FormOptions & { readonly gradebooks?: Readonly<Partial<Record<BatchForm, string>>> } = {},
): string[] {
  results.forEach(requireSound);
  const texts = forms.map(form => {
    const path = join(folder, batchForms[form].file);
    return { path, text: batchForms[form].text(results, existing(path, options.gradebooks?.[form]), options) };
  });
  for (const { path, text } of texts) writeFileAtomically(path, text);
  return texts.map(({ path }) => path);
}

function existing(path: string, named: string | undefined): string | undefined {
  if (named === undefined) return existsSync(path) ? readFileSync(path, 'utf8') : undefined;
  try {
    return readFileSync(named, 'utf8');
  } catch (reason) {
    throw new Error(`gradebook: cannot read ${named}: ${reasonText(reason)}`, { cause: reason });
  }
}
