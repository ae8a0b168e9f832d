import { footing, type LadderOptions } from '../box/ladder';
import { findProgram, runProgram } from '../files/program';
import type { Finding } from './finding';

/** The strongest wall that can stand between a submission and this machine: the one that grading will choose, tried out and not just looked up. */
export async function isolation({ path, platform = process.platform }: LadderOptions = {}): Promise<Finding> {
  const part = 'isolation';
  const { rung, reason } = await footing('auto', { platform, ...(path !== undefined && { path }) });
  if (rung.name === 'bubblewrap') {
    const { stdout } = await runProgram(findProgram('bwrap', path) ?? 'bwrap', ['--version']);
    const left = rung.leaves.length === 0 ? '' : `; it leaves ${rung.leaves.join(', ')}`;
    return { part, status: 'ok', text: `${stdout}, tried out${left}` };
  }
  const walls = rung.name === 'own user' ? 'as a user' : 'as a process';
  const text = `submissions run ${walls} of their own (${reason}), which leaves ${rung.leaves.join(', ')}`;
  if (platform !== 'linux') return { part, status: 'missing', text, remedy: 'grade submissions of strangers on linux' };
  return findProgram('bwrap', path) === undefined
    ? { part, status: 'missing', text, remedy: 'install bubblewrap to grade submissions of strangers' }
    : { part, status: 'problem', text, remedy: 'allow unprivileged user namespaces' };
}
