import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { defaultFace } from '../../lib/course/site/face';
import { frameOf } from '../../lib/course/site/frame';
import { guidePage } from '../../lib/course/site/guide-page';
import { writeSite } from '../../lib/course/site/write-site';
import { inPackage } from '../../lib/src/package-folder';
import { adamLesson, momentumLesson } from './lesson-fixture';

const unbuilt = existsSync(inPackage('dist', 'assets', 'search.js')) ? undefined : 'not built: run "npm run build"';
beforeEach(context => context.skip(unbuilt !== undefined, unbuilt));

let site = '';
beforeAll(() => {
  site = join(mkdtempSync(join(tmpdir(), 'descent-guides-')), 'site');
  if (unbuilt !== undefined) return;
  writeSite({ notebooks: [{ slug: '01-momentum', notebook: momentumLesson }, { slug: '07-adam', notebook: adamLesson }], outDir: site, face: { ...defaultFace, language: 'de' } });
});
afterAll(() => rmSync(join(site, '..'), { recursive: true, force: true }));

test('every text of lib/docs is a page with its title, in English also in a course that is not, and every page leads to the first', () => {
  const texts = readdirSync('lib/docs').filter(name => name.endsWith('.md'));
  expect(texts).toContain('instructors.md');
  for (const text of texts) {
    const html = readFileSync(join(site, `guide-${text.replace('.md', '.html')}`), 'utf8');
    const [, title = ''] = /^# (.*)$/m.exec(readFileSync(join('lib/docs', text), 'utf8')) ?? [];
    expect(html).toContain(`>${title}</h1>`);
    expect(html).toContain('<div class="lesson" lang="en" dir="ltr">');
  }
  expect(readFileSync(join(site, '07-adam.html'), 'utf8')).toContain('<a href="guide-instructors.html">Für Lehrende</a>');
});

test('a guide has its contents beside it, its commands as code, and links to other guides lead to their pages', () => {
  const markdown = '# Teaching: how?\n\nFirst words.\n\n## The hour\n\nSee [hubs](hubs.md#users), [itself](#the-hour) and [the web](https://example.org/a.md).\n\n```sh\nnpx descent doctor\n```\n';
  const html = guidePage(frameOf(defaultFace), { name: 'teaching', markdown });
  expect(html).toContain('<li><a href="#the-hour">The hour</a></li>');
  expect(html).toContain('<a href="guide-hubs.html#users">hubs</a>');
  expect(html).toContain('<a href="#the-hour">itself</a>');
  expect(html).toContain('<a href="https://example.org/a.md">');
  expect(html).toMatch(/<pre[^>]*><code class="language-sh">npx descent doctor/);
  expect(html).toContain('<meta name="description" content="First words.">');
});

test('a guide without a title is named', () => {
  expect(() => guidePage(frameOf(defaultFace), { name: 'teaching', markdown: 'Words.' })).toThrow('site: the guide teaching.md has no title; begin it with "# …"');
});

test('no lesson can have the name of a guide\'s page', () => {
  expect(() => writeSite({ notebooks: [{ slug: 'guide-instructors', notebook: adamLesson }], outDir: `${site}-2` })).toThrow('site: "guide-instructors" cannot name a page');
});
