import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, expect, test } from 'vitest';
import { renderDeck } from '../../lib/course/slides/render-deck';
import { writeDecks } from '../../lib/course/slides/write-decks';
import { figureHtml } from '../../lib/src/notebook/figure-html';
import type { Cell, Notebook } from '../../lib/course/jupyter/client/notebook-file';
import { launchBrowser, noBrowser, openPage } from '../browser';
import { code, markdown, notebook, shown } from '../site/lesson-fixture';

const room = mkdtempSync(join(tmpdir(), 'descent-slides-'));
afterAll(() => rmSync(room, { recursive: true, force: true }));

const loss = shown({ 'text/plain': 'loss', 'text/html': figureHtml({ title: 'Does it fall?', alt: 'It falls.', data: [{ type: 'scatter', name: 'adam', y: [3, 2, 1] }] }) });
const lesson = notebook(
  markdown('# Adam: how can one rate fit every weight?\n\n- **You need** sums.'),
  code("import { show } from 'descent';"),
  markdown('## The idea\n\nIt divides by $\\sqrt{v_t}$.'),
  code('show(loss);', loss),
  markdown('It falls, as the picture shows.\n\n## Summary\n\n- One thing.\n\n### More\n\nAnother.'),
);
const settings = { title: 'مسار "x"', language: 'en', term: 'Winter 2030/31' };
const headings = (one: Notebook): string[][] => renderDeck('07-adam', one, ['07-adam']).deck.map(column => column.map(({ heading }) => heading.replace(/<[^>]*>/g, '')));

test('without metadata the title begins, a section begins a column, and a smaller heading goes on in it', () => {
  const [first, ...columns] = headings(lesson);
  expect(first?.[0]).toContain('how can one rate fit every weight?');
  expect(columns.map(([heading]) => heading)).toEqual(['The idea', 'Summary']);
  expect(columns[1]).toEqual(['Summary', 'More']);
});

test('a figure has a slide of its own, its code waits there, and what a cell imports is on none', () => {
  const slides = renderDeck('07-adam', lesson, ['07-adam']).deck.flat();
  const figure = slides.filter(({ kind }) => kind === 'shown');
  expect(figure).toHaveLength(1);
  expect(figure[0]?.code.join('')).toContain('show');
  expect(slides.flatMap(({ code: listings }) => listings).join('')).not.toContain('import');
  expect(slides.flatMap(({ notes }) => notes).join(' ')).toContain('as the picture shows');
});

test('a long table goes on on the next slide, with its head, and all its rows are there once', () => {
  const row = (k: number): string => `| method ${k} | $\\begin{aligned} m_t &= \\frac{a}{b} \\\\ v_t &= ${k} \\\\ w_t &= \\frac{c}{d} \\end{aligned}$ |`;
  const long = notebook(markdown('# A: why?\n\n## All of them'), markdown(`| name | step |\n|---|---|\n${[1, 2, 3, 4, 5, 6, 7, 8].map(row).join('\n')}`));
  const tables = renderDeck('01-a', long, []).deck.flat().filter(({ kind }) => kind === 'shown').map(({ body }) => body.join(''));
  expect(tables).toHaveLength(2);
  for (const table of tables) expect(table).toContain('<th>step</th>');
  expect(tables.join('').match(/method \d/g)).toEqual([1, 2, 3, 4, 5, 6, 7, 8].map(k => `method ${k}`));
  const short = notebook(markdown('# A: why?\n\n## Two'), markdown(`| name | step |\n|---|---|\n${[1, 2].map(row).join('\n')}`));
  expect(renderDeck('01-a', short, []).deck.flat().filter(({ kind }) => kind === 'shown')).toHaveLength(1);
});

test('where Jupyter\'s metadata says something, it alone counts', () => {
  const typed = (type: string, cell: Cell): Cell => ({ ...cell, metadata: { slideshow: { slide_type: type } } });
  const own = notebook(
    typed('slide', markdown('# Why?')), typed('fragment', markdown('Then this.')), typed('notes', markdown('Say hello.')), typed('skip', markdown('## Left out')),
    typed('subslide', markdown('## Below')), typed('slide', markdown('## Next')), markdown('Goes on.'),
  );
  expect(headings(own)).toEqual([['Why?', 'Below'], ['Next']]);
  const [[first] = [], [last] = []] = renderDeck('07-adam', own, []).deck;
  expect(first?.notes.join('')).toContain('Say hello.');
  expect(first?.body.join('')).toContain('class="fragment"');
  expect(last?.body.join('')).toContain('Goes on.');
});

test('a lesson that cannot be laid out stops no other, and decks that are there stay', () => {
  const folder = join(room, 'two');
  expect(writeDecks(folder, [{ slug: '01-a', notebook: notebook(markdown('# A: why?')) }], settings)).toEqual([]);
  const faults = writeDecks(folder, [{ slug: '02-b', notebook: notebook(markdown('# B: $\\frac{1}$?')) }, { slug: '03-c', notebook: notebook(markdown('# C: why?')) }], settings);
  expect(faults).toHaveLength(1);
  expect(faults[0]).toContain('02-b');
  expect(readdirSync(folder).sort()).toEqual(['01-a.html', '03-c.html', 'index.html']);
});

