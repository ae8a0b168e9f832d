import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core';
import { findChromium } from '../lib/course/files/chromium';

export const chromiumPath = findChromium();

/** Why no browser test can run here, or undefined. */
export const noBrowser = chromiumPath === undefined ? 'no browser: chromium is not installed' : undefined;

/**
 * Headless, with software rendering for the figures in three dimensions, and without the services that would ask the network. The software draws WebGL
 * only, and not the page around it: a page that it draws stands still for up to a minute, now and then.
 */
export function launchBrowser(): Promise<Browser> {
  const quiet = ['--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'];
  return chromium.launch({
    ...(chromiumPath !== undefined && { executablePath: chromiumPath }),
    args: ['--no-sandbox', '--use-angle=swiftshader-webgl', '--enable-unsafe-swiftshader', ...quiet],
  });
}

/** A page, and everything it complained about or asked the network for. */
export async function openPage(browser: Browser, url: string, options: BrowserContextOptions = {}): Promise<{ page: Page; complaints: string[] }> {
  const page = await browser.newPage(options);
  const complaints: string[] = [];
  page.on('pageerror', error => complaints.push(error.message));
  page.on('console', message => message.type() === 'error' && complaints.push(message.text()));
  page.on('requestfailed', request => complaints.push(`failed: ${request.url()}`));
  page.on('request', request => /^(file|data|blob):/.test(request.url()) || complaints.push(`network: ${request.url()}`));
  await page.goto(url);
  return { page, complaints };
}
