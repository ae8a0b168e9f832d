import { isComparison, type Comparison, type Operation } from '../operations';
import { read, type Expression } from '../tree';

/** An expression as WGSL, with what must be known of it to put it into a larger one. */
interface Part {
  readonly text: string;
  /** How tightly its outermost operation binds, as in `levels`. */
  readonly level: number;
  /** Whether there is one for each weight, or one number for all. */
  readonly each: boolean;
  /** Whether it is true or false, rather than a number. */
  readonly truth: boolean;
}

/** A name as it is written in a shader. */
export interface Variable {
  readonly text: string;
  readonly each: boolean;
}

/**
 * The WGSL reading of one expression. `Values` stands for the type of what there is one of for each weight, four of them or one, so that one text
 * does for both. `keep` makes a name for a value that is used more than once.
 *
 * Operations and their order are the formula's. A compiler may still join a product and a sum into one operation with one rounding, and divisions
 * and roots need not be rounded to the nearest number: WGSL allows 2.5 units in the last place for the first and about twice that for the second.
 *
 * Errors: an operation on tensors that is only approximated: exp, log, and powers other than 2 to 8 and 0.5; a number beyond float32. `line` is for
 * these. With `approximate`, exp and log are WGSL's own.
 */
export function wgslExpression(
  expression: Expression,
  line: string,
  variable: (name: string) => Variable,
  keep: (value: string) => string,
  approximate = false,
): string {
  const kept = (part: Part): Part => ({ ...part, text: keep(part.text), level: levels.name });
  const part = read<Part>(expression, {
    number: value => literal(value, line),
    name: name => ({ ...variable(name), level: levels.name, truth: false }),
    apply: (operation, operands, node) => {
      if (operation === 'choose') return choose(operands);
      const [first, second] = operands.map(numeric) as [Part, Part];
      if (isComparison(operation)) return compare(operation, first, second);
      if (operation === '^') return power(kept(first), node.operands[1], line);
      if (operation === 'sign') return sign(kept(first));
      if (operation === 'negate') return { ...first, text: `-${within(first, levels.negation, true)}`, level: levels.negation };
      const name = calls[operation] ?? (approximate ? approximations[operation] : undefined);
      if (name !== undefined) return call(name, second === undefined ? [first] : alike([first, second]));
      if (isInfix(operation)) return infix(operation, first, second);
      throw new NoExactInstruction(operation, line);
    },
  });
  return numeric(part).text;
}

/** An operation on tensors that a kernel could only approximate, in a way of its own. */
class NoExactInstruction extends Error {
  constructor(operation: Operation, line: string) {
    super(`wgsl kernel: "${operation}" of a tensor has no exact instruction, in "${line}"; the tensor reading is used`);
  }
}

/**
 * A norm from its sums of squares: of usual numbers, of large ones as shares of 2^75, and of small ones times 2^100, which would be too large or too
 * small for float32 as they are. Scaling by a power of two rounds nothing.
 */
const totalNorm = `fn totalNorm(usual: f32, large: f32, small: f32) -> f32 {
  let root = sqrt(usual);
  let down = root * 0x1p-75f;
  let up = root * 0x1p100f;
  let ofSmall = select(root, sqrt(small + up * up) * 0x1p-100f, root < 0x1p-40f);
  return select(ofSmall, sqrt(large + down * down) * 0x1p75f, large > 0.0);
}
`;

/** Functions that an expression may call, in WGSL. */
export const wgslHelpers: Readonly<Record<string, string>> = { smaller: extreme('smaller', 'min'), larger: extreme('larger', 'max'), totalNorm };

/**
 * As in TensorFlow.js, NaN where either is. It is told by its bits: a compiler may take it that there is none, and then `min` gives either side and
 * `x != x` is never true.
 */
function extreme(name: string, builtin: string): string {
  return `fn ${name}(a: Values, b: Values) -> Values {
  let isNaN = max(bitcast<Bits>(a) & Bits(0x7fffffff), bitcast<Bits>(b) & Bits(0x7fffffff)) > Bits(0x7f800000);
  return select(${builtin}(a, b), a + b, isNaN);
}
`;
}

