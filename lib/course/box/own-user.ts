import { spawnSync } from 'node:child_process';
import { findProgram } from '../files/program';
import { freshUser, isRoot } from './fresh-user';
import { prlimits, type Attempt, type Launch, type Rung } from './rung';

const NAME = 'own user';

/**
 * A user that nobody is, with no rights, and where it can be with neither network nor other processes in sight; root alone can make it so. It reads
 * what everybody may.
 */
export function ownUser(path?: string): Attempt[] {
  if (!isRoot()) return [{ name: NAME, reason: 'only root can start programs as another user' }];
  const [setpriv, prlimit, unshare] = ['setpriv', 'prlimit', 'unshare'].map(name => findProgram(name, path));
  if (setpriv === undefined) return [{ name: NAME, reason: 'setpriv is not installed' }];
  if (prlimit === undefined) return [{ name: NAME, reason: 'prlimit is not installed' }];
  const rung = (namespaces: readonly string[]): Rung => ({
    name: NAME,
    leaves: [...(namespaces.length > 0 ? [] : ['the network']), 'reading files that everybody may read'],
    launch: (node, parameters, limits) => {
      const user = freshUser();
      const rights = [`--reuid=${user}`, `--regid=${user}`, '--clear-groups', '--no-new-privs', '--inh-caps=-all', '--bounding-set=-all'];
      return {
        command: setpriv,
        parameters: [
          ...['--pdeathsig', 'KILL', '--', ...namespaces],
          ...[setpriv, ...rights, '--pdeathsig', 'KILL', '--', prlimit, ...prlimits(limits, limits.processes), '--', node, ...parameters],
        ],
      };
    },
    sweep: launch => endAllOf(launch, setpriv),
  });
  const apart = unshare === undefined ? [] : [unshare, '--net', '--pid', '--ipc', '--uts', '--fork', '--kill-child=KILL', '--'];
  return apart.length > 0 ? [rung(apart), rung([])] : [rung([])];
}

/** A user may end all that are its own, and so they are found without looking for them. */
function endAllOf({ parameters }: Launch, setpriv: string): void {
  const rights = parameters.filter(parameter => /^--(reuid|regid|clear-groups)/.test(parameter));
  const program = [process.execPath, '--eval', 'process.kill(-1, "SIGKILL")'];
  spawnSync(setpriv, [...rights, '--', ...program], { stdio: 'ignore', env: {}, cwd: '/', timeout: 10_000 });
}
