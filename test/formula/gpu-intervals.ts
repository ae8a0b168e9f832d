import type { Program } from '../../lib/src/formula/check';
import { isReduction, type Operation, type Reduction } from '../../lib/src/formula/operations';
import { read, valueOf } from '../../lib/src/formula/tree';
import { monotone, type Interval } from './intervals';

/** One interval, or one for each weight. What the host knows is float64; all else is computed on the device. */
interface Range {
  readonly on: 'host' | 'device';
  readonly each: boolean;
  readonly values: readonly Interval[];
}

/**
 * The interval reading of a program on a GPU: where its values can lie when every operation is as inexact as WGSL allows
 * (https://www.w3.org/TR/WGSL/#floating-point-accuracy). In units in the last place, at most 2^-23 of a number each: 1 for sums, differences and
 * products, which may be rounded either way, 2.5 for quotients, and for roots 2 of the inverse root and 2.5 of the quotient that makes a root of it.
 * A number below 2^-126 may be taken for zero wherever it appears. A product and a sum made one operation stay within what they allow apart.
 */
export function runGpuIntervals(
  program: Program,
  values: Readonly<Record<string, number | Float64Array>>,
): Record<string, readonly Interval[]> {
  const deviceSlots = program.inputs.slots?.filter(slot => program.kinds.get(slot) === 'reduced') ?? [];
  const scope: Record<string, Range> = {};
  for (const [name, value] of Object.entries(values)) {
    if (typeof value !== 'number') scope[name] = { on: 'device', each: true, values: Array.from(value, point) };
    else scope[name] = { on: deviceSlots.includes(name) ? 'device' : 'host', each: false, values: [point(value)] };
  }
  for (const line of program.lines) {
    scope[line.name] = read<Range>(line.value, {
      number: known,
      name: name => valueOf(scope, name),
      apply: (operation, operands) => {
        const [a, b] = operands as [Range, Range?];
        if (isReduction(operation) && a.each) return { on: 'device', each: false, values: [reduced(operation, a.values)] };
        if (isReduction(operation)) return operation === 'norm' ? applied('abs', [a]) : a;
        // A tensor divided by a number is multiplied by its reciprocal.
        if (operation === '/' && a.each && b?.each === false) return applied('*', [a, applied('/', [known(1), b])]);
        return applied(operation, operands);
      },
    });
  }
  return Object.fromEntries(Object.entries(scope).map(([name, range]) => [name, range.values]));
}

function known(value: number): Range {
  return { on: 'host', each: false, values: [point(value)] };
}

function point(value: number): Interval {
  return Number.isNaN(value) ? everything : { low: value, high: value, nan: false };
}

function applied(operation: Operation, operands: readonly Range[]): Range {
  const each = operands.find(operand => operand.each);
  const count = each ? each.values.length : 1;
  const onHost = operands.every(({ on }) => on === 'host');
  const asOperand = (value: Interval, on: Range['on']): Interval => (onHost ? value : flushed(on === 'host' ? uploaded(value) : value));
  const values = Array.from({ length: count }, (_, k) => {
    const taken = operands.map(operand => asOperand(operand.values[operand.each ? k : 0] as Interval, operand.on));
    const exact = compute(operation, taken, onHost);
    return onHost ? exact : flushed(widened(exact, unitsOf(operation, taken[1])));
  });
  return { on: onHost ? 'host' : 'device', each: each !== undefined, values };
}

/** Units in the last place of float32 by which a result may be off. A power is so many products less one. */
function unitsOf(operation: Operation, second: Interval | undefined): number {
  if (operation === '^') return second?.low === 0.5 ? rootUnits : (second?.low ?? NaN) - 1;
  return { '+': 1, '-': 1, '*': 1, '/': 2.5, sqrt: rootUnits }[operation as string] ?? 0;
}

/** 2 and 2.5, and a little for the product of both. */
const rootUnits = 4.51;

const unit = 2 ** -23;
const smallestNormal = 2 ** -126;
const smallest = 2 ** -149;
const largest = 3.4028234663852886e38;

const everything: Interval = { low: -Infinity, high: Infinity, nan: true };

