import { existsSync, readFileSync, realpathSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { findProgram, runProgram } from '../../files/program';

/**
 * The folder of the Python installation or environment that the `jupyter` on the PATH belongs to, which that Python is asked for; where there is no
 * jupyter, of the environment that is active. Errors: there is neither; a jupyter whose Python is not found or does not answer.
 */
export async function pythonPrefix(env: NodeJS.ProcessEnv = process.env): Promise<string> {
  const path = env['PATH'] ?? '';
  const jupyter = findProgram('jupyter', path);
  if (jupyter === undefined) {
    const active = [env['VIRTUAL_ENV'], env['CONDA_PREFIX']].find(folder => folder !== undefined && existsSync(folder));
    if (active !== undefined) return active;
    throw new Error('kernel: --sys-prefix is the place of the jupyter on the PATH, and there is none, nor an active environment; name a folder with --prefix');
  }
  const python = pythonOf(jupyter, path);
  if (python === undefined) throw new Error(`kernel: cannot tell which Python runs ${jupyter}; name a folder with --prefix`);
  const { ok, stdout, reason } = await runProgram(python, ['-c', 'import os, sys; sys.stdout.buffer.write(os.fsencode(sys.prefix))']);
  if (!ok || stdout === '') throw new Error(`kernel: ${python}, which runs ${jupyter}, does not say where it is installed (${reason || 'it says nothing'}); name a folder with --prefix`);
  return stdout;
}

/** The Python that a program names in its first lines, else the one that was installed beside it, as with the shims of pyenv and on Windows. */
function pythonOf(program: string, path: string): string | undefined {
  const named = interpreterIn(readFileSync(program, 'utf8').slice(0, 1000), path);
  if (named !== undefined && existsSync(named)) return named;
  const folders = [program, realpathSync(program)].flatMap(file => [dirname(file), ...(process.platform === 'win32' ? [join(dirname(file), '..')] : [])]);
  return folders.flatMap(folder => ['python3', 'python'].flatMap(name => findProgram(name, folder) ?? [])).at(0);
}

/** `#!/env/bin/python`, `#!/usr/bin/env python3`, or what pip writes where the path is long or has blanks: `'''exec' "/my env/bin/python" "$0" "$@"`. */
function interpreterIn(head: string, path: string): string | undefined {
  const exec = /^'''exec' (?:"([^"\n]+)"|(\S+)) "\$0"/m.exec(head);
  const [, first = '', second = ''] = /^#!\s*(\S+)(?:[ \t]+(\S+))?/.exec(head) ?? [];
  const file = exec?.[1] ?? exec?.[2] ?? (basename(first) === 'env' ? findProgram(second, path) : first) ?? '';
  return /^(?:python|pypy)/.test(basename(file)) ? file : undefined;
}
