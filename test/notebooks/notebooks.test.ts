import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { beforeAll, describe, expect, test } from 'vitest';
import { findCourse, lessonSlugs } from '../../lib/src/notebook/course';
import { executeNotebook, type ExecutedNotebook } from '../../lib/course/jupyter/client/execute';
import { notebookText, readNotebook, type CodeCell } from '../../lib/course/jupyter/client/notebook-file';
import { writeSite } from '../../lib/course/site/write-site';
import { launchBrowser, noBrowser, openPage } from '../browser';

const course = findCourse();

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
      expect(await page.locator('.descent-figure .js-plotly-plot').count()).toBe(await page.locator('.descent-figure').count());
      expect(complaints).toEqual([]);
    } finally {
      await browser.close();
      rmSync(folder, { recursive: true, force: true });
    }
  }, 120_000);

  test('is committed without outputs, in the form that every writer keeps', () => {
    expect(code.filter(cell => cell.outputs.length > 0 || cell.execution_count !== null)).toEqual([]);
    expect(readFileSync(path, 'utf8')).toBe(notebookText(notebook));
    expect(notebook.metadata['kernelspec']).toMatchObject({ name: 'tslab', language: 'typescript' });
  });

  test('is short enough to be read: 25 cells, 12 lines a cell', () => {
    expect(notebook.cells.length).toBeLessThanOrEqual(25);
    expect(code.filter(cell => cell.source.split('\n').length > 12).map(cell => cell.source)).toEqual([]);
  });

  test('asks a question in its only title, and has the sections of a lesson', () => {
    const headings = text.flatMap(source => source.split('\n').filter(line => /^#{1,6} /.test(line)));
    expect(headings.filter(line => line.startsWith('# '))).toHaveLength(1);
    expect(headings[0]).toMatch(/^# .*\?$/);
    for (const section of ['By hand', 'When does it fail?', 'Summary', 'Exercises']) expect(headings.join('\n')).toContain(`## ${section}`);
    expect(headings.filter(line => /^#{4,} /.test(line))).toEqual([]);
  });

  test('checks its exercise in the last cell', () => {
    expect(code[code.length - 1]?.source).toContain(`await check('${slug}')`);
  });
});
