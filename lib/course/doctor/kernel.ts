import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Finding } from './finding';
import { runProgram } from '../files/program';

/** Whether the notebook kernel can run: tslab, and zeromq, whose binary must suit this machine. */
export async function kernel(): Promise<Finding> {
  const part = 'kernel';
  try {
    const tslab = createRequire(__filename).resolve('tslab/package.json');
    const zeromq = createRequire(tslab).resolve('zeromq');
    // In a process of its own: a binary built for another machine can end the one that loads it.
    const { ok, reason } = await runProgram(process.execPath, ['--eval', `require(${JSON.stringify(zeromq)})`]);
    const { version } = JSON.parse(readFileSync(tslab, 'utf8')) as { version: string };
    if (ok) return { part, status: 'ok', text: `tslab ${version}, zeromq loads` };
    return { part, status: 'problem', text: `tslab ${version}, but zeromq does not load: ${reason}`, remedy: 'run "npm rebuild zeromq"' };
  } catch (error) {
    const [reason] = (error as Error).message.split('\n');
    return { part, status: 'problem', text: `tslab is not installed: ${reason}`, remedy: 'run "npm ci"' };
  }
}
