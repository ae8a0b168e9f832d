import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Browser } from 'playwright-core';
import { exerciseLink, labRoot } from '../../lib/src/notebook/exercise-link';
import { launchBrowser, noBrowser } from '../browser';
import { courseOf } from '../checking/course-with';
import { kernelStandIn } from './kernel-stand-in';

const files = { 'exercises/07-adam.ts': '', 'notebooks/07-adam.ipynb': '', 'notebooks/08-alone.ipynb': '' };

afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
});

const entities: Readonly<Record<string, string>> = { '&quot;': '"', '&#39;': "'", '&lt;': '<', '&gt;': '>', '&amp;': '&' };

/** What Lab's command linker finds. */
const argsIn = (link: string): unknown => JSON.parse((/data-commandlinker-args="([^"]*)"/.exec(link)?.[1] ?? 'null').replace(/&[^;]+;/g, entity => entities[entity] ?? entity));

test('the link leads from the notebook to the file, and names Lab\'s command by the path below what Lab shows', () => {
  const course = courseOf(files, { name: `it's 100% "odd" & <b>` });
  const link = exerciseLink(course, '07-adam', course.root);
  expect(link).toMatch(/^<a href="\.\.\/exercises\/07-adam\.ts" target="_blank" rel="noopener" onclick="[^"<>]*">exercises\/07-adam\.ts<\/a><button type="button" hidden /);
  expect(argsIn(link)).toEqual({ path: 'exercises/07-adam.ts', options: { mode: 'split-right' } });
  expect(argsIn(exerciseLink(course, '07-adam', `${course.root}/..`))).toMatchObject({ path: `it's 100% "odd" & <b>/exercises/07-adam.ts` });
});

test('where Lab is not known, or does not show the file, it is a link and nothing else', () => {
  const course = courseOf(files);
  const plain = '<a href="../exercises/07-adam.ts" target="_blank" rel="noopener">exercises/07-adam.ts</a>';
  expect(exerciseLink(course, '07-adam', undefined)).toBe(plain);
  expect(exerciseLink(course, '07-adam', course.notebooks)).toBe(plain);
});

test('a lesson begins with a link to its exercise, where it has one', async () => {
  const kernel = kernelStandIn();
  vi.doMock('../../lib/src/notebook/tslab', () => kernel);
  const { lesson } = await import('../../lib/src/notebook/lesson.js');
  const course = courseOf(files);
  vi.spyOn(process, 'cwd').mockReturnValue(course.notebooks);
  vi.stubEnv(labRoot, course.root);
  const shown = async (slug: string) => {
    kernel.sent.length = 0;
    await lesson(slug);
    return kernel.sent.find(({ data }) => String(data['text/html']).includes('descent-lesson'))?.data;
  };
  const withExercise = await shown('07-adam');
  expect(withExercise?.['text/html']).toContain(exerciseLink(course, '07-adam', course.root));
  expect(withExercise?.['text/plain']).toMatch(/ Its exercise: exercises\/07-adam\.ts$/);
  const without = await shown('08-alone');
  expect(without?.['text/html']).not.toContain('<a');
  expect(without?.['text/plain']).not.toContain('exercise');
  vi.doUnmock('../../lib/src/notebook/tslab');
});

describe('a click', () => {
  let browser: Browser | undefined;
  beforeAll(async () => { if (noBrowser === undefined) browser = await launchBrowser(); });
  beforeEach(context => context.skip(noBrowser !== undefined, noBrowser));
  afterAll(() => browser?.close());

  test.each([
    ['in JupyterLab runs the command, and not what Lab does with links', '<div class="jp-LabShell">', ['button']],
    ['elsewhere is that of any link', '<div>', ['link']],
  ])('%s', async (_, shell, heard) => {
    const page = await (browser as Browser).newPage();
    const course = courseOf(files);
    await page.setContent(`${shell}${exerciseLink(course, '07-adam', course.root)}</div>`);
    const found = await page.evaluate(() => {
      const seen: string[] = [];
      // As Lab listens: to each link itself, later than the page was made, and on the body for commands.
      document.querySelector('a')?.addEventListener('click', event => { event.preventDefault(); seen.push('link'); });
      document.body.addEventListener('click', event => { if ((event.target as Element).matches('[data-commandlinker-command]')) seen.push('button'); });
      document.querySelector('a')?.click();
      return seen;
    });
    expect(found).toEqual(heard);
    await page.close();
  });
});
