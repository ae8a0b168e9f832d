import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { defaultFace, type CourseFace } from '../../lib/course/site/face';
import { dateHtml, frameOf } from '../../lib/course/site/frame';
import { accentStyle, contrast, grounds, shade } from '../../lib/course/site/shades';
import { spoken, wordsFor } from '../../lib/course/site/words';
import { en, type Wording } from '../../lib/course/site/words/en';
import { de } from '../../lib/course/site/words/de';
import { es } from '../../lib/course/site/words/es';
import { fr } from '../../lib/course/site/words/fr';
import { writeSite } from '../../lib/course/site/write-site';
import { explorePath } from '../../lib/src/notebook/plotly';
import { launchBrowser, noBrowser, openPage } from '../browser';
import { poorlyReadable } from '../poorly-readable';
import { adamLesson, momentumLesson } from './lesson-fixture';

const unbuilt = existsSync(explorePath) ? undefined : 'not built: run "npm run build"';
let room = '';
beforeAll(() => { room = mkdtempSync(join(tmpdir(), 'descent face-')); });
afterAll(() => rmSync(room, { recursive: true, force: true }));

function write(name: string, face: Partial<CourseFace>): (file: string) => string {
  const outDir = join(room, name);
  writeSite({
    notebooks: [{ slug: '01-momentum', notebook: momentumLesson }, { slug: '07-adam', notebook: adamLesson }],
    outDir,
    exercises: [{ slug: '07-adam', source: 'export const a = 1;\n' }],
    face: { ...defaultFace, ...face },
  });
  return file => readFileSync(join(outDir, file), 'utf8');
}

describe('words', () => {
  const placeholders = (wording: Wording) => (typeof wording === 'string' ? [wording] : [wording.one, wording.other]).map(text => [...new Set(text.match(/\{\w+\}/g) ?? [])].sort());

  test.each(Object.entries({ de, fr, es }))('%s says everything that English says, with the same things put in, and nothing as markup', (_, words) => {
    expect(Object.keys(words)).toEqual(Object.keys(en));
    for (const [key, wording] of Object.entries(words) as Array<[keyof typeof en, Wording]>) {
      const [own, english] = [placeholders(wording).at(-1), placeholders(en[key]).at(-1)];
      expect(own, key).toEqual(english);
      expect(JSON.stringify(wording), key).not.toMatch(/[<>&]/);
    }
  });

  test('a region speaks its language, a language without words English, and numbers are written as the course’s language does', () => {
    expect(spoken).toEqual(['en', 'de', 'fr', 'es']);
    expect(wordsFor('de-AT').say('minutesToRead', { count: 1 })).toBe('etwa 1 Minute Lesezeit');
    expect(wordsFor('fr').say('results', { count: 0 })).toBe('0 résultat');
    expect(wordsFor('en').say('results', { count: 0 })).toBe('0 results');
    expect(wordsFor('de').say('results', { count: 1234 })).toBe('1.234 Treffer');
    expect(wordsFor('fi').say('onThisPage')).toBe('On this page');
  });

  test('dates are written as the language does, times with their own clock', () => {
    const date = (given: string, language: string) => dateHtml(given, frameOf({ ...defaultFace, language }));
    expect(date('2026-12-01', 'de')).toBe('<time datetime="2026-12-01">1. Dezember 2026</time>');
    expect(date('2026-12-01', 'en')).toBe('<time datetime="2026-12-01">December 1, 2026</time>');
    expect(date('2026-12-01T23:59+01:00', 'fr')).toMatch(/>1 décembre 2026.*23:59 UTC\+01:00<\/time>$/);
    for (const wrong of ['tomorrow', '2026-13-01', '2026-02-30', '01.12.2026']) expect(() => date(wrong, 'en')).toThrow(`site: due must be a date such as 2026-12-01 or 2026-12-01T23:59+01:00, got "${wrong}"`);
  });
});

