import { BoxRoom } from './box-room';
import { BoxedLesson, type BoxedSubject } from './boxed-lesson';
import type { CompiledSubmission } from './compile-submission';
import { footing } from './ladder';
import { limitsWith, type Limits } from './limits';
import type { RungName } from './rung';

export interface BoxOptions {
  readonly submission: CompiledSubmission;
  /** By default the strongest that holds here. */
  readonly rung?: RungName | 'auto';
  /** Those that differ from the usual ones. */
  readonly limits?: Partial<Limits>;
}

/** Where one submission runs, apart from this process and from this machine; one process at a time, and a new one after each that ended. */
export interface Box {
  readonly rung: RungName;
  /** Why it is no stronger one; empty for the strongest. */
  readonly reason: string;
  /** What this wall does not stop, in words. */
  readonly leaves: readonly string[];
  /** The functions of one lesson. Errors: a lesson that was not compiled. */
  subject(slug: string): BoxedSubject;
  /** The next call begins in a new process, with nothing of what earlier ones left behind. */
  restart(): Promise<void>;
  close(): Promise<void>;
}

/** Opens a box for a submission; a process starts with the first call. Errors: a rung that does not hold here; a limit that is none. */
export async function openBox({ submission, rung: wanted = 'auto', limits: changes = {} }: BoxOptions): Promise<Box> {
  const limits = limitsWith(changes);
  const { rung, reason } = await footing(wanted);
  const room = new BoxRoom(rung, limits);
  const lessons = new Map<string, BoxedLesson>();
  return {
    rung: rung.name,
    reason,
    leaves: rung.leaves,
    subject: slug => {
      const program = submission.get(slug);
      if (program === undefined) throw new Error(`box: ${slug} was not compiled; there are ${[...submission.keys()].join(', ') || 'no lessons'}`);
      const lesson = lessons.get(slug) ?? new BoxedLesson(slug, program, room);
      lessons.set(slug, lesson);
      return lesson;
    },
    restart: () => room.inTurn(() => room.clear()),
    close: () => room.inTurn(() => room.close()),
  };
}
