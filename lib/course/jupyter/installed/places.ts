import { homedir } from 'node:os';
import { delimiter, join, resolve } from 'node:path';
import { findProgram, runProgram } from '../../files/program';
import { pythonPrefix } from './python-prefix';

/** For whom a kernel is installed: one of these at most, and with none for the user. */
export interface Place {
  /** For every Jupyter of this user. */
  readonly user?: boolean;
  /** For the Jupyter on the PATH, whoever runs it. */
  readonly sysPrefix?: boolean;
  /** For a Jupyter that is installed in this folder, whoever runs it. */
  readonly prefix?: string;
}

/** The folder of a place in which Jupyter looks for `kernels/NAME`. Errors: several places, an empty prefix, no Python to ask for its prefix. */
export async function dataFolder({ user = false, sysPrefix = false, prefix }: Place, env: NodeJS.ProcessEnv = process.env): Promise<string> {
  const named = [user && '--user', sysPrefix && '--sys-prefix', prefix !== undefined && '--prefix'].filter(Boolean);
  if (named.length > 1) throw new Error(`kernel: there is one place at a time, got ${named.join(' and ')}`);
  if (prefix?.trim() === '') throw new Error('kernel: --prefix must name a folder, got ""');
  if (prefix !== undefined) return dataFolderBelow(resolve(prefix));
  return sysPrefix ? dataFolderBelow(await pythonPrefix(env)) : userDataFolder({ env });
}

function dataFolderBelow(prefix: string): string {
  return join(prefix, 'share', 'jupyter');
}

/** Where Jupyter looks for the user's own kernels: JUPYTER_DATA_DIR, else the platform's place. */
export function userDataFolder({ env = process.env, platform = process.platform, home = homedir() } = {}): string {
  if (env['JUPYTER_DATA_DIR']) return env['JUPYTER_DATA_DIR'];
  if (platform === 'darwin') return join(home, 'Library', 'Jupyter');
  if (platform === 'win32') return join(env['APPDATA'] ?? join(home, 'AppData', 'Roaming'), 'jupyter');
  return join(env['XDG_DATA_HOME'] || join(home, '.local', 'share'), 'jupyter');
}

/** Every folder in which the Jupyter on the PATH looks for kernels, and where one of this machine usually does, in Jupyter's order. */
export async function dataFolders(env: NodeJS.ProcessEnv = process.env): Promise<string[]> {
  const jupyter = findProgram('jupyter', env['PATH'] ?? '');
  const asked = jupyter === undefined ? [] : foldersIn((await runProgram(jupyter, ['--paths', '--json'])).stdout);
  const active = [env['VIRTUAL_ENV'], env['CONDA_PREFIX']].flatMap(prefix => (prefix ? dataFolderBelow(prefix) : []));
  const listed = (env['JUPYTER_PATH'] ?? '').split(delimiter).filter(Boolean);
  const everybodys = process.platform === 'win32' ? [join(env['PROGRAMDATA'] ?? 'C:\\ProgramData', 'jupyter')] : ['/usr/local', '/usr'].map(dataFolderBelow);
  return [...new Set([...asked, ...listed, userDataFolder({ env }), ...active, ...everybodys])];
}

/** None where Jupyter answers something else. */
function foldersIn(text: string): string[] {
  try {
    const { data } = JSON.parse(text) as { data?: unknown };
    return Array.isArray(data) ? data.filter(folder => typeof folder === 'string') : [];
  } catch {
    return [];
  }
}
