import { spawn } from 'node:child_process';
import { delimiter } from 'node:path';
import { findCourse, type Course } from '../../src/notebook/course';
import { labRoot } from '../../src/notebook/exercise-link';
import { projectJupyterPath, writeKernelspec } from '../jupyter/kernel/kernelspec';
import { end, endBy, type Cause } from './ending';
import { courseView } from './jupyter-view';
import { findJupyter, type JupyterProgram } from './jupyter-program';

/** Jupyter ends its kernels first, which takes a moment. */
const PATIENCE_MS = 10_000;

export async function lab({ port }: { port?: number }): Promise<void> {
  const course = findCourse();
  const jupyter = await findJupyter();
  if ('missing' in jupyter) {
    throw new Error(`${jupyter.missing}; run "pip install jupyterlab", or "npm start -- --headless" to read the course as a site`);
  }
  await openJupyter(course, jupyter, port);
}

/** Registers the course's kernel for this Jupyter only, and runs it until it is stopped. */
export async function openJupyter(course: Course, { name, command, parameters }: JupyterProgram, port?: number): Promise<void> {
  const folder = projectJupyterPath(course.root);
  writeKernelspec(folder);
  console.log(`opening ${name} on ${course.root}; Ctrl-C twice ends it`);
  const path = [folder, process.env['JUPYTER_PATH']].filter(Boolean).join(delimiter);
  const root = process.getuid?.() === 0 ? ['--allow-root'] : [];
  const onPort = port === undefined ? [] : [`--port=${port}`];
  const child = spawn(command, [...parameters, ...courseView(course), ...onPort, ...root], {
    cwd: course.root,
    stdio: 'inherit',
    env: { ...process.env, JUPYTER_PATH: path, [labRoot]: course.root },
  });
  let asked: Cause | undefined;
  const stopAsking = endBy(cause => {
    // Ctrl-C in a terminal reaches Jupyter by itself; it asks before it ends, and we wait for its answer.
    if (cause === 'SIGINT' && process.stdin.isTTY) return;
    asked = cause;
    child.kill('SIGTERM');
    setTimeout(() => end(cause), PATIENCE_MS);
  });
  const kill = (): void => void child.kill('SIGKILL');
  process.once('exit', kill);
  const code = await new Promise<number>((resolve, reject) => {
    child.on('error', error => reject(new Error(`cannot start ${name}: ${error.message}`, { cause: error })));
    child.on('exit', status => resolve(status ?? 1));
  });
  process.off('exit', kill);
  stopAsking();
  if (asked !== undefined) end(asked);
  process.exitCode = code;
}
