import type { Expression } from './tree';

/** An expression with some of its names replaced. */
export function substituted(node: Expression, by: Readonly<Record<string, Expression>>): Expression {
  if (node.kind === 'name') return Object.hasOwn(by, node.name) ? (by[node.name] as Expression) : node;
  return node.kind === 'number' ? node : { ...node, operands: node.operands.map(operand => substituted(operand, by)) };
}
