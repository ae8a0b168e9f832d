import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { findCourse, lessonSlugs, type Course } from '../../lib/src/notebook/course';
import { lint, mend, placedFault } from '../../lib/course/lint';
import { notebookText, type Cell, type Notebook } from '../../lib/course/jupyter/client/notebook-file';
import { courseOf } from '../checking/course-with';
import { markdown } from '../site/lesson-fixture';

const code = (source: string): Cell => ({ cell_type: 'code', id: 'c', metadata: {}, source, outputs: [], execution_count: null });
const kernelspec = { display_name: 'TypeScript', language: 'typescript', name: 'tslab' };
const lesson = (...cells: Cell[]): Notebook => ({ nbformat: 4, nbformat_minor: 5, metadata: { kernelspec }, cells: cells.map((cell, k) => ({ ...cell, id: `c${k}` })) });
const manifest = JSON.stringify({ schema: 'descent/manifest/v1', lessons: { '17-own': { points: 3, exercises: [{ number: '17.1' }, { number: '17.2' }] } } });

function courseWith(notebook: Notebook | string, more: Readonly<Record<string, string>> = {}): Course {
  return courseOf({ 'exercises/manifest.json': manifest, 'exercises/17-own.ts': '', 'notebooks/17-own.ipynb': typeof notebook === 'string' ? notebook : notebookText(notebook), ...more });
}
const faultsOf = (notebook: Notebook | string, more?: Readonly<Record<string, string>>): string[] =>
  lint(courseWith(notebook, more), '17-own').map(({ cell, says }) => `${cell ?? '-'}: ${says}`);

const title = markdown('# Look-ahead: does it pay to look?\n\nText.');

test('a lesson that keeps to the format has no fault', () => {
  expect(faultsOf(lesson(
    title,
    code("import { adam, help, type Method } from 'descent';\nhelp(adam);\nconst own: Method | undefined = undefined;"),
    markdown('## The idea\n\nSee [above](#the-idea), [the file](../exercises/17-own.ts), exercise 17.1 and **17.2**. A factor of **6.57**, and exercise 7.2 of another.'),
    markdown('$$w=\\tfrac12$$\n\n![a dot](data:image/gif;base64,R0lGODlhAQABAAAAACw=)\n\n<img src="x.png" alt="a dot">'),
    code("show({ title: 'What?', alt: 'It falls.', data: [] });\nawait check('17-own');"),
  ))).toEqual([]);
});

