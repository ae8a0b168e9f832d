import { joined, type Program } from './check';
import { planPasses, type Plan } from './passes';
import { withPartsShared } from './shared-parts';

/**
 * A program that runs over the rows of matrices, each row by itself: its sums are those of a row, and a number that is the same for a whole tensor is
 * here the same for a row. Softmax, layer normalisation and their gradients are such programs; an activation is one without sums.
 */
export interface RowProgram {
  /** Its tensors are matrices; those that it assigns are written. */
  readonly program: Program;
  /** Tensors with one number for each column, the same for every row. One that is assigned is added up over the rows. Default none. */
  readonly vectors?: readonly string[];
  /** Names of numbers that are the largest of a matrix's row, each with the matrix: with them no power is too large. Default none. */
  readonly largest?: Readonly<Record<string, string>>;
  /** The name of how many columns there are. Default none. */
  readonly count?: string;
  /** Numbers of a row that are added up over the rows and given back. Default none. */
  readonly totals?: readonly string[];
}

/** The passes over a row. Errors: those of `planPasses`. */
export function planRows({ program }: RowProgram): Plan {
  return planPasses(joined(withPartsShared(program.lines), program.inputs));
}
