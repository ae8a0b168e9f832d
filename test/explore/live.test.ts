import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { descend } from '../../lib/src/descent';
import { explore, type Explorable } from '../../lib/src/explore';
import { readFragment } from '../../lib/src/explore/page/fragment';
import { written } from '../../lib/src/figures/written';
import { adam, gradientDescent, momentum, rmsprop } from '../../lib/src/optimizers';
import { batchNorm } from '../../lib/src/normalizations';
import { quadratic, ravine, rosenbrock, saddle, sixHumpCamel, type Surface } from '../../lib/src/surfaces';
import { launchBrowser, noBrowser, openPage } from '../browser';
import { kernelStandIn } from '../notebook/kernel-stand-in';

let folder = '';
let browser: Browser;
beforeAll(async () => {
  if (noBrowser !== undefined) return;
  folder = mkdtempSync(join(tmpdir(), 'descent-explore-'));
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser?.close();
  if (folder !== '') rmSync(folder, { recursive: true, force: true });
  vi.doUnmock('../../lib/src/notebook/tslab');
});

beforeEach(context => context.skip(noBrowser !== undefined, noBrowser));

/** A page that holds what a notebook's outputs hold, from disk and without a kernel. A policy may forbid it to make code out of text. */
async function pageWith(explorables: readonly Explorable[], { hash = '', head = '', ...options }: BrowserContextOptions & { hash?: string; head?: string } = {}): Promise<{ page: Page; complaints: string[] }> {
  // A kernel of its own, or Plotly would be taken to be in the page already.
  vi.resetModules();
  const kernel = kernelStandIn();
  vi.doMock('../../lib/src/notebook/tslab', () => kernel);
  const { show } = await import('../../lib/src/notebook/show.js');
  for (const one of explorables) show(one);
  const file = join(folder, 'page.html');
  const outputs = kernel.sent.map(({ data }) => String(data['text/html']));
  writeFileSync(file, `<!doctype html><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>page</title>${head}<h2 id="heading">A heading</h2>\n${outputs.join('\n')}`);
  const opened = await openPage(browser, pathToFileURL(file).href + hash, options);
  if (options.javaScriptEnabled !== false) await opened.page.waitForFunction(count => document.querySelectorAll('[data-live]').length === count, explorables.length, { timeout: 30_000 });
  return opened;
}

const ravineAt = (eta: number, start: readonly [number, number] = [-10, 2]): string => {
  const { losses } = descend(ravine(), gradientDescent, { steps: 40, start, hyper: { eta } });
  return `gradient descent: loss ${written(losses[40] as number)} after 40 steps`;
};

const one = (): Explorable =>
  explore({ title: 'Which way?', settings: { eta: { at: 0.05, from: 0.001, to: 0.075, scale: 'linear' } }, views: [{ draw: 'paths', surface: ravine(), methods: [gradientDescent], steps: 40 }] });

/** What is said once the reader rests. */
async function saysSoon(page: Page, text: string): Promise<void> {
  await page.waitForFunction(wanted => document.querySelector('.descent-says')?.textContent?.includes(wanted), text, { timeout: 10_000 });
}

test('a slider moves the picture with no kernel, by mouse and by keys, and the label says where it stands', async () => {
  const { page, complaints } = await pageWith([one()]);
  await saysSoon(page, ravineAt(0.05));
  expect(await page.getByRole('slider', { name: 'η, learning rate: 0.05' }).count()).toBe(1);
  const slider = page.getByRole('slider', { name: /^η, learning rate/ });
  expect(await slider.getAttribute('aria-valuetext')).toBe('0.05');
  expect(await page.locator('.descent-controls label').innerText()).toContain('η, learning rate: 0.05');
  await slider.focus();
  for (let k = 0; k < 4; k++) await page.keyboard.press('ArrowRight');
  const eta = Number(await slider.getAttribute('aria-valuetext'));
  // Four of two hundred places between 0.001 and 0.075.
  expect(eta).toBeCloseTo(0.05 + (4 * 0.074) / 200, 3);
  await saysSoon(page, ravineAt(eta));
  await page.keyboard.press('End');
  await saysSoon(page, ravineAt(0.075));
  await page.getByRole('button', { name: 'Reset' }).click();
  await saysSoon(page, ravineAt(0.05));
  expect(complaints).toEqual([]);
  await page.close();
});

