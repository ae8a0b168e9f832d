import type { Outcome, Walk } from '../exercises/exercise';
import type { Judged } from '../exercises/judge';

export type { Outcome };

/** What became of one submission, as it is written to disk; `results/schema.json` says the same as a JSON schema. */
export interface SubmissionResult {
  readonly schema: 'descent/result/v1';
  /**
   * `graded` whatever the score; `not gradable`: nothing in it can be graded (no exercise's file, not a zip), and the attempt should not count;
   * `infrastructure error`: the grader or its machine failed, which is never the student's fault and never a grade.
   */
  readonly verdict: 'graded' | 'not gradable' | 'infrastructure error';
  /** Why it is not graded; empty where it is. */
  readonly reason: string;
  readonly student: StudentName;
  readonly submission: SubmittedFiles;
  readonly grader: GraderFacts;
  /** The sums over all lessons, before any penalty. */
  readonly score: number;
  readonly points: number;
  /** What the score became by the course's rule for late work; missing where there is no such rule. */
  readonly late?: LateScore;
  readonly lessons: readonly LessonResult[];
  /** What the instructor should know of it and the student may: ignored files, late errors. */
  readonly warnings: readonly string[];
  readonly seconds: number;
}

/** Whose it is; names of strangers, to be escaped wherever they are shown. */
export interface StudentName {
  /** What tells students apart: a login, a number, the name of the folder. */
  readonly id: string;
  readonly name?: string;
  readonly email?: string;
}

export interface SubmittedFiles {
  /** The folder, zip or checkout that it came from, without the path to it. */
  readonly name: string;
  /** What was graded, by its path in the submission, with the digest of its bytes. */
  readonly files: readonly { readonly path: string; readonly sha256: string }[];
  /** What was left aside, and why. */
  readonly ignored: readonly { readonly path: string; readonly reason: string }[];
  /** When it was handed in, as strict UTC without fractions; missing where nothing says. */
  readonly submittedAt?: string;
}

export interface GraderFacts {
  readonly version: string;
  /** The rung of the ladder on which the student's code ran. */
  readonly isolation: 'bubblewrap' | 'own user' | 'own process' | 'in-process';
  /** What made it that rung: empty for the strongest, else why a stronger one does not work here. */
  readonly isolationReason: string;
  readonly node: string;
  /** Digest of the course's manifest: points, visibility, limits. */
  readonly manifest: string;
}

export interface LateScore {
  /** The points reached, before anything is taken off. */
  readonly raw: number;
  /** The points taken off, never more than `raw`. */
  readonly penalty: number;
  /** What is left: raw − penalty. */
  readonly score: number;
  /** From the deadline that holds for this student to the submission; 0 where it came in time, or within the grace. */
  readonly secondsLate: number;
  /** Free late days that were spent on it. */
  readonly lateDaysUsed: number;
  /** How it came to that, in a sentence for the student; empty where it was not late. */
  readonly explanation: string;
  /** What was taken off each lesson, by its slug, where lessons are due at times of their own; where it is missing, all lose the same share. */
  readonly lessons?: Readonly<Record<string, number>>;
}

export interface LessonResult {
  readonly slug: string;
  /** `not started`: the file is the stub as it was handed out, or is missing while others are there. */
  readonly status: 'graded' | 'not started' | 'missing' | 'does not compile' | 'does not load';
  /** For the student; empty where all is as it should be. */
  readonly message: string;
  readonly score: number;
  readonly points: number;
  readonly exercises: readonly ExerciseResult[];
}

export interface ExerciseResult {
  /** As in the notebook: "7.1". */
  readonly number: string;
  readonly title: string;
  /** The function that answers it. */
  readonly function: string;
  readonly score: number;
  readonly points: number;
  readonly trials: readonly TrialResult[];
  /** The mistake that the numbers give away, as a sentence; missing where there is none or it is not known. */
  readonly mistake?: string;
  /** What students compare themselves by, where the exercise has that and it was measured. */
  readonly leaderboard?: LeaderboardValue;
  /** The way of the student's version over that of the reference, for formulas that walk. */
  readonly walk?: WalkResult;
}

/** A value for the course's leaderboard. */
export interface LeaderboardValue {
  /** "bit errors per error of the best detector". */
  readonly name: string;
  readonly value: number;
  /** Which way is better: `asc`, the smaller the better. */
  readonly order: 'asc' | 'desc';
}

/** How one trial came out, as a student may know it: of a hidden one the message names no input, and nothing that was printed is told. */
export type TrialResult = Omit<Judged, 'isFile'>;

/** Two walks down one surface of the library, the student's as far as it stayed in sight and was numbers. */
export type WalkResult = Walk;
