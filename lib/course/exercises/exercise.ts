import type { Random } from '../../src/datasets';
import type { Gives } from '../../src/notebook/answers';
import type { Given } from '../subject/subject';

/** An exercise as its lesson declares it: what is asked, what it is worth, and how an answer is judged. */
export interface Exercise {
  /** As in a heading, in lower case: "the decay that needs no correction". */
  readonly title: string;
  /** What its function gives. */
  readonly gives: Gives;
  /** From a nudge to nearly the answer. */
  readonly hints: readonly string[];
  /** How long one call may take. */
  readonly seconds: number;
  /** Functions of exercises before it that an answer may call; where the student's own is wrong, the reference stands in for it. */
  readonly needs: readonly string[];
  readonly trials: readonly Trial[];
  /** The right answer as the declaration's own file has it. */
  readonly solution: (...given: never[]) => unknown;
  /** What every answer is compared with. */
  readonly reference: Player;
  /** Wrong answers that can be told by their numbers, the likeliest first. */
  readonly wrong: () => readonly WrongVersion[];
  /**
   * The arguments for which the reference and the wrong versions are asked in public, where both can be given as a record of their answers; undefined
   * where both are read off a formula that everybody knows.
   */
  readonly asks?: readonly (readonly Given[])[];
  /** Asks for numbers that tell wrong versions apart, and says whose they are, in a sentence. Undefined where they are nobody's. */
  readonly recognise: (asked: Asked, wrong: readonly WrongVersion[]) => Promise<string | undefined>;
  /** Whether a version gives the right numbers for inputs that tell versions apart: what is one slip away need not be wrong. */
  readonly isRight: (plays: Player) => Promise<boolean>;
  /** The trial whose measure students compare themselves by, and which way it is better. */
  readonly leaderboard?: { readonly trial: string; readonly order: 'asc' | 'desc' };
  /** Both ways down a surface, for the page that a student gets. */
  readonly walk?: (asked: Asked) => Promise<Walk>;
}

/** Something that answers as the student's function should, or as it should not. */
export type Player = (given: readonly Given[]) => unknown;

/** A wrong answer, and a clause that says what is wrong with it. */
export interface WrongVersion {
  /** `named`: the clause is the name of something that is right, or printed, elsewhere. `slip`: it says what is wrong. `bug`: it is the stub's own. */
  readonly kind: 'named' | 'slip' | 'bug';
  readonly says: string;
  /** Of something named its formula, in one line. */
  readonly formula?: string;
  readonly plays: Player;
  /** What a student's function would give, where that is not itself what is compared: the text of a formula, of which the numbers count. */
  readonly handedIn?: Player;
}

/** One thing that is asked of an answer, and what it is worth. */
export interface Trial {
  /** Unique in its exercise. */
  readonly name: string;
  readonly points: number;
  /** A hidden one is asked by the grader only, with inputs that no student sees. */
  readonly visibility: 'public' | 'hidden';
  /** What is wrong with the answer; undefined when it is right. Whatever the student's code does wrong is thrown by what is asked. */
  readonly judge: (asked: Asked) => Promise<string | undefined>;
}

/** The student's function as a trial sees it. */
export interface Asked {
  /** Its name. */
  readonly name: string;
  /** Calls it once. Errors: a `CallFailure`; an `AnswerError` for what cannot be read as the exercise's answer. */
  readonly call: (given: readonly Given[]) => Promise<Answered>;
  /** The right answer to the same. */
  readonly reference: Player;
  /** The text of the file that it is in; undefined where it is in none. */
  readonly source: string | undefined;
  /** For inputs: the same for the same student, exercise and trial. */
  readonly random: Random;
  /** Notes what a trial measures, which is told whether it passes or not. */
  readonly measured: (measured: Measured) => void;
}

/** How good an answer is, where that is more than right or wrong. */
export interface Measured {
  /** "bit error rate". */
  readonly what: string;
  readonly value: number;
}

/** What it gave, read as the exercise says, and what has become of what it was given. */
export interface Answered {
  readonly value: unknown;
  readonly after: readonly unknown[];
}

/** Two walks down one surface of the library. */
export interface Walk {
  /** The question that the picture answers. */
  readonly title: string;
  readonly surface: { readonly name: string; readonly parameters: Readonly<Record<string, number>> };
  /** The method that is the reference, as the figures name it. */
  readonly method: string;
  readonly reference: readonly (readonly [number, number])[];
  readonly student: readonly (readonly [number, number])[];
}

/** How one trial came out. Only `passed` has points. */
export type Outcome =
  | 'passed'
  | 'failed'
  | 'to do'
  | 'timeout'
  | 'crash'
  | 'out of memory'
  | 'output limit'
  /** It came out differently when it was repeated with the same inputs. */
  | 'non-deterministic'
  /** Nothing of this trial ran, because of what another one did. */
  | 'not run';