/** Wider by so many units, but not across zero. Beyond the largest number lie that number and infinity. */
function widened({ low, high, nan }: Interval, units: number): Interval {
  const outward = (value: number, direction: 1 | -1): number => {
    if (value === 0 || units === 0) return value;
    const moved = value + direction * (Math.abs(value) * unit * units + smallest);
    if (Math.sign(moved) !== Math.sign(value)) return 0;
    if (Math.abs(moved) <= largest) return moved;
    return Math.sign(moved) === direction ? direction * Infinity : -direction * largest;
  };
  return { low: outward(low, -1), high: outward(high, 1), nan };
}

/** The host rounds to the nearest float32. */
function uploaded(value: Interval): Interval {
  return value.low === value.high && Math.fround(value.low) === value.low ? value : widened(value, 0.5);
}

/** With zero, where something may be taken for it. */
function flushed({ low, high, nan }: Interval): Interval {
  return { low: low > 0 && low < smallestNormal ? 0 : low, high: high < 0 && high > -smallestNormal ? 0 : high, nan };
}

function compute(operation: Operation, operands: readonly Interval[], onHost: boolean): Interval {
  const [a, b = point(0), c = point(0)] = operands as [Interval, Interval?, Interval?];
  if (operation === 'choose') return a.low === a.high ? (a.low !== 0 ? b : c) : hull(b, c);
  // Whatever is made of something that is not a number is left open, a comparison or a sign too.
  if (operands.some(({ nan }) => nan)) return everything;
  if (operation === 'abs') return size(a);
  // WGSL promises nothing of divisors beyond 2^126, nor of zero.
  if (operation === '/' && !onHost && (size(b).low === 0 || size(b).high > 2 ** 126)) return everything;
  const f = monotone[operation];
  if (f === undefined) throw new Error(`"${operation}" has no interval here`);
  const first = operation === '^' && b.low % 2 === 0 ? size(a) : a;
  const corners = [first.low, first.high].flatMap(x => [f(x, b.low), f(x, b.high)]);
  return corners.some(Number.isNaN) ? everything : { low: Math.min(...corners), high: Math.max(...corners), nan: false };
}

function hull(a: Interval, b: Interval): Interval {
  return { low: Math.min(a.low, b.low), high: Math.max(a.high, b.high), nan: a.nan || b.nan };
}

/** |a| */
function size({ low, high, nan }: Interval): Interval {
  const sizes = [Math.abs(low), Math.abs(high)];
  return { low: low <= 0 && high >= 0 ? 0 : Math.min(...sizes), high: Math.max(...sizes), nan };
}

/**
 * A sum of terms, each of which passes through d additions on its way, is off by at most d units of the sum of sizes (Higham, Accuracy and Stability
 * of Numerical Algorithms, section 4.2). The kernel adds up to k terms in an invocation, 2 times two lanes, 2^8 invocations of a workgroup, up to k
 * workgroups in an invocation of the last one, and 2^8 of these, where k is 8, or sqrt(n) / 256 if that is more.
 */
function reduced(reduction: Reduction, operand: readonly Interval[]): Interval {
  const squares = (term: Interval): Interval => flushed(widened(compute('^', [flushed(term), point(2)], false), 1));
  const terms = operand.map(reduction === 'norm' ? squares : flushed);
  if (terms.some(({ nan }) => nan)) return everything;
  const additions = 2 * Math.max(8, Math.ceil(Math.sqrt(terms.length) / 256)) + 18;
  const slack = additions * unit * terms.reduce((total, term) => total + size(term).high, 0);
  const low = terms.reduce((total, term) => total + term.low, -slack);
  const high = terms.reduce((total, term) => total + term.high, slack);
  if (Number.isNaN(low) || Number.isNaN(high)) return everything;
  const total = flushed(widened({ low: reduction === 'norm' ? Math.max(0, low) : low, high, nan: false }, 1));
  if (reduction === 'sum') return total;
  if (reduction === 'norm') return widened(compute('sqrt', [total], false), rootUnits);
  return widened(compute('/', [total, point(terms.length)], false), 2.5);
}
