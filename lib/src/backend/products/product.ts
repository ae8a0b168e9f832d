/** A matrix in memory: where it begins, and how many bytes lead to the next row and to the next column. One of the two is 4. */
export interface Strided {
  readonly at: number;
  readonly row: number;
  readonly column: number;
}

/** C = A B, or C = start + A B, of float32 matrices. */
export interface Product {
  readonly rows: number;
  readonly columns: number;
  /** The number of terms of each sum: columns of A, rows of B. */
  readonly depth: number;
  readonly a: Strided;
  readonly b: Strided;
  /** Where C begins; its rows lie one behind the other. It may not overlap A or B. */
  readonly c: number;
  /** Where a row begins that is added to every row of C. Default none. */
  readonly bias?: number;
  /** Whether the product is added to what C holds. Default no. */
  readonly adds?: boolean;
}

/** What decides how long a product takes. */
export interface Sizes {
  readonly rows: number;
  readonly columns: number;
  readonly depth: number;
  /** Whether A is packed, since its columns lie in memory as rows. */
  readonly packsA: boolean;
}
