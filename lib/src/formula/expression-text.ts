import { functionNames, type Operation } from './operations';
import type { Expression } from './tree';

/** An expression as a formula is typed, with no more brackets than it needs. Two expressions that print alike are alike. */
export function expressionText(node: Expression): string {
  if (node.kind === 'name') return node.name;
  if (node.kind === 'number') return String(node.value);
  const { operation, operands } = node;
  if (functionNames.includes(operation)) return `${operation}(${operands.map(expressionText).join(', ')})`;
  const parts = operands.map((operand, at) => (needsBrackets(operand, operation, at) ? `(${expressionText(operand)})` : expressionText(operand)));
  if (operation === 'negate') return `-${parts[0]}`;
  if (operation === 'choose') return `${parts[0]} ? ${parts[1]} : ${parts[2]}`;
  return operation === '^' ? parts.join('^') : parts.join(` ${operation} `);
}

/** How tightly an operation binds what is around it. */
const strength: Readonly<Partial<Record<Operation, number>>> = { choose: 0, '+': 2, '-': 2, '*': 3, '/': 3, negate: 4, '^': 5 };

function strengthOf(operation: Operation): number {
  return functionNames.includes(operation) ? Infinity : (strength[operation] ?? 1);
}

function needsBrackets(node: Expression, around: Operation, at: number): boolean {
  // A sign in front belongs to the first place of a sum or a product only.
  if (node.kind === 'number') return node.value < 0 && (at > 0 || around === '^');
  if (node.kind === 'name') return false;
  const [inner, outer] = [strengthOf(node.operation), strengthOf(around)];
  if (inner !== outer) return inner < outer || (node.operation === 'negate' && at > 0);
  // a − (b + c), a / (b · c), (a^b)^c and every comparison of comparisons; a + b + c and a · b · c read from the left.
  return at > 0 || outer <= 1 || around === '^' || around === 'negate';
}
