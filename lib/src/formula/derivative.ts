import type { Formula } from './check';
import type { Operation } from './operations';
import { namesIn, type Expression } from './tree';

/**
 * The partial derivative of a formula by one of its names, again a formula: so a surface's gradient is read off its text,
 * in every reading. At a kink it takes one side: |x|' = 0 at 0, min and max follow their first operand where both are equal, a choice its branch.
 * Errors: a sum, mean or norm of a whole tensor of that name.
 */
export function derivative(formula: Formula, by: string): Formula {
  return { ...formula, text: `d/d${by} ${formula.text}`, value: differentiate(formula.value, by) };
}

/** The same of an expression by itself. */
export function differentiate(node: Expression, by: string): Expression {
  if (node.kind === 'number') return number(0);
  if (node.kind === 'name') return number(node.name === by ? 1 : 0);
  if (!namesIn(node).includes(by)) return number(0);
  const [u, v, w] = node.operands as [Expression, Expression, Expression];
  const du = (): Expression => differentiate(u, by);
  const dv = (): Expression => differentiate(v, by);
  switch (node.operation) {
    case '+':
      return sum(du(), dv());
    case '-':
      return difference(du(), dv());
    case 'negate':
      return negated(du());
    case '*':
      return sum(times(du(), v), times(u, dv()));
    case '/':
      return quotientRule(u, v, du, dv, by);
    case '^':
      return powerRule(u, v, du, dv, by);
    case 'sqrt':
      return over(du(), times(number(2), node));
    case 'exp':
      return times(node, du());
    case 'log':
      return over(du(), u);
    case 'abs':
      return times(apply('sign', u), du());
    case 'min':
      return choose('<=', u, v, du(), dv());
    case 'max':
      return choose('>=', u, v, du(), dv());
    case 'choose':
      return apply('choose', u, differentiate(v, by), differentiate(w, by));
    case 'sign':
      return number(0);
    default:
      throw new Error(`"${node.operation}" has no derivative by "${by}" here; use tf.grad on the tensor reading`);
  }
}

function quotientRule(u: Expression, v: Expression, du: () => Expression, dv: () => Expression, by: string): Expression {
  if (!namesIn(v).includes(by)) return over(du(), v);
  const square = power(v, number(2));
  if (!namesIn(u).includes(by)) return negated(over(times(u, dv()), square));
  return over(difference(times(du(), v), times(u, dv())), square);
}

function powerRule(u: Expression, v: Expression, du: () => Expression, dv: () => Expression, by: string): Expression {
  if (!namesIn(v).includes(by)) {
    const lower = v.kind === 'number' ? number(v.value - 1) : difference(v, number(1));
    return times(times(v, power(u, lower)), du());
  }
  // u^v = exp(v log u)
  return times(power(u, v), sum(times(dv(), apply('log', u)), over(times(v, du()), u)));
}

function number(value: number): Expression {
  return { kind: 'number', value };
}

function apply(operation: Operation, ...operands: Expression[]): Expression {
  return { kind: 'apply', operation, operands };
}

function isNumber(node: Expression, value: number): boolean {
  return node.kind === 'number' && node.value === value;
}

// The helpers below drop what the product rule leaves behind, 0 + …, 1 · …, so that the result stays readable.

function sum(a: Expression, b: Expression): Expression {
  if (isNumber(a, 0)) return b;
  return isNumber(b, 0) ? a : apply('+', a, b);
}

function difference(a: Expression, b: Expression): Expression {
  if (isNumber(b, 0)) return a;
  return isNumber(a, 0) ? negated(b) : apply('-', a, b);
}

function negated(a: Expression): Expression {
  if (a.kind === 'number') return number(a.value === 0 ? 0 : -a.value);
  return a.kind === 'apply' && a.operation === 'negate' ? (a.operands[0] as Expression) : apply('negate', a);
}

function times(a: Expression, b: Expression): Expression {
  if (isNumber(a, 0) || isNumber(b, 0)) return number(0);
  if (isNumber(a, 1)) return b;
  if (isNumber(b, 1)) return a;
  if (isNumber(b, -1)) return negated(a);
  return apply('*', a, b);
}

function over(a: Expression, b: Expression): Expression {
  return isNumber(a, 0) ? a : apply('/', a, b);
}

function power(a: Expression, b: Expression): Expression {
  return isNumber(b, 1) ? a : isNumber(b, 0) ? number(1) : apply('^', a, b);
}

function choose(comparison: Operation, u: Expression, v: Expression, yes: Expression, no: Expression): Expression {
  return apply('choose', apply(comparison, u, v), yes, no);
}
