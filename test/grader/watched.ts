import { spawn } from 'node:child_process';
import { chmodSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Looks from outside at what submissions do while they are graded by this process. */
export interface Watch {
  /** A folder that everybody may write into. */
  readonly outside: string;
  /** A number of seconds for a process that is not to be, in whose command line it is found again. */
  readonly mark: string;
  /** From now on. */
  readonly begin: () => void;
  /** What has been written outside, what runs that should not, and what no longer runs; afterwards nobody looks any more. */
  readonly whatIsWrong: () => Promise<string[]>;
}

export function watched(folder: string): Watch {
  const [outside, temporary] = [join(folder, 'outside'), join(folder, 'tmp')];
  for (const path of [outside, temporary]) mkdirSync(path);
  writeFileSync(join(outside, 'mine'), 'mine');
  // Whoever a submission runs as may come as far as this, if it gets out.
  for (const path of [folder, outside]) chmodSync(path, 0o777);
  const before = process.env['TMPDIR'];
  const mark = `${100_000 + process.pid}.25`;
  const bystander = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' });
  return {
    outside,
    mark,
    // Boxes put their folders where others of this machine's do not.
    begin: () => void (process.env['TMPDIR'] = temporary),
    whatIsWrong: async () => {
      // What was ended has a moment to be gone, and what would write late has its time.
      await new Promise(resolve => setTimeout(resolve, 1500));
      const wrong = [
        ...readdirSync(outside).filter(name => name !== 'mine' || readFileSync(join(outside, name), 'utf8') !== 'mine').map(name => `written outside: ${name}`),
        ...readdirSync(tmpdir()).map(name => `left in the folder for temporary files: ${name}`),
        ...processes().filter(({ command }) => command.includes(mark)).map(({ command }) => `still runs: ${command}`),
        ...descendants().filter(({ command }) => /bwrap|\/box\/node|max-old-space-size/.test(command)).map(({ command }) => `a box still runs: ${command}`),
        ...(bystander.exitCode === null && bystander.signalCode === null ? [] : ['a process of ours was ended']),
      ];
      bystander.kill();
      if (before === undefined) delete process.env['TMPDIR'];
      else process.env['TMPDIR'] = before;
      return wrong;
    },
  };
}

interface Process {
  readonly pid: number;
  readonly parent: number;
  readonly command: string;
}

/** All that run now. */
export function processes(): Process[] {
  return readdirSync('/proc').filter(name => /^\d+$/.test(name)).flatMap(name => {
    try {
      const parent = Number(readFileSync(`/proc/${name}/stat`, 'utf8').split(') ').at(-1)?.split(' ')[1]);
      return [{ pid: Number(name), parent, command: readFileSync(`/proc/${name}/cmdline`, 'utf8').replaceAll('\0', ' ').trim() }];
    } catch {
      // It has ended meanwhile.
      return [];
    }
  });
}

/** Those that a process has started, and those that these have. */
export function descendants(of = process.pid, all = processes()): Process[] {
  return all.filter(({ parent }) => parent === of).flatMap(child => [child, ...descendants(child.pid, all)]);
}
