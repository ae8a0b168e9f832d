import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { plotlyBundlePath } from '../../lib/src/notebook/plotly';
import { isOwnFile } from '../../lib/course/site/own-files';
import { writeSite } from '../../lib/course/site/write-site';
import { adamLesson, code, markdown, momentumLesson, notebook, shown } from './lesson-fixture';

const built = existsSync(plotlyBundlePath);
const unbuilt = 'no plotly bundle: run "npm run build"';

let room = '';
let page = '';
beforeAll(() => {
  room = mkdtempSync(join(tmpdir(), 'descent-site-'));
  if (!built) return;
  writeSite({ notebooks: [{ slug: '01-momentum', notebook: momentumLesson }, { slug: '07-adam', notebook: adamLesson }], outDir: join(room, 'site') });
  page = readFileSync(join(room, 'site', '07-adam.html'), 'utf8');
});
afterAll(() => rmSync(room, { recursive: true, force: true }));

const write = (...cells: Parameters<typeof notebook>) => writeSite({ notebooks: [{ slug: '03-bad', notebook: notebook(...cells) }], outDir: join(room, 'bad') });

test('the site is its pages and what they share, and nothing is left beside it', context => {
  context.skip(!built, unbuilt);
  const own = readdirSync(join(room, 'site')).filter(name => !isOwnFile(name)).sort();
  expect(own).toEqual(['01-momentum.html', '07-adam.html', 'assets', 'notebooks']);
  expect(readdirSync(join(room, 'site', 'assets')).sort()).toEqual(['explore.js', 'fonts', 'katex.min.css', 'page.js', 'playground.js', 'plotly.min.js', 'search-index.js', 'search.js', 'site.css', 'sort.js']);
  expect(readdirSync(room)).toEqual(['site']);
});

