import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/**
 * Who started this command for npm: its parent and, where that is a shell that runs one command, npm itself. Undefined where npm died before this
 * looked, and the command or its shell has been adopted by the system.
 */
export function parentsFromNpm(): number[] | undefined {
  const parent = described(process.ppid);
  const chain = parent?.parameters[0] === '-c' ? [process.ppid, parent.parent] : [process.ppid];
  return isInit(chain.at(-1) ?? 1) ? undefined : chain;
}

/** The process that adopts orphans; in a container npm itself may be the first process. */
function isInit(pid: number): boolean {
  const { program = '', parameters = [] } = described(pid) ?? {};
  if (/(^|\/)(systemd|init|tini|dumb-init|docker-init|launchd)$/.test(program)) return true;
  return pid === 1 && ![program, ...parameters].some(word => /\b(npm|npx|pnpm|yarn|node)\b/.test(word));
}

interface Described {
  readonly parent: number;
  readonly program: string;
  readonly parameters: readonly string[];
}

function described(pid: number): Described | undefined {
  try {
    return process.platform === 'linux' ? fromProc(pid) : fromPs(pid);
  } catch {
    // Watching the direct parent is better than nothing.
    return undefined;
  }
}

function fromProc(pid: number): Described {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  const [program = '', ...parameters] = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0');
  return { parent: Number(/^PPid:\s*(\d+)/m.exec(status)?.[1]), program, parameters };
}

function fromPs(pid: number): Described | undefined {
  const { stdout } = spawnSync('ps', ['-o', 'ppid=,args=', '-p', String(pid)], { encoding: 'utf8' });
  const [parent, program = '', ...parameters] = (stdout ?? '').trim().split(/\s+/);
  return parent === undefined ? undefined : { parent: Number(parent), program, parameters };
}
