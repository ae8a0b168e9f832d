import { joined, type Kind, type Program } from './check';
import { differentiate } from './derivative';
import { expressionText } from './expression-text';
import { isReduction, type Operation, type Reduction } from './operations';
import { namesIn, type Assignment, type Expression } from './tree';

/** What is derived by what. */
export interface Derivation {
  /** The value that a program ends with, and the name of a loss's slope by it, which is given. */
  readonly of: string;
  readonly upstream: string;
  /** The inputs by which the loss is derived, each with the name that its slope gets. */
  readonly by: Readonly<Record<string, string>>;
  /** The name of how many numbers a tensor has, which is given; a mean divides by it. */
  readonly count: string;
}

/**
 * The gradient of a program, again as a program: its own lines, and behind them, from the last line to the first, the slope of the loss by each name
 * that the asked inputs reach (reverse-mode differentiation). One line is derived at a time, by `derivative`, so a choice that is not taken never
 * multiplies; a name that is one number for the whole tensor gathers the slopes of all.
 *
 * Errors: a name that is assigned twice, an input that does not reach the value, and whatever has no derivative.
 */
export function adjoint(program: Program, { of, upstream, by, count }: Derivation): Program {
  const lines = withReductionsApart(program.lines);
  const twice = lines.find(({ name }, index) => lines.findIndex(other => other.name === name) < index);
  if (twice) throw new Error(`adjoint: "${twice.name}" is assigned twice, in "${twice.text}"; give its second value a name of its own`);
  const { kinds } = joined(lines, program.inputs);
  const reached = reachedFrom(Object.keys(by), lines);
  const slopes = new Map<string, Expression[]>([[of, [name(upstream)]]]);
  const backward: Assignment[] = [];
  const take = (of: string, as: string): void => {
    const terms = slopes.get(of);
    if (terms === undefined) throw new Error(`adjoint: "${of}" does not reach the value that is derived`);
    const [first] = terms;
    // Where the slope that is given has that name already, nothing is to be said.
    if (terms.length === 1 && first?.kind === 'name' && first.name === as) return;
    backward.push(assignment(as, terms.reduce((sum, term) => apply('+', sum, term))));
  };
  for (const line of [...lines].reverse()) {
    if (!reached.has(line.name) || !slopes.has(line.name)) continue;
    const slope = `d_${line.name}`;
    take(line.name, slope);
    for (const input of namesIn(line.value).filter(one => reached.has(one))) {
      const term = share(line, input, name(slope), kinds, count);
      if (term !== undefined) slopes.set(input, [...(slopes.get(input) ?? []), term]);
    }
  }
  for (const [input, as] of Object.entries(by)) take(input, as);
  const { tensors = [], scalars = [], ...rest } = program.inputs;
  const upstreamKind = kinds.get(of) === 'tensor' ? { tensors: [...tensors, upstream], scalars: [...scalars, count] } : { tensors, scalars: [...scalars, upstream, count] };
  return joined([...lines, ...backward], { ...rest, ...upstreamKind });
}

/** What a line hands on to one of its names, of the slope that it has itself; undefined where the name does not matter. */
function share({ name: target, value }: Assignment, input: string, slope: Expression, kinds: ReadonlyMap<string, Kind>, count: string): Expression | undefined {
  const isTensor = (one: string): boolean => kinds.get(one) === 'tensor';
  if (value.kind !== 'apply' || !isReduction(value.operation)) {
    const partial = differentiate(value, input);
    if (isZero(partial)) return undefined;
    const term = times(slope, partial);
    return isTensor(target) && !isTensor(input) ? apply('sum', term) : term;
  }
  const [operand] = value.operands as [Expression];
  const partial = differentiate(operand, input);
  if (isZero(partial)) return undefined;
  // What each number adds to the reduction, and the factor that all of them share.
  const { each, shared } = reductionRules[value.operation](operand, name(target), name(count));
  const own = times(each, partial);
  const rate = times(shared(slope), own);
  if (isTensor(input)) return rate;
  // What is the same for every number is added up as often as there are numbers.
  return namesIn(own).some(isTensor) ? apply('sum', rate) : times(rate, name(count));
}

/** d sum = Σ 1 · d e, d mean = (Σ 1 · d e) / n, d norm = (Σ e · d e) / norm. */
const reductionRules: Record<Reduction, (operand: Expression, result: Expression, count: Expression) => { each: Expression; shared: (slope: Expression) => Expression }> = {
  sum: () => ({ each: number(1), shared: slope => slope }),
  mean: (_, __, count) => ({ each: number(1), shared: slope => apply('/', slope, count) }),
  norm: (operand, result) => ({ each: operand, shared: slope => apply('/', slope, result) }),
};

/** Every reduction gets a line of its own, so that each line either reduces or does not. */
function withReductionsApart(lines: readonly Assignment[]): Assignment[] {
  const apart: Assignment[] = [];
  let made = 0;
  const moved = (node: Expression, isWhole: boolean): Expression => {
    if (node.kind !== 'apply') return node;
    const inner: Expression = { ...node, operands: node.operands.map(operand => moved(operand, false)) };
    if (isWhole || !isReduction(node.operation)) return inner;
    const own = `${node.operation}_${(made += 1)}`;
    apart.push(assignment(own, inner));
    return name(own);
  };
  for (const line of lines) {
    const value = moved(line.value, true);
    apart.push({ ...line, value });
  }
  return apart;
}

/** The names whose value follows from one of these. */
function reachedFrom(inputs: readonly string[], lines: readonly Assignment[]): ReadonlySet<string> {
  const reached = new Set(inputs);
  for (const line of lines) if (namesIn(line.value).some(one => reached.has(one))) reached.add(line.name);
  return reached;
}

function assignment(target: string, value: Expression): Assignment {
  return { name: target, value, text: `${target} = ${expressionText(value)}` };
}

function name(of: string): Expression {
  return { kind: 'name', name: of };
}

function number(value: number): Expression {
  return { kind: 'number', value };
}

function apply(operation: Operation, ...operands: Expression[]): Expression {
  return { kind: 'apply', operation, operands };
}

function isZero(node: Expression): boolean {
  return node.kind === 'number' && node.value === 0;
}

function times(a: Expression, b: Expression): Expression {
  if (a.kind === 'number' && a.value === 1) return b;
  return b.kind === 'number' && b.value === 1 ? a : apply('*', a, b);
}
