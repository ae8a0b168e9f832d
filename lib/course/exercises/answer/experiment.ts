import type { Gives } from '../../../src/notebook/answers';
import { knownOptions, type Names } from '../../../src/options';
import type { Exercise, WrongVersion } from '../exercise';
import { playerOf, type WrongAnswer } from './answer';
import { recogniseAnswers } from './recognise';

/** An exercise that asks for a setting with which something is reached; whoever reaches it is right. */
export interface ExperimentDeclaration {
  /** As in a heading, in lower case: "down a steeper ravine". */
  readonly title: string;
  /** A setting that reaches every goal, as it stands in this file. */
  readonly solution: () => unknown;
  /** What a setting is. */
  readonly gives: Gives;
  /** From a nudge to nearly the answer. */
  readonly hints: readonly string[];
  /** What a setting must reach; a goal that is nearer than another gives part of the points. */
  readonly goals: readonly Goal[];
  /** Settings that students try, each with a clause that says why it does not do. */
  readonly wrong?: readonly WrongAnswer[];
}

export interface Goal {
  /** What is reached: "below 1e-4 after 60 steps". */
  readonly name: string;
  /** What a setting falls short of, in words with its numbers; undefined where it reaches the goal. */
  readonly missed: (setting: never) => string | undefined;
  /** Default 1. */
  readonly points?: number;
}

const fields: Names<ExperimentDeclaration> = { title: true, solution: true, gives: true, hints: true, goals: true, wrong: true };

/** Declares an exercise that asks for a setting. The student's function takes nothing and gives it; what it leads to is computed on this side. */
export function experiment(declaration: ExperimentDeclaration): Exercise {
  const { title, solution, gives, hints, goals, wrong = [] } = knownOptions('experiment', declaration, fields);
  const reference = playerOf(solution, gives);
  return {
    title,
    gives,
    hints,
    seconds: 2,
    needs: [],
    trials: goals.map(({ name, missed, points = 1 }) => ({
      name,
      points,
      visibility: 'public',
      judge: async ({ call }) => missed((await call([])).value as never),
    })),
    solution,
    reference,
    wrong: () => wrong.map(({ says, is }): WrongVersion => ({ kind: 'slip', says, plays: playerOf(is, gives) })),
    asks: [[]],
    recognise: (asked, versions) => recogniseAnswers([[]], versions, asked),
    isRight: async plays => {
      const setting = await plays([]);
      return goals.every(({ missed }) => missed(setting as never) === undefined);
    },
  };
}
