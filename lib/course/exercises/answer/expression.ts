import { seededRandom, type Random } from '../../../src/datasets';
import { formula, type Formula } from '../../../src/formula/check';
import { expressionText } from '../../../src/formula/expression-text';
import { evaluateFloat64 } from '../../../src/formula/float64';
import { mutantFormulas } from '../../../src/formula/mutate';
import { knownOptions, type Names } from '../../../src/options';
import type { Given } from '../../subject/subject';
import type { Asked, Exercise, Player, Trial, WrongVersion } from '../exercise';
import { playerOf, type WrongAnswer } from './answer';
import { firstWrong, type Case } from './cases';
import { givesTheSame, recogniseAnswers } from './recognise';

/** An exercise that asks for a formula. The student's function takes nothing and gives its text; in whatever form it is written, its numbers count. */
export interface ExpressionDeclaration {
  /** As in a heading, in lower case. */
  readonly title: string;
  /** The right answer, as it stands in this file. */
  readonly solution: () => string;
  /** The names that the formula may use, as the notation knows them. */
  readonly of: readonly string[];
  /** From a nudge to nearly the answer. */
  readonly hints: readonly string[];
  /** Points at which it is asked before every student's eyes: the names' values in their order. */
  readonly cases: readonly Case[];
  /** One more point, the names' values in their order. */
  readonly random: (random: Random) => readonly number[];
  /** Wrong formulas that students give, each with a clause that says what is wrong. */
  readonly wrong?: readonly WrongAnswer[];
}

const fields: Names<ExpressionDeclaration> = { title: true, solution: true, of: true, hints: true, cases: true, random: true, wrong: true };

/**
 * Declares an exercise that asks for a formula, compared by its numbers at points. Its slips are told by name. Errors: a solution that is no formula of
 * these names.
 */
export function expression(declaration: ExpressionDeclaration): Exercise {
  const { title, solution, of, hints, cases, random, wrong = [] } = knownOptions('expression', declaration, fields);
  const gives = { kind: 'expression' as const, of };
  const atPoints = (text: Player): Player => async point => valueAt((await text([])) as string, of, point as readonly number[]);
  const inNumbers = (asked: Asked): Asked => ({
    ...asked,
    call: async point => {
      const { value } = await asked.call([]);
      return { value: valueAt(value as string, of, point as readonly number[]), after: [] };
    },
  });
  const reference = atPoints(playerOf(solution, gives));
  const asks: (readonly Given[])[] = [...cases.flatMap(one => one.asks), ...Array.from({ length: 6 }, (_, seed) => random(seededRandom(seed + 1)))];
  const trial = (name: string, points: number, visibility: Trial['visibility'], judge: Trial['judge']): Trial => ({ name, points, visibility, judge: asked => judge(inNumbers(asked)) });
  return {
    title,
    gives,
    hints,
    seconds: 2,
    needs: [],
    trials: [
      ...cases.map(one => trial(one.name, one.points ?? 1, 'public', asked => firstWrong(one.asks, one.hint, asked))),
      trial('at other points', 2, 'hidden', asked => firstWrong(Array.from({ length: 8 }, () => random(asked.random)), undefined, asked)),
    ],
    solution,
    reference,
    wrong: () => [
      ...wrong.map(({ says, is }): WrongVersion => ({ kind: 'slip', says, plays: atPoints(playerOf(is, gives)), handedIn: is as Player })),
      ...slipsOf(of, solution()),
    ],
    asks,
    recognise: (asked, versions) => recogniseAnswers(asks, versions, inNumbers(asked)),
    isRight: plays => givesTheSame(plays, reference, asks),
  };
}

/** Every formula that is a slip away, as numbers at a point and as the text that a student would give. */
function slipsOf(of: readonly string[], text: string): WrongVersion[] {
  return mutantFormulas(formula(text, { scalars: of })).map(({ says, formula: wrong }) => ({
    kind: 'slip',
    says,
    plays: point => valueAt(wrong, of, point as readonly number[]),
    handedIn: () => expressionText(wrong.value),
  }));
}

function valueAt(text: string | Formula, of: readonly string[], point: readonly number[]): number {
  return evaluateFloat64(typeof text === 'string' ? formula(text, { scalars: of }) : text, Object.fromEntries(of.map((name, k) => [name, point[k] as number]))) as number;
}
