import { seededRandom, type Random } from '../../../src/datasets';
import { reading, type Gives } from '../../../src/notebook/answers';
import { knownOptions, type Names } from '../../../src/options';
import { inProcess } from '../../subject/in-process';
import type { Given } from '../../subject/subject';
import type { Exercise, Player, Trial, WrongVersion } from '../exercise';
import { forbiddenTrial, type Forbidden } from '../forbidden';
import { isChangeable, whatWasChanged } from '../unchanged';
import { allowedFor, callOf, caseTrial, firstWrong, propertyTrial, type Case, type Property } from './cases';
import { formulaSlips, readFormulas, type AnswerFormula } from './formulas';
import { givesTheSame, recogniseAnswers } from './recognise';
import { firstDifference } from '../numbers';

/** An exercise whose function gives numbers, words or lists for what it is given. */
export interface AnswerDeclaration {
  /** As in a heading, in lower case: "the best rate for this one step". */
  readonly title: string;
  /** The right answer, as it stands in this file. */
  readonly solution: (...given: never[]) => unknown;
  /** What it gives. */
  readonly gives: Gives;
  /** From a nudge to nearly the answer. */
  readonly hints: readonly string[];
  /** What is asked before every student's eyes, a point each. */
  readonly cases: readonly Case[];
  /** What holds of every right answer. */
  readonly properties?: readonly Property[];
  /** Arguments for one more call; the grader asks some of these, other ones for each student, and wrong versions are told apart by them. */
  readonly random: (random: Random) => readonly Given[];
  /** The answer as a formula, whose slips are then known too. */
  readonly formula?: AnswerFormula;
  /** Wrong answers that students give, each with a clause that says what is wrong. */
  readonly wrong?: readonly WrongAnswer[];
  /** How long one call may take, in seconds; default 2. */
  readonly seconds?: number;
  /** Functions of exercises before it that an answer may call. */
  readonly needs?: readonly string[];
  /** What an answer may not use: `['tf.train']`. Default nothing. */
  readonly forbids?: Forbidden;
}

export interface WrongAnswer {
  /** "it is twice as large as it should be". */
  readonly says: string;
  readonly is: (...given: never[]) => unknown;
}

const fields: Names<AnswerDeclaration> = {
  title: true, solution: true, gives: true, hints: true, cases: true, properties: true, random: true, formula: true, wrong: true, seconds: true, needs: true, forbids: true,
};

/**
 * Declares an exercise that asks for an answer: a number that is derived, a word, lists, a function with a planted bug. What is expected is what the
 * solution gives. Errors: a formula with a slip, or of other lists than the cases give.
 */
export function answer(declaration: AnswerDeclaration): Exercise {
  const { title, solution, gives, hints, cases, properties = [], random, wrong = [], seconds = 2, needs = [], formula, forbids } = knownOptions('answer', declaration, fields);
  const reference = playerOf(solution, gives);
  const drawn = Array.from({ length: 6 }, (_, seed) => random(seededRandom(seed + 1)));
  const [first] = cases;
  const asks = [...cases.flatMap(one => one.asks), ...drawn];
  return {
    title,
    gives,
    hints,
    seconds,
    needs,
    trials: [
      ...cases.map(caseTrial),
      ...properties.map(propertyTrial),
      ...(isChangeable(drawn[0] ?? []) ? [untouched(drawn[0] as readonly Given[])] : []),
      ...(forbids === undefined || first === undefined ? [] : [forbiddenTrial(forbids, caseTrial(first))]),
      {
        name: 'other numbers',
        points: 2,
        visibility: 'hidden',
        judge: asked => firstWrong(Array.from({ length: 8 }, () => random(asked.random)), undefined, asked),
      },
    ],
    solution,
    reference,
    wrong: () => [...wrong.map(({ says, is }): WrongVersion => ({ kind: 'slip', says, plays: playerOf(is, gives) })), ...slipsOf(formula, drawn[0] ?? [])],
    asks,
    recognise: (asked, versions) => recogniseAnswers(asks, versions, asked),
    isRight: plays => givesTheSame(plays, reference, asks),
  };
}

/** A function as it would answer as a student's, read as theirs are. */
export function playerOf(call: (...given: never[]) => unknown, gives: Gives): Player {
  const subject = inProcess({ call });
  const read = reading(gives);
  return async given => read((await subject.call('call', given)).value, given);
}

function slipsOf(formula: AnswerFormula | undefined, sample: readonly Given[]): WrongVersion[] {
  if (formula === undefined) return [];
  const lists = formula.of.filter((_, at) => Array.isArray(sample[at]));
  return formulaSlips(formula, readFormulas(formula, lists));
}

function untouched(given: readonly Given[]): Trial {
  return {
    name: 'what is given stays as it is',
    points: 1,
    visibility: 'public',
    judge: async asked => {
      const { value, after } = await asked.call(given);
      const changed = whatWasChanged(given, after, []);
      if (changed !== undefined) return changed;
      const expected = await asked.reference(given);
      const off = firstDifference(expected, value, allowedFor(expected));
      return off && `${callOf(asked.name, given)}: expected ${off.expected}, got ${off.got}`;
    },
  };
}
