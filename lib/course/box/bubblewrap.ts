import { realpathSync } from 'node:fs';
import { findProgram, runProgram } from '../files/program';
import { freshUser, isRoot } from './fresh-user';
import { prlimits, type Attempt, type Rung } from './rung';

const NAME = 'bubblewrap';

/**
 * Namespaces of its own, by bubblewrap: no files but those of node, none that can be written, no network, no processes but its own, and no rights.
 * Everything in it dies with it, and it with us. Root starts it as a user that nobody is, because the number of root's processes is not limited;
 * where that cannot be, as root.
 */
export async function bubblewrap(path?: string): Promise<Attempt[]> {
  const [bwrap, prlimit] = ['bwrap', 'prlimit'].map(name => findProgram(name, path));
  if (bwrap === undefined) return [{ name: NAME, reason: 'bubblewrap is not installed' }];
  if (prlimit === undefined) return [{ name: NAME, reason: 'prlimit is not installed' }];
  const limiter = realpathSync(prlimit);
  const libraries = await librariesOf([realpathSync(process.execPath), limiter]);
  const rung = ({ fresh, counted }: { fresh: boolean; counted: boolean }): Rung => ({
    name: NAME,
    leaves: counted ? [] : ['any number of processes while a call runs'],
    launch: (node, parameters, limits) => ({
      command: bwrap,
      parameters: [
        ...walls(libraries),
        ...['--ro-bind', realpathSync(node), '/box/node', '--ro-bind', limiter, '/box/prlimit', '--remount-ro', '/', '--chdir', '/', '--'],
        ...['/box/prlimit', ...prlimits(limits, counted ? limits.processes : undefined), '--', '/box/node', ...parameters],
      ],
      ...(fresh ? { user: freshUser() } : {}),
    }),
  });
  // Before Linux 5.14 all processes of ours count, so that we may have too many already.
  return [rung({ fresh: isRoot(), counted: true }), rung({ fresh: false, counted: false })];
}

function walls(libraries: readonly string[]): string[] {
  return [
    ...['--unshare-all', '--die-with-parent', '--new-session', '--clearenv', '--hostname', 'box'],
    ...['--cap-drop', 'ALL', '--uid', '65534', '--gid', '65534'],
    ...libraries.flatMap(library => ['--ro-bind', library, library]),
  ];
}

/** What the loader of programs needs to start them, by the paths where it looks. */
async function librariesOf(programs: readonly string[]): Promise<string[]> {
  const listed = await Promise.all(programs.map(program => runProgram('ldd', [program])));
  return [...new Set(listed.flatMap(({ stdout }) => [...stdout.matchAll(/(?:^|=>)\s*(\/\S+) \(0x/gm)].map(([, library]) => library as string)))];
}
