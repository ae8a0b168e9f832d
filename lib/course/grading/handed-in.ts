import type { StudentName, SubmittedFiles } from './result';

/** What one student handed in, as far as grading needs it. */
export interface HandedIn extends Pick<SubmittedFiles, 'name' | 'ignored' | 'submittedAt'> {
  readonly student: StudentName;
  /** Source files as UTF-8, by their path in the submission. */
  readonly files: ReadonlyMap<string, Uint8Array>;
  /** Where the file of each lesson's exercises is among them, by slug. */
  readonly exercises: ReadonlyMap<string, string>;
  readonly warnings: readonly string[];
}