const levels = { comparison: 1, sum: 2, product: 3, negation: 4, name: 5 };

const infixLevels = { '+': levels.sum, '-': levels.sum, '*': levels.product, '/': levels.product };

const calls: { readonly [operation in Operation]?: string } = { sqrt: 'sqrt', abs: 'abs', min: 'smaller', max: 'larger' };

/** What WGSL computes in its own way, within some units in the last place. */
const approximations: { readonly [operation in Operation]?: string } = { exp: 'exp', log: 'log' };

function isInfix(operation: Operation): operation is keyof typeof infixLevels {
  return operation in infixLevels;
}

/** With a point, because a plain 1 is an integer. */
function literal(value: number, line: string): Part {
  if (!Number.isFinite(Math.fround(value))) throw new Error(`wgsl kernel: ${value} is no float32, in "${line}"; the tensor reading is used`);
  const text = String(value);
  return { text: /^\d+$/.test(text) ? `${text}.0` : text, level: levels.name, each: false, truth: false };
}

/** One number beside many needs no conversion here. */
function infix(operation: keyof typeof infixLevels, a: Part, b: Part): Part {
  const level = infixLevels[operation];
  return { text: `${within(a, level)} ${operation} ${within(b, level, true)}`, level, each: a.each || b.each, truth: false };
}

function compare(operation: Comparison, first: Part, second: Part): Part {
  const [a, b] = alike([first, second]) as [Part, Part];
  const text = `${within(a, levels.comparison, true)} ${operation} ${within(b, levels.comparison, true)}`;
  return { text, level: levels.comparison, each: a.each, truth: true };
}

function call(name: string, parts: readonly Part[]): Part {
  return { text: `${name}(${parts.map(({ text }) => text).join(', ')})`, level: levels.name, each: parts.some(({ each }) => each), truth: false };
}

function power(base: Part, exponent: Expression | undefined, line: string): Part {
  const value = exponent?.kind === 'number' ? exponent.value : NaN;
  if (value === 0.5) return call('sqrt', [base]);
  if (!(Number.isInteger(value) && value >= 2 && value <= 8)) throw new NoExactInstruction('^', line);
  return Array.from({ length: value - 1 }, () => base).reduce((product, factor) => infix('*', product, factor), base);
}

/** (x > 0) - (x < 0), as in the tensor reading. */
function sign(x: Part): Part {
  const zero = { ...x, text: x.each ? 'Values(0)' : '0.0', level: levels.name };
  return infix('-', numeric(compare('>', x, zero)), numeric(compare('<', x, zero)));
}

/** Both sides are computed, and each weight takes its own. A test that has been made before comes as the number 1 or 0. */
function choose([test, yes, no]: readonly Part[]): Part {
  const [a, b] = [yes, no].map(part => numeric(part as Part)) as [Part, Part];
  const condition = test as Part;
  const { text } = condition.truth ? condition : compare('!=', condition, literal(0, ''));
  const [some, other] = alike(condition.each ? [a, b].map(values) : [a, b]) as [Part, Part];
  return call('select', [other, some, { ...condition, text }]);
}

/** A comparison as a number that is 1 or 0. */
function numeric(part: Part): Part {
  return part.truth ? { text: `${part.each ? 'Values' : 'f32'}(${part.text})`, level: levels.name, each: part.each, truth: false } : part;
}

/** All of them one for each weight, as soon as one of them is. */
function alike(parts: readonly Part[]): readonly Part[] {
  return parts.some(({ each }) => each) ? parts.map(values) : parts;
}

function values(part: Part): Part {
  return part.each ? part : { ...part, text: `Values(${part.text})`, level: levels.name, each: true };
}

/** In brackets, where what is around it binds as tightly or tighter; on the left of its like it needs none. */
function within({ text, level }: Part, around: number, onTheRight = false): string {
  return level < around || (onTheRight && level === around) ? `(${text})` : text;
}
