import type { Formula, Program } from './check';
import { normOf } from './norm';
import { isReduction, type Elementwise, type Reduction } from './operations';
import { read, valueOf, type Expression, type Reading } from './tree';

/** A number, or one number per weight. Shapes do not matter to a formula, so a tensor is a flat array here. */
export type Float64 = number | Float64Array;

/**
 * The float64 reading: the reference that every other reading is held against.
 * Returns all names after the last line, inputs included; the arrays passed in are not changed. Errors: a name without a value, arrays of different
 * lengths in one operation.
 */
export function runFloat64(program: Program, values: Readonly<Record<string, Float64>>): Record<string, Float64> {
  const scope: Record<string, Float64> = { ...values };
  for (const line of program.lines) scope[line.name] = evaluateFloat64(line.value, scope);
  return scope;
}

/**
 * The float64 reading of one expression: a number, or an array when a name in it is one. Errors: a name without a value, arrays of different
 * lengths.
 */
export function evaluateFloat64(expression: Expression | Formula, scope: Readonly<Record<string, Float64>>): Float64 {
  return read('inputs' in expression ? expression.value : expression, float64Reading(scope));
}

function float64Reading(scope: Readonly<Record<string, Float64>>): Reading<Float64> {
  return {
    number: value => value,
    name: name => valueOf(scope, name),
    apply: (operation, operands) =>
      isReduction(operation) ? reduceFloat64(operation, operands[0] as Float64) : mapFloat64(operation, operands),
  };
}

/** One operation on plain numbers; comparisons give 1 or 0. Also used by the tensor reading for what is the same for every weight. */
export const onNumbers: Record<Elementwise, (a: number, b: number, c: number) => number> = {
  '+': (a, b) => a + b,
  '-': (a, b) => a - b,
  '*': (a, b) => a * b,
  '/': (a, b) => a / b,
  '^': (a, b) => (b === 2 ? a * a : a ** b),
  negate: a => -a,
  '<': (a, b) => Number(a < b),
  '<=': (a, b) => Number(a <= b),
  '>': (a, b) => Number(a > b),
  '>=': (a, b) => Number(a >= b),
  '==': (a, b) => Number(a === b),
  '!=': (a, b) => Number(a !== b),
  choose: (test, yes, no) => (test !== 0 ? yes : no),
  sqrt: a => Math.sqrt(a),
  abs: a => Math.abs(a),
  sign: a => Math.sign(a),
  exp: a => Math.exp(a),
  log: a => Math.log(a),
  min: (a, b) => Math.min(a, b),
  max: (a, b) => Math.max(a, b),
};

function mapFloat64(operation: Elementwise, operands: readonly Float64[]): Float64 {
  const compute = onNumbers[operation];
  const [a = 0, b = 0, c = 0] = operands;
  const arrays = operands.filter((operand): operand is Float64Array => typeof operand !== 'number');
  const first = arrays[0];
  if (first === undefined) return compute(a as number, b as number, c as number);
  const other = arrays.find(array => array.length !== first.length);
  if (other) throw new Error(`"${operation}" needs operands of one size, got ${first.length} and ${other.length}`);
  const at = (operand: Float64, index: number): number => (typeof operand === 'number' ? operand : (operand[index] as number));
  return first.map((_, index) => compute(at(a, index), at(b, index), at(c, index)));
}

function reduceFloat64(reduction: Reduction, operand: Float64): number {
  const values = typeof operand === 'number' ? [operand] : operand;
  if (reduction === 'norm') return normOf(values);
  let total = 0;
  for (const value of values) total += value;
  return reduction === 'mean' ? total / values.length : total;
}
