import type { Program } from './check';
import { expressionText } from './expression-text';
import { isReduction, type Operation, type Reduction } from './operations';
import { read, valueOf, type Expression } from './tree';

/** One value per weight. Its operands are tensors, numbers of the host, and literals. */
export interface Line {
  readonly name: string;
  readonly value: Expression;
  /** As it was written, for comments and errors. */
  readonly text: string;
  readonly stage: number;
}

/** A reduction: a pass adds up the operand, or its square for a norm, and the host finishes it. Its stage is the first that may use it. */
export interface Sum extends Line {
  readonly reduction: Reduction;
}

/** A number that is the same for every weight. Its operands are numbers. */
export interface HostNumber {
  readonly name: string;
  readonly value: Expression;
  readonly stage: number;
}

/** A part of a formula with its names replaced. Its stage counts the passes over the weights that must end before it can be computed. */
interface Part {
  readonly node: Expression;
  readonly isTensor: boolean;
  readonly stage: number;
}

/**
 * A program taken apart into what is computed for every weight, what is added up over them, and what the host computes once.
 *
 * Every name is assigned once: the new value of m is called m'. A part that is the same for every weight, such as 1 - beta1^t, is named by its
 * own text, so that two lines that need it share it.
 */
export class Stages {
  readonly lines: Line[] = [];
  readonly sums = new Map<string, Sum>();
  /** In the order in which they can be computed. */
  readonly numbers = new Map<string, HostNumber>();
  /** What each of the program's own names stands for, after the last line. */
  private readonly scope: Record<string, Part> = {};
  private readonly taken = new Set<string>();

  constructor(program: Program) {
    const { tensors = [], slots = [], scalars = [] } = program.inputs;
    for (const name of [...tensors, ...slots, ...scalars]) {
      const isTensor = tensors.includes(name) || (slots.includes(name) && program.kinds.get(name) === 'tensor');
      this.taken.add(name);
      this.scope[name] = { node: { kind: 'name', name }, isTensor, stage: 0 };
    }
    for (const line of program.lines) this.assign(line.name, this.part(line.value, line.text), line.text);
  }

  /** The last value of one of the program's names. */
  final(name: string): { name: string; isTensor: boolean; stage: number } {
    const { node, ...rest } = valueOf(this.scope, name);
    return { name: expressionText(node), ...rest };
  }

  private part(value: Expression, text: string): Part {
    return read<Part>(value, {
      number: value => ({ node: { kind: 'number', value }, isTensor: false, stage: 0 }),
      name: name => valueOf(this.scope, name),
      apply: (operation, parts) => {
        if (isReduction(operation)) return this.reduced(operation, parts[0] as Part, text);
        const isTensor = parts.some(part => part.isTensor);
        const [dividend, divisor] = parts;
        // As in the tensor reading, division by a number is a product with its reciprocal.
        if (operation === '/' && dividend?.isTensor && divisor && !divisor.isTensor) {
          const reciprocal = this.shared({ ...divisor, node: apply('/', [{ kind: 'number', value: 1 }, divisor.node]) });
          return { node: apply('*', [dividend.node, reciprocal]), isTensor, stage: Math.max(dividend.stage, divisor.stage) };
        }
        const operands = parts.map(part => (isTensor && !part.isTensor ? this.shared(part) : part.node));
        return { node: apply(operation, operands), isTensor, stage: Math.max(...parts.map(({ stage }) => stage)) };
      },
    });
  }

  private assign(target: string, { node, isTensor, stage }: Part, text: string): void {
    let name = target;
    while (this.taken.has(name)) name += '\'';
    this.taken.add(name);
    if (isTensor) this.lines.push({ name, value: node, text, stage });
    else this.numbers.set(name, { name, value: node, stage });
    this.scope[target] = { node: { kind: 'name', name }, isTensor, stage };
  }

  /** A number among tensors: a literal or a name stays, anything longer becomes a number of the host. */
  private shared({ node, stage }: Part): Expression {
    if (node.kind !== 'apply') return node;
    const name = expressionText(node);
    this.numbers.set(name, { name, value: node, stage });
    return { kind: 'name', name };
  }

  private reduced(reduction: Reduction, { node, isTensor, stage }: Part, text: string): Part {
    if (!isTensor) return { node: reduction === 'norm' ? apply('abs', [node]) : node, isTensor, stage };
    const name = expressionText(apply(reduction, [node]));
    this.sums.set(name, { name, value: node, text, reduction, stage: stage + 1 });
    return { node: { kind: 'name', name }, isTensor: false, stage: stage + 1 };
  }
}

function apply(operation: Operation, operands: readonly Expression[]): Expression {
  return { kind: 'apply', operation, operands };
}
