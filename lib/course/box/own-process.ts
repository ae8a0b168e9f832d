import { findProgram } from '../files/program';
import { prlimits, type Attempt } from './rung';

const NAME = 'own process';

/**
 * A process like any other of ours, with limits where they can be set, and node's own permissions: which hold what happens by accident, and not what
 * is done on purpose.
 */
export function ownProcess(path?: string): Attempt[] {
  const [setpriv, prlimit] = ['setpriv', 'prlimit'].map(name => findProgram(name, path));
  return [
    {
      name: NAME,
      leaves: [
        ...['the network', 'signals to our other processes', 'what gets past the permissions of node: files, programs'],
        ...(prlimit === undefined ? ['memory outside the heap'] : []),
      ],
      launch: (node, parameters, limits) => {
        const [command = node, ...rest] = [
          ...(setpriv === undefined ? [] : [setpriv, '--pdeathsig', 'KILL', '--']),
          ...(prlimit === undefined ? [] : [prlimit, ...prlimits(limits), '--']),
          ...[node, ...parameters],
        ];
        return { command, parameters: rest };
      },
    },
  ];
}
