import { roomOf } from './blocks';
import type { ProductFunctions } from './module';
import type { TileShape } from './shape';

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

/** Room that a product needs beside its matrices, in bytes, with what it is filled up with to begin at a multiple of 16. */
export function roomFor(shape: TileShape): number {
  return lineOfZeros + roomOf(shape).bytes + 16;
}

const lineOfZeros = 64;

/** Multiplies matrices in a memory, with `room` as long as `roomFor` says. */
export class Multiplier {
  private readonly zeros: number;
  private readonly room: number;

  constructor(private readonly functions: ProductFunctions, private readonly shape: TileShape, room: number, memory: WebAssembly.Memory) {
    this.zeros = (room + 15) & -16;
    this.room = this.zeros + lineOfZeros;
    new Uint8Array(memory.buffer, this.zeros, lineOfZeros).fill(0);
  }

  /** Whether a product and the sum it goes into are rounded once, together. */
  get fused(): boolean {
    return this.shape.fused;
  }

  multiply({ rows, columns, depth, a, b, c, bias, adds = false }: Product): void {
    const [start, startRow, startColumn] = adds ? [c, 4 * columns, 4] : bias === undefined ? [this.zeros, 0, 0] : [bias, 0, 4];
    this.functions.product(rows, columns, depth, a.at, a.row, a.column, b.at, b.row, b.column, 0, c, 4 * columns, start, startRow, startColumn, this.room);
  }
}
