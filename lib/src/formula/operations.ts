/**
 * The whole vocabulary of a formula. The language is closed: a method that needs more than this is a TypeScript function
 * behind the same interface. Every reading (LaTeX, float64, tensors, …) must answer for each line of this table.
 */
export const operations = {
  '+': { operands: 2 },
  '-': { operands: 2 },
  '*': { operands: 2 },
  '/': { operands: 2 },
  '^': { operands: 2 },
  negate: { operands: 1 },
  '<': { operands: 2 },
  '<=': { operands: 2 },
  '>': { operands: 2 },
  '>=': { operands: 2 },
  '==': { operands: 2 },
  '!=': { operands: 2 },
  choose: { operands: 3 },
  sqrt: { operands: 1 },
  abs: { operands: 1 },
  sign: { operands: 1 },
  exp: { operands: 1 },
  log: { operands: 1 },
  min: { operands: 2 },
  max: { operands: 2 },
  sum: { operands: 1 },
  mean: { operands: 1 },
  norm: { operands: 1 },
} as const satisfies Record<string, { operands: 1 | 2 | 3 }>;

export type Operation = keyof typeof operations;

/** Takes a whole named tensor to one number: the sum, the mean, and the Euclidean norm. */
export type Reduction = 'sum' | 'mean' | 'norm';

export type Comparison = '<' | '<=' | '>' | '>=' | '==' | '!=';

export type Elementwise = Exclude<Operation, Reduction>;

/** The operations that are written as calls, `sqrt(v)`. */
export const functionNames: readonly Operation[] = ['sqrt', 'abs', 'sign', 'exp', 'log', 'min', 'max', 'sum', 'mean', 'norm'];

export function isReduction(operation: Operation): operation is Reduction {
  return operation === 'sum' || operation === 'mean' || operation === 'norm';
}

export function isComparison(operation: Operation): operation is Comparison {
  return ['<', '<=', '>', '>=', '==', '!='].includes(operation);
}
