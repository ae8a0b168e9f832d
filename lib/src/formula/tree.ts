import type { Operation } from './operations';

/** What a formula is once it has been read: numbers, names, and operations on them. Nothing of mathjs is left in it. */
export type Expression =
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'apply'; readonly operation: Operation; readonly operands: readonly Expression[] };

/** One line, `m = beta * m + (1 - beta) * g`. */
export interface Assignment {
  readonly name: string;
  readonly value: Expression;
  /** The line as it was written, for error messages. */
  readonly text: string;
  /** The number of the line in the text, from 1; missing where it was not written. */
  readonly row?: number;
}

/** How one reading of the tree answers for each kind of node. */
export interface Reading<Value> {
  number(value: number): Value;
  name(name: string): Value;
  apply(operation: Operation, operands: readonly Value[], node: Expression & { kind: 'apply' }): Value;
}

/** Reads a tree from the leaves up. */
export function read<Value>(node: Expression, reading: Reading<Value>): Value {
  switch (node.kind) {
    case 'number':
      return reading.number(node.value);
    case 'name':
      return reading.name(node.name);
    case 'apply':
      return reading.apply(node.operation, node.operands.map(operand => read(operand, reading)), node);
  }
}

/** Every name an expression reads, in order of first appearance. */
export function namesIn(node: Expression): string[] {
  const names = new Set<string>();
  const visit = (inner: Expression): void => {
    if (inner.kind === 'name') names.add(inner.name);
    if (inner.kind === 'apply') inner.operands.forEach(visit);
  };
  visit(node);
  return [...names];
}

/** The value of a name while a tree is evaluated. Errors: a name without one. */
export function valueOf<Value>(scope: Readonly<Record<string, Value>>, name: string): Value {
  const value = scope[name];
  if (value === undefined) throw new Error(`no value for "${name}"; given: ${Object.keys(scope).join(', ')}`);
  return value;
}