describe('each fault is told with its cell and what to do', () => {
  test.each<[what: string, cells: Cell[], fault: string]>([
    ['no title', [markdown('Text.')], '-: it has no title; begin its first cell with "# Subject: the question that it answers?"'],
    ['a title that asks nothing', [markdown('# Look-ahead')], '1: the title "Look-ahead" asks nothing; end it with the question that the lesson answers'],
    ['two titles', [title, markdown('# Why?')], '2: "Why?" is a second title; make it a section, "## Why?"'],
    ['a long cell', [title, code(Array.from({ length: 15 }, (_, k) => `f(${k});`).join('\n'))], '2: it has 15 lines, and 14 can be read aloud; part it, or give the plumbing a name of its own'],
    ['a wide line', [title, code(`f('${'η'.repeat(90)}');`)], `2: a line has 96 columns, and 88 fit: f('${'η'.repeat(37)}…`],
    ['an import that no cell uses', [title, code("import { adam, momentum } from 'descent';\nf(adam, x.momentum, { momentum: 1 });")], '2: it imports momentum, and no cell uses it'],
    ['a renamed import that no cell uses', [title, code("import { adam as a } from 'descent';")], '2: it imports a, and no cell uses it'],
    ['a whole import that no cell uses', [title, code("import * as fs from 'node:fs';")], '2: it imports fs, and no cell uses it'],
    ['an import twice', [title, code("import { adam } from 'descent';\nadam;"), code("import { adam } from 'descent';")], '3: it imports adam again, as cell 2 does'],
    ['what the library has not', [title, code("import { adamm } from 'descent';\nadamm();")], '2: descent has no adamm'],
    ['a picture without words', [title, markdown('![](data:image/gif;base64,R0lG)')], '2: the picture "data:image/gif;base64,R0lG" has no text alternative; write ![what it shows](…)'],
    ['an HTML picture without words', [title, markdown('<p><img src="a.png"></p>')], '2: "<img src="a.png">" has no text alternative; give it alt="what it shows"'],
    ['one with empty words', [title, markdown('Here <img src="a.png" alt=" "> it is.')], '2: "<img src="a.png" alt=" ">" has no text alternative; give it alt="what it shows"'],
    ['one that a cell writes', [title, code("show({ html: '<img src=\"a.png\">' });")], '2: "<img src="a.png">" has no text alternative; give it alt="what it shows"'],
    ['a figure of one\'s own without words', [title, code("show({ title: 'What?', data: [trace] });")], '2: a figure of its own traces has no text alternative; give it alt: \'what it shows\''],
    ['a formula that cannot be set', [title, markdown('Let $\\frac{1}$ be.')], '2: the formula "\\frac{1}" cannot be parsed: '],
    ['a line of Adam typed again', [title, markdown('$$\nm_t = \\beta_1\\, m_{t-1} + (1-\\beta_1) g_t\n$$')], '2: it types a line of adam'],
    ['the same among other lines', [title, markdown('\\begin{align}\na &= b \\\\\nv_{t} &= \\beta_2 \\cdot v_{t-1} + (1-\\beta_2)\\,g_t^2\n\\end{align}')], '2: it types a line of '],
    ['a step that the library has', [title, code("optimizer({ name: 'mine', update: 'w = w - eta * g' });")], '2: the library has this step as gradientDescent; import it'],
    ['a link to no file', [title, markdown('[next](18-next.ipynb)')], '2: the link "18-next.ipynb" leads to no file; mend its path, which begins at the folder of the notebook'],
    ['a link to no heading', [title, markdown('## The idea\n\n[up](#the-ideas)')], '2: the link "#the-ideas" leads to no heading of this notebook; there are #look-ahead-does-it-pay-to-look, #the-idea'],
    ['another lesson\'s check', [title, code("await check('18-next');")], "2: check('18-next') names no lesson with exercises; there are 17-own"],
    ['a hint for no exercise', [title, code("hint('17.3');")], '2: there is no exercise 17.3; this lesson has 17.1, 17.2'],
    ['an exercise that there is not', [title, markdown('Now do **17.9**.')], '2: there is no exercise 17.9; this lesson has 17.1, 17.2'],
    ['a command for no lesson', [title, markdown('Run `npm run check 17-won`.')], '2: "npm run check 17-won" names no lesson with exercises'],
    ['what is left to do', [title, markdown('TODO: say why')], '2: to do: say why'],
  ])('%s', (_, cells, fault) => {
    const faults = faultsOf(lesson(...cells));
    expect(faults).toHaveLength(1);
    expect(faults[0]).toContain(fault);
  });

  test('a file that is no notebook', () => {
    expect(faultsOf('{')[0]).toMatch(/^-: .*17-own\.ipynb.* is not JSON|^-: .*17-own\.ipynb/);
    expect(faultsOf('{ "nbformat": 3 }')[0]).toContain('is not a notebook of format 4');
  });

  test('another kernel', () => {
    expect(faultsOf({ ...lesson(title), metadata: { kernelspec: { name: 'python3', language: 'python' } } })).toEqual(['-: its kernel must be tslab for typescript, got {"language":"python","name":"python3"}']);
  });
});

test('outputs and another layout are faults that can be mended by themselves', () => {
  const kept = { ...code('f();'), outputs: [{ output_type: 'stream' as const, name: 'stdout' as const, text: 'x' }], execution_count: 3 };
  const course = courseWith(JSON.stringify(lesson(title, kept), undefined, 4));
  expect(lint(course, '17-own').map(fault => placedFault('17-own', fault))).toEqual([
    'notebooks/17-own.ipynb: its JSON is laid out in another way than the kit writes it; run "npx descent lint --fix"',
    'notebooks/17-own.ipynb: cell 2: it is kept with its output; run "npx descent lint --fix", or clear all outputs and save',
  ]);
  expect([mend(course, '17-own'), mend(course, '17-own')]).toEqual([true, false]);
  expect(lint(course, '17-own')).toEqual([]);
  expect(readFileSync(join(course.notebooks, '17-own.ipynb'), 'utf8')).toContain('f();');
});

test.each(['هل ينفع النظر إلى الأمام؟', '先を見ると得か？', 'Βλέπει μπροστά;'])('a title may ask in any script: %s', asked => {
  expect(faultsOf(lesson(markdown(`# ${asked}`)))).toEqual([]);
});

describe('the kit\'s own lessons keep to it', () => {
  const course = findCourse();
  test.each(lessonSlugs(course))('%s', slug => {
    expect(lint(course, slug).map(fault => placedFault(slug, fault))).toEqual([]);
  });
});
