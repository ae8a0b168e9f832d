import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { catalogue, families } from '../../lib/course/reference/catalogue';
import { defaultFace } from '../../lib/course/site/face';
import { inRavine } from '../../lib/course/site/library/in-ravine';
import { methodResults, readResults, sortKey } from '../../lib/course/site/library/method-results';
import { namesIn } from '../../lib/course/site/library/names-in';
import { entriesOf, thingHref } from '../../lib/course/site/library/thing-links';
import { writeSite } from '../../lib/course/site/write-site';
import { adam, gradientDescent } from '../../lib/src/optimizers';
import { inPackage } from '../../lib/src/package-folder';
import { logGrid } from '../../lib/src/comparison';
import { launchBrowser, noBrowser, openPage } from '../browser';
import { code, markdown, momentumLesson, notebook } from './lesson-fixture';

const unbuilt = existsSync(inPackage('dist', 'assets', 'explorables.json')) ? undefined : 'not built: run "npm run build"';
const lesson = notebook(
  markdown('# Adam: one rate?\n\nA lesson.'),
  code("import {\n  adam, descend, help,\n  schedules as plans, schedules,\n} from 'descent';\nhelp(adam); schedules.cosine({ start: 1, steps: 9 });"),
);
let site = '';
beforeAll(() => {
  site = join(mkdtempSync(join(tmpdir(), 'descent-library-')), 'site');
  if (unbuilt !== undefined) return;
  writeSite({ notebooks: [{ slug: '01-momentum', notebook: momentumLesson }, { slug: '07-adam', notebook: lesson }], outDir: site, face: { ...defaultFace, language: 'de' } });
});
afterAll(() => rmSync(join(site, '..'), { recursive: true, force: true }));
beforeEach(context => context.skip(unbuilt !== undefined, unbuilt));

const read = (file: string) => readFileSync(join(site, file), 'utf8');

test('everything that describes itself has a page, or a place on the page of its family, of its own', () => {
  const hrefs = catalogue().map(thingHref);
  expect(new Set(hrefs).size).toBe(hrefs.length);
  for (const entry of catalogue()) {
    const [file = '', anchor] = thingHref(entry).split('#');
    const html = read(file);
    if (anchor !== undefined) expect(html, thingHref(entry)).toContain(`<h2 id="${anchor}">`);
    expect(html, entry.name).toContain(`<code>${entry.name}</code>`);
    expect(html, entry.name).toContain('class="code"');
  }
});

test('a method’s page has its formula, settings, text, errata, result, lessons, source and a picture to move, in the words of the course', () => {
  const html = read('method-adam.html');
  expect(html).toContain('<h2 id="formula">Formel</h2>');
  expect(html.match(/class="katex-display"/g)?.length).toBeGreaterThan(0);
  expect(html).toContain('learning_rate');
  expect(html).toContain('mhat = m / (1 - beta1^t)');
  expect(html).toContain('the exponent of Adam’s correction is one short');
  expect(html).toContain('<a href="lectures.html#lecture-2">Lecture 2</a>');
  expect(html).toMatch(/<td class="number">135<\/td>/);
  expect(html).toContain('Die Formel zeigen <a href="07-adam.html">7. Adam</a>.');
  expect(html).toContain('https://arxiv.org/abs/1412.6980');
  expect(html).toContain('data-descent-explorable');
  expect(html).toContain('<article class="thing" lang="en" dir="ltr">');
  expect(read('method-adam-late.html')).toContain('<p class="wrong"><strong>Falsch:</strong>');
});

test('a method that is no formula has its TypeScript and no picture, and its page loads none', () => {
  const html = read('method-lbfgs.html');
  expect(html).toContain('LbfgsOptimizer');
  expect(html).not.toContain('data-descent-explorable');
  expect(html).not.toContain('plotly.min.js');
});

