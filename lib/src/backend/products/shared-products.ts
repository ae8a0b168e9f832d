import { boardBytes, handingOver, mostParts } from '../threads/board';
import { Paces } from '../threads/pace';
import { SecondThread } from '../threads/second-thread';
import { cutOf } from './cut';
import type { ProductModule } from './module';
import type { Sizes } from './product';
import type { TileShape } from './shape';
import { threadRoom } from './thread-room';

/** How long a part is waited for at least, in milliseconds. */
const leastPatience = 0.1;

/** Where a second thread works, in a memory that is shared. */
export interface Surroundings {
  readonly products: ProductModule;
  readonly shape: TileShape;
  readonly memory: WebAssembly.Memory;
  /** The first thread's room, as long as `threadRoom` says without the part. */
  readonly room: number;
  /** Room of the second thread, as long as `secondRoomFor` says. */
  readonly secondRoom: number;
}

/** Room that a second thread needs, in bytes, with what it is filled up with to begin a cache line. */
export function secondRoomFor(shape: TileShape): number {
  return 64 * Math.ceil(boardBytes / 64) + threadRoom(shape).bytes + 64;
}

/** Large products, made by two threads. */
export class SharedProducts {
  readonly thread: SecondThread;
  private readonly paces = new Paces();

  constructor(private readonly here: Surroundings) {
    const { products: { module }, memory, secondRoom } = here;
    const board = (secondRoom + 63) & -64;
    this.thread = new SecondThread({ module, memory, board, room: board + 64 * Math.ceil(boardBytes / 64) });
  }

  /** Whether a product of this size is for two threads. */
  isThereFor(sizes: Sizes): boolean {
    return this.thread.isThereFor(termsOf(sizes));
  }

  /** One product, shared or `alone`, whichever has been faster of late. `words` are in the order of `productWords`. */
  multiply(sizes: Sizes, words: readonly number[], alone: () => void): void {
    const { down, across } = cutOf(sizes, this.here.shape);
    if (down * across > mostParts) alone();
    else this.paces.take(termsOf(sizes), { shared: () => this.share(sizes, words), alone });
  }

  /** One product, shared. */
  share(sizes: Sizes, words: readonly number[]): void {
    const { thread, here: { products: { functions }, shape, room } } = this;
    const { height, width, down, across } = cutOf(sizes, shape);
    [...words, height, width, down].forEach((value, k) => Atomics.store(thread.words, thread.at.words + k, value));
    const parts = down * across;
    thread.announce(parts, 'product');
    const began = performance.now();
    const made = functions.takeParts(thread.board, room);
    if (made < parts) this.collect(parts - made, (performance.now() - began) / Math.max(made, 1));
  }

  /** Waits until the helper has handed over so many parts. The last one is waited for as long as a part takes here, then it is made here. */
  private collect(parts: number, patience: number): void {
    const { thread, here: { products: { functions }, room } } = this;
    const { words, at } = thread;
    while (!thread.handsOver(parts, Math.max(patience, leastPatience))) {
      const turn = Atomics.load(words, at.working);
      if (turn === handingOver || turn === 0) thread.sleep(parts);
      else if (Atomics.compareExchange(words, at.working, turn, 0) === turn) return functions.part(thread.board, turn, room, 0);
    }
  }
}

function termsOf({ rows, columns, depth }: Sizes): number {
  return rows * columns * depth;
}
