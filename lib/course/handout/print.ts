import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { runProgram } from '../files/program';

/** A browser that takes longer has stopped: the whole course takes a few seconds. */
const SECONDS = 120;

/** What would ask the network for something, or look like a window. */
const quiet = [
  '--headless', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync',
  '--disable-extensions',
];

/**
 * Has a browser print a page of this machine into a PDF, with an outline of its headings. The browser has a profile of its own, which goes when it is
 * done. Errors: one that does not start or does not print, with what it says.
 */
export async function printPdf(chromium: string, { html, pdf }: { readonly html: string; readonly pdf: string }): Promise<void> {
  const profile = mkdtempSync(join(tmpdir(), 'descent-chromium-'));
  const leave = (): void => rmSync(profile, { recursive: true, force: true, maxRetries: 3 });
  process.once('exit', leave);
  try {
    // As root there is no sandbox to be had; the page holds no scripts and may ask for none.
    const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
    const { ok, reason } = await runProgram(
      chromium,
      [...quiet, ...sandbox, `--user-data-dir=${profile}`, '--no-pdf-header-footer', '--generate-pdf-document-outline', `--print-to-pdf=${pdf}`, pathToFileURL(html).href],
      { seconds: SECONDS },
    );
    if (!ok) throw new Error(`pdf: ${chromium} did not print: ${reason}`);
  } finally {
    process.off('exit', leave);
    leave();
  }
}

/** How many pages a PDF has that Chromium wrote: the root of its tree of pages counts them all. */
export function pagesIn(pdf: Buffer): number {
  const counts = [...pdf.toString('latin1').matchAll(/<<\/Type \/Pages\s+\/Count (\d+)/g)].map(([, count]) => Number(count));
  if (counts.length === 0) throw new Error('pdf: the browser wrote a PDF whose pages cannot be counted');
  return Math.max(...counts);
}
