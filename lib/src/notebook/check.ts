import { spawn } from 'node:child_process';
import { inPackage } from '../package-folder';
import { showReport, type CheckReport } from './check-report';
import { findCourse, requireExercise } from './course';

/**
 * Checks your solution of an exercise, the file `exercises/<slug>.ts` as it is on disk now, and shows a table of what is right and what is not.
 * Errors: an unknown slug; tests that cannot be run.
 */
export async function check(slug: string): Promise<void> {
  const course = findCourse();
  requireExercise(course, slug);
  showReport(await reportOf(slug, course.root));
}

/** The kit's own command does the work, in a process of its own: what runs a course is no part of the library that a cell imports. */
function reportOf(slug: string, root: string): Promise<CheckReport> {
  return new Promise((resolve, reject) => {
    const program = inPackage('bin', 'descent.js');
    // With a channel to us the command ends when we do, so that none is left behind when the kernel is stopped.
    const child = spawn(process.execPath, [program, 'check', slug, '--json'], { cwd: root, stdio: ['ignore', 'pipe', 'pipe', 'ipc'] });
    let [out, err] = ['', ''];
    child.stdout?.on('data', data => (out += String(data)));
    child.stderr?.on('data', data => (err += String(data)));
    child.on('error', error => reject(new Error(`check ${slug}: cannot start ${program}: ${error.message}`)));
    child.on('close', (code, signal) => {
      const [report] = reportsIn(out);
      if (report !== undefined) return resolve(report);
      const ending = code === INTERRUPTED ? 'interrupted' : `the command ended without a report (${signal ?? `exit code ${code}`})`;
      reject(new Error(err.trim().replace(/^descent: /, '') || `check ${slug}: ${ending}`));
    });
  });
}

/** What Jupyter's stop button makes of a command that the cell has started. */
const INTERRUPTED = 130;

/** None where the command was ended before it had printed them whole. */
function reportsIn(printed: string): CheckReport[] {
  try {
    return JSON.parse(printed) as CheckReport[];
  } catch {
    return [];
  }
}
