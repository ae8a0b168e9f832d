import { joined, type Formula, type Program } from '../formula/check';
import { derivative } from '../formula/derivative';
import { isReduction } from '../formula/operations';
import { read, type Assignment, type Expression } from '../formula/tree';
import type { Method } from '../optimizers';

/** The two weights of a surface. Names of a formula that have a value for each weight get one of these endings, `m` becomes `m of x`. */
export const coordinates = ['x', 'y'] as const;

type Coordinate = (typeof coordinates)[number];

/** A whole step of a method on a surface, gradient included, as one formula of x and y. */
export interface JointProgram {
  readonly program: Program;
  /** The first value of each slot of each weight, as a formula of x, y and the hyper-parameters, or a number. */
  readonly initial: ReadonlyMap<string, number | Formula>;
  readonly slots: readonly string[];
}

/**
 * Joins a method's formula and a surface's into one: first where the gradient is asked, then the slopes by x and y, then the update of each. In it
 * every name with a value per weight is a tensor of its own for x and for y, so a tensor's entries are runs, not weights, and thousands of runs
 * are one program. A norm over the two weights is √(x² + y²), entry by entry. `perRun` names the hyper-parameters that differ from run to run.
 */
export function jointProgram(method: Method, loss: Formula, perRun: readonly string[]): JointProgram {
  const { program, at, initial, slotNames, hyperNames } = method;
  if (program === undefined) throw new Error(`many runs: ${method.declaration.name} is no formula, so its runs cannot be joined into one`);
  const perWeight = new Set([...program.kinds].filter(([, kind]) => kind === 'tensor').map(([name]) => name));
  const split = splitter(perWeight);
  const point = (by: Coordinate): string => `at ${by}`;
  const lines: Assignment[] = [
    ...coordinates.map(by => line(point(by), at === undefined ? name(by) : split(at.value, by))),
    ...coordinates.map(by => line(own('g', by), renamed(derivative(loss, by).value, new Map(coordinates.map(c => [c, point(c)]))))),
    // What is the same for both weights, a correction 1 - beta^t or a norm, is computed once.
    ...program.lines.flatMap(({ name: target, value }) =>
      perWeight.has(target) ? coordinates.map(by => line(own(target, by), split(value, by))) : [line(target, split(value, 'x'))],
    ),
  ];
  const slots = slotNames.flatMap(slot => (perWeight.has(slot) ? coordinates.map(by => own(slot, by)) : [slot]));
  const scalars = [...(loss.inputs.scalars ?? []), 't', ...hyperNames].filter(hyper => !perRun.includes(hyper));
  const first = (slot: string, by: Coordinate): number | Formula => {
    const value = initial.get(slot) ?? 0;
    return typeof value === 'number' ? value : { ...value, value: split(value.value, by) };
  };
  const firstOf = (slot: string): Array<[string, number | Formula]> =>
    perWeight.has(slot) ? coordinates.map(by => [own(slot, by), first(slot, by)]) : [[slot, first(slot, 'x')]];
  return {
    program: joined(lines, { tensors: [...coordinates, ...perRun], slots, scalars }),
    initial: new Map(slotNames.flatMap(firstOf)),
    slots,
  };
}

/** The name of one weight's share; w itself is the weight. */
function own(shared: string, by: Coordinate): string {
  return shared === 'w' ? by : `${shared} of ${by}`;
}

/** Reads an expression for one weight. */
function splitter(perWeight: ReadonlySet<string>): (value: Expression, by: Coordinate) => Expression {
  const split = (node: Expression, by: Coordinate): Expression => {
    if (node.kind === 'number') return node;
    if (node.kind === 'name') return perWeight.has(node.name) || node.name === 'w' || node.name === 'g' ? name(own(node.name, by)) : node;
    if (!isReduction(node.operation)) return { ...node, operands: node.operands.map(operand => split(operand, by)) };
    const [ofX, ofY] = coordinates.map(c => split(node.operands[0] as Expression, c)) as [Expression, Expression];
    if (node.operation === 'norm') return apply('sqrt', apply('+', square(ofX), square(ofY)));
    const sum = apply('+', ofX, ofY);
    return node.operation === 'mean' ? apply('/', sum, { kind: 'number', value: 2 }) : sum;
  };
  return split;
}

function renamed(value: Expression, names: ReadonlyMap<string, string>): Expression {
  return read<Expression>(value, {
    number: n => ({ kind: 'number', value: n }),
    name: old => name(names.get(old) ?? old),
    apply: (_, operands, node) => ({ ...node, operands }),
  });
}

function line(target: string, value: Expression): Assignment {
  return { name: target, value, text: target };
}

function name(text: string): Expression {
  return { kind: 'name', name: text };
}

function apply(operation: '+' | '/' | 'sqrt' | '^', ...operands: Expression[]): Expression {
  return { kind: 'apply', operation, operands };
}

function square(value: Expression): Expression {
  return apply('^', value, { kind: 'number', value: 2 });
}
