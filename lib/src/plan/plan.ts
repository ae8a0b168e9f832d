import type { RowProgram } from '../formula/row-program';

/** What numbers in memory are for. */
export type Role = 'examples' | 'weights' | 'gradient' | 'between';

/** A matrix in memory, laid out once for all steps of a training. */
export interface Place {
  readonly name: string;
  /** `batch` is as many as a batch has examples. */
  readonly rows: number | 'batch';
  readonly columns: number;
  readonly role: Role;
  /** In words. */
  readonly holds: string;
  /** Of a gradient, the place of the weights that it belongs to. */
  readonly slopeOf?: string;
}

/** The examples of the batch are drawn from all examples. */
export interface Gather {
  readonly kind: 'gather';
  /** The place that gets the rows that were drawn. */
  readonly to: string;
}

/** A product of matrices, of which either may be taken transposed, and a row that is added to every row of it. */
export interface MatrixProduct {
  readonly kind: 'product';
  readonly a: string;
  readonly transposeA?: boolean;
  readonly b: string;
  readonly transposeB?: boolean;
  readonly bias?: string;
  readonly to: string;
}

/** A program of formulas over the rows of matrices. */
export interface Rows {
  readonly kind: 'rows';
  readonly program: RowProgram;
  /** What the program's tensors are among the plan's places. */
  readonly places: Readonly<Record<string, string>>;
  /** What the plan's reader sees of it. */
  readonly formulas: readonly string[];
}

/** Part of a step of training, with what it is for in words. */
export type Operation = (Gather | MatrixProduct | Rows) & { readonly does: string };

/** How a network's loss and its gradients are computed: which numbers lie in memory, and what is done with them, in this order. */
export interface Plan {
  readonly places: readonly Place[];
  readonly operations: readonly Operation[];
}
