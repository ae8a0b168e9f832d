import { findChromium, lacksChromium } from '../files/chromium';
import { runProgram } from '../files/program';
import type { Finding } from './finding';

/** Chromium or Chrome: handouts are printed with it, and the browser tests need it. */
export async function browser({ path }: { path?: string } = {}): Promise<Finding> {
  const part = 'browser';
  const file = findChromium(path === undefined ? {} : { path });
  if (file === undefined) return { part, status: 'missing', ...lacksChromium() };
  const { ok, stdout, reason } = await runProgram(file, ['--version']);
  if (ok) return { part, status: 'ok', text: stdout.split('\n').at(-1)?.trim() ?? file };
  return { part, status: 'problem', text: `${file} does not start: ${reason}`, remedy: 'install it again' };
}
