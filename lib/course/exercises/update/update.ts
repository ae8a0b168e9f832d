import { program as parsed } from '../../../src/formula/check';
import { knownOptions, type Names } from '../../../src/options';
import type { Method } from '../../../src/optimizers';
import { tensor, type Nested } from '../../../src/notebook/tensor-data';
import type { Exercise, Trial, WrongVersion } from '../exercise';
import { forbiddenTrial, type Forbidden } from '../forbidden';
import { playerOf, wrongVersions } from './programs';
import { leavesAlone } from './leaves-alone';
import { goes, observe, recogniseUpdate, tellingRun, tellingRuns } from './recognise';
import { hyperOf, type Run } from './run';
import { firstWayOff } from './way-off';
import { walkDown, type Picture } from './walk';

/** An exercise that asks for one step of a method, `({ w, g, …state, t }, { eta, … }) => ({ w, …state })`, as a lecture writes it. */
export interface UpdateDeclaration {
  /** As in a heading, in lower case: "finish Adam". */
  readonly title: string;
  /** The right answer, as it stands in this file. */
  readonly solution: (...given: never[]) => unknown;
  /** The method of the library whose formula is asked for. All that is expected, and all that can go wrong, is read off it. */
  readonly method: Method;
  /** From a nudge to nearly the answer. */
  readonly hints: readonly string[];
  /** Hyper-parameters of the first steps; default the method's own. */
  readonly hyper?: Readonly<Record<string, number>>;
  /** Weights after the five steps, as somebody else has computed them. */
  readonly witness?: { readonly from: string; readonly weights: readonly number[] };
  /** More steps to take, each a point. */
  readonly also?: readonly MoreSteps[];
  /** Where its way is drawn beside the method's, on the page that a student gets. */
  readonly picture?: Picture;
  /**
   * Wrong formulas that students write and that are more than one slip away, each with a clause that says what is wrong. They go into a student's
   * folder with the declaration, as the slips do: the right formula stands in the library, so that there is nothing to hide, and `check` needs them.
   */
  readonly wrong?: readonly WrongFormula[];
  /** How long one call may take, in seconds; default 2. */
  readonly seconds?: number;
  /** Functions of exercises before it that an answer may call. */
  readonly needs?: readonly string[];
  /** What an answer may not use: `['tf.train']`. Default nothing. */
  readonly forbids?: Forbidden;
}

export interface WrongFormula {
  /** "the weights are shrunk after the step". */
  readonly says: string;
  /** The lines of the step, in the method's own names. */
  readonly formula: string;
}

/** Steps from a start: their gradients, and the hyper-parameters, each a number or a list with one for each step. */
export interface MoreSteps {
  /** What is seen in them: "a constant gradient makes every step eta". */
  readonly name: string;
  readonly start: Nested;
  readonly gradients: readonly Nested[];
  readonly hyper: Readonly<Record<string, number | readonly number[]>>;
}

const fields: Names<UpdateDeclaration> = {
  title: true, solution: true, method: true, hints: true, hyper: true, witness: true, also: true, picture: true, wrong: true, seconds: true, needs: true, forbids: true,
};

/**
 * Declares an exercise that asks for a step. Its trials, what is expected in each, and the wrong versions that are told by name all come from the
 * method's formula: one step, five, steps of very different sizes at a rate that changes, a matrix, whether what is given is left alone, and, hidden, other numbers for
 * every student. Only the weights are judged: what is remembered may be another quantity with which the same way is gone.
 * Errors: a method that is no formula; a wrong formula that cannot be read, or names what the method has not.
 */
export function update(declaration: UpdateDeclaration): Exercise {
  const { title, solution, method, hints, seconds = 2, needs = [], picture, also = [], wrong: formulas = [], witness, forbids } = knownOptions('update', declaration, fields);
  const { program, slotNames, declaration: { name, hyper: defaults } } = method;
  if (program === undefined) throw new Error(`update: ${name} is no formula, so there is nothing to read an exercise off`);
  const reference = playerOf(method);
  const hyper = { ...(defaults as Readonly<Record<string, number>>), ...declaration.hyper };
  const five: Run = { start: tensor(threeWeights), gradients: fiveGradients.map(tensor), hyper: hyperOf(5, hyper) };
  const steps = (trial: string, runs: readonly Run[], end?: readonly number[]): Trial => ({
    name: trial,
    points: 1,
    visibility: 'public',
    judge: asked => firstWayOff({ method, runs, end }, asked),
  });
  const matrix: Run = { start: tensor([[1, 2], [3, 4]]), gradients: [tensor([[4, -3], [2, 1]]), tensor([[1, 2], [-3, 4]])], hyper: hyperOf(2, hyper) };
  const declared = formulas.map(({ says, formula }): WrongVersion => ({ kind: 'slip', says, plays: playerOf(method, parsed(formula, program.inputs, ['w'])) }));
  const oneStep = steps('one step', [{ ...five, gradients: five.gradients.slice(0, 1) }]);
  return {
    title,
    gives: { kind: 'tensors', names: ['w', ...slotNames] },
    hints,
    seconds,
    needs,
    trials: [
      oneStep,
      steps(witness === undefined ? 'five steps' : `five steps, as ${witness.from} ${/ and /.test(witness.from) ? 'have' : 'has'} them`, [five], witness?.weights),
      ...also.map(more => steps(more.name, [{ start: tensor(more.start), gradients: more.gradients.map(tensor), hyper: hyperOf(more.gradients.length, { ...hyper, ...more.hyper }) }])),
      steps('gradients of very different sizes, and a rate that changes', tellingRuns(method)),
      steps('a matrix keeps its shape', [matrix]),
      { name: 'what is given stays as it is', points: 1, visibility: 'public', judge: asked => leavesAlone(method, matrix, asked) },
      ...(forbids === undefined ? [] : [forbiddenTrial(forbids, oneStep)]),
      {
        name: 'other numbers',
        points: 2,
        visibility: 'hidden',
        judge: asked => firstWayOff({ method, runs: [0, 1].map(() => tellingRun(method, asked.random)) }, asked),
      },
    ],
    solution,
    reference,
    wrong: () => [...declared, ...wrongVersions(method)],
    recognise: (asked, wrong) => recogniseUpdate(method, wrong, asked),
    isRight: async plays => goes(method, plays, await observe(method, reference)),
    ...(picture && { walk: asked => walkDown(method, picture, asked) }),
  };
}

/** Three weights and five gradients, which PyTorch, optax and Keras were asked to walk; the third weight sees no gradient until step 3. */
const threeWeights = [1, -2, 0.5];
const fiveGradients = [[0.1, -0.2, 0], [0.3, 0.1, 0], [-0.4, 0.5, 0.01], [0.2, -0.1, 0], [0.1, 0.2, -0.02]];
