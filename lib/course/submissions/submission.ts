import type { StudentName } from '../grading/result';

/** What one student handed in, in memory: nothing of it has been written anywhere, and nothing of it has run. */
export interface Submission {
  readonly student: StudentName;
  /** The folder, zip or file that it came from, without the path to it. */
  readonly name: string;
  /**
   * The exercises' files and the source files that they may import, by their path in the submission (`alice/exercises/07-adam.ts`). They are UTF-8
   * without a mark and with \n, whatever was handed in.
   */
  readonly files: ReadonlyMap<string, Uint8Array>;
  /** Where the exercises are: the path of each slug's file in `files`, for those that were handed in. At least one. */
  readonly exercises: ReadonlyMap<string, string>;
  /** What was left aside, and why; a folder that is left aside whole ends in a slash. */
  readonly ignored: readonly Ignored[];
  /** What the instructor should know and the student may, a sentence each: another encoding, copies elsewhere. */
  readonly warnings: readonly string[];
  /** As strict UTC without fractions; missing where nothing says. */
  readonly submittedAt?: string;
}

export interface Ignored {
  readonly path: string;
  readonly reason: string;
}

/** A submission that was found and not looked into yet. */
export interface FoundSubmission {
  readonly student: StudentName;
  readonly name: string;
  readonly source: Source;
  readonly submittedAt?: string;
}

/** Where the files of a submission are. */
export type Source =
  | { readonly kind: 'folder' | 'zip'; readonly path: string }
  /** Loose files, by the names that they had before a learning platform renamed them. */
  | { readonly kind: 'files'; readonly files: readonly { readonly path: string; readonly name: string }[] }
  /** Something that cannot be read, for this reason. */
  | { readonly kind: 'refused'; readonly reason: string };

/** A submission that cannot be graded, for a reason that the student can mend; the message is the reason. It should not count as an attempt. */
export class NotGradable extends Error {
  override readonly name = 'NotGradable';

  constructor(
    reason: string,
    readonly ignored: readonly Ignored[] = [],
  ) {
    super(reason);
  }
}

/** How much of a submission is looked at. */
export interface SubmissionLimits {
  /** Of a zip or folder, whatever becomes of them; those in a skipped folder count in a zip alone. Default 50 000. */
  readonly entries: number;
  /** Files that are used. Default 1000. */
  readonly files: number;
  /** Bytes of one file that is used. Default 1 MB. */
  readonly fileBytes: number;
  /** Bytes of all files together, as they are said to be before any is read. Default 100 MB. */
  readonly totalBytes: number;
}

export const defaultLimits: SubmissionLimits = { entries: 50_000, files: 1000, fileBytes: 1_000_000, totalBytes: 100_000_000 };
