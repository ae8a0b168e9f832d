import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import MiniSearch from 'minisearch';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { renderLesson } from '../../lib/course/site/lesson';
import { searchEntries } from '../../lib/course/site/search/entries';
import { excerpt } from '../../lib/course/site/search/excerpt';
import { indexOptions, searchOptions, term, wordsIn } from '../../lib/course/site/search/options';
import { writeSite } from '../../lib/course/site/write-site';
import { inPackage } from '../../lib/src/package-folder';
import { launchBrowser, noBrowser, openPage } from '../browser';
import { markdown, momentumLesson, notebook } from './lesson-fixture';

const averages = notebook(
  markdown('# Moving averages: how far back?\n\nAn average *remembers*.'),
  markdown('## Why it is biased\n\nIt begins at zero, so $\\hat m_t$ divides by $1 - \\beta_1^t$. A thermometer shows it.\n\n## Übung für später\n\n勾配降下法とは何か。'),
);

describe('what can be found', () => {
  const index = new MiniSearch(indexOptions);
  index.addAll(searchEntries([renderLesson('03-averages', averages, ['03-averages'])]));
  const first = (query: string): string | undefined => index.search(query, { ...searchOptions, combineWith: 'AND' })[0]?.['href'] as string | undefined;

  test.each([
    ['thermometer', '03-averages.html#why-it-is-biased'],
    ['thermom', '03-averages.html#why-it-is-biased'],
    ['thermometre', '03-averages.html#why-it-is-biased'],
    ['moving averages how far', '03-averages.html'],
    ['ubung', '03-averages.html#übung-für-später'],
    ['降下', '03-averages.html#übung-für-später'],
    ['adamUncorrected', 'method-adam-uncorrected.html'],
    ['adamw', 'method-adamw.html'],
    ['nesterv', 'method-nesterov.html'],
    ['schedules.cosine', 'schedules.html#cosine'],
    ['beta1', 'glossary.html#symbol-beta1'],
    ['β₁', 'glossary.html#symbol-beta1'],
    ['initial_accumulator_value', 'glossary.html#symbol-delta'],
    ['descend', 'glossary.html#name-descend'],
    ['lecture 3', 'lectures.html#lecture-3'],
  ])('%s leads to %s', (query, href) => {
    expect(first(query)).toBe(href);
  });

  test('what is nowhere is not found', () => {
    expect(first('zebra crossing')).toBeUndefined();
  });
});

test('words are letters and digits, single signs where a script has no spaces, and known without accents and indices', () => {
  expect(wordsIn('the β₁ of adam_w, 勾配').map(({ word }) => word)).toEqual(['the', 'β₁', 'of', 'adam', 'w', '勾', '配']);
  expect(['É', 'β₁', 'm̂', 'ADAM'].map(term)).toEqual(['e', 'β1', 'm', 'adam']);
});

test('an excerpt is the text around what was found, with it marked, and never in the middle of a word', () => {
  const text = `${'before '.repeat(30)}the thermometer shows a Thermometer ${'after '.repeat(40)}`;
  const pieces = excerpt(text, new Set(['thermometer']));
  expect(pieces.filter(({ found }) => found).map(piece => piece.text)).toEqual(['thermometer', 'Thermometer']);
  const shown = pieces.map(piece => piece.text).join('');
  expect(shown).toMatch(/^… before .* after …$/);
  expect(shown.length).toBeLessThan(180);
  expect(excerpt('short', new Set())).toEqual([{ text: 'short', found: false }]);
  expect(excerpt('', new Set(['x']))).toEqual([]);
});

describe('in a browser, from disk', () => {
  const lacking = noBrowser ?? (existsSync(inPackage('dist', 'assets', 'search.js')) ? undefined : 'not built: run "npm run build"');
  let [folder, browser]: [string, Browser | undefined] = ['', undefined];
  beforeAll(async () => {
    if (lacking !== undefined) return;
    folder = join(mkdtempSync(join(tmpdir(), 'descent-search-')), 'site');
    writeSite({ notebooks: [{ slug: '01-momentum', notebook: momentumLesson }, { slug: '03-averages', notebook: averages }], outDir: folder });
    browser = await launchBrowser();
  });
  afterAll(async () => {
    await browser?.close();
    if (folder !== '') rmSync(join(folder, '..'), { recursive: true, force: true });
  });
  beforeEach(context => context.skip(lacking !== undefined, lacking));

  const open = (options = {}) => openPage(browser as Browser, pathToFileURL(join(folder, '01-momentum.html')).href, options);
  const shown = (page: Page) => page.locator('.search-results li').first().waitFor();

  test('nothing of it is loaded before it is used; then a slash, a word, arrows and Enter lead to the place', async () => {
    const { page, complaints } = await open();
    const scripts = () => page.evaluate(() => Array.from(document.scripts).map(({ src }) => src.replace(/^.*\//, '')).filter(name => name.startsWith('search')));
    expect(await scripts()).toEqual([]);
    await page.keyboard.press('/');
    expect(await page.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toBe('Search lessons, methods, symbols');
    await page.keyboard.type('thermometr');
    await shown(page);
    expect(await scripts()).toEqual(['search.js', 'search-index.js']);
    expect(await page.getByRole('status').textContent()).toMatch(/^\d+ results?$/);
    const result = page.locator('.search-results a').first();
    expect(await result.locator('strong').textContent()).toBe('3. Moving averages › Why it is biased');
    expect(await result.locator('mark').allTextContents()).toEqual(['thermometer']);
    await page.keyboard.press('ArrowDown');
    expect(await result.evaluate(link => link === document.activeElement)).toBe(true);
    await page.keyboard.press('ArrowUp');
    expect(await page.locator('.search input').evaluate(field => field === document.activeElement)).toBe(true);
    await page.keyboard.press('ArrowDown');
    await Promise.all([page.waitForURL(/03-averages\.html#why-it-is-biased$/), page.keyboard.press('Enter')]);
    expect(complaints).toEqual([]);
    await page.close();
  });

  test('Escape closes, Enter in the field takes the first, and a slash in a field is a slash', async () => {
    const { page } = await open();
    const field = page.getByRole('searchbox');
    await field.fill('adamw');
    await shown(page);
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Escape');
    expect(await page.locator('.search-results').isHidden()).toBe(true);
    expect(await field.evaluate(one => one === document.activeElement)).toBe(true);
    await page.keyboard.type('/');
    expect(await field.inputValue()).toBe('adamw/');
    await field.fill('qqqqqqqq');
    await page.getByText('Nothing was found.').waitFor();
    await field.fill('adamw');
    await shown(page);
    await Promise.all([page.waitForURL(/method-adamw\.html$/), page.keyboard.press('Enter')]);
    await page.close();
  });

  test('without scripts there is no field', async () => {
    const { page } = await open({ javaScriptEnabled: false });
    expect(await page.locator('input[type=search]').count()).toBe(0);
    await page.close();
  });

  test('what a page loads for it at first is small, and the index is a script', () => {
    expect(readFileSync(join(folder, 'assets', 'page.js')).length).toBeLessThan(3000);
    expect(readFileSync(join(folder, 'assets', 'search-index.js'), 'utf8')).toMatch(/^window\.descentSearchIndex = "/);
  });
});
