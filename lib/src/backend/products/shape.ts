/** The tile of a product that is kept in registers while a row of the first factor meets a panel of the second. */
export interface TileShape {
  /** Rows of the tile. */
  readonly rows: number;
  /** Vectors of four columns in a row of the tile. */
  readonly vectors: number;
  /** Whether a product and the sum it goes into are one instruction. */
  readonly fused: boolean;
}

/** Columns of a tile. */
export function widthOf({ vectors }: TileShape): number {
  return 4 * vectors;
}

/**
 * Sixteen registers hold rows × vectors sums, a row of the second factor, and a number of the first. A fused instruction is slow to give its sum, so
 * it needs more of them on their way; a product of its own needs a register more.
 */
export const fusedShape: TileShape = { rows: 3, vectors: 3, fused: true };
export const plainShape: TileShape = { rows: 4, vectors: 2, fused: false };
