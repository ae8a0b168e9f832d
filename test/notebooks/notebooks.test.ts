import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { beforeAll, describe, expect, test } from 'vitest';
import { findCourse, lessonSlugs } from '../../lib/src/notebook/course';
import { executeNotebook, type ExecutedNotebook } from '../../lib/course/jupyter/client/execute';
import { readNotebook, type CodeCell } from '../../lib/course/jupyter/client/notebook-file';
import { writeSite } from '../../lib/course/site/write-site';
import { writeDecks } from '../../lib/course/slides/write-decks';
import { launchBrowser, noBrowser, openPage } from '../browser';
import { slideFaults } from '../slides/measure';

const course = findCourse();

/** What every lesson has, in this order, among sections of its own. */
const sections = ['The idea', 'The formula', 'By hand', 'Why it works', 'From scratch', 'When does it fail?', 'What the slides got wrong', 'Summary', 'Test yourself', 'Exercises'];

/** Lessons whose slides are measured: those with the longest tables and formulas, and the largest figures. */
const onSlides = ['08-adam-family', '13-race'];

describe.each(lessonSlugs(course))('%s', slug => {
  const path = join(course.notebooks, `${slug}.ipynb`);
  const notebook = readNotebook(path);
  const code = notebook.cells.filter((cell): cell is CodeCell => cell.cell_type === 'code');
  const text = notebook.cells.filter(cell => cell.cell_type === 'markdown').map(cell => cell.source);

  let ran: ExecutedNotebook;
  beforeAll(async () => {
    // A comparison without a fitting record fails; a part of every recorded one is run again.
    ran = await executeNotebook(path, { env: { ...process.env, DESCENT_COMPARISONS: 'verified' } });
  }, 300_000);

  test('runs from top to bottom on the real kernel, without a word on stderr', () => {
    const { failures, notebook: executed } = ran;
    expect(failures.map(({ cell, ename, evalue }) => `cell ${cell}: ${ename}: ${evalue}`)).toEqual([]);
    const outputs = executed.cells.flatMap(cell => (cell.cell_type === 'code' ? cell.outputs : []));
    expect(outputs.filter(output => output.output_type === 'stream' && output.name === 'stderr')).toEqual([]);
    // A cell that ends in a value prints it, which of six hundred steps nobody wants to read.
    const printed = outputs.flatMap(output => (output.output_type === 'stream' && output.name === 'stdout' ? [output.text] : []));
    expect(printed.filter(words => !/^exercise \d+\.\d+ is still to do/.test(words))).toEqual([]);
    const figures = outputs.filter(output => output.output_type === 'display_data' && String(output.data['text/html']).includes('descent-figure'));
    expect(figures.length).toBeGreaterThanOrEqual(3);
  });

  test('every figure of its page becomes live in a real browser, and nothing asks the network', async context => {
    context.skip(noBrowser !== undefined, noBrowser);
    const folder = mkdtempSync(join(tmpdir(), 'descent-page-'));
    const browser = await launchBrowser();
    try {
      writeSite({ notebooks: [{ slug, notebook: ran.notebook }], outDir: join(folder, 'site') });
      const { page, complaints } = await openPage(browser, pathToFileURL(join(folder, 'site', `${slug}.html`)).href);
      const drawn = (): boolean => Array.from(document.querySelectorAll('.descent-figure')).every(figure => figure.querySelector('.js-plotly-plot .main-svg, .js-plotly-plot canvas'));
      await page.waitForFunction(drawn, undefined, { timeout: 60_000 });
      expect(await page.locator('.descent-figure:not(:has(.js-plotly-plot))').count()).toBe(0);
      // An explorable answers in the page: nothing runs there but the page itself.
      const explorable = page.locator('[data-descent-explorable]').first();
      const says = (): Promise<string | null> => explorable.locator('.descent-says').textContent();
      await expect.poll(says).toMatch(/\d/);
      const before = await says();
      await explorable.getByRole('slider').first().press('Home');
      await expect.poll(says).not.toBe(before);
      expect(complaints).toEqual([]);
    } finally {
      await browser.close();
      rmSync(folder, { recursive: true, force: true });
    }
  }, 120_000);

  if (onSlides.includes(slug)) {
    test.for([[1280, 720], [1024, 768]] as const)('all of it is on its slides at %i × %i, and large enough', async ([width, height], context) => {
      context.skip(noBrowser !== undefined, noBrowser);
      const folder = mkdtempSync(join(tmpdir(), 'descent-deck-'));
      const browser = await launchBrowser();
      try {
        expect(writeDecks(folder, [{ slug, notebook: ran.notebook }], { title: 'Descent', language: 'en' })).toEqual([]);
        const { page, complaints } = await openPage(browser, pathToFileURL(join(folder, `${slug}.html`)).href, { viewport: { width, height } });
        expect(await slideFaults(page)).toEqual([]);
        expect(complaints).toEqual([]);
      } finally {
        await browser.close();
        rmSync(folder, { recursive: true, force: true });
      }
    });
  }

  test('is short enough for one sitting', () => {
    expect(notebook.cells.length).toBeLessThanOrEqual(40);
  });

  test('has the sections of a lesson', () => {
    const headings = text.flatMap(source => source.split('\n').filter(line => /^#{1,6} /.test(line)));
    for (const section of sections) expect(headings.join('\n')).toContain(`## ${section}`);
    expect(headings.filter(line => /^#{4,} /.test(line))).toEqual([]);
    for (const said of ['**You need**', '**You will be able to**', '**Time:**']) expect(text[0]).toContain(said);
    expect(text.join('\n').match(/predict/gi)?.length, 'predict, then run').toBeGreaterThanOrEqual(2);
    expect(text.join('\n').match(/<details><summary>/g), 'questions with folded answers').toHaveLength(3);
    expect(text.join('\n')).toContain(`](../exercises/${slug}.ts)`);
  });

  test('checks its exercise in the last cell', () => {
    expect(code[code.length - 1]?.source).toContain(`await check('${slug}')`);
  });
});
