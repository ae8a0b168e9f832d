import type { Operation } from '../operations';
import type { Expression } from '../tree';

/** The expression that is a number. */
export function number(value: number): Expression {
  return { kind: 'number', value };
}

/** The expression that is a name. */
export function name(of: string): Expression {
  return { kind: 'name', name: of };
}

/** The expression that applies an operation. */
export function apply(operation: Operation, ...operands: Expression[]): Expression {
  return { kind: 'apply', operation, operands };
}

/** Whether an expression is this number. */
export function isNumber(node: Expression, value: number): boolean {
  return node.kind === 'number' && node.value === value;
}
