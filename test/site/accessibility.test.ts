import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { AxeResults } from 'axe-core';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { defaultFace } from '../../lib/course/site/face';
import { writeSite } from '../../lib/course/site/write-site';
import { explore } from '../../lib/src/explore';
import { explorableHtml } from '../../lib/src/notebook/explorable-html';
import { adam, gradientDescent } from '../../lib/src/optimizers';
import { inPackage } from '../../lib/src/package-folder';
import { ravine } from '../../lib/src/surfaces';
import type { Cell } from '../../lib/course/jupyter/client/notebook-file';
import { launchBrowser, noBrowser, openPage } from '../browser';
import { kernelStandIn } from '../notebook/kernel-stand-in';
import { adamLesson, code, markdown, momentumLesson, notebook, shown } from './lesson-fixture';

const lacking = noBrowser ?? (existsSync(inPackage('dist', 'assets', 'page.js')) ? undefined : 'not built: run "npm run build"');
const axe = readFileSync(join('node_modules', 'axe-core', 'axe.min.js'), 'utf8');

/** What cells show: tables, a report of a check, the help of a method, its kernel, a picture to move. */
async function cells(): Promise<Cell[]> {
  const stand = kernelStandIn();
  vi.doMock('../../lib/src/notebook/tslab', () => stand);
  const { showReport } = await import('../../lib/src/notebook/check-report.js');
  const { help } = await import('../../lib/src/notebook/help.js');
  const { kernel } = await import('../../lib/src/notebook/kernel.js');
  const { table } = await import('../../lib/src/notebook/table.js');
  const shows: Array<() => void> = [
    () => table([{ method: 'adam', 'a heading that is longer than its column by far': 0.00123, 'and one more of them, so that the table is wide': 'a sentence that takes some room' }], { caption: 'Wide' }),
    () => showReport({ slug: '07-adam', passed: 1, rows: [
      { test: '7.1 adam > one step', outcome: 'passed', message: '' },
      { test: '7.1 adam > two steps', outcome: 'failed', message: 'expected 1, got 2', printed: 'g = 1' },
      { test: '7.2 decay > at once', outcome: 'to do', message: 'write it' },
    ] }),
    () => showReport({ slug: '07-adam', passed: 0, rows: [{ test: '7.1 adam > one step', outcome: 'to do', message: '' }] }),
    () => help(adam),
    () => kernel(adam),
  ];
  const printed = vi.spyOn(console, 'log').mockImplementation(() => undefined);
  for (const show of shows) show();
  printed.mockRestore();
  const given = stand.sent.map(({ data }) => data);
  const moved = explore({ title: 'Which way?', settings: { eta: 0.05, kappa: 25, steps: 60 }, play: 'steps', views: [{ draw: 'paths', surface: ravine(), methods: [gradientDescent, adam], steps: 'steps' }] });
  return [...given, { 'text/html': explorableHtml(moved), 'text/plain': 'Which way?' }].map(data => code('show();', shown(data)));
}

let [folder, browser]: [string, Browser | undefined] = ['', undefined];
beforeAll(async () => {
  if (lacking !== undefined) return;
  folder = join(mkdtempSync(join(tmpdir(), 'descent-access-')), 'site');
  const folded = markdown('## Questions\n\n<details><summary>Why?</summary>\n\nBecause $' + 'a + '.repeat(30) + 'b$.\n\n</details>\n\n$$' + 'a + '.repeat(60) + 'b$$\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n- **You need** lesson 1.');
  writeSite({
    notebooks: [{ slug: '01-momentum', notebook: momentumLesson }, { slug: '07-adam', notebook: notebook(markdown('# Adam: why?\n\n- **You need** momentum (lesson 1).'), ...adamLesson.cells.slice(1), folded, ...(await cells())) }],
    outDir: folder,
    exercises: [{ slug: '07-adam', source: 'export const a = 1;\n', count: 1, points: 4 }],
    face: { ...defaultFace, term: 'Winter 2026/27', accent: '#ffcc00', links: [{ text: 'Forum', href: 'https://example.org/' }] },
    lessons: [{ slug: '07-adam', due: '2026-12-01' }],
  });
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser?.close();
  if (folder !== '') rmSync(join(folder, '..'), { recursive: true, force: true });
});
beforeEach(context => context.skip(lacking !== undefined, lacking));

const kinds = ['index', '07-adam', '07-adam-exercise', 'lectures', 'playground', 'methods', 'method-adam', 'activations', 'glossary', 'guide-instructors', '404'];

test.each(kinds.flatMap(kind => [[kind, 'light', 1280], [kind, 'dark', 390]] as const))('axe finds nothing wrong with %s (%s, %i pixels wide), and nothing is asked of the network', async (kind, colorScheme, width) => {
  const { page, complaints } = await openPage(browser as Browser, pathToFileURL(join(folder, `${kind}.html`)).href, { colorScheme, viewport: { width, height: 900 } });
  await page.waitForFunction(() => Array.from(document.querySelectorAll('.descent-figure img')).every(still => (still as HTMLImageElement).hidden));
  await page.evaluate(() => document.querySelectorAll('details').forEach(details => { details.open = true; }));
  if (kind === 'methods') {
    await page.keyboard.press('/');
    await page.keyboard.type('adam');
    await page.locator('.search-results li').first().waitFor();
  }
  await page.evaluate(axe);
  const violations = await page.evaluate(async () => {
    const { axe } = window as Window & { axe?: { run(root: Document, options: object): Promise<AxeResults> } };
    // Style sheets are not asked for once more: from disk that is refused.
    return (await axe?.run(document, { resultTypes: ['violations'], preload: false }))?.violations ?? [];
  });
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.slice(0, 3).map(({ html }) => html.slice(0, 200)).join(' | ')}`)).toEqual([]);
  expect(complaints).toEqual([]);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
  await page.close();
});
