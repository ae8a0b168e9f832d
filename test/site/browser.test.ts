import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, BrowserContextOptions } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { writeSite } from '../../lib/course/site/write-site';
import { launchBrowser, noBrowser, openPage } from '../browser';
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

// WCAG 2.2, success criterion 1.4.3: text needs a contrast of 4.5.
test.each(['light', 'dark'] as const)('every colour of text can be read (%s)', async colorScheme => {
  for (const name of ['index.html', '07-adam.html']) {
    const { page } = await open(name, { colorScheme, javaScriptEnabled: true });
    const poor = await page.evaluate(() => {
      const channels = (color: string) => (color.match(/[\d.]+/g) ?? []).map(Number);
      const luminance = (color: string) => {
        const [r = 0, g = 0, b = 0] = channels(color).map(part => part / 255).map(part => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
        return 0.2126 * r + 0.7152 * g + 0.0722 * b;
      };
      const ground = (element: Element | null): string => {
        if (!element) return 'rgb(255, 255, 255)';
        const color = getComputedStyle(element).backgroundColor;
        return (channels(color)[3] ?? 1) === 0 ? ground(element.parentElement) : color;
      };
      const own = (element: Element) => Array.from(element.childNodes).some(node => node.nodeType === Node.TEXT_NODE && node.textContent?.trim());
      return Array.from(document.querySelectorAll('body *:not(script):not(svg *)')).filter(own).map(element => {
        const [low = 0, high = 0] = [luminance(getComputedStyle(element).color), luminance(ground(element))].sort((a, b) => a - b);
        return { text: element.textContent?.trim().slice(0, 30), contrast: (high + 0.05) / (low + 0.05) };
      }).filter(({ contrast }) => contrast < 4.5);
    });
    expect(poor, name).toEqual([]);
    await page.close();
  }
}, 60_000);