test.for([[false, 'rgb(255, 255, 255)', 'rgb(29, 35, 41)'], [true, 'rgb(27, 32, 39)', 'rgb(227, 230, 234)']] as const)('dark: %s, the ground and the letters are of one kind', async ([dark, ground, letters], context) => {
  context.skip(noBrowser !== undefined, noBrowser);
  const folder = join(room, `dark-${String(dark)}`);
  writeDecks(folder, [{ slug: '07-adam', notebook: lesson }], { ...settings, dark });
  const browser = await launchBrowser();
  try {
    const { page } = await openPage(browser, pathToFileURL(join(folder, '07-adam.html')).href);
    await page.locator('.reveal.ready').waitFor();
    expect(await page.evaluate(() => getComputedStyle(document.body).backgroundColor)).toBe(ground);
    expect(await page.locator('section.present h1').first().evaluate(element => getComputedStyle(element).color)).toBe(letters);
  } finally {
    await browser.close();
  }
});

test('its words are in the language of the course, and accent and direction are the course\'s', () => {
  const folder = join(room, 'es');
  writeDecks(folder, [{ slug: '07-adam', notebook: lesson }], { ...settings, language: 'es', accent: '#0a7d5c' });
  const html = readFileSync(join(folder, '07-adam.html'), 'utf8');
  expect(html).toMatch(/<button [^>]*data-key-says="Mostrar u ocultar el código" hidden>Código<\/button>/);
  expect(html).toContain('#0a7d5c');
  writeDecks(folder, [{ slug: '07-adam', notebook: lesson }], { ...settings, language: 'he' });
  expect(readFileSync(join(folder, '07-adam.html'), 'utf8')).toContain('<html lang="he" dir="rtl">');
});

test('a folder with other files is refused, and stays as it was', () => {
  const folder = join(room, 'full');
  mkdirSync(folder);
  writeFileSync(join(folder, 'thesis.tex'), 'mine');
  expect(() => writeDecks(folder, [{ slug: '07-adam', notebook: lesson }], settings)).toThrow('holds other files than slides, "thesis.tex"; name a new or empty folder');
  expect(existsSync(join(folder, '07-adam.html'))).toBe(false);
});

test('one page needs nothing else: it turns by keys, its figure is live, C shows the code, and paper has a page for each slide', async context => {
  context.skip(noBrowser !== undefined, noBrowser);
  const folder = join(room, 'deck');
  expect(writeDecks(folder, [{ slug: '07-adam', notebook: lesson }], settings)).toEqual([]);
  expect(readFileSync(join(folder, '07-adam.html'), 'utf8')).not.toMatch(/(?:src|href)="(?!data:|#|https?:\/\/)[^"]*\.(?:js|css)"/);
  const address = pathToFileURL(join(folder, '07-adam.html')).href;
  const browser = await launchBrowser();
  try {
    const { page, complaints } = await openPage(browser, address, { viewport: { width: 1280, height: 720 } });
    const heading = (): Promise<string | null> => page.locator('.slides section.present h1, .slides section.present:not(.stack) h2').first().textContent();
    await expect.poll(heading).toContain('how can one rate');
    const seen = new Set<string>();
    for (let key = 0; key < 12; key += 1) {
      await page.keyboard.press('Space');
      seen.add(await heading() ?? '');
    }
    expect([...seen]).toEqual(expect.arrayContaining(['The idea', 'Summary', 'More']));
    await expect.poll(() => page.locator('.js-plotly-plot .main-svg').count()).toBeGreaterThan(0);
    const listing = page.locator('.listing').first();
    expect(await listing.isVisible()).toBe(false);
    await page.keyboard.press('Home');
    for (let key = 0; key < 12 && !(await page.locator('section.present .shown').count()); key += 1) await page.keyboard.press('Space');
    await page.keyboard.press('c');
    await expect.poll(() => listing.isVisible()).toBe(true);
    expect(complaints).toEqual([]);
    // On a screen of another form the slide is as high as the screen is for its width, and not only the deck around it.
    const shape = (): Promise<number> => page.locator('section.present .page').first().evaluate(element => element.getBoundingClientRect().height / element.getBoundingClientRect().width);
    expect(await shape()).toBeCloseTo(9 / 16, 2);
    await page.setViewportSize({ width: 1024, height: 768 });
    await expect.poll(shape).toBeCloseTo(3 / 4, 2);
    const slides = renderDeck('07-adam', lesson, ['07-adam']).deck.flat().length;
    const { page: paper } = await openPage(browser, `${address}?print-pdf`);
    await expect.poll(() => paper.locator('.pdf-page').count()).toBe(slides);
  } finally {
    await browser.close();
  }
}, 120_000);
