import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { plotlyBundlePath } from '../../lib/src/notebook/plotly';
import { launchBrowser, noBrowser, openPage } from '../browser';
import { kernelStandIn } from './kernel-stand-in';

const lacking = noBrowser ?? (existsSync(plotlyBundlePath) ? undefined : 'no plotly bundle: run "npm run build"');

let folder = '';
let browser: Browser;
beforeAll(async () => {
  if (lacking !== undefined) return;
  folder = mkdtempSync(join(tmpdir(), 'descent-live-'));
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser?.close();
  if (folder !== '') rmSync(folder, { recursive: true, force: true });
});

let kernel = kernelStandIn();
beforeEach(context => {
  context.skip(lacking !== undefined, lacking);
  vi.resetModules();
  kernel = kernelStandIn();
  vi.doMock('../../lib/src/notebook/tslab', () => kernel);
  vi.stubEnv('VSCODE_PID', undefined);
});
afterAll(() => {
  vi.unstubAllEnvs();
  vi.doUnmock('../../lib/src/notebook/tslab');
});

/** The HTML of all outputs of a notebook that begins with the bundle and shows some figures. */
async function outputsOf(titles: readonly string[]): Promise<string[]> {
  const { show } = await import('../../lib/src/notebook/show.js');
  for (const title of titles) show({ title, alt: `${title} It falls.`, data: [{ type: 'scatter', name: 'adam', y: [3, 2, 1] }] });
  return kernel.sent.map(({ data }) => String(data['text/html']));
}

async function openWith(head: string, outputs: readonly string[]): Promise<{ page: Page; complaints: string[] }> {
  const file = join(folder, 'page.html');
  writeFileSync(file, `<!doctype html><meta charset="utf-8"><title>page</title><script>${head}</script>\n${outputs.join('\n')}`);
  return openPage(browser, pathToFileURL(file).href);
}

/** Waits until every figure of the page is live, and gives back how many there are. */
async function liveFigures(page: Page): Promise<number> {
  await page.waitForFunction(() => Array.from(document.querySelectorAll('.descent-figure')).every(figure => figure.querySelector('.js-plotly-plot .main-svg')), undefined, { timeout: 30_000 });
  return page.locator('.descent-figure .js-plotly-plot').count();
}

/** As require.js does it: an anonymous module belongs to the script that is being loaded, and without one it is an error later on. */
const amd = `
  var defined = {}, anonymous = 0;
  window.define = function (name, needs, factory) {
    if (typeof name !== 'string') { anonymous += 1; return; }
    defined[name] = factory();
  };
  window.define.amd = {};
  window.require = function (name) { return defined[name]; };`;
const commonJs = 'window.module = { exports: {} }; window.exports = window.module.exports; window.require = function () { throw new Error("no modules here"); };';
const foreign = 'window.Plotly = { version: "1.58.5", react: function () { throw new Error("not yours"); } };';

const pages: ReadonlyArray<[what: string, head: string]> = [
  ['nothing', ''],
  ['an AMD loader', amd],
  ['CommonJS shims', commonJs],
  ['both', amd + commonJs.replace('window.require', 'window.requireCommonJs')],
  ['a frozen AMD loader', `${amd} Object.defineProperty(window, 'define', { value: window.define, writable: false, configurable: false });`],
  ["somebody else's Plotly", foreign],
  ['all of that', amd + commonJs.replace('window.require', 'window.requireCommonJs') + foreign],
];

test.each(pages)('figures become live in a page that holds %s, and what it holds stays as it was', async (_, head) => {
  const { page, complaints } = await openWith(head, await outputsOf(['Does it fall?', 'Does it fall fast?']));
  expect(await liveFigures(page)).toBe(2);
  expect(complaints).toEqual([]);
  const left = await page.evaluate('({ plotly: window.Plotly?.version, exported: Object.keys(window.module?.exports ?? {}), anonymous: window.anonymous ?? 0 })');
  expect(left).toEqual({ plotly: head.includes(foreign) ? '1.58.5' : undefined, exported: [], anonymous: 0 });
  if (head.includes(amd)) {
    expect(await page.evaluate('define("mine", [], function () { return 42; }), require("mine")')).toBe(42);
  }
  await page.close();
}, 60_000);

test('two notebooks in one page, each with its own bundle, and one figure that both show', async () => {
  const first = await outputsOf(['Does it fall?']);
  vi.resetModules();
  kernel.sent.length = 0;
  const second = await outputsOf(['Does it fall?', 'How fast?']);
  const { page, complaints } = await openWith('', [...first, ...second, ...first]);
  expect(await liveFigures(page)).toBe(4);
  expect(complaints).toEqual([]);
  await page.close();
}, 60_000);

test('a Plotly that comes to the page later takes nothing away', async () => {
  const { page, complaints } = await openWith('', await outputsOf(['Does it fall?']));
  await liveFigures(page);
  await page.evaluate(foreign);
  await page.setViewportSize({ width: 420, height: 700 });
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.waitForFunction(() => (document.querySelector('.main-svg')?.clientWidth ?? 999) < 420);
  expect(complaints).toEqual([]);
  await page.close();
}, 60_000);

test('a figure that Plotly cannot draw leaves its picture', async () => {
  const broken = (await outputsOf(['Does it fall?'])).map(html => html.replace(/<script type="application\/json">[\s\S]*?<\/script>/, '<script type="application/json">{</script>'));
  const { page, complaints } = await openWith('', broken);
  await expect.poll(() => complaints.length, { timeout: 30_000 }).toBeGreaterThan(0);
  expect(await page.locator('.descent-figure img').isVisible()).toBe(true);
  expect(await page.locator('.descent-live').count()).toBe(0);
  await page.close();
}, 60_000);