describe('colours', () => {
  const every = ['00', '55', '99', 'cc', 'ff'];
  const accents = every.flatMap(r => every.flatMap(g => every.map(b => `#${r}${g}${b}`)));

  test('contrast is that of WCAG', () => {
    expect(contrast('#000000', '#ffffff')).toBeCloseTo(21, 10);
    // From WebAIM’s table of greys: #767676 is the lightest that can be read on white.
    expect(contrast('#767676', '#ffffff')).toBeGreaterThan(4.5);
    expect(contrast('#777777', '#ffffff')).toBeLessThan(4.5);
  });

  test('whatever the accent, its shades can be read on every ground, and one that can be read stays as it is', () => {
    for (const accent of accents) {
      const [light = '', cover = '', dark = ''] = [...accentStyle(accent).matchAll(/--(?:link|cover): (#\w{6})/g)].map(([, color]) => color);
      for (const ground of [grounds.light, '#fdfdfb', '#ffffff']) expect(contrast(light, ground), `${accent} on ${ground}`).toBeGreaterThanOrEqual(4.5);
      for (const ground of [grounds.dark, '#14181d']) expect(contrast(dark, ground), `${accent} on ${ground}`).toBeGreaterThanOrEqual(4.5);
      expect(contrast(cover, '#ffffff'), accent).toBeGreaterThan(9);
      if (contrast(accent, grounds.light) >= 4.5) expect(light).toBe(accent);
    }
    expect(shade('#ffee00', grounds.light, '#000000', 4.5)).not.toBe('#000000');
  });

  test.for(['light', 'dark'] as const)('a pale accent is readable on the pages (%s)', async (colorScheme, context) => {
    context.skip(noBrowser !== undefined || unbuilt !== undefined, noBrowser ?? unbuilt);
    write('pale', { accent: '#ffee66', term: 'Winter 2026/27', links: [{ text: 'Forum', href: 'https://example.org/forum' }] });
    const browser = await launchBrowser();
    for (const file of ['index.html', '07-adam.html', 'lectures.html']) {
      const { page, complaints } = await openPage(browser, pathToFileURL(join(room, 'pale', file)).href, { colorScheme });
      expect(await page.evaluate(poorlyReadable), file).toEqual([]);
      expect(complaints).toEqual([]);
    }
    await browser.close();
  });
});

describe('a course of one’s own', () => {
  test('in German: words, language, numbers', context => {
    context.skip(unbuilt !== undefined, unbuilt);
    const read = write('german', { title: 'Optimierung', language: 'de', term: 'Winter 2026/27', base: 'https://example.org/kurs' });
    for (const file of ['index.html', '07-adam.html', '07-adam-exercise.html', 'lectures.html', 'playground.html']) expect(read(file)).toContain('<html lang="de" dir="ltr"');
    expect(read('07-adam.html')).toContain('Auf dieser Seite');
    expect(read('07-adam.html')).toContain('<title>Why Adam, and not v_t alone? · Optimierung</title>');
    expect(read('index.html')).toContain('<bdi>Winter 2026/27</bdi>');
    expect(read('07-adam-exercise.html')).toContain('<pre class="code" tabindex="0" lang="en" dir="ltr">');
    expect(read('index.html')).toContain('<link rel="canonical" href="https://example.org/kurs/">');
    expect(read('07-adam.html')).toContain('<link rel="canonical" href="https://example.org/kurs/07-adam.html">');
  });

  test.for(['ar', 'he', 'fa', 'ur', 'ar-EG', 'az-Arab'])('in %s: from right to left, English words, arrows the other way', (language, context) => {
    context.skip(unbuilt !== undefined, unbuilt);
    const read = write('right to left', { title: 'الانحدار <التدرجي>', language });
    expect(read('07-adam.html')).toContain(`<html lang="${language}" dir="rtl"`);
    expect(read('07-adam.html')).toContain('rel="prev">→ Previous</a>');
    expect(read('07-adam.html')).toContain('<bdi>الانحدار &lt;التدرجي&gt;</bdi>');
  });

  test('an Arabic page fits a phone, and its code reads from left to right', async context => {
    context.skip(noBrowser !== undefined || unbuilt !== undefined, noBrowser ?? unbuilt);
    write('arabic', { title: 'الانحدار', language: 'ar' });
    const browser = await launchBrowser();
    const { page } = await openPage(browser, pathToFileURL(join(room, 'arabic', '07-adam.html')).href, { viewport: { width: 390, height: 800 } });
    expect(await page.evaluate(() => [document.documentElement.scrollWidth, getComputedStyle(document.querySelector('pre.code') as Element).direction])).toEqual([390, 'ltr']);
    await browser.close();
  });

  test('a logo from a path with spaces is copied, stands before the title, and is the icon', context => {
    context.skip(unbuilt !== undefined, unbuilt);
    const logo = join(room, 'our own logo.SVG');
    writeFileSync(logo, '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"/>');
    const read = write('logo', { logo });
    expect(read('assets/logo.svg')).toContain('<svg');
    expect(read('index.html')).toContain('<img class="logo" src="assets/logo.svg" alt=""><bdi>Descent</bdi>');
    expect(read('index.html')).toContain('<link rel="icon" href="assets/logo.svg">');
    expect(read('index.html')).not.toContain(room);
  });

  test.each([
    [{ title: ' ' }, 'site: title must say what the course is called, got an empty one'],
    [{ language: 'german!' }, 'site: language must be a tag such as en or pt-BR, got "german!"'],
    [{ accent: 'blue' }, 'site: accent must be a colour such as #0b5c94, got "blue"'],
    [{ logo: 'logo.gif' }, 'site: logo must be an svg or a png, got "logo.gif"'],
    [{ logo: '/nowhere/logo.svg' }, 'site: there is no logo at "/nowhere/logo.svg"'],
    [{ base: 'example.org' }, 'site: base must be an address such as https://example.org/course/, got "example.org"'],
    [{ links: [{ text: 'Forum', href: 'javascript:alert(1)' }] }, 'site: the link "Forum" must lead to an address such as https://example.org, got "javascript:alert(1)"'],
    [{ links: [{ text: '', href: 'https://example.org' }] }, 'site: the link to "https://example.org" needs a text'],
  ] satisfies Array<[Partial<CourseFace>, string]>)('%o is refused', (face, message) => {
    expect(() => frameOf({ ...defaultFace, ...face })).toThrow(message);
  });
});
