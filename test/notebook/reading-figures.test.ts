import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { gunzipSync } from 'node:zlib';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { basins, descend, startGrid } from '../../lib/src/descent';
import { basinMap, lines, panels, pathLandscape, pathMap, type Figure } from '../../lib/src/figures';
import { figureHtml } from '../../lib/src/notebook/figure-html';
import { plotlyBundlePath } from '../../lib/src/notebook/plotly';
import { adam, gradientDescent } from '../../lib/src/optimizers';
import { himmelblau, ravine } from '../../lib/src/surfaces';
import { launchBrowser, noBrowser, openPage } from '../browser';

const lacking = noBrowser ?? (existsSync(plotlyBundlePath) ? undefined : 'no plotly bundle: run "npm run build"');

let folder = '';
let browser: Browser;
beforeAll(async () => {
  if (lacking !== undefined) return;
  folder = mkdtempSync(join(tmpdir(), 'descent-reading-'));
  writeFileSync(join(folder, 'plotly.js'), gunzipSync(readFileSync(plotlyBundlePath)));
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser?.close();
  if (folder !== '') rmSync(folder, { recursive: true, force: true });
});
beforeEach(context => context.skip(lacking !== undefined, lacking));

const surface = ravine({ kappa: 10 });
const names = ['gradient descent', 'adam', 'momentum', 'nesterov', 'a method with a rather long name'];
const paths = names.map(name => descend(surface, name === 'adam' ? adam : gradientDescent, { name, steps: 10, hyper: { eta: 0.1 } }));
const grid = startGrid(himmelblau(), { columns: 4 });
const nowhere = basins(himmelblau(), { x: new Float32Array(grid.starts.length), y: new Float32Array(grid.starts.length) });
const figures: Readonly<Record<string, Figure>> = {
  basins: basinMap({ title: 'Which hollow?', surface: himmelblau(), grid, maps: { 'gradient descent': nowhere, momentum: nowhere, adam: nowhere } }),
  panels: panels({ title: 'How fast?', x: 'step', y: 'rate', lines: ['warmRestarts', 'exponential', 'inverseTime', 'step'].map(name => ({ name, y: [...Array(101).keys()] })) }),
  map: pathMap({ title: 'Which way do they take, and where are they after ten steps of the same length?', surface, paths }),
  curves: lines({ title: 'How fast?', x: 'step', y: 'loss', logY: true, lines: names.map((name, index) => ({ name, y: [2, 1, 0.5, 0.03 * (1 + index)] })) }),
  space: pathLandscape({ title: 'Where, in space?', surface, paths: paths.slice(0, 2) }),
};

const phone: BrowserContextOptions = { viewport: { width: 390, height: 700 }, hasTouch: true, isMobile: true };

/** A tall page with one live figure at its top. */
async function openFigure(name: string, options: BrowserContextOptions = {}): Promise<Page> {
  const file = join(folder, `${name}.html`);
  const head = '<meta charset="utf-8"><meta name="viewport" content="width=device-width"><script src="plotly.js"></script>';
  writeFileSync(file, `<!doctype html><html data-descent-site><title>page</title>${head}<body style="height:3000px">${figureHtml(figures[name] as Figure)}`);
  const { page } = await openPage(browser, pathToFileURL(file).href, options);
  await page.waitForFunction(() => document.querySelector('.js-plotly-plot .modebar-btn') !== null && document.querySelector<HTMLImageElement>('.descent-figure img')?.hidden);
  return page;
}

test.each([
  ['map', 390, 'light'], ['map', 1280, 'dark'], ['curves', 390, 'dark'], ['curves', 1280, 'light'], ['space', 390, 'light'], ['space', 1280, 'dark'],
] as const)('the tools of a figure cover nothing, and none uploads: %s at %i pixels, %s', async (name, width, colorScheme) => {
  const page = await openFigure(name, { viewport: { width, height: 900 }, colorScheme });
  const [bar, room, ...others] = await page.evaluate(() =>
    ['.modebar', '.descent-tools', 'figcaption', '.infolayer .legend', '.main-svg .bglayer', '.xtitle', '.gl-container canvas']
      .map(selector => document.querySelector(`.descent-figure ${selector}`)?.getBoundingClientRect().toJSON() as DOMRect | undefined));
  expect(bar && room && bar.top >= room.top && bar.bottom <= room.bottom + 1 && bar.left >= room.left && bar.right <= room.right + 1).toBe(true);
  for (const other of others) if (other && other.height > 0 && bar) expect(other.bottom, name).toBeLessThanOrEqual(bar.top + 1);
  const titles = await page.locator('.modebar-btn').evaluateAll(buttons => buttons.map(button => button.getAttribute('data-title') ?? ''));
  expect(titles.length).toBeGreaterThanOrEqual(5);
  expect(titles.filter(title => /share|cloud|edit|studio|upload|link/i.test(title))).toEqual([]);
  await page.close();
}, 60_000);

