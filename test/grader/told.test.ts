import { createHmac } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import MarkdownIt from 'markdown-it';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Lesson } from '../../lib/course/exercises/lesson';
import { seededRandom } from '../../lib/src/datasets';
import type { SubmissionResult } from '../../lib/course/grading/result';
import { ownJson } from '../../lib/course/results/own-json';
import { batchFormNames, resultFormNames } from '../../lib/course/results/form-names';
import { writeBatch, writeResult } from '../../lib/course/results/write-results';
import { hostile } from '../results/hostile';
import { gradeAt, lacking, scratchFolder, writeFiles } from './graded';
import { answersFile, partsCourse, SLUG, type Answers } from './parts';
import { meanAfter } from './submissions/submission';

const scratch = scratchFolder();
afterAll(scratch.remove);

let lessons: readonly Lesson[];
let reason: string | undefined;
beforeAll(async () => {
  reason = await lacking('bubblewrap');
  lessons = [(await partsCourse()).lesson];
});
beforeEach(context => context.skip(reason !== undefined, `skipped: ${reason}`));

let count = 0;

const CLASSROOM = {
  CLASSROOM: 'c', ASSIGNMENT: 'a', ASSIGNMENT_TYPE: 'individual', OWNER: 'o', SUBMISSION_TAG: 'submit/2026-06-01T14-32-05Z', COMMIT_URL: 'https://c', RELEASE_URL: 'https://r', REVIEW_URL: 'https://v',
};

/** A submission, graded, with every form of its result as text, by the names of the files. */
async function formsOf(own: Answers, name = `s${(count += 1)}`): Promise<{ result: SubmissionResult; forms: ReadonlyMap<string, string> }> {
  const folder = join(scratch.path, `in${count}`, name);
  writeFiles(folder, { [`${SLUG}.ts`]: answersFile(own) });
  const result = await gradeAt(folder, { lessons });
  const out = join(scratch.path, `out${count}`);
  writeFiles(out, { 'result.json': ownJson(result) });
  writeResult(resultFormNames, result, out, { environment: CLASSROOM });
  writeBatch(batchFormNames, [result], out);
  const files = readdirSync(out, { recursive: true, encoding: 'utf8', withFileTypes: true }).filter(entry => entry.isFile());
  return { result, forms: new Map(files.map(({ name: file, parentPath }) => [file, readFileSync(join(parentPath, file), 'utf8')])) };
}

describe('H52 what a hidden trial was asked stands nowhere', () => {
  // A declared input of these trials lies between 8 and 9, with all its digits; a remembered one is told in every way that there is.
  const tell: Answers = {
    above: 'const seen: number[][] = []; const told = () => seen.map(values => values.map(x => x * 1e6).join(" ")).join("; ");',
    ...meanAfter('seen.push(values); console.log(told()); setTimeout(() => { throw new Error("late " + told()); }, 0)'),
    descend: '({ w }) => { console.error(told()); throw new Error(told()); }',
    spread: '() => { console.log(told()); for (let i = 0; i < 3000; i++) tf.scalar(1); throw new Error(told()); }',
  };

  test('in no form of the result, whatever the code remembers, prints or throws, early or late', async () => {
    const { result, forms } = await formsOf(tell);
    // What the grader alone draws, for this student: asked again in a place where it can be seen.
    const drawn = hiddenInputs(result.student.id);
    expect(drawn).toHaveLength(8 * 4);
    expect([...forms.keys()].length).toBeGreaterThan(10);
    const published = result.lessons.flatMap(({ exercises }) => exercises.flatMap(({ trials }) => trials.map(({ printed }) => printed))).join('');
    expect(published).toContain('1000000 2000000 6000000');
    for (const [name, text] of forms) expect(drawn.filter(digits => text.includes(digits)), name).toEqual([]);
  });

  /** The digits of all inputs of the hidden trial of `mean`. */
  function hiddenInputs(student: string): string[] {
    const own = createHmac('sha256', 'a secret of the tests').update(student).digest('hex');
    const random = seededRandom(createHmac('sha256', own).update('1.2/other numbers').digest().readUIntBE(0, 6));
    return Array.from({ length: 32 }, () => String((8 + random.uniform()) * 1e6).slice(0, 12));
  }
});

describe('H53, H54 what a student writes does nothing where it is shown', () => {
  const text = JSON.stringify(hostile.join('\n'));

  test('neither in logs of GitHub, in terminals, in pages, in Markdown nor in tables', async () => {
    const { forms } = await formsOf({ mean: `() => { console.log(${text}); throw new Error(${text}); }`, spread: `() => ${text}` }, '=HYPERLINK("x") <img src=x onerror=alert(1)> ::notice::a');
    const [html = '', overview = '', summary = '', annotations = ''] = ['result.html', 'overview.html', 'summary.md', 'annotations.txt'].map(name => forms.get(name));
    for (const page of [html, overview]) {
      expect(page).not.toBe('');
      expect(page).not.toMatch(/<img src=x|<svg onload|<script>document|onmouseover="alert|href="(javascript|https:\/\/example)/);
    }
    // A command of a workflow begins its line; between the two that stop commands and go on, with a word that nobody can know before, none counts.
    expect(annotations.split('\n').filter(line => line !== '' && !/^(\| |::(error|warning|notice) |::stop-commands::[0-9a-f]{40,}$|::[0-9a-f]{40,}::$)/.test(line))).toEqual([]);
    expect(annotations).not.toMatch(/^::(set-output|stop-commands::token|add-mask|notice title=Autograding)/m);
    // As GitHub shows it, which takes HTML in Markdown.
    expect(new MarkdownIt({ html: true, linkify: true }).render(summary)).not.toMatch(/<(script|img|svg|style|textarea|h1|a )/);
    for (const name of ['grades-nbgrader.csv', 'grades-canvas.csv', 'grades-moodle.csv']) expect(forms.get(name), name).not.toMatch(/(^|[,"\n])[=+@\t\r＝-]\D/);
    for (const [name, content] of forms) expect(content, name).not.toMatch(/[\u001b\u009b\u202e\u2066]/);
  });
});