test('where places are whole, an arrow key goes from one to the next, and a click to the nearest', async () => {
  const made = explore({ title: 'Who?', settings: {}, views: [{ draw: 'groups', shape: [4, 6], of: { batch: batchNorm } }] });
  const { page, complaints } = await pageWith([made]);
  const where = (place: string): Promise<void> => page.getByRole('button', { name: `where you are: ${place}; the arrow keys move it` }).waitFor();
  await where('2, 2');
  await page.locator('.descent-handle').focus();
  await page.keyboard.press('ArrowRight');
  await where('3, 2');
  await page.keyboard.press('ArrowUp');
  await where('3, 3');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await saysSoon(page, 'channel 1');
  await page.keyboard.press('ArrowDown');
  await where('3, 1');
  const box = (await page.locator('.descent-view-live').boundingBox()) as { x: number; y: number; width: number; height: number };
  await page.mouse.click(box.x + box.width - 40, box.y + 50);
  await where('4, 6');
  expect(complaints).toEqual([]);
  await page.close();
});

test('the start is dragged by mouse, moved by arrow keys, and a click brings it there', async () => {
  const { page, complaints } = await pageWith([one()]);
  const handle = page.getByRole('button', { name: /^start: −10, 2/ });
  const box = (await handle.boundingBox()) as { x: number; y: number };
  await page.mouse.move(box.x + 22, box.y + 22);
  await page.mouse.down();
  await page.mouse.move(box.x + 140, box.y + 90, { steps: 4 });
  await page.mouse.up();
  const where = async (): Promise<[number, number]> => {
    const label = (await page.locator('.descent-handle').getAttribute('aria-label')) as string;
    const [, x, y] = /^start: (\S+), (\S+);/.exec(label.replaceAll('−', '-')) as unknown as [string, string, string];
    return [Number(x), Number(y)];
  };
  // The label follows the hand with the next frame.
  await page.evaluate(() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done))));
  const dragged = await where();
  expect(dragged[0]).toBeGreaterThan(-9);
  expect(dragged[1]).toBeLessThan(1.9);
  await saysSoon(page, ravineAt(0.05, dragged));
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('ArrowUp');
  await expect.poll(async () => (await where())[1]).toBeGreaterThan(dragged[1]);
  const moved = await where();
  expect(moved[0]).toBeLessThan(dragged[0]);
  await saysSoon(page, ravineAt(0.05, moved));
  const plot = (await page.locator('.descent-view-live').boundingBox()) as { x: number; y: number; width: number; height: number };
  await page.mouse.click(plot.x + plot.width * 0.7, plot.y + plot.height * 0.3);
  await expect.poll(async () => (await where())[0]).toBeGreaterThan(moved[0]);
  expect(complaints).toEqual([]);
  await page.close();
});

test('two keys before the next frame move the start twice', async () => {
  const { page } = await pageWith([one()]);
  await page.locator('.descent-handle').evaluate(handle => {
    for (const key of ['ArrowRight', 'ArrowUp']) handle.dispatchEvent(new KeyboardEvent('keydown', { key }));
  });
  const where = async (): Promise<number[]> => {
    const label = (await page.locator('.descent-handle').getAttribute('aria-label')) ?? '';
    return Array.from(label.replaceAll('−', '-').matchAll(/-?[\d.]+/g), ([number]) => Number(number)).slice(0, 2);
  };
  await expect.poll(async () => (await where())[1]).toBeGreaterThan(2);
  expect((await where())[0]).toBeGreaterThan(-10);
  await page.close();
});

test('on a phone the start is dragged by a finger, and nothing is wider than the page', async () => {
  const { page, complaints } = await pageWith([one()], { viewport: { width: 390, height: 800 }, hasTouch: true, isMobile: true });
  const box = (await page.locator('.descent-handle').boundingBox()) as { x: number; y: number };
  const finger = await page.context().newCDPSession(page);
  const touch = (type: string, x?: number, y?: number): Promise<unknown> =>
    finger.send('Input.dispatchTouchEvent', { type: type as 'touchStart', touchPoints: x === undefined || y === undefined ? [] : [{ x, y }] });
  const before = await page.evaluate(() => scrollY);
  await touch('touchStart', box.x + 22, box.y + 22);
  await touch('touchMove', box.x + 70, box.y + 60);
  await touch('touchMove', box.x + 100, box.y + 90);
  await touch('touchEnd');
  expect(await page.locator('.descent-handle').getAttribute('aria-label')).not.toMatch(/^start: −10, 2/);
  expect(await page.evaluate(() => scrollY)).toBe(before);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  expect(complaints).toEqual([]);
  await page.close();
});

