import type { ProductFunctions } from './module';
import { widthOf, type TileShape } from './shape';

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

/**
 * Blocks of the factors that caches hold: a panel of B with `depth` terms stays in the first cache while all rows of A pass by, `rows` by `depth`
 * numbers of A in the second, `columns` by `depth` numbers of B in the third.
 */
const block = { depth: 256, rows: 240, columns: 480 } as const;

/** Room that a product needs beside its matrices, in bytes. */
export function roomFor(shape: TileShape): number {
  const width = widthOf(shape);
  const edge = 4 * width * (shape.rows + 1);
  return 4 * block.depth * (block.columns + width) + 4 * block.depth * (block.rows + shape.rows) + edge + 64;
}

/** Multiplies matrices in a memory, with `room` as long as `roomFor` says. */
export class Multiplier {
  private readonly packedA: number;
  private readonly packedB: number;
  private readonly edge: number;
  private readonly zeros: number;

  constructor(private readonly functions: ProductFunctions, private readonly shape: TileShape, room: number, memory: WebAssembly.Memory) {
    const width = widthOf(shape);
    this.edge = (room + 15) & -16;
    this.zeros = this.edge + 4 * width * shape.rows;
    this.packedA = this.zeros + 4 * width;
    this.packedB = this.packedA + 4 * block.depth * (block.rows + shape.rows) + 16;
    new Uint8Array(memory.buffer, this.edge, this.packedA - this.edge).fill(0);
  }

  /** Whether a product and the sum it goes into are rounded once, together. */
  get fused(): boolean {
    return this.shape.fused;
  }

  multiply({ rows, columns, depth, a, b, c, bias, adds = false }: Product): void {
    const { functions, shape } = this;
    const width = widthOf(shape);
    for (let j = 0; j < columns; j += block.columns) {
      const nowColumns = Math.min(block.columns, columns - j);
      for (let k = 0; k < depth; k += block.depth) {
        const nowDepth = Math.min(block.depth, depth - k);
        this.packB(nowDepth, nowColumns, { at: b.at + k * b.row + j * b.column, row: b.row, column: b.column });
        for (let i = 0; i < rows; i += block.rows) {
          const nowRows = Math.min(block.rows, rows - i);
          const from = a.at + i * a.row + k * a.column;
          const packs = a.column !== 4;
          if (packs) this.packA(nowDepth, nowRows, { at: from, row: a.row, column: a.column });
          const [at, row, step, panel] = packs ? [this.packedA, 4, 4 * shape.rows, 4 * shape.rows * nowDepth] : [from, a.row, 4, shape.rows * a.row];
          const here = c + 4 * (i * columns + j);
          const [start, startRow, startPanel] = k > 0 || adds ? [here, 4 * columns, 4 * width] : bias === undefined ? [this.zeros, 0, 0] : [bias + 4 * j, 0, 4 * width];
          functions.multiply(
            nowRows, nowColumns, nowDepth, at, row, step, panel, this.packedB, 4 * width, 4 * width * nowDepth, here, 4 * columns, start, startRow, startPanel, this.edge,
          );
        }
      }
    }
  }

  private packB(depth: number, columns: number, { at, row, column }: Strided): void {
    const { functions, shape } = this;
    const width = widthOf(shape);
    for (let j = 0; j < columns; j += width) {
      const to = this.packedB + 4 * j * depth;
      const left = columns - j;
      if (left < width) functions.packAny(depth, at + j * column, row, column, to, left, (left + 3) & -4);
      else if (column === 4) functions.packColumns(depth, at + j * column, row, to);
      else functions.packAcross(depth, at + j * column, column, to);
    }
  }

  /** The last rows one by one: what is read behind them may lie behind the memory. */
  private packA(depth: number, rows: number, { at, row, column }: Strided): void {
    const { functions, shape } = this;
    for (let i = 0; i < rows; i += shape.rows) {
      const to = this.packedA + 4 * i * depth;
      const left = rows - i;
      if (left > shape.rows) functions.packRows(depth, at + i * row, column, to);
      else functions.packAny(depth, at + i * row, column, row, to, left, shape.rows);
    }
  }
}
