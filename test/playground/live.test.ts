import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { writeSite } from '../../lib/course/site/write-site';
import { playgroundPath } from '../../lib/src/notebook/plotly';
import { launchBrowser, noBrowser, openPage } from '../browser';
import { momentumLesson } from '../site/lesson-fixture';

const lacking = noBrowser ?? (existsSync(playgroundPath) ? undefined : 'no playground: run "npm run build"');
let folder = '';
let browser: Browser;
beforeAll(async () => {
  if (lacking !== undefined) return;
  folder = mkdtempSync(join(tmpdir(), 'descent-playground-'));
  writeSite({ notebooks: [{ slug: '04-momentum', notebook: momentumLesson }], outDir: join(folder, 'site') });
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser?.close();
  if (folder !== '') rmSync(folder, { recursive: true, force: true });
});
beforeEach(context => context.skip(lacking !== undefined, lacking));

async function open(hash = ''): Promise<{ page: Page; complaints: string[] }> {
  const opened = await openPage(browser, pathToFileURL(join(folder, 'site', 'playground.html')).href + hash);
  await opened.page.waitForSelector('[data-live]', { timeout: 30_000 });
  return opened;
}

const rule = (page: Page) => page.getByLabel('Your update rule');

async function says(page: Page, text: string): Promise<void> {
  await page.waitForFunction(wanted => document.querySelector('.descent-says')?.textContent?.includes(wanted), text, { timeout: 10_000 });
}

test('a typed rule is read, walked and known; a wrong one is said with its place; the right one brings all back', async () => {
  const { page, complaints } = await open();
  await says(page, 'Your rule walks the path of Momentum.');
  await page.getByLabel('Beside it').selectOption('Adam');
  await rule(page).fill('m = beta1 * m + (1 - beta1) * g\nv = beta2 * v + (1 - beta2) * g^2\nw = w - eta * m / (sqrt(v) + epsilon)');
  await says(page, 'Your rule walks the path of Adam without bias correction. It parts from Adam in step 1;');
  expect(await page.getByRole('slider', { name: /β₁/ }).count()).toBe(1);
  expect(await page.locator('.descent-latex math').textContent()).toContain('β');
  await rule(page).fill('m = beta1 * m + (1 - beta1) * g\nw = w - eta * mm');
  await page.waitForSelector('.descent-fault p');
  expect(await page.getByRole('alert').textContent()).toContain('line 2: unknown name "mm" in "w = w - eta * mm"; known: w, g, m, t, beta1, eta');
  expect(await page.locator('.descent-fault pre').textContent()).toBe(`w = w - eta * mm\n${' '.repeat(14)}^`);
  expect(await rule(page).getAttribute('aria-invalid')).toBe('true');
  await rule(page).fill('mean = beta1 * mean + (1 - beta1) * g\nsq = beta2 * sq + (1 - beta2) * g * g\nw = w - eta * (mean / (1 - beta1^t)) / (sqrt(sq / (1 - beta2^t)) + epsilon)');
  await says(page, 'Your rule walks the path of Adam, to rounding.');
  expect(await page.locator('.descent-fault').textContent()).toBe('');
  expect(complaints).toEqual([]);
  await page.close();
});

test('the link shows the rule, its settings and what stands beside it', async () => {
  const { page } = await open();
  await rule(page).fill('w = w - eta * sign(g)');
  await says(page, 'It parts from Gradient descent in step 1');
  await page.getByRole('slider', { name: /η/ }).focus();
  await page.keyboard.press('PageDown');
  await page.getByLabel('surface').selectOption('Saddle');
  await page.waitForFunction(() => decodeURIComponent(location.hash).includes('"surface":3'));
  const [hash, said, eta] = [await page.evaluate(() => location.hash), await page.locator('.descent-says').textContent(), await page.getByRole('slider', { name: /η/ }).getAttribute('aria-valuetext')];
  await page.close();
  const linked = await open(hash);
  await says(linked.page, said as string);
  expect(await rule(linked.page).inputValue()).toBe('w = w - eta * sign(g)');
  expect(await linked.page.getByRole('slider', { name: /η/ }).getAttribute('aria-valuetext')).toBe(eta);
  expect(await linked.page.locator('.descent-declaration pre').textContent()).toContain('w = w - eta * sign(g)');
  await linked.page.getByRole('button', { name: 'Reset' }).click();
  await says(linked.page, 'Your rule walks the path of Momentum.');
  await linked.page.close();
});

test.each([['no JSON', '{'], ['another type', '[1,2]'], ['code', '{"update":"<img src=x onerror=alert(1)>","beside":"nobody","values":{"surface":99,"steps":"many"}}']])(
  'a link with %s does no harm',
  async (_, text) => {
    const key = /data-descent-playground="(.{8})/.exec(readFileSync(join(folder, 'site', 'playground.html'), 'utf8'))?.[1];
    const { page, complaints } = await open(`#p${key}=${encodeURIComponent(text)}`);
    expect(await page.locator('.descent-views .js-plotly-plot').count()).toBe(2);
    expect(complaints).toEqual([]);
    await page.close();
  },
);

test('what the playground adds to a page besides Plotly stays under 300 KB compressed (its size is printed)', () => {
  const size = gzipSync(readFileSync(playgroundPath), { level: 9 }).length;
  console.log(`playground: ${(size / 1e3).toFixed(0)} KB compressed`);
  expect(size).toBeLessThan(300_000);
});