test('the address holds what was moved, and a link to it shows the same picture', async () => {
  const { page } = await pageWith([one()]);
  await page.getByRole('slider').focus();
  await page.keyboard.press('End');
  await saysSoon(page, ravineAt(0.075));
  const hash = await page.evaluate(() => location.hash);
  expect(hash).toMatch(/^#x[0-9a-f]{8}=eta:0\.075$/);
  expect(await page.getByRole('link', { name: 'Link to this picture' }).getAttribute('href')).toBe(hash);
  await page.close();

  const linked = await pageWith([one()], { hash });
  await saysSoon(linked.page, ravineAt(0.075));
  await linked.page.getByRole('button', { name: 'Reset' }).click();
  await saysSoon(linked.page, ravineAt(0.05));
  expect(await linked.page.evaluate(() => location.hash)).toBe('');
  await linked.page.close();
});

test('an address that holds something else, or nothing that can be read, leaves the picture as it is', async () => {
  const key = await keyOf(one());
  const { page, complaints } = await pageWith([one()], { hash: `#heading&=&x=&${key}=%E0%A4%A` });
  await saysSoon(page, ravineAt(0.05));
  expect(complaints).toEqual([]);
  await page.close();
});

async function keyOf(explorable: Explorable): Promise<string> {
  const { explorableHtml } = await import('../../lib/src/notebook/explorable-html.js');
  return `x${/data-descent-explorable="(.{8})/.exec(explorableHtml(explorable))?.[1]}`;
}

test.each(['eta:7', 'eta:NaN', 'eta:', 'beta:0.9', 'eta:0.1e999', '%', 'eta:<b>', 'kind:2', 'kind:0.5', 'kind:-1', 'x'])('a link may not set %s', part => {
  const settings = [{ name: 'eta', label: 'η', at: 0.05, slider: { from: 0, to: 1 } }, { name: 'kind', label: 'kind', at: 0, options: ['a', 'b'] }];
  vi.stubGlobal('location', { hash: `#x1=${part}` });
  expect(readFragment('x1', settings) ?? {}).toEqual({});
  vi.stubGlobal('location', { hash: `#heading&x1=eta:0.25,${part},kind:1` });
  if (part !== '%') expect(readFragment('x1', settings)).toEqual({ eta: 0.25, kind: 1 });
  vi.unstubAllGlobals();
});

test('where a policy forbids to make code out of text, all works: the code was written when the page was built', async () => {
  const policy = '<meta http-equiv="Content-Security-Policy" content="default-src \'self\' data: blob:; script-src \'self\' \'unsafe-inline\'; style-src \'unsafe-inline\'">';
  const attempt = '<script>try { new Function("return 1"); window.eval = "allowed"; } catch { window.name = "forbidden"; }</script>';
  const { page } = await pageWith([one()], { head: policy + attempt });
  expect(await page.evaluate(() => window.name)).toBe('forbidden');
  await page.getByRole('slider').focus();
  await page.keyboard.press('Home');
  await saysSoon(page, ravineAt(0.001));
  await page.close();
});

test('without scripts the still picture stands there with its text', async () => {
  const { page } = await pageWith([one()], { javaScriptEnabled: false });
  const picture = page.locator('.descent-view img');
  expect(await picture.getAttribute('alt')).toContain(ravineAt(0.05));
  expect(await picture.isVisible()).toBe(true);
  expect(await page.getByRole('slider').count()).toBe(0);
  await page.close();
});

test('another surface is chosen, and two figures on one page keep apart', async () => {
  const two = explore({ title: 'On which?', settings: { eta: { at: 0.001, to: 0.1 } }, views: [{ draw: 'paths', surface: [rosenbrock(), saddle()], methods: [gradientDescent], steps: 40 }] });
  const { page, complaints } = await pageWith([one(), two]);
  await page.getByRole('combobox').selectOption(saddle().title);
  await page.waitForFunction(() => location.hash.includes('surface:1'));
  await page.getByRole('slider').first().focus();
  await page.keyboard.press('End');
  await page.waitForFunction(() => /eta:0\.075\b/.test(location.hash));
  expect((await page.evaluate(() => location.hash)).split('&')).toHaveLength(2);
  await saysSoon(page, ravineAt(0.075));
  expect(complaints).toEqual([]);
  await page.close();
});

test('a button plays the steps from the first to the last, and pauses; nothing plays unasked', async () => {
  const made = explore({ title: 'Who is first?', settings: { steps: { at: 3, from: 1, to: 40 } }, play: 'steps', views: [{ draw: 'paths', surface: ravine(), methods: [gradientDescent], steps: 'steps' }] });
  const { page, complaints } = await pageWith([made]);
  const slider = page.getByRole('slider', { name: /^steps/ });
  const at = async (): Promise<number> => Number(await slider.getAttribute('aria-valuetext'));
  expect(await at()).toBe(3);
  await page.getByRole('button', { name: 'Play' }).click();
  await expect.poll(at, { timeout: 10_000 }).toBeGreaterThan(4);
  await page.getByRole('button', { name: 'Pause' }).click();
  const paused = await at();
  expect(await page.getByRole('button', { name: 'Play' }).count()).toBe(1);
  await saysSoon(page, `after ${paused} steps`);
  // From where it was paused to the end, where it stops by itself.
  await page.getByRole('button', { name: 'Play' }).click();
  await expect.poll(at, { timeout: 20_000 }).toBe(40);
  await page.getByRole('button', { name: 'Play' }).waitFor();
  await saysSoon(page, 'after 40 steps');
  // From the end it begins anew, and whoever takes the slider has it.
  await page.getByRole('button', { name: 'Play' }).click();
  await expect.poll(at, { timeout: 10_000 }).toBeLessThan(40);
  await slider.press('Home');
  await page.getByRole('button', { name: 'Play' }).waitFor();
  await saysSoon(page, 'after 1 steps');
  expect(complaints).toEqual([]);
  await page.close();
});

test('in space the ways follow the settings, too', async () => {
  const view = { surface: [ravine(), saddle()], methods: [gradientDescent, momentum], steps: 'steps' } as const;
  const made = explore({ title: 'Over which ground?', settings: { steps: { at: 5, from: 1, to: 40 } }, views: [{ draw: 'paths', ...view }, { draw: 'landscape', ...view }] });
  const { page, complaints } = await pageWith([made]);
  const lengths = (): Promise<number[]> => page.evaluate(() => {
    const plot = document.querySelectorAll('.js-plotly-plot')[1] as HTMLElement & { data: { type: string; mode?: string; x: number[] }[] };
    return plot.data.filter(({ type, mode }) => type === 'scatter3d' && mode === 'lines').map(({ x }) => x.length);
  });
  expect(await lengths()).toEqual([6, 6]);
  await page.getByRole('slider', { name: /^steps/ }).press('End');
  await expect.poll(lengths).toEqual([41, 41]);
  await page.getByRole('combobox').selectOption('Saddle');
  await saysSoon(page, 'gradient descent');
  expect(await page.evaluate(() => document.querySelectorAll('.js-plotly-plot canvas').length)).toBeGreaterThan(0);
  expect(complaints).toEqual([]);
  await page.close();
});

test('on a phone a scene is seen from further away, so that its sides are not cut off', async () => {
  const madeOn = (surface: Surface): Explorable => {
    const view = { surface, methods: [gradientDescent], steps: 5 } as const;
    return explore({ title: 'Which way?', settings: { eta: 0.05 }, views: [{ draw: 'paths', ...view }, { draw: 'landscape', ...view }] });
  };
  const distanceAt = async (width: number, surface = quadratic()): Promise<number> => {
    const { page } = await pageWith([madeOn(surface)], { viewport: { width, height: 800 } });
    const { x, y, z } = await page.evaluate(() =>
      (document.querySelectorAll('.js-plotly-plot')[1] as HTMLElement & { _fullLayout: { scene: { camera: { eye: Record<'x' | 'y' | 'z', number> } } } })._fullLayout.scene.camera.eye);
    await page.close();
    return Math.hypot(x, y, z);
  };
  const [phone, tablet, desk] = [await distanceAt(360), await distanceAt(1100), await distanceAt(1600)];
  expect(tablet).toBe(desk);
  expect(phone).toBeGreaterThan(1.1 * desk);
  // The camel's window is nearly twice as wide as deep.
  expect(await distanceAt(360, sixHumpCamel())).toBeGreaterThan(1.1 * phone);
}, 60_000);

test('a frame of four methods and two hundred steps (its time is printed)', async () => {
  const runs = {
    surface: rosenbrock(), steps: 200,
    methods: [gradientDescent, momentum, { method: rmsprop, hyper: { eta: 0.01 } }, { method: adam, hyper: { eta: 0.1 } }],
  };
  const four = explore({ title: 'Which way?', settings: { eta: { at: 1e-4, from: 1e-5, to: 1e-3 } }, views: [{ draw: 'paths', ...runs }] });
  const { page, complaints } = await pageWith([four]);
  const client = await page.context().newCDPSession(page);
  await client.send('Performance.enable');
  const busy = async (): Promise<number> => {
    const { metrics } = await client.send('Performance.getMetrics');
    return 1000 * ['ScriptDuration', 'LayoutDuration', 'RecalcStyleDuration'].reduce((sum, name) => sum + (metrics.find(metric => metric.name === name)?.value ?? 0), 0);
  };
  const frames = 60;
  const before = await busy();
  await page.evaluate(async count => {
    const slider = document.querySelector('input[type=range]') as HTMLInputElement;
    for (let k = 0; k < count; k++) {
      slider.value = String(80 + k);
      slider.dispatchEvent(new Event('input', { bubbles: true }));
      await new Promise(requestAnimationFrame);
    }
  }, frames);
  const each = ((await busy()) - before) / frames;
  console.log(`a frame of four methods, 200 steps each: ${each.toFixed(1)} ms of script, style and layout`);
  // That it was drawn at all, and to the end.
  await page.waitForFunction(() => /eta:/.test(location.hash));
  expect(complaints).toEqual([]);
  await page.close();
});