test('every file a page names is there', context => {
  context.skip(!built, unbuilt);
  for (const name of ['index.html', 'lectures.html', '01-momentum.html', '07-adam.html']) {
    const links = [...readFileSync(join(room, 'site', name), 'utf8').matchAll(/(?:href|src)="([^"#]+)/g)].map(([, link = '']) => link).filter(link => !link.startsWith('data:'));
    expect(links.length).toBeGreaterThan(2);
    for (const link of links) expect(existsSync(join(room, 'site', link)), `${name} names ${link}`).toBe(true);
  }
});

test("Plotly is shared by the pages instead of the notebook's own copy, and absent where there is no figure", context => {
  context.skip(!built, unbuilt);
  expect(page).not.toContain('BUNDLE');
  expect(page.match(/<script src="assets\/plotly.min.js" defer>/g)).toHaveLength(1);
  expect(readFileSync(join(room, 'site', '01-momentum.html'), 'utf8')).not.toContain('plotly.min.js');
});

test('a page has one title, contents with working anchors, and its neighbour', context => {
  context.skip(!built, unbuilt);
  expect(page.match(/<h1/g)).toHaveLength(1);
  expect(page).toContain('<h2 id="the-formula">');
  expect(page).toContain('<h2 id="the-formula-2">');
  for (const [, anchor = ''] of page.matchAll(/<li><a href="#([^"]+)"/g)) expect(page).toContain(`id="${anchor}"`);
  expect(page).toContain('rel="prev" href="01-momentum.html"');
  expect(page).not.toContain('rel="next"');
  expect(page).toContain('href="01-momentum.html#summary"');
});

test('formulas are set, money is not', context => {
  context.skip(!built, unbuilt);
  expect(page.match(/class="katex-display"/g)).toHaveLength(3);
  expect(page).toContain('It costs $5, or $5 and $6.');
  expect(page).not.toContain('\\begin{align}\n</p>');
});

test('each kind of output can be read, and none is markup', context => {
  context.skip(!built, unbuilt);
  expect(page).toContain('<pre class="stdout">&lt;b&gt;</pre>');
  expect(page).toContain('<pre class="stderr">careful</pre>');
  expect(page).toContain('<strong>RangeError</strong>: beta &lt; 1</p><pre class="traceback">at line 1</pre>');
  expect(page).toContain('<strong>bold</strong>');
  expect(page).toContain('<pre class="stdout">plain &lt;i&gt;</pre>');
  expect(page).toContain('<span class="hljs-keyword">const</span> a = ');
});

test('the index lists each lesson with its question and summary', context => {
  context.skip(!built, unbuilt);
  const index = readFileSync(join(room, 'site', 'index.html'), 'utf8');
  expect(index.match(/<li><a href="(01-momentum|07-adam)\.html">/g)).toHaveLength(2);
  expect(index).toContain('<h2>Why momentum?</h2>\n<p>A heavy ball.</p>\n<p class="minutes">1 min</p>');
  expect(index).toContain('See momentum.</p>');
});

test('a formula that cannot be parsed names notebook and cell', () => {
  expect(() => write(markdown('# Bad'), markdown('so $\\frac{1}$ fails'))).toThrow(/^notebook "03-bad", cell 2: the formula "\\frac\{1\}" cannot be parsed/);
  expect(() => write(code('math()', shown({ 'text/latex': '$$\\bm$$', 'text/plain': '' })))).toThrow('notebook "03-bad", cell 1');
});

test('the faults of all lessons are reported together', () => {
  const bad = (slug: string) => ({ slug, notebook: notebook(markdown('# Bad'), markdown('so $\\frac$ fails')) });
  const run = () => writeSite({ notebooks: [bad('02-bad'), { slug: '03-good', notebook: momentumLesson }, bad('04-bad')], outDir: join(room, 'bad') });
  expect(run).toThrow(/^notebook "02-bad", cell 2: .*\nnotebook "04-bad", cell 2: [^\n]*$/);
});

test('an image without words, or from elsewhere, names notebook and cell', () => {
  expect(() => write(markdown('![](data:image/gif;base64,AAAA)'))).toThrow('notebook "03-bad", cell 1: the image "data:image/gif;base64,AAAA" has no text alternative');
  expect(() => write(markdown('![a cat](cat.png)'))).toThrow('the image "cat.png" is not in the notebook');
  expect(() => write(code('png()', shown({ 'image/png': 'AAAA' })))).toThrow('an output of type image/png has no text/plain');
});

test('a run that fails leaves the old site, and a new one replaces it whole', context => {
  context.skip(!built, unbuilt);
  const outDir = join(room, 'again');
  writeSite({ notebooks: [{ slug: '01-old', notebook: momentumLesson }], outDir });
  expect(() => writeSite({ notebooks: [{ slug: '02-new', notebook: notebook(markdown('$\\frac$')) }], outDir })).toThrow('cannot be parsed');
  expect(existsSync(join(outDir, '01-old.html'))).toBe(true);
  writeSite({ notebooks: [{ slug: '02-new', notebook: momentumLesson }], outDir });
  expect(readdirSync(outDir).filter(name => !isOwnFile(name)).sort()).toEqual(['02-new.html', 'assets', 'notebooks']);
});

test('a folder with other files is never replaced, and names must be able to name pages', () => {
  const outDir = join(room, 'precious');
  mkdirSync(outDir);
  writeFileSync(join(outDir, 'thesis.txt'), 'ten years');
  expect(() => writeSite({ notebooks: [{ slug: '01-a', notebook: momentumLesson }], outDir })).toThrow('holds other files than a site');
  expect(readFileSync(join(outDir, 'thesis.txt'), 'utf8')).toBe('ten years');
  expect(() => writeSite({ notebooks: [], outDir })).toThrow('there are no notebooks');
  for (const slug of ['../up', 'index', 'lectures', 'methods', 'method-mine', 'schedules', 'a/b', '']) expect(() => writeSite({ notebooks: [{ slug, notebook: momentumLesson }], outDir })).toThrow('cannot name a page');
});
