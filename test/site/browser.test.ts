import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, BrowserContextOptions } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { writeSite } from '../../lib/course/site/write-site';
import { launchBrowser, noBrowser, openPage } from '../browser';
import { poorlyReadable } from '../poorly-readable';
import { adamLesson, momentumLesson } from './lesson-fixture';

let folder = '';
let browser: Browser;
beforeAll(async () => {
  if (noBrowser !== undefined) return;
  folder = mkdtempSync(join(tmpdir(), 'descent-browser-'));
  writeSite({ notebooks: [{ slug: '01-momentum', notebook: momentumLesson }, { slug: '07-adam', notebook: adamLesson }], outDir: join(folder, 'site') });
  browser = await launchBrowser();
}, 60_000);
afterAll(async () => {
  await browser?.close();
  if (folder) rmSync(folder, { recursive: true, force: true });
});
beforeEach(context => context.skip(noBrowser !== undefined, noBrowser));

const open = (name: string, options: BrowserContextOptions = {}) => openPage(browser, pathToFileURL(join(folder, 'site', name)).href, options);

test.each(['light', 'dark'] as const)('figures become live without a network and without errors (%s)', async colorScheme => {
  const { page, complaints } = await open('07-adam.html', { colorScheme });
  await page.waitForFunction(() => document.querySelectorAll('.js-plotly-plot .main-svg').length > 1 && Array.from(document.querySelectorAll<HTMLImageElement>('.descent-figure img')).every(image => image.hidden));
  expect(await page.locator('.descent-figure .js-plotly-plot').count()).toBe(2);
  expect(await page.locator('[role=img]').first().getAttribute('aria-label')).toBe('Does it fall? It falls.');
  const ground = await page.locator('.main-svg').first().evaluate(element => getComputedStyle(element).backgroundColor);
  expect(ground).toBe(colorScheme === 'dark' ? 'rgb(27, 32, 39)' : 'rgb(255, 255, 255)');
  expect(complaints).toEqual([]);
  await page.close();
}, 60_000);

test('where scripts do not run the pictures stay', async () => {
  const { page, complaints } = await open('07-adam.html', { javaScriptEnabled: false });
  const images = page.locator('.descent-figure img');
  expect(await images.count()).toBe(2);
  for (const image of await images.all()) {
    expect(await image.isVisible()).toBe(true);
    expect((await image.boundingBox())?.height).toBeGreaterThan(200);
  }
  expect(complaints).toEqual([]);
  await page.close();
}, 60_000);

test.each(['index.html', '07-adam.html'])('%s fits a phone', async name => {
  const { page } = await open(name, { viewport: { width: 360, height: 700 } });
  await page.waitForLoadState('load');
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
  await page.close();
}, 60_000);

test.each(['light', 'dark'] as const)('every colour of text can be read (%s)', async colorScheme => {
  for (const name of ['index.html', '07-adam.html']) {
    const { page } = await open(name, { colorScheme, javaScriptEnabled: true });
    const poor = await page.evaluate(poorlyReadable);
    expect(poor, name).toEqual([]);
    await page.close();
  }
}, 60_000);

test.each(['light', 'dark'] as const)('on paper every text can be read, figures stand whole, and what only a screen needs is gone (%s)', async colorScheme => {
  for (const name of ['index.html', '07-adam.html', 'method-adam.html', 'glossary.html']) {
    const { page } = await open(name, { colorScheme, viewport: { width: 700, height: 900 } });
    await page.waitForFunction(() => Array.from(document.querySelectorAll('.descent-figure img')).every(still => (still as HTMLImageElement).hidden));
    await page.emulateMedia({ media: 'print', colorScheme });
    expect(await page.evaluate(poorlyReadable), name).toEqual([]);
    for (const selector of ['.bar', '.foot', '.descent-controls', '.descent-live']) expect(await page.locator(`${selector}:visible`).count(), `${name}: ${selector}`).toBe(0);
    const figures = page.locator('.descent-figure:not(.descent-explorable) > img');
    for (const figure of await figures.all()) expect(await figure.isVisible()).toBe(true);
    expect(await page.evaluate(() => document.documentElement.scrollWidth), name).toBeLessThanOrEqual(700);
    await page.close();
  }
}, 60_000);