test('the index leads to every method and family', () => {
  const html = read('methods.html');
  for (const entry of entriesOf('methods')) expect(html, entry.name).toContain(`href="${thingHref(entry)}"`);
  for (const family of families.filter(one => one !== 'methods')) expect(html).toContain(`href="${family}.html"`);
});

test('a method begins in its picture with the rate of the grid that comes lowest', () => {
  // On the ravine, x²/2 + 25 y²/2 from (-10, 2), sixty steps of gradient descent multiply x by (1 − η)^60 and y by (1 − 25 η)^60.
  const loss = (eta: number) => (100 * (1 - eta) ** 120 + 25 * 4 * (1 - 25 * eta) ** 120) / 2;
  const best = logGrid(1e-4, 10).reduce((a, b) => (loss(b) < loss(a) ? b : a));
  expect(inRavine(gradientDescent).settings.find(({ name }) => name === 'eta')?.at).toBe(best);
  const { settings, caption } = inRavine(adam);
  expect(settings.filter(({ slider }) => slider).map(({ name }) => name)).toEqual(['eta', 'beta1', 'beta2', 'epsilon', 'steps']);
  expect(caption).toContain('21 from 0.0001 to 10');
});

test('the comparison is read off its file: text before, columns, rows; nothing where there is none', () => {
  expect(readResults('# A title\n\nSome words.\n\n| method | rate |\n|---|---|\n| Adam | `eta` 0.1 |\n\nAfter.')).toEqual({ intro: 'Some words.', columns: ['method', 'rate'], rows: [['Adam', '`eta` 0.1']] });
  expect(methodResults('/nowhere/METHODS.md')).toBeUndefined();
  const titles = new Set(entriesOf('methods').map(({ documentation }) => documentation.title));
  for (const [title = ''] of methodResults()?.rows ?? []) expect(titles.has(title), title).toBe(true);
  expect(['`eta` 0.21', '1 438', '94.4 %', 'all', 'Adam', '`eta` 1e-4'].map(sortKey)).toEqual([0.21, 1438, 94.4, 'all', 'adam', 1e-4]);
});

test('what a lesson uses and shows of the library is read off its cells', () => {
  expect(namesIn(lesson)).toEqual({ used: new Set(['adam', 'descend', 'help', 'schedules', 'schedules.cosine']), shown: new Set(['adam']) });
  expect(namesIn(notebook(markdown("import { adam } from 'descent'"), code("import { adam } from './mine';\nhelp(adam);")))).toEqual({ used: new Set(), shown: new Set() });
});

test('a column is sorted by a button, both ways, and said so; without scripts the table stands as written', async context => {
  context.skip(noBrowser !== undefined, noBrowser);
  const browser = await launchBrowser();
  const { page, complaints } = await openPage(browser, pathToFileURL(join(site, 'methods.html')).href);
  const column = (at: number) => page.locator('table[data-sortable] tbody tr').evaluateAll((rows, cell) => rows.map(row => (row as HTMLTableRowElement).cells[cell]?.textContent ?? ''), at);
  const names = await column(0);
  const button = page.getByRole('button', { name: 'method', exact: true });
  await button.press('Enter');
  expect(await page.locator('th[aria-sort]').getAttribute('aria-sort')).toBe('ascending');
  expect(await column(0)).toEqual([...names].sort((a, b) => a.toLowerCase().localeCompare(b.toLowerCase(), 'de')));
  const updates = page.getByRole('button', { name: 'updates', exact: true });
  await updates.click();
  await updates.click();
  expect(await page.locator('th[aria-sort=descending]').count()).toBe(1);
  const numbers = (await column(3)).map(Number);
  expect(numbers).toEqual([...numbers].sort((a, b) => b - a));
  expect(complaints).toEqual([]);
  const { page: plain } = await openPage(browser, pathToFileURL(join(site, 'methods.html')).href, { javaScriptEnabled: false });
  expect(await plain.locator('th button').count()).toBe(0);
  expect(await plain.locator('tbody tr').count()).toBe(names.length);
  await browser.close();
});
