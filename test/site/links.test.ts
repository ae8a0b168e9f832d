import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { defaultFace } from '../../lib/course/site/face';
import { frameOf } from '../../lib/course/site/frame';
import { withLivingLinks } from '../../lib/course/site/living-links';
import { notFoundPage } from '../../lib/course/site/not-found-page';
import { serveSite } from '../../lib/course/site/serve';
import { writeSite } from '../../lib/course/site/write-site';
import { inPackage } from '../../lib/src/package-folder';
import { launchBrowser, noBrowser } from '../browser';
import { adamLesson, code, markdown, momentumLesson, notebook } from './lesson-fixture';

const unbuilt = existsSync(inPackage('dist', 'assets', 'search.js')) ? undefined : 'not built: run "npm run build"';
const another = notebook(markdown('# Übung: wozu?\n\nNach [Momentum](01-momentum.ipynb#summary), [nicht hier](99-gone.ipynb), [Daten](../data/x.csv), [η](glossary.html#symbol-eta), lecture 2.\n\n## Wozu\n\nDarum.'), code("import { adam, help } from 'descent';\nhelp(adam);"));
let site = '';
beforeAll(() => {
  site = join(mkdtempSync(join(tmpdir(), 'descent-links-')), 'site');
  if (unbuilt !== undefined) return;
  writeSite({
    notebooks: [{ slug: '01-momentum', notebook: momentumLesson }, { slug: '07-adam', notebook: adamLesson }, { slug: '08-uebung', notebook: another }],
    outDir: site,
    exercises: [{ slug: '07-adam', source: 'export const a = 1;\n', count: 1, points: 4 }],
    face: { ...defaultFace, links: [{ text: 'Forum', href: 'https://example.org/forum?a=1&b=2' }] },
  });
});
afterAll(() => rmSync(join(site, '..'), { recursive: true, force: true }));
beforeEach(context => context.skip(unbuilt !== undefined, unbuilt));

const pages = () => readdirSync(site).filter(name => name.endsWith('.html'));
const read = (name: string) => readFileSync(join(site, name), 'utf8').replace(/<script(?![^>]* src=)[\s\S]*?<\/script>/g, '');
const idsOf = (html: string) => [...html.matchAll(/<[a-z][^>]*? id="([^"]+)"/g)].map(([, id = '']) => id);

test('every link and every source leads to a file of the site, every anchor to one element of its page', () => {
  const ids = new Map(pages().map(name => [name, idsOf(read(name))]));
  const wrong: string[] = [];
  for (const [page, own] of ids) {
    if (new Set(own).size !== own.length) wrong.push(`${page}: ids are not unique: ${own.filter((id, at) => own.indexOf(id) !== at).join(', ')}`);
    for (const [, kind, raw = ''] of read(page).matchAll(/ (href|src)="([^"]*)"/g)) {
      const target = raw.replaceAll('&amp;', '&');
      if (/^(data:|mailto:)/.test(target) || (kind === 'href' && /^https?:/.test(target))) continue;
      const [file = '', anchor] = target.split('#');
      const name = decodeURIComponent(file || page);
      if (/^(\w+:)?\/\//.test(target) || !existsSync(join(site, name))) wrong.push(`${page}: ${kind} ${target}`);
      else if (anchor !== undefined && ids.get(name)?.includes(decodeURIComponent(anchor)) !== true) wrong.push(`${page}: no anchor ${target}`);
    }
  }
  expect(wrong).toEqual([]);
  expect(pages().length).toBeGreaterThan(70);
});

test('links do not nest, and what a page loads is always its own', () => {
  for (const page of pages()) {
    const html = read(page);
    let open = 0;
    for (const [tag] of html.matchAll(/<a[ >]|<\/a>/g)) {
      open += tag === '</a>' ? -1 : 1;
      expect(open, `${page}: a link inside a link`).toBeLessThan(2);
    }
    expect(html, page).not.toMatch(/<(?:script|img|source|iframe)[^>]* src="https?:|<link[^>]*rel="(?:stylesheet|icon|preload)"[^>]*href="https?:/);
  }
});

test.each([
  ['04-momentum.html#why', '04-momentum.html#why'], ['04-momentum.html#Why', '04-momentum.html#why'], ['04-momentum.html#gone', '04-momentum.html'], ['#Here', '#here'], ['#gone', '#'],
  ['99-gone.ipynb', undefined], ['../data/x.csv', undefined], ['/root.html', undefined], ['notebooks/07-adam.ipynb', 'notebooks/07-adam.ipynb'], ['%E0%A4%A', undefined],
  ['https://example.org/a.ipynb', 'https://example.org/a.ipynb'], ['mailto:a@b.org', 'mailto:a@b.org'], ['//example.org/x', '//example.org/x'],
])('on a page of a lesson the link %s leads to %s', (href, target) => {
  const files = { anchors: new Map([['04-momentum.html', ['why']], ['07-adam.html', ['here']]]), others: new Set(['notebooks/07-adam.ipynb']) };
  expect(withLivingLinks('07-adam.html', `<a class="x" href="${href}" title="y">z</a>`, files)).toBe(`<a class="x"${target === undefined ? '' : ` href="${target}"`} title="y">z</a>`);
});

describe('the page of what is not found', () => {
  test('needs no other file, and with an address knows its way home', () => {
    const html = notFoundPage(frameOf({ ...defaultFace, base: 'https://example.org/a course' }), 'body { color: red }');
    expect(html).toContain('<a class="home-link" href="https://example.org/a course/">');
    expect(html).not.toMatch(/ src=|rel="stylesheet"|<script/);
  });

  test('on a host with the course in a folder, it finds home from any depth', async context => {
    context.skip(noBrowser !== undefined, noBrowser);
    const server = createServer((request, response) => {
      const path = decodeURIComponent(new URL(request.url ?? '/', 'http://localhost').pathname);
      const home = path === '/our/course/' || path === '/our/course/index.html';
      response.writeHead(home ? 200 : path === '/' ? 200 : 404, { 'content-type': 'text/html; charset=utf-8' });
      response.end(home ? readFileSync(join(site, 'index.html')) : path === '/' ? 'another site' : readFileSync(join(site, '404.html')));
    });
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
    const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const browser = await launchBrowser();
    const page = await browser.newPage();
    for (const wrong of ['/our/course/nothing.html', '/our/course/a/b/c/nothing', '/our/course/exercises/']) {
      await page.goto(address + wrong);
      await page.waitForFunction(home => document.querySelector<HTMLAnchorElement>('.home-link')?.href === home, `${address}/our/course/`);
    }
    await browser.close();
    server.close();
    server.closeAllConnections();
  });

  test('and is what the course’s own server answers', async () => {
    const server = await serveSite(site, { port: 0 });
    const answer = await fetch(`${server.url}no/such/page`);
    expect([answer.status, answer.headers.get('content-type')]).toEqual([404, 'text/html; charset=utf-8']);
    expect(await answer.text()).toContain('There is no such page');
    await server.close();
  });
});
