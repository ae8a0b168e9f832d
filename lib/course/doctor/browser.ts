import type { Finding } from './finding';
import { findProgram, runProgram } from '../files/program';

/** Chromium or Chrome on the PATH: figures are turned into still pictures with it, and the browser tests need it. */
export async function browser({ path }: { path?: string } = {}): Promise<Finding> {
  const part = 'browser';
  const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome'];
  const file = names.map(name => findProgram(name, path)).find(found => found !== undefined);
  if (!file) {
    const remedy = 'install one for still pictures and the browser tests';
    return { part, status: 'missing', text: 'neither chromium nor chrome is on the PATH', remedy };
  }
  const { ok, stdout, reason } = await runProgram(file, ['--version']);
  if (ok) return { part, status: 'ok', text: stdout.split('\n').at(-1)?.trim() ?? file };
  return { part, status: 'problem', text: `${file} does not start: ${reason}`, remedy: 'install it again' };
}
