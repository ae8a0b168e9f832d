import { expressionText as text } from '../expression-text';
import type { Expression } from '../tree';
import { apply } from './build';
import type { Rule, Slip } from './mutation';

/** Brackets that reach too far, or not far enough: what stands inside a root, a product or a divisor and should not, and the other way round. */
export const misplaced: Rule = node => [...roots(node), ...factors(node), ...divisors(node)];

const slip = (says: string, node: Expression): Slip => ({ kind: 'misplaced', says, node });

function roots({ operation, operands }: Expression & { kind: 'apply' }): Slip[] {
  const [a, b] = operands as [Expression, Expression];
  if (operation === 'sqrt' && a.kind === 'apply' && (a.operation === '+' || a.operation === '-')) {
    const [inside, beside] = a.operands as [Expression, Expression];
    return [slip(`${text(beside)} stands outside the root`, apply(a.operation, apply('sqrt', inside), beside))];
  }
  if (operation === 'sqrt' && a.kind === 'apply' && a.operation === '/') {
    const [above, below] = a.operands as [Expression, Expression];
    return [slip(`the root is taken of ${text(above)} alone, not of the whole quotient`, apply('/', apply('sqrt', above), below))];
  }
  if (operation === '+' || operation === '-') {
    return [
      ...(isRoot(a) ? [slip(`${text(b)} stands inside the root`, apply('sqrt', apply(operation, a.operands[0] as Expression, b)))] : []),
      ...(isRoot(b) && operation === '+' ? [slip(`${text(a)} stands inside the root`, apply('sqrt', apply(operation, a, b.operands[0] as Expression)))] : []),
    ];
  }
  if (operation === '/' && isRoot(b)) {
    return [slip(`the root is taken of the whole quotient, not of ${text(b.operands[0] as Expression)} alone`, apply('sqrt', apply('/', a, b.operands[0] as Expression)))];
  }
  return [];
}

function factors({ operation, operands }: Expression & { kind: 'apply' }): Slip[] {
  const [a, b] = operands as [Expression, Expression];
  if (operation === '+' || operation === '-') {
    const whole = (factor: Expression, inner: Expression): Slip => slip(`${text(factor)} multiplies all of ${text(inner)}`, apply('*', factor, inner));
    return [
      ...(isProduct(a) ? [whole(a.operands[0] as Expression, apply(operation, a.operands[1] as Expression, b))] : []),
      ...(isProduct(b) ? [whole(b.operands[0] as Expression, apply(operation, a, b.operands[1] as Expression))] : []),
    ];
  }
  if (operation === '*' && isSum(b)) {
    const [first, second] = b.operands as [Expression, Expression];
    return [slip(`${text(a)} multiplies only ${text(first)}, not all of ${text(b)}`, apply(b.operation, apply('*', a, first), second))];
  }
  return [];
}

function divisors({ operation, operands }: Expression & { kind: 'apply' }): Slip[] {
  const [a, b] = operands as [Expression, Expression];
  if (operation === '/' && isSum(b)) {
    const [first, second] = b.operands as [Expression, Expression];
    return [slip(`only ${text(first)} divides, for the brackets around ${text(b)} are missing`, apply(b.operation, apply('/', a, first), second))];
  }
  if (operation === '/' && isProduct(b)) {
    const [first, second] = b.operands as [Expression, Expression];
    return [slip(`${text(second)} multiplies, for the brackets around ${text(b)} are missing`, apply('*', apply('/', a, first), second))];
  }
  if (operation === '/' && isSum(a)) {
    const [first, second] = a.operands as [Expression, Expression];
    return [slip(`only ${text(second)} is divided by ${text(b)}, not all of ${text(a)}`, apply(a.operation, first, apply('/', second, b)))];
  }
  // In a sum, a quotient beside it that swallows it: a + b / c as (a + b) / c.
  if ((operation === '+' || operation === '-') && b.kind === 'apply' && b.operation === '/') {
    const [above, below] = b.operands as [Expression, Expression];
    const whole = apply(operation, a, above);
    return [slip(`all of ${text(whole)} is divided by ${text(below)}`, apply('/', whole, below))];
  }
  return [];
}

type Apply = Expression & { kind: 'apply' };

function isRoot(node: Expression): node is Apply {
  return node.kind === 'apply' && node.operation === 'sqrt';
}

function isProduct(node: Expression): node is Apply {
  return node.kind === 'apply' && node.operation === '*';
}

function isSum(node: Expression): node is Apply {
  return node.kind === 'apply' && (node.operation === '+' || node.operation === '-');
}
