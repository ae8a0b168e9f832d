import type { Finding } from './finding';
import { findProgram, runProgram } from './program';

/** The strongest wall that can stand between a submission and this machine, tried out and not just looked up. */
export async function isolation({
  path,
  platform = process.platform,
}: { path?: string; platform?: NodeJS.Platform } = {}): Promise<Finding> {
  const part = 'isolation';
  if (platform !== 'linux') return { part, status: 'missing', text: `processes only on ${platform}`, remedy: 'grade submissions of strangers on linux' };
  const bubblewrap = findProgram('bwrap', path);
  const boxed = bubblewrap ? await runProgram(bubblewrap, [...wholeSystemReadOnly, ...ownNamespaces, '--', trueProgram()]) : undefined;
  if (bubblewrap && boxed?.ok) {
    const { stdout } = await runProgram(bubblewrap, ['--version']);
    return { part, status: 'ok', text: `${stdout}, tried out` };
  }
  const [status, cause, remedy] = boxed
    ? (['problem', `bubblewrap does not work here (${boxed.reason})`, 'allow unprivileged user namespaces'] as const)
    : (['missing', 'bubblewrap is not installed', 'install bubblewrap to grade submissions of strangers'] as const);
  return { part, status, text: `${cause}; submissions run in ${await nextRung(path)}`, remedy };
}

const wholeSystemReadOnly = ['--ro-bind', '/', '/', '--dev', '/dev', '--proc', '/proc'];
const ownNamespaces = ['--unshare-all', '--die-with-parent'];

function trueProgram(): string {
  return findProgram('true', '/usr/bin:/bin') ?? process.execPath;
}

async function nextRung(path: string | undefined): Promise<string> {
  const unshare = findProgram('unshare', path);
  const alone = unshare ? await runProgram(unshare, ['--user', '--map-root-user', '--net', '--pid', '--fork', trueProgram()]) : undefined;
  return alone?.ok ? 'namespaces of their own (unshare), with your files in reach' : 'plain processes, with your files and the network in reach';
}
