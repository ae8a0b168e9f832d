import type { ProductModule } from './module';
import type { Product } from './product';
import { SharedProducts } from './shared-products';
import type { TileShape } from './shape';
import { threadRoom } from './thread-room';

/** Room that products need beside their matrices, in bytes, with what it is filled up with to begin at a multiple of 16. */
export function roomFor(shape: TileShape): number {
  return lineOfZeros + threadRoom(shape).part + 16;
}

const lineOfZeros = 64;

/** What a multiplier works with. */
export interface MultiplierParts {
  readonly products: ProductModule;
  readonly shape: TileShape;
  readonly memory: WebAssembly.Memory;
  /** As long as `roomFor` says. */
  readonly room: number;
  /** As long as `secondRoomFor` says, in a memory that threads share; or why there is no second thread. */
  readonly secondRoom: number | { readonly why: string };
}

/** Multiplies matrices in a memory. */
export class Multiplier {
  /** What shares large products, or why nothing does. */
  readonly second: SharedProducts | { readonly why: string };
  private readonly zeros: number;
  private readonly room: number;

  constructor(private readonly parts: MultiplierParts) {
    const { memory, room, secondRoom, ...others } = parts;
    this.zeros = (room + 15) & -16;
    this.room = this.zeros + lineOfZeros;
    new Uint8Array(memory.buffer, this.zeros, lineOfZeros).fill(0);
    this.second = typeof secondRoom === 'number' ? new SharedProducts({ ...others, memory, room: this.room, secondRoom }) : secondRoom;
  }

  /** Whether a product and the sum it goes into are rounded once, together. */
  get fused(): boolean {
    return this.parts.shape.fused;
  }

  multiply(product: Product): void {
    const { second } = this;
    const { rows, columns, depth, a } = product;
    const sizes = { rows, columns, depth, packsA: a.column !== 4 };
    if ('why' in second || !second.isThereFor(sizes)) this.alone(product);
    else second.multiply(sizes, this.words(product), () => this.alone(product));
  }

  private alone(product: Product): void {
    this.parts.products.functions.product(...this.words(product), 0, this.room);
  }

  /** In the order of `productWords`. */
  private words({ rows, columns, depth, a, b, c, bias, adds = false }: Product): number[] {
    const words = [rows, columns, depth, a.at, a.row, a.column, b.at, b.row, b.column, c, 4 * columns];
    if (adds) words.push(c, 4 * columns, 4);
    else if (bias === undefined) words.push(this.zeros, 0, 0);
    else words.push(bias, 0, 4);
    return words;
  }
}
