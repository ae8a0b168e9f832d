import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { frequentMistakes } from '../../lib/course/results/frequent-mistakes';
import { overviewPage } from '../../lib/course/results/overview-page';
import { oneLine, plainText } from '../../lib/course/results/strangers-text';
import { studentPage } from '../../lib/course/results/student-page';
import { walkPicture } from '../../lib/course/results/walk-picture';
import { launchBrowser, noBrowser, openPage } from '../browser';
import { poorlyReadable } from '../poorly-readable';
import { hostile } from './hostile';
import { allOutcomes, exercise, lesson, lostWalk, one, randomResult, result, trial, walk } from './results';

const full = result([
  lesson([exercise([trial()], { number: '1.1', title: 'The step', walk: lostWalk() })], { slug: '01-gradient-descent' }),
  lesson([exercise([trial({ outcome: 'not run' })], { number: '4.1' })], { slug: '04-momentum', status: 'does not compile', message: '04-momentum.ts:12:3: ";" expected' }),
  lesson([exercise(allOutcomes.map(outcome => trial({ name: outcome, outcome, printed: outcome === 'failed' ? 'one\n  two' : '' })), { mistake: 'Adam without bias correction.', walk: walk(1) })]),
], { warnings: ['package.json was left aside'], late: { raw: 4, penalty: 1, score: 3, secondsLate: 3600, lateDaysUsed: 0, explanation: 'Handed in 1 h late, which costs 1 points.' } });

// What was found before it was refused is no grade.
const refused = result([lesson([exercise([trial()])])], { verdict: 'not gradable', reason: 'it is no zip' });
const failed = result([], { verdict: 'infrastructure error', reason: 'the disk is full', student: { id: 'zed' } });
const overview = overviewPage([full, refused, failed, ...Array.from({ length: 30 }, (_, seed) => randomResult(seed))], { pageOf: ({ student }) => `students/${student.id}.html` });

const pages = { 'student': studentPage(full), 'refused': studentPage(refused), 'overview': overview } as const;

