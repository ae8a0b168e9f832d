import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { findChromium, lacksChromium } from '../../lib/course/files/chromium';
import { handoutPage } from '../../lib/course/handout/handout-page';
import { lessonPart } from '../../lib/course/handout/lesson-part';
import { pagesIn } from '../../lib/course/handout/print';
import { writeHandout } from '../../lib/course/handout/write-handout';
import type { Notebook } from '../../lib/course/jupyter/client/notebook-file';
import { defaultFace } from '../../lib/course/site/face';
import { frameOf } from '../../lib/course/site/frame';
import { renderLesson } from '../../lib/course/site/lesson';
import { figureHtml } from '../../lib/src/notebook/figure-html';
import { chromiumPath, noBrowser } from '../browser';
import { code, markdown, notebook, shown } from '../site/lesson-fixture';

const room = mkdtempSync(join(tmpdir(), 'descent handout é '));
afterAll(() => rmSync(room, { recursive: true, force: true }));

const loss = shown({ 'text/plain': 'loss', 'text/html': figureHtml({ title: 'Does it fall?', alt: 'It falls.', data: [{ type: 'scatter', name: 'adam', y: [3, 2, 1] }] }) });
const folded = shown({ 'text/plain': 'kernel', 'text/html': '<details><summary>As WebAssembly</summary><pre>(module)</pre></details>' });
const question = '<details>\n<summary>Why a root?</summary>\n\nBecause of the units.\n\n</details>';
const adam = notebook(
  markdown('# Adam: how can one rate fit every weight?\n\nIt divides by $\\sqrt{v_t}$, as [momentum](01-momentum.ipynb) does not.'),
  code('show(loss);', loss),
  code('show(kernel);', folded),
  markdown(`## Test yourself\n\n${question}\n\nBack to [the test](#Test-yourself), on to [what is not here](99-gone.ipynb) and [the web](https://example.org/).`),
);
const momentum = notebook(markdown('# Momentum: why does it help?\n\nA heavy ball.\n\n## Test yourself\n\nNothing.'), markdown(Array.from({ length: 90 }, (_, k) => `Paragraph ${k}.`).join('\n\n')));
const both = [{ slug: '01-momentum', notebook: momentum }, { slug: '07-adam', notebook: adam }];
const face = { ...defaultFace, title: 'Kurs: "Übung" </style> ✓', term: 'Winter 2030/31' };
const print = (file: string, notebooks: ReadonlyArray<{ slug: string; notebook: Notebook }>, options: Partial<Parameters<typeof writeHandout>[0]> = {}) =>
  writeHandout({ notebooks, file, face, paper: 'a4', chromium: chromiumPath ?? '', onFault: fault => { throw new Error(fault); }, ...options });

const frame = frameOf(face);
const slugs = both.map(({ slug }) => slug);
const lessons = both.map(each => renderLesson(each.slug, each.notebook, slugs));
const part = lessonPart(frame, renderLesson('07-adam', adam, slugs), { slugs, page: 'lesson2' });

