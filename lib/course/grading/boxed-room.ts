import { compileSubmission, openBox, type Box, type Limits, type RungName } from '../box';
import type { Lesson } from '../exercises/lesson';
import { CallFailure, type Subject } from '../subject/subject';
import type { SubmissionRoom } from './grade-submission';
import type { HandedIn } from './handed-in';

export interface BoxedRoomOptions {
  /** The wall around each box. */
  readonly rung: RungName;
  /** When nobody waits for the result any more, its boxes are closed. */
  readonly signal?: AbortSignal;
  /** Those that differ from the usual ones, and from what the exercises say. */
  readonly limits?: Partial<Limits>;
}

/** A room whose functions run in boxes, on a rung of the ladder. */
export async function boxedRoom({ files, exercises }: HandedIn, { rung, signal, limits }: BoxedRoomOptions): Promise<SubmissionRoom> {
  const entries = Object.fromEntries(exercises);
  const submission = await compileSubmission({ files: Object.fromEntries(files), entries });
  const warnings: string[] = [];
  return {
    compileError: slug => {
      const program = submission.get(slug);
      return program instanceof CallFailure ? program.message : undefined;
    },
    open: async (lesson, visibility) => {
      signal?.throwIfAborted();
      const box = await openBox({ submission, rung, limits: { ...limitsOf(lesson), ...limits } });
      // A late error's message, and how much a call leaves behind, may hold its inputs.
      const warn = visibility === 'public' ? (warning: string) => void warnings.push(`${lesson.slug}: ${warning}`) : () => {};
      return closing(box, lesson.slug, warn, signal);
    },
    warnings: () => warnings,
  };
}

/** One call may take as long as the slowest exercise of the lesson says. */
export function limitsOf({ exercises }: Lesson): { callMs: number } {
  return { callMs: 1000 * Math.max(...exercises.map(({ seconds }) => seconds)) };
}

/** The functions of a lesson in a box that is closed with them, or when nobody waits for them any more. */
function closing(box: Box, slug: string, warn: (warning: string) => void, signal?: AbortSignal): Subject {
  const subject = box.subject(slug);
  const close = async (): Promise<void> => {
    signal?.removeEventListener('abort', abandon);
    await box.close();
    subject.warnings.forEach(warn);
  };
  const abandon = (): void => void close();
  signal?.addEventListener('abort', abandon, { once: true });
  return {
    call: async (name, given) => {
      const called = await subject.call(name, given);
      if (called.leaked > MANY) warn(`one call of ${name} leaves ${called.leaked} tensors behind; wrap it in tf.tidy`);
      return called;
    },
    substitute: (name, standIn) => subject.substitute(name, standIn),
    close,
  };
}

/** A function without tf.tidy leaves a few behind in each call, which is no fault. */
const MANY = 1000;