describe('in the text', () => {
  test('all that a student should know is there', () => {
    for (const part of ['Ada Lovelace', '3 of 22', 'Handed in 1 h late', 'package.json was left aside', '04-momentum.ts:12:3: &quot;;&quot; expected', 'Adam without bias correction.',
      'w after step 1: expected 0.9, got 1.1', 'one\n  two', 'in a box of its own (bubblewrap)', '2026-06-01 14:32:05 UTC']) expect(pages.student).toContain(part);
  });

  test('a submission that is not graded has its reason, and no points', () => {
    expect(pages.refused).toContain('it is no zip. This attempt should not count: mend it and hand it in again.');
    expect(pages.refused).not.toMatch(/\d of \d/);
    expect(overview).toContain('<strong>not gradable</strong>: it is no zip');
  });

  test.each(['student', 'refused', 'overview'] as const)('%s needs nothing from elsewhere and runs nothing', name => {
    expect(pages[name]).not.toMatch(/<script|<iframe|<object|<form|\bon\w+=|url\(|@import/i);
    for (const [, target = ''] of pages[name].matchAll(/(?:src|href)="([^"]*)"/g)) expect(target).toMatch(/^(data:|#|\.\/students\/)/);
  });

  test.each(['student', 'refused', 'overview'] as const)('%s shares with the site only what should look as it does there', name => {
    const site = new Set(readFileSync('lib/course/site/assets/site.css', 'utf8').match(/(?<=\.)[a-z][\w-]*(?=[ ,.:>{])/g));
    const used = new Set([...pages[name].matchAll(/class="([^"]*)"/g)].flatMap(([, classes = '']) => classes.split(' ')));
    const meant = ['skip', 'bar', 'home', 'place', 'scroll', 'error', 'stdout', 'descent-figure', 'descent-caption'];
    expect([...used].filter(one => site.has(one) && !meant.includes(one))).toEqual([]);
  });

  test('what cannot be drawn costs nobody the page', () => {
    const strange = { ...walk(1), surface: { name: 'flat', parameters: {} } };
    expect(studentPage(result([lesson([exercise([trial()], { walk: strange })])]))).toContain('There is no picture: walk: the surface must be one of ravine,');
  });
});

describe('the picture of a walk', () => {
  const alternative = (html: string): string => /alt="([^"]*)"/.exec(html)?.[1] ?? '';

  test('says in words where both end', () => {
    const words = alternative(walkPicture(walk(1)));
    expect(words).toMatch(/^Rosenbrock&#39;s valley, minimum at \(1, 1\): 2 paths from \(−1\.2, 1\)\. adam: 60 steps to .*your way: 60 steps to /);
  });

  test('a walk that left every bound says so; one without a number is not drawn', () => {
    expect(alternative(walkPicture(lostWalk()))).toContain('your way: diverges, out of all bounds');
    const none = walkPicture({ ...walk(1), student: [] });
    expect(none).toContain('Your version gave no numbers to draw.');
    expect(alternative(none)).not.toContain('your way');
  });

  test.each(['adam', 'momentum', 'gradient descent', 'nesterov', 'rmsprop', 'adagrad'])('the line of the student lies above that of %s, thinner, in another colour and dash', method => {
    const html = walkPicture({ ...walk(1), method });
    const svg = Buffer.from(/base64,([^"]*)/.exec(html)?.[1] ?? '', 'base64').toString();
    const [reference, student] = [...svg.matchAll(/<path d="[^"]*L[^"]*" fill="none" stroke-linejoin="round" stroke="([^"]*)" stroke-width="([^"]*)"(?: stroke-dasharray="([^"]*)")?/g)];
    expect(student?.[1]).not.toBe(reference?.[1]);
    expect(student?.[3]).toBeDefined();
    expect(student?.[3]).not.toBe(reference?.[3]);
    expect(Number(student?.[2])).toBeLessThan(Number(reference?.[2]));
  });
});

test('mistakes are counted by exercise, the most frequent first, three at most', () => {
  const made = (...mistakes: string[]) => mistakes.map(mistake => result([lesson([exercise([trial()], { mistake })])]));
  expect(frequentMistakes([...made('a', 'b', 'b', 'c', 'd', 'c', 'b'), one()])).toEqual([
    { exercise: '7.1 Finish Adam', sentences: [{ text: 'b', count: 3 }, { text: 'c', count: 2 }, { text: 'a', count: 1 }] },
  ]);
});

describe('in a browser', () => {
  let folder = '';
  let browser: Browser;
  beforeAll(async () => {
    if (noBrowser !== undefined) return;
    folder = mkdtempSync(join(tmpdir(), 'descent-results-'));
    browser = await launchBrowser();
  }, 60_000);
  afterAll(async () => {
    await browser?.close();
    if (folder) rmSync(folder, { recursive: true, force: true });
  });
  beforeEach(context => context.skip(noBrowser !== undefined, noBrowser));

  const open = async (html: string, options: BrowserContextOptions = {}): Promise<{ page: Page; complaints: string[] }> => {
    writeFileSync(join(folder, 'page.html'), html);
    return openPage(browser, pathToFileURL(join(folder, 'page.html')).href, options);
  };

  test.each(Object.keys(pages) as (keyof typeof pages)[])('%s: nothing is asked of the network, headings are in order, tables have heads, a phone shows it', async name => {
    const { page, complaints } = await open(pages[name], { viewport: { width: 390, height: 800 } });
    const levels = await page.locator('h1,h2,h3,h4').evaluateAll(all => all.map(one => Number(one.tagName.charAt(1))));
    expect(levels.filter(level => level === 1)).toHaveLength(1);
    levels.slice(1).forEach((level, index) => expect(level - (levels[index] ?? 0)).toBeLessThanOrEqual(1));
    const tables = await page.locator('table').evaluateAll(all => all.map(one => ({
      caption: one.querySelector('caption')?.textContent ?? '',
      heads: Array.from(one.querySelectorAll('thead th')).every(head => head.getAttribute('scope') === 'col' && head.textContent !== ''),
      rows: Array.from(one.querySelectorAll('tbody tr:not(.below)')).every(row => row.firstElementChild?.getAttribute('scope') === 'row'),
    })));
    for (const { caption, heads, rows } of tables) expect([caption !== '', heads, rows]).toEqual([true, true, true]);
    expect(await page.evaluate(() => [document.documentElement.lang, document.documentElement.scrollWidth])).toEqual(['en', 390]);
    for (const image of await page.locator('img').all()) expect(await image.evaluate((one: HTMLImageElement) => one.complete && one.naturalWidth > 0)).toBe(true);
    expect(complaints).toEqual([]);
    await page.close();
  });

  test('an outcome is told by words, and its sign is not read aloud', async () => {
    const { page } = await open(pages.student);
    const words = await page.locator('.trials').last().locator('tbody tr:not(.below) td:nth-child(2)').evaluateAll(all => all.map(cell => {
      cell.querySelector('[aria-hidden=true]')?.remove();
      return cell.textContent?.trim();
    }));
    expect(words).toHaveLength(allOutcomes.length);
    expect(new Set(words).size).toBe(allOutcomes.length);
    expect(words).not.toContain('');
    await page.close();
  });

  test('a dark page has a dark picture', async () => {
    const grounds: string[] = [];
    for (const colorScheme of ['light', 'dark'] as const) {
      const { page } = await open(pages.student, { colorScheme });
      grounds.push(await page.locator('.picture img').first().evaluate((image: HTMLImageElement) => {
        const canvas = document.createElement('canvas');
        // Without a graphics card a large canvas takes seconds.
        canvas.width = canvas.height = 4;
        const context = canvas.getContext('2d', { willReadFrequently: true });
        context?.drawImage(image, 0, 0);
        return [...context?.getImageData(2, 2, 1, 1).data ?? []].slice(0, 3).join();
      }));
      await page.close();
    }
    expect(grounds).toEqual(['255,255,255', '27,32,39']);
  });

  test.each(['light', 'dark'] as const)('every colour of text can be read (%s)', async colorScheme => {
    for (const html of Object.values(pages)) {
      const { page } = await open(html, { colorScheme });
      expect(await page.evaluate(poorlyReadable)).toEqual([]);
      await page.close();
    }
  });

  /** A result in which each text stands wherever a stranger's may. */
  const strange = (texts: readonly string[]) => result(
    texts.map(text => lesson([exercise([trial({ name: text, outcome: 'crash', message: text, printed: `x${text}` })], { title: text, mistake: text })], { message: text })),
    {
      student: { id: texts.join(), name: texts.join(), email: texts.join() },
      warnings: texts,
      submission: { name: texts.join(), files: texts.map(text => ({ path: text, sha256: text })), ignored: texts.map(text => ({ path: text, reason: text })) },
    },
  );

  test('hostile text is text: it makes no element, runs nothing, and is seen as it is', async () => {
    const { page, complaints } = await open(studentPage(strange(hostile)));
    const innocent = studentPage(strange(hostile.map(() => 'x')));
    expect(await page.locator('*').count()).toBe((innocent.match(/<\w/g) ?? []).length);
    expect(await page.locator('.stdout').allTextContents()).toEqual(hostile.map(text => plainText(`x${text}`).trimEnd()));
    expect(await page.locator('.message').allTextContents()).toEqual(hostile.map(plainText));
    expect(await page.locator('h1').textContent()).toBe(plainText(hostile.join()));
    expect(await page.title()).toBe(`Results of ${oneLine(hostile.join())} · Descent`);
    expect(complaints).toEqual([]);
    await page.close();
  });

  test('so it is in the overview, and links lead to pages beside it', async () => {
    const results = hostile.flatMap(text => [{ ...strange([text]) }, { ...strange([text]), verdict: 'not gradable' as const, reason: text }]);
    const { page, complaints } = await open(overviewPage(results, { title: hostile.join(), pageOf: ({ student }) => student.id }));
    expect(await page.locator('script,img,svg,iframe').count()).toBe(0);
    const links = await page.locator('main a').evaluateAll(all => all.map(link => link.getAttribute('href') ?? ''));
    expect(links).toHaveLength(results.length);
    for (const link of links) expect(link).toMatch(/^\.\/[^:]*$/);
    expect(await page.title()).toBe(`${oneLine(hostile.join())} · Descent`);
    expect(complaints).toEqual([]);
    await page.close();
  });
});