test.each([['basins', 390], ['basins', 1280], ['panels', 390], ['panels', 1280]] as const)('numbers and headings of panels side by side keep apart: %s at %i pixels', async (name, width) => {
  const page = await openFigure(name, { viewport: { width, height: 900 } });
  const boxes = await page.locator('[class^="x"][class$="tick"] text, .annotation-text').evaluateAll(texts => texts.map(text => {
    const { left, right, top } = text.getBoundingClientRect();
    return { text: text.textContent, left, right, row: Math.round(top) };
  }));
  expect(boxes.length).toBeGreaterThanOrEqual(9);
  for (const row of new Set(boxes.map(box => box.row))) {
    const beside = boxes.filter(box => box.row === row).sort((a, b) => a.left - b.left);
    beside.slice(1).forEach((next, k) => expect(next.left - (beside[k]?.right ?? NaN), `${beside[k]?.text} and ${next.text}`).toBeGreaterThan(5));
  }
  await page.close();
}, 60_000);

/** A finger put down, moved in ten steps, and lifted. */
async function swipe(page: Page, { x, y }: { x: number; y: number }, { dx = 0, dy = 0 }): Promise<void> {
  const client = await page.context().newCDPSession(page);
  const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', share: number) =>
    client.send('Input.dispatchTouchEvent', { type, touchPoints: type === 'touchEnd' ? [] : [{ x: x + share * dx, y: y + share * dy }] });
  await touch('touchStart', 0);
  for (let step = 1; step <= 10; step++) await touch('touchMove', step / 10);
  await touch('touchEnd', 1);
}

const middle = async (page: Page) => {
  const box = await page.locator('.descent-live').boundingBox();
  return { x: (box?.x ?? 0) + (box?.width ?? 0) / 2, y: (box?.y ?? 0) + (box?.height ?? 0) / 2 };
};
const scrolled = (page: Page) => page.evaluate(() => window.scrollY);
/** What part of the plane is drawn, or from where the scene is seen. */
const view = (page: Page): Promise<string> => page.evaluate(`(() => {
  const { scene, xaxis, yaxis } = document.querySelector('.js-plotly-plot')._fullLayout;
  return JSON.stringify(scene ? scene._scene.getCamera() : [xaxis.range, yaxis.range]);
})()`);

test.each(['map', 'curves', 'space'])('a swipe up over a figure scrolls the page and leaves the figure as it is: %s', async name => {
  const page = await openFigure(name, phone);
  const before = await view(page);
  await swipe(page, await middle(page), { dy: -250 });
  await expect.poll(() => scrolled(page)).toBeGreaterThan(150);
  expect(await view(page)).toBe(before);
  await page.close();
}, 60_000);

test('a swipe across a scene turns it and does not scroll', async () => {
  const page = await openFigure('space', phone);
  const before = await view(page);
  await swipe(page, await middle(page), { dx: 120, dy: 10 });
  await expect.poll(() => view(page)).not.toBe(before);
  expect(await scrolled(page)).toBe(0);
  await page.close();
}, 60_000);

test('who chooses a tool drags the figure by touch, until it is put away', async () => {
  const page = await openFigure('curves', phone);
  const before = await view(page);
  const pan = page.locator('.modebar-btn[data-val="pan"]');
  await pan.tap();
  await swipe(page, await middle(page), { dy: -100 });
  await expect.poll(() => view(page)).not.toBe(before);
  expect(await scrolled(page)).toBe(0);
  await pan.tap();
  const moved = await view(page);
  await swipe(page, await middle(page), { dy: -250 });
  await expect.poll(() => scrolled(page)).toBeGreaterThan(150);
  expect(await view(page)).toBe(moved);
  await page.close();
}, 60_000);

test('a tap on a path tells method, step and loss', async () => {
  const page = await openFigure('map', phone);
  const end = await page.locator('.scatterlayer .trace').last().locator('.point').boundingBox();
  await page.touchscreen.tap((end?.x ?? 0) + (end?.width ?? 0) / 2, (end?.y ?? 0) + (end?.height ?? 0) / 2);
  await expect.poll(() => page.locator('.hoverlayer').textContent()).toMatch(/step 10.*loss/);
  await page.close();
}, 60_000);

test('a mouse zooms by dragging; ticks are written out before, while zoomed, and after', async () => {
  const page = await openFigure('curves');
  const ticks = () => page.locator('.ytick text').allTextContents();
  const whole = ['0.05', '0.1', '0.2', '0.5', '1', '2'];
  expect(await ticks()).toEqual(whole);
  const { x, y } = await middle(page);
  await page.mouse.move(x - 100, y - 30);
  await page.mouse.down();
  await page.mouse.move(x + 100, y + 30, { steps: 5 });
  await page.mouse.up();
  await expect.poll(ticks).not.toEqual(whole);
  await expect.poll(async () => (await ticks()).length).toBeGreaterThan(1);
  expect((await ticks()).filter(label => !/^0?\.?\d+(\.\d+)?$/.test(label))).toEqual([]);
  await page.locator('.modebar-btn[data-attr="zoom"][data-val="reset"]').click();
  await expect.poll(ticks).toEqual(whole);
  await page.close();
}, 60_000);
