import { execFile } from 'node:child_process';

/** What a script answered in a process of its own, or why it gave no answer. */
export interface Answer {
  /** What it wrote after the mark, as text. */
  readonly answer?: string;
  readonly stderr: string;
  /** Why the process ended without one, in words that end a sentence. */
  readonly failure?: string;
}

/**
 * Runs a script that looks at a driver, in a process of its own: what the driver prints stays there, and if it ends the process, it ends that one.
 * The script answers with a line that begins with `mark`; `who` is what failure messages call it.
 */
export function askOwnProcess(script: string, { mark, who, patienceInMs = 30_000 }: { mark: string; who: string; patienceInMs?: number }): Promise<Answer> {
  return new Promise(resolve => {
    const options = { timeout: patienceInMs, windowsHide: true };
    execFile(process.execPath, ['--input-type=module', '--eval', script], options, (error, stdout, stderr) => {
      const line = stdout.split('\n').find(text => text.startsWith(mark));
      const failure = error?.killed
        ? `${who} gave no answer within ${patienceInMs / 1000} seconds`
        : `${who} ended the process that asked it (${error?.signal ?? `exit status ${String(error?.code)}`})`;
      resolve({ ...(line !== undefined && { answer: line.slice(mark.length) }), stderr, ...(error && { failure }) });
    });
  });
}
