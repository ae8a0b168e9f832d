import type { Expression } from '../tree';

/** What kind of slip a wrong formula holds. */
export type MutationKind =
  | 'swapped'
  | 'dropped'
  | 'sign'
  | 'misplaced'
  | 'power'
  | 'other name'
  | 'complement'
  | 'stale'
  | 'order'
  | 'not kept'
  | 'scaled';

/** A slip: its kind, and a clause that says what is different, such as "g is not squared". */
export interface Mutation {
  readonly kind: MutationKind;
  readonly says: string;
}

/** An expression with one slip in it. */
export interface Slip extends Mutation {
  readonly node: Expression;
}

/** The slips that can be made at the root of an expression. */
export type Rule = (node: Expression & { kind: 'apply' }) => readonly Slip[];

/** Every expression that differs from this one by one slip of a rule, at one place. */
export function everywhere(node: Expression, rule: Rule): Slip[] {
  if (node.kind !== 'apply') return [];
  const inside = node.operands.flatMap((operand, at) =>
    everywhere(operand, rule).map(slip => ({ ...slip, node: { ...node, operands: replaced(node.operands, at, slip.node) } })),
  );
  return [...rule(node), ...inside];
}

/** Every expression in which one occurrence of a name is something else. */
export function oneOccurrence(node: Expression, name: string, other: Expression): Expression[] {
  if (node.kind === 'name') return node.name === name ? [other] : [];
  if (node.kind === 'number') return [];
  return node.operands.flatMap((operand, at) =>
    oneOccurrence(operand, name, other).map(inner => ({ ...node, operands: replaced(node.operands, at, inner) })),
  );
}

/** The expression in which every occurrence of these names is something else. */
export function substituted(node: Expression, others: Readonly<Record<string, Expression>>): Expression {
  if (node.kind === 'name') return Object.hasOwn(others, node.name) ? (others[node.name] as Expression) : node;
  if (node.kind === 'number') return node;
  return { ...node, operands: node.operands.map(operand => substituted(operand, others)) };
}

function replaced(operands: readonly Expression[], at: number, other: Expression): Expression[] {
  return operands.map((operand, k) => (k === at ? other : operand));
}
