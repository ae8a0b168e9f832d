import { expressionText as text } from '../expression-text';
import type { Operation } from '../operations';
import type { Expression } from '../tree';
import { apply, isNumber } from './build';
import type { Rule, Slip } from './mutation';

/** A part of a sum, a product or a quotient that has been left out, or a function that has not been applied. */
export const dropped: Rule = ({ operation, operands }) => {
  const [a, b, c] = operands as [Expression, Expression, Expression];
  const without = (says: string, node: Expression): Slip => ({ kind: 'dropped', says, node });
  switch (operation) {
    case '+':
      return [without(`the term ${text(b)} is missing`, a), without(`the term ${text(a)} is missing`, b)];
    case '-':
      return isNumber(a, 1) ? [] : [without(`the term ${text(b)} is missing`, a), without(`the term ${text(a)} is missing`, apply('negate', b))];
    case '*':
      return [without(`the factor ${text(b)} is missing`, a), without(`the factor ${text(a)} is missing`, b)];
    case '/':
      return [without(`${text(a)} is not divided by ${text(b)}`, a)];
    case 'sqrt':
      return [without(`the root of ${text(a)} is missing`, a)];
    case 'min':
    case 'max':
      return [without(`it is always ${text(a)}, never ${text(b)}`, a), without(`it is always ${text(b)}, never ${text(a)}`, b)];
    case 'choose':
      return [without(`it is always ${text(b)}, whether ${text(a)} or not`, b), without(`it is always ${text(c)}, whether ${text(a)} or not`, c)];
    case 'abs':
    case 'sign':
    case 'exp':
    case 'log':
    case 'norm':
      return [without(`${operation} of ${text(a)} is missing`, a)];
    default:
      return [];
  }
};

/** A sum that is a difference, a quotient that is a product, the smaller for the larger. */
export const turned: Rule = ({ operation, operands }) => {
  const [a, b] = operands as [Expression, Expression];
  const other = (says: string, instead: Operation): Slip => ({ kind: 'sign', says, node: apply(instead, a, b) });
  switch (operation) {
    case '+':
      return [other(`${text(b)} is subtracted where it should be added`, '-')];
    case '-':
      return [other(`${text(b)} is added where it should be subtracted`, '+')];
    case '/':
      return [other(`it is multiplied by ${text(b)} where it should be divided`, '*')];
    case 'negate':
      return [{ kind: 'sign', says: `the minus before ${text(a)} is missing`, node: a }];
    case 'min':
      return [other('it takes the larger of the two where it should take the smaller', 'max')];
    case 'max':
      return [other('it takes the smaller of the two where it should take the larger', 'min')];
    default:
      return [];
  }
};

/** Powers: none, one too low or too high, a product for a power, and the square of more or of less than should be squared. */
export const powers: Rule = ({ operation, operands }) => {
  if (operation !== '^') return squaredWhole({ kind: 'apply', operation, operands });
  const [base, exponent] = operands as [Expression, Expression];
  const slip = (says: string, node: Expression): Slip => ({ kind: 'power', says, node });
  const product = slip(`it is ${text(base)} times ${text(exponent)}, not ${text(base)} to the power of ${text(exponent)}`, apply('*', base, exponent));
  if (isNumber(exponent, 2)) {
    const parts = base.kind === 'apply' && ['+', '-', '*', '/'].includes(base.operation) ? base.operands.map((_, at) => onlyOneSquared(base, at)) : [];
    return [slip(`${text(base)} is not squared`, base), { ...product, says: `${text(base)} is doubled, not squared` }, ...parts];
  }
  const one: Expression = { kind: 'number', value: 1 };
  return [
    slip(`the power of ${text(base)} is missing`, base),
    slip(`the power of ${text(base)} is ${text(exponent)} − 1`, apply('^', base, apply('-', exponent, one))),
    slip(`the power of ${text(base)} is ${text(exponent)} + 1`, apply('^', base, apply('+', exponent, one))),
    product,
  ];
};

function onlyOneSquared(base: Expression & { kind: 'apply' }, at: number): Slip {
  const square = (node: Expression): Expression => apply('^', node, { kind: 'number', value: 2 });
  const node = { ...base, operands: base.operands.map((operand, k) => (k === at ? square(operand) : operand)) };
  return { kind: 'power', says: `only ${text(base.operands[at] as Expression)} is squared, not all of ${text(base)}`, node };
}

/** a · b² as (a b)², 1 − a^t as (1 − a)^t. */
function squaredWhole({ operation, operands }: Expression & { kind: 'apply' }): Slip[] {
  const [a, b] = operands as [Expression, Expression];
  if (!['*', '/', '+', '-'].includes(operation) || b.kind !== 'apply' || b.operation !== '^') return [];
  const [base, exponent] = b.operands as [Expression, Expression];
  const inner = apply(operation, a, base);
  return [{ kind: 'power', says: `all of ${text(inner)} is taken to the power of ${text(exponent)}, not ${text(base)} alone`, node: apply('^', inner, exponent) }];
}

/** `1 - a` as `a`: the two shares of an average. */
export const complements: Rule = ({ operation, operands }) => {
  const [a, b] = operands as [Expression, Expression];
  if (operation !== '-' || !isNumber(a, 1)) return [];
  return [{ kind: 'complement', says: `${text(b)} stands where ${text(apply('-', a, b))} belongs`, node: b }];
};
