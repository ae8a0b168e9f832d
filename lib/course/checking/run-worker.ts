import { spawn, type ChildProcess } from 'node:child_process';
import type { Course } from '../../src/notebook/course';
import { inPackage } from '../../src/package-folder';
import { makeRoom, removeRoom } from './check-room';
import type { CheckEvent } from './events';

/** How the process that ran the tests ended. */
export interface Ending {
  /** Whether it had to be ended because the student's code did not. */
  readonly endless: boolean;
  /** In a few words: "exit code 3", "SIGKILL". */
  readonly reason: string;
  readonly stderr: string;
}

export interface Work {
  readonly course: Course;
  readonly slug: string;
  readonly work: 'exercises' | 'solutions';
  readonly limitSeconds: number;
  readonly onEvent: (event: CheckEvent) => void;
}

/** Starting node, vitest and TensorFlow.js takes a second or two, on a machine that is busy many; when this has passed, something is broken. */
const STARTING_SECONDS = 300;

/** vitest ends a test that waits too long by itself, and goes on with the next; only what never yields is left for us. */
const GRACE_SECONDS = 2;

/**
 * Runs the tests of one exercise in a process and hands on what it tells. The clock runs only while the student's code does: while the file
 * loads, and afresh for each test. Errors: a process that cannot be started, or says nothing for minutes.
 */
export function runWorker({ course, slug, work, limitSeconds, onEvent }: Work): Promise<Ending> {
  return new Promise((resolve, reject) => {
    const room = makeRoom();
    const parameters = [inPackage('dist', 'course', 'checking', 'worker.js'), course.root, slug, work, String(limitSeconds), room];
    const child = spawn(process.execPath, parameters, {
      cwd: course.root,
      // Its own process group, because what it starts must die with it.
      detached: true,
      // By the channel it knows when we end.
      stdio: ['ignore', 'ignore', 'pipe', 'pipe', 'ipc'],
      env: { ...process.env, NO_COLOR: '1' },
    });
    const end = (): void => {
      killGroup(child);
      removeRoom(room);
    };
    process.once('exit', end);
    let endless = false;
    let stderr = '';
    let partial = '';
    let clock: NodeJS.Timeout | undefined;
    const tooLate = (): void => {
      end();
      const lastWords = stderr.trim() === '' ? '' : `; it last printed:\n${stderr.trim()}`;
      reject(new Error(`check ${slug}: the test runner did not get on for ${STARTING_SECONDS} s${lastWords}`));
    };
    const neverEnds = (): void => {
      endless = true;
      end();
    };
    const windUp = (studentRuns: boolean): void => {
      clearTimeout(clock);
      clock = studentRuns ? setTimeout(neverEnds, 1000 * (limitSeconds + GRACE_SECONDS)) : setTimeout(tooLate, 1000 * STARTING_SECONDS);
    };
    windUp(false);
    child.stderr?.on('data', data => (stderr += String(data)));
    child.stdio[3]?.on('data', data => {
      const lines = (partial + String(data)).split('\n');
      partial = lines.pop() ?? '';
      for (const line of lines) {
        const event = JSON.parse(line) as CheckEvent;
        if (!['found', 'printed', 'left out'].includes(event.kind)) windUp(event.kind === 'loading' || event.kind === 'started');
        onEvent(event);
      }
    });
    const settle = (): void => {
      clearTimeout(clock);
      process.off('exit', end);
      removeRoom(room);
    };
    child.on('error', error => {
      settle();
      reject(new Error(`check ${slug}: cannot start the test runner: ${error.message}`, { cause: error }));
    });
    child.on('close', (code, signal) => {
      settle();
      resolve({ endless, reason: signal ?? `exit code ${code}`, stderr });
    });
  });
}

function killGroup(child: ChildProcess): void {
  try {
    process.kill(-(child.pid as number), 'SIGKILL');
  } catch {
    // Windows has no process groups, and the process may be gone.
    child.kill('SIGKILL');
  }
}
