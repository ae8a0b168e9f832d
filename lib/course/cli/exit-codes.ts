/** How `grade` ends, for scripts and CI. 130 and its like, for commands that are ended from outside, are in `ending`. */
export const exitCodes = {
  /** Whatever the score. */
  graded: 0,
  /** A slip on the command line. */
  usage: 2,
  /** The only submission cannot be graded, and its attempt should not count. */
  notGradable: 3,
  /** The grader or its machine failed: never a grade. */
  infrastructure: 4,
} as const;

/** A command that cannot do what it is asked, for the reason in its message. */
export class CommandFailure extends Error {
  override readonly name = 'CommandFailure';

  constructor(
    reason: unknown,
    readonly exitCode: number,
  ) {
    super(reason instanceof Error ? reason.message : String(reason), { cause: reason });
  }
}
