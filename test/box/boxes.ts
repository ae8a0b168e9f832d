import { readdirSync, readFileSync } from 'node:fs';
import { afterEach, type TestContext } from 'vitest';
import { compileSubmission, footing, openBox, type Box, type BoxedSubject, type Limits, type RungName } from '../../lib/course/box';
import { CallFailure } from '../../lib/course/subject/subject';

/** The heap of the boxes of these tests: it stands in the command line of each, so that one that was left behind can be found. */
export const HEAP_MB = 201 + (process.pid % 53);

const opened: Box[] = [];
afterEach(async () => {
  for (const box of opened.splice(0)) await box.close();
});

/** A submission of one file; its box is closed after the test. */
export async function boxed(code: string, limits: Partial<Limits> = {}, rung: RungName | 'auto' = 'auto'): Promise<{ box: Box; subject: BoxedSubject }> {
  const submission = await compileSubmission({ files: { 'exercises/a.ts': code }, entries: { a: 'exercises/a.ts' } });
  const box = await openBox({ submission, rung, limits: { callMs: 20_000, loadMs: 20_000, heapMb: HEAP_MB, ...limits } });
  opened.push(box);
  return { box, subject: box.subject('a') };
}

/** Skips a test on a machine where this wall cannot be. */
export async function needs(rung: RungName, context: TestContext): Promise<void> {
  const problem = await footing(rung).then(
    () => undefined,
    (error: Error) => error.message,
  );
  context.skip(problem !== undefined, `skipped: ${problem}`);
}

/** What came of a call: its answer, or why there is none. */
export async function outcomeOf(subject: BoxedSubject, name: string, given: Parameters<BoxedSubject['call']>[1] = []): Promise<unknown> {
  try {
    return await subject.call(name, given);
  } catch (error) {
    if (error instanceof CallFailure) return error;
    throw error;
  }
}

/** The processes whose command line has this in it. */
export function processesWith(part: string): string[] {
  return readdirSync('/proc').filter(name => /^\d+$/.test(name) && commandOf(name).includes(part));
}

function commandOf(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
  } catch {
    return '';
  }
}

/** Processes of boxes of this process that still run; those that were just ended get a moment to be gone. */
export async function boxesLeft(): Promise<string[]> {
  for (let tries = 0; tries < 100 && processesWith(`--max-old-space-size=${HEAP_MB}\0`).length > 0; tries++) await new Promise(resolve => setTimeout(resolve, 50));
  return processesWith(`--max-old-space-size=${HEAP_MB}\0`);
}