describe('a lesson on paper', () => {
  test('is still: no script, nothing that a cell folds away, every figure a picture', () => {
    expect(part).not.toMatch(/<script|As WebAssembly|<details/);
    expect(part).toContain('<img alt="It falls."');
  });

  test('answers stand at its end, by number', () => {
    expect(part).toMatch(/<p class="asked">Why a root\? <a href="#07-adam--answer-1">Answer 1<\/a><\/p>/);
    expect(part.indexOf('Because of the units.')).toBeGreaterThan(part.indexOf('on to'));
    expect(part).toContain('<li id="07-adam--answer-1">');
  });

  test('anchors are its own, and a link leads into the handout, to the web, or nowhere', () => {
    expect(part).toContain('<h1 id="lesson--07-adam">');
    expect(part).toContain('<h2 id="07-adam--test-yourself">');
    expect(part).toContain('<a href="#lesson--01-momentum">momentum</a>');
    expect(part).toContain('<a href="https://example.org/">the web</a>');
    expect(part).toContain('on to what is not here and');
  });

  test('what a title holds cannot end the style of the page\'s head', () => {
    const html = handoutPage(frame, lessons, { paper: 'a4' });
    expect(html.match(/<\/style>/g)).toHaveLength(1);
    expect(html).toContain('@page lesson2');
    expect(html).toContain('"7. Adam"');
  });

  test('in a language that is written from right to left heads change sides', () => {
    const html = handoutPage(frameOf({ ...face, language: 'ar' }), lessons, { paper: 'letter' });
    expect(html).toContain('<html lang="ar" dir="rtl">');
    expect(html).toMatch(/@top-right \{ content: "Kurs: /);
    expect(html).toContain('size: letter');
  });
});

describe('printed', () => {
  test('fonts are in it, text can be searched, figures are no pictures of points, and the contents know the pages', async context => {
    context.skip(noBrowser !== undefined, noBrowser);
    const file = join(room, 'all.pdf');
    const told: string[] = [];
    const { pages, bytes } = await print(file, both, { onPrinted: (done, total) => told.push(`${done}/${total}`) });
    const pdf = readFileSync(file);
    const text = pdf.toString('latin1');
    expect(pdf.length).toBe(bytes);
    expect(told).toEqual(['1/4', '2/4', '3/4', '4/4']);
    // One of the contents, two at least of the ninety paragraphs, one at least of the figure.
    expect(pages).toBeGreaterThanOrEqual(4);
    expect(text.match(/\/Type \/Page\s/g)).toHaveLength(pages);
    expect(text).toMatch(/\/FontFile[23]/);
    expect(text).toContain('/ToUnicode');
    expect(text).not.toMatch(/\/Subtype \/Image/);
    // A4 in points.
    expect(text).toMatch(/\/MediaBox \[0 0 59[45][.\d]* 84[12][.\d]*\]/);
    expect(text).toContain('/Outlines');
    expect(text).toMatch(/\/Lang \(en\)/);
  });

  test('on letter, from right to left, with a fault that stops no other lesson', async context => {
    context.skip(noBrowser !== undefined, noBrowser);
    const file = join(room, 'letter.pdf');
    const faults: string[] = [];
    const bad = { slug: '02-bad', notebook: notebook(markdown('# Bad: $\\frac{1}$?')) };
    const { lessons: count } = await print(file, [bad, ...both], { paper: 'letter', face: { ...face, language: 'he' }, onFault: fault => faults.push(fault) });
    expect(count).toBe(2);
    expect(faults).toEqual([expect.stringMatching(/^notebook "02-bad", cell 1: the formula/)]);
    expect(readFileSync(file, 'latin1')).toMatch(/\/MediaBox \[0 0 612 792\]/);
    await expect(print(file, [bad], { onFault: () => undefined })).rejects.toThrow('pdf: there is no lesson left to print');
  });

  test('a lesson begins on a new page and has as many as alone, by which the contents count', async context => {
    context.skip(noBrowser !== undefined, noBrowser);
    const file = join(room, 'pages.pdf');
    const { pages } = await print(file, both);
    const alone = join(room, 'alone.pdf');
    const { pages: ofAdam } = await print(alone, both.slice(1));
    // Each lesson begins on a new page, so the last one fills the last pages.
    const text = readFileSync(file, 'latin1');
    const first = [...text.matchAll(/(\d+) 0 obj\s*<<\/Type \/Page\s/g)].map(([, id]) => id)[pages - ofAdam];
    expect(text).toMatch(new RegExp(`/Title [^\\n]*\\n(?:/[^T][^\\n]*\\n)*?/Dest \\[${first} 0 R /XYZ`));
  });

  test('a browser that fails is named with what it says, and the file that was there stays', async () => {
    const [broken, file] = [join(room, 'broken-chromium'), join(room, 'old.pdf')];
    writeFileSync(broken, '#!/bin/sh\necho "error: no display" >&2\nexit 3\n', { mode: 0o755 });
    writeFileSync(file, 'old');
    await expect(print(file, both, { chromium: broken })).rejects.toThrow(`pdf: ${broken} did not print: error: no display`);
    expect(readFileSync(file, 'utf8')).toBe('old');
    expect(readdirSync(room).filter(name => name.endsWith('.tmp'))).toEqual([]);
  });

  test('a PDF whose pages cannot be counted is not taken for one', () => {
    expect(() => pagesIn(Buffer.from('%PDF-1.4'))).toThrow('pdf: the browser wrote a PDF whose pages cannot be counted');
  });
});

describe('the command', () => {
  const descent = (parameters: readonly string[], env: NodeJS.ProcessEnv, cwd: string) =>
    spawnSync(process.execPath, [resolve('lib/bin/descent.js'), 'pdf', ...parameters], { cwd, env: { ...process.env, ...env }, encoding: 'utf8' });
  const course = join(room, 'course');
  mkdirSync(join(course, 'notebooks'), { recursive: true });
  mkdirSync(join(course, 'exercises'));
  writeFileSync(join(course, 'notebooks', '01-a.ipynb'), JSON.stringify({ ...notebook(markdown('# A: why?')), nbformat: 4, nbformat_minor: 5 }));

  test('says what is missing before a notebook runs, and writes nothing', () => {
    const { status, stderr, stdout } = descent([], { CHROME_PATH: join(room, 'nowhere') }, course);
    expect(stderr.trim()).toBe(`descent: pdf: there is no browser at CHROME_PATH, "${join(room, 'nowhere')}"; name the one that there is, or unset it`);
    expect([status, stdout]).toEqual([1, '']);
    expect(existsSync(join(course, 'handout.pdf'))).toBe(false);
  });

  test('with no notebook that runs, writes nothing and says so', context => {
    context.skip(noBrowser !== undefined, noBrowser);
    writeFileSync(join(course, 'notebooks', '01-a.ipynb'), JSON.stringify({ ...notebook(markdown('# A: why?'), code('throw new RangeError("too far");')), nbformat: 4, nbformat_minor: 5 }));
    const { status, stderr } = descent([], {}, course);
    expect(stderr).toContain('01-a: cell 2 failed with RangeError: too far');
    expect(stderr).toContain('1 of 1 notebooks failed; nothing was written');
    expect(status).toBe(1);
    expect(existsSync(join(course, 'handout.pdf'))).toBe(false);
  });

  test('writes over nothing without --force, and knows its papers', () => {
    writeFileSync(join(course, 'mine.pdf'), 'mine');
    expect(descent(['--out', 'mine.pdf'], {}, course).stderr).toMatch(/mine\.pdf is there already; --force writes over it/);
    expect(descent(['--paper', 'a5'], {}, course).stderr).toContain('pdf: paper must be one of a4, letter, got "a5"');
    expect(readFileSync(join(course, 'mine.pdf'), 'utf8')).toBe('mine');
  });
});

describe('the browser of this machine', () => {
  test('is the one that CHROME_PATH names, else one on the PATH', () => {
    const folder = join(room, 'bin');
    mkdirSync(folder);
    const [one, other] = [join(folder, 'chromium'), join(room, 'my chrome')];
    for (const file of [one, other]) writeFileSync(file, '#!/bin/sh\n', { mode: 0o755 });
    expect(findChromium({ path: folder, env: {} })).toBe(one);
    expect(findChromium({ path: folder, env: { CHROME_PATH: other } })).toBe(other);
    expect(findChromium({ path: folder, env: { CHROME_PATH: `${other}-gone` } })).toBeUndefined();
    expect(findChromium({ path: '', platform: 'linux', env: {} })).toBeUndefined();
  });

  test('on macOS is looked for among the applications, and where there is none the sentence says so', () => {
    const app = join(room, 'Applications', 'Chromium.app', 'Contents', 'MacOS');
    mkdirSync(app, { recursive: true });
    writeFileSync(join(app, 'Chromium'), '');
    expect(findChromium({ path: '', platform: 'darwin', env: { HOME: room } })).toBe(join(app, 'Chromium'));
    expect(findChromium({ path: '', platform: 'win32', env: { PROGRAMFILES: join(room, 'Program Files') } })).toBeUndefined();
    expect(lacksChromium({}).text).toBe('neither chromium nor chrome is on the PATH');
  });
});
