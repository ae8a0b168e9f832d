import type { Program } from '../../lib/src/formula/check';
import { isReduction, type Operation, type Reduction } from '../../lib/src/formula/operations';
import { read, valueOf } from '../../lib/src/formula/tree';

/** Where a value can lie; with `nan`, it may also be not a number. */
export interface Interval {
  readonly low: number;
  readonly high: number;
  readonly nan: boolean;
}

/** One interval for all weights, or one for each. */
export type Intervals = Interval | Interval[];

const single = { unit: 2 ** -24, smallest: 2 ** -150, largest: 3.4028234663852886e38 };
const double = { unit: 2 ** -53, smallest: 2 ** -1075, largest: Number.MAX_VALUE };
type Precision = typeof single;

/**
 * The interval reading of a program: where its values can lie when every operation on tensors is rounded to float32, in the order of the formula.
 *
 * A rounding moves a result by at most 2^-24 of itself, or half the smallest float32, so every operation widens its interval by that much, and the
 * last width is the bound which the number and order of operations allow. Numbers that are the same for every weight are rounded as float64, and
 * as float32 where they meet a tensor.
 */
export function runIntervals(program: Program, values: Readonly<Record<string, number | Float64Array>>): Record<string, Intervals> {
  const scope: Record<string, Intervals> = {};
  for (const [name, value] of Object.entries(values)) scope[name] = typeof value === 'number' ? point(value) : Array.from(value, point);
  for (const line of program.lines) {
    scope[line.name] = read<Intervals>(line.value, {
      number: point,
      name: name => valueOf(scope, name),
      apply: (operation, operands) => {
        if (isReduction(operation)) return reduce(operation, operands[0] as Intervals);
        const size = operands.find(Array.isArray)?.length;
        if (size === undefined) return compute(operation, operands as Interval[], double);
        const [dividend, divisor] = operands;
        if (operation === '/' && Array.isArray(dividend) && divisor && !Array.isArray(divisor)) {
          // By a number, as a product with its reciprocal: one more rounding.
          const reciprocal = asFloat32(compute('/', [point(1), divisor], double));
          return dividend.map(value => compute('*', [value, reciprocal], single));
        }
        const lists = operands.map(operand => (Array.isArray(operand) ? operand : new Array<Interval>(size).fill(asFloat32(operand))));
        return Array.from({ length: size }, (_, k) => compute(operation, lists.map(list => list[k] as Interval), single));
      },
    });
  }
  return scope;
}

const everything: Interval = { low: -Infinity, high: Infinity, nan: true };

function point(value: number): Interval {
  return Number.isNaN(value) ? everything : { low: value, high: value, nan: false };
}

function asFloat32(value: Interval): Interval {
  return value.low === value.high && Math.fround(value.low) === value.low ? value : rounded(value, single);
}

/** Rounding keeps an exact zero, and the sign. What lies beyond the largest number may become infinite. */
function rounded({ low, high, nan }: Interval, precision: Precision): Interval {
  const { unit, smallest, largest } = precision;
  const outward = (value: number, direction: 1 | -1): number => {
    if (value === 0 || !Number.isFinite(value)) return value;
    const moved = value + direction * (Math.abs(value) * unit + smallest);
    if (Math.sign(moved) !== Math.sign(value)) return 0;
    if (Math.abs(moved) <= largest) return moved;
    return Math.sign(moved) === direction ? direction * Infinity : -direction * largest;
  };
  return { low: outward(low, -1), high: outward(high, 1), nan };
}

/** Operations whose extremes lie in the corners of their operands' intervals. */
export const monotone: { readonly [operation in Operation]?: (a: number, b: number) => number } = {
  '+': (a, b) => a + b,
  '-': (a, b) => a - b,
  '*': (a, b) => a * b,
  '/': (a, b) => a / b,
  '^': (a, b) => a ** b,
  sqrt: a => Math.sqrt(a),
  negate: a => -a,
  sign: a => Math.sign(a),
  min: (a, b) => Math.min(a, b),
  max: (a, b) => Math.max(a, b),
  '<': (a, b) => Number(a < b),
  '<=': (a, b) => Number(a <= b),
  '>': (a, b) => Number(a > b),
  '>=': (a, b) => Number(a >= b),
};

const rounding: readonly Operation[] = ['+', '-', '*', '/', '^', 'sqrt'];

function compute(operation: Operation, operands: readonly Interval[], precision: Precision): Interval {
  const [a, b = point(0), c = point(0)] = operands as [Interval, Interval?, Interval?];
  if (operation === 'choose') return a.low === a.high ? (a.low !== 0 ? b : c) : hull(b, c);
  // Whatever is made of something that is not a number is left open, a comparison or a sign too.
  if (operands.some(({ nan }) => nan)) return everything;
  if (operation === 'abs') return size(a);
  if (operation === '/' && b.low <= 0 && b.high >= 0 && b.low !== b.high) return everything;
  const f = monotone[operation];
  if (f === undefined) throw new Error(`"${operation}" has no interval here`);
  const first = operation === '^' && b.low % 2 === 0 ? size(a) : a;
  const corners = [first.low, first.high].flatMap(x => [f(x, b.low), f(x, b.high)]);
  if (corners.some(Number.isNaN)) return everything;
  const result = { low: Math.min(...corners), high: Math.max(...corners), nan: false };
  return rounding.includes(operation) ? rounded(result, precision) : result;
}

function hull(a: Interval, b: Interval): Interval {
  return { low: Math.min(a.low, b.low), high: Math.max(a.high, b.high), nan: a.nan || b.nan };
}

/** |a| */
function size({ low, high, nan }: Interval): Interval {
  const sizes = [Math.abs(low), Math.abs(high)];
  return { low: low <= 0 && high >= 0 ? 0 : Math.min(...sizes), high: Math.max(...sizes), nan };
}

/** Sums are taken in float64: n additions move a sum by at most n * 2^-53 of the sum of sizes. */
function reduce(reduction: Reduction, operand: Intervals): Interval {
  if (!Array.isArray(operand)) return reduction === 'norm' ? size(operand) : operand;
  const terms = reduction === 'norm' ? operand.map(term => compute('^', [term, point(2)], double)) : operand;
  if (terms.some(({ nan }) => nan)) return everything;
  const slack = terms.length * double.unit * terms.reduce((total, term) => total + size(term).high, 0);
  const [low, high] = terms.reduce(([lows, highs], term) => [lows + term.low, highs + term.high], [-slack, slack]) as [number, number];
  if (Number.isNaN(low) || Number.isNaN(high)) return everything;
  if (reduction === 'norm') return compute('sqrt', [{ low: Math.max(0, low), high, nan: false }], double);
  return reduction === 'mean' ? compute('/', [{ low, high, nan: false }, point(terms.length)], double) : { low, high, nan: false };
}
