import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { serveSite } from '../../lib/course/site/serve';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'descent-serve-'));
  writeFileSync(join(folder, 'index.html'), 'the course');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('a site is served to this machine until it is closed', async () => {
  const site = await serveSite(folder, { port: 0 });
  expect(site.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/$/);
  expect(await (await fetch(site.url)).text()).toBe('the course');
  expect((await fetch(`${site.url}none.html`)).status).toBe(404);
  expect((await fetch(`${site.url}..%2f..%2fetc%2fpasswd`)).status).toBe(404);
  await site.close();
  await expect(fetch(site.url)).rejects.toThrow();
});

test('a port in use is an error when it was asked for, else the next free one is taken', async () => {
  const first = await serveSite(folder);
  const port = Number(new URL(first.url).port);
  await expect(serveSite(folder, { port })).rejects.toThrow(`site: port ${port} is in use`);
  const second = await serveSite(folder);
  expect(Number(new URL(second.url).port)).toBeGreaterThan(port);
  await Promise.all([first.close(), second.close()]);
});

test('a folder without a site is refused', async () => {
  await expect(serveSite(join(folder, 'nowhere'))).rejects.toThrow('has no index.html');
});
