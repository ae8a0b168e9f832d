import type { Random } from '../../../src/datasets';
import type { Gives } from '../../../src/notebook/answers';
import { knownOptions, type Names } from '../../../src/options';
import type { Given } from '../../subject/subject';
import type { Asked, Exercise, Player, WrongVersion } from '../exercise';
import { written } from '../numbers';
import { whoseNumbers } from '../sentences';
import { playerOf, type WrongAnswer } from './answer';

/** An exercise without one right answer: whatever a student designs is measured, and the better it is the more goals it reaches. */
export interface ChallengeDeclaration {
  /** As in a heading, in lower case: "a detector of your own". */
  readonly title: string;
  /** One that reaches every goal, as it stands in this file. */
  readonly solution: (...given: never[]) => unknown;
  /** What it gives: numbers, such as a class for each example. */
  readonly gives: Gives;
  /** From a nudge to nearly the answer. */
  readonly hints: readonly string[];
  /** What is measured, the smaller the better: "bit error rate". */
  readonly measures: string;
  /** What is asked before every student's eyes. */
  readonly goals: readonly ChallengeGoal[];
  /** What the grader asks besides, other than before and other for each student. */
  readonly hidden: HiddenGoal;
  /** How long one call may take, in seconds; default 2. */
  readonly seconds?: number;
  /** Designs that students try, each with a clause that says what is wrong. */
  readonly wrong?: readonly WrongAnswer[];
}

export interface ChallengeGoal {
  /** What is asked: "in noise alone". */
  readonly name: string;
  readonly round: Round;
  /** The goal is reached where what is measured is no larger. */
  readonly atMost: number;
  /** What to look at where it is not. */
  readonly hint?: string;
  /** Default 1. */
  readonly points?: number;
}

export interface HiddenGoal extends Omit<ChallengeGoal, 'round' | 'hint'> {
  readonly round: (random: Random) => Round;
  /** What is measured here, where it is something else. What is measured here is what students compare themselves by. */
  readonly measures?: string;
}

/** One call of a design, and how its answer is measured. */
export interface Round {
  readonly given: readonly Given[];
  /** A finite number; or, of an answer that has none, what is wrong with it in words: "expected 2000 symbols, got 100". */
  readonly measure: (answer: never) => number | string;
}

const fields: Names<ChallengeDeclaration> = { title: true, solution: true, gives: true, hints: true, measures: true, goals: true, hidden: true, seconds: true, wrong: true };

/** Two designs that agree so often, in every round, are taken for one: what is learnt from the same examples differs a little with the first weights. */
const alike = 0.9;

/** Declares a challenge. What a design leads to is measured on this side. Errors, when it is judged: a measure that is no finite number. */
export function challenge(declaration: ChallengeDeclaration): Exercise {
  const { title, solution, gives, hints, measures, goals, hidden, seconds = 2, wrong = [] } = knownOptions('challenge', declaration, fields);
  // Several goals may share a round.
  const asks = [...new Set(goals.map(({ round }) => round.given))];
  const reference = kept(playerOf(solution, gives));
  const versions = wrong.map(({ says, is }): WrongVersion => ({ kind: 'slip', says, plays: kept(playerOf(is, gives)) }));
  return {
    title,
    gives,
    hints,
    seconds,
    needs: [],
    trials: [
      ...goals.map(goal => ({
        name: goal.name, points: goal.points ?? 1, visibility: 'public' as const, judge: (asked: Asked) => judged(asked, goal.round, { ...goal, measures }),
      })),
      {
        name: hidden.name, points: hidden.points ?? 2, visibility: 'hidden', judge: asked => judged(asked, hidden.round(asked.random), { measures, ...hidden }),
      },
    ],
    leaderboard: { trial: hidden.name, order: 'asc' },
    solution,
    reference,
    wrong: () => versions,
    asks,
    recognise: (asked, known) => closest(asked, known, asks),
    isRight: async plays => {
      for (const { round, atMost } of goals) {
        const cost = round.measure((await plays(round.given)) as never);
        if (typeof cost === 'string' || !(cost <= atMost)) return false;
      }
      return true;
    },
  };
}

async function judged(asked: Asked, { given, measure }: Round, { measures, atMost, hint }: { measures: string; atMost: number; hint?: string }): Promise<string | undefined> {
  const cost = measure((await asked.call(given)).value as never);
  if (typeof cost === 'string') return `${asked.name}: ${cost}`;
  // A fault of the course, which must not become a grade.
  if (!Number.isFinite(cost)) throw new Error(`challenge: ${measures} of ${asked.name} must be a finite number, got ${cost}`);
  asked.measured({ what: measures, value: cost });
  if (cost <= atMost) return undefined;
  return `${measures}: expected ${written(atMost)} or less, got ${written(cost)}${hint === undefined ? '' : `. ${hint}`}`;
}

/** The wrong design that decides most like the student's, if they agree nearly everywhere and none that is right is nearer. */
async function closest(asked: Asked, versions: readonly WrongVersion[], asks: readonly (readonly Given[])[]): Promise<string | undefined> {
  const seen: unknown[] = [];
  for (const given of asks) seen.push((await asked.call(given)).value);
  let [best, most]: [WrongVersion | undefined, number] = [undefined, Math.max(alike, await agreement(asked.reference, asks, seen))];
  for (const version of versions) {
    const agreed = await agreement(version.plays, asks, seen);
    if (agreed >= most) [best, most] = [version, agreed];
  }
  return best && whoseNumbers([best], undefined);
}

/** The share of its decisions that two designs have in common, in the round where it is smallest. */
async function agreement(plays: Player, asks: readonly (readonly Given[])[], seen: readonly unknown[]): Promise<number> {
  let least = 1;
  for (const [k, given] of asks.entries()) {
    const [own, other] = [await plays(given), seen[k]];
    if (!Array.isArray(own) || !Array.isArray(other) || own.length !== other.length) return 0;
    least = Math.min(least, own.filter((decision, at) => decision === other[at]).length / own.length);
  }
  return least;
}

/** What a design decides is kept for each round: what it learns again comes out the same, and takes seconds. */
function kept(plays: Player): Player {
  const answers = new Map<readonly Given[], unknown>();
  return given => {
    if (!answers.has(given)) answers.set(given, plays(given));
    return answers.get(given);
  };
}
