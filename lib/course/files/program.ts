import { execFile } from 'node:child_process';
import { accessSync, constants, statSync } from 'node:fs';
import { delimiter, join } from 'node:path';

export interface Result {
  readonly ok: boolean;
  readonly stdout: string;
  /** Why it failed, with what it said of that; empty when it did not. */
  readonly reason: string;
}

/** The file that a command of this name would run, or undefined. `path` is a list of folders as in the variable PATH, the default. */
export function findProgram(name: string, path: string = process.env['PATH'] ?? ''): string | undefined {
  const endings = process.platform === 'win32' ? (process.env['PATHEXT'] ?? '.EXE;.CMD').split(';') : [''];
  const files = path.split(delimiter).flatMap(folder => endings.map(ending => join(folder, name + ending)));
  return files.find(isExecutable);
}

/** Runs a program and waits for it, at most `seconds`. Never throws and prints nothing. */
export function runProgram(file: string, parameters: readonly string[], { seconds = 30 }: { seconds?: number } = {}): Promise<Result> {
  return new Promise(resolve => {
    const child = execFile(file, [...parameters], { timeout: seconds * 1000, killSignal: 'SIGKILL', windowsHide: true }, (error, stdout, stderr) => {
      process.off('exit', kill);
      const late = `no answer within ${seconds} seconds`;
      const reason = error === null ? '' : error.killed ? late : reasonIn(stderr) || `it ended with ${error.signal ?? String(error.code)}`;
      resolve({ ok: error === null, stdout: stdout.trim(), reason });
    });
    const kill = (): void => void child.kill('SIGKILL');
    process.once('exit', kill);
  });
}

/** A program of Node ends with its version, one of Python with the reason: the line that names an error, else the last one. */
function reasonIn(stderr: string): string {
  const lines = stderr.trim().split('\n').map(line => line.trim());
  return lines.filter(line => /^(?:[\w.]*(?:Error|Exception)\b[^:]*|error): \S/.test(line)).at(-1) ?? lines.at(-1) ?? '';
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}
