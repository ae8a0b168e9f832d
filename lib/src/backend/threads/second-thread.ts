import { Worker } from 'node:worker_threads';
import { threadsMode } from '../threads/mode';
import { board, boardBytes, handingOver, mostParts, threadRoom } from './board';
import { cutOf } from './cut';
import type { ProductModule } from './module';
import { Pace } from './pace';
import type { Sizes } from './product';
import type { TileShape } from './shape';

/** Products with fewer terms take less time than two threads need to meet. */
const leastTerms = 3_000_000;

/** A process that multiplies less than this, about a tenth of a second, is done before a thread would have started. */
const termsToStart = 2_000_000_000;

/** How long a part is waited for at least, in milliseconds. */
const leastPatience = 0.1;

const helper = `
  const { workerData: { module, memory, board, room } } = require('node:worker_threads');
  new WebAssembly.Instance(module, { tfjs: { memory } }).exports.help(board, room);
`;

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
  return boardBytes + threadRoom(shape).bytes + 64;
}

/**
 * Shares large products with a second thread, which is started when there has been enough to do, sleeps while there is nothing, and never keeps the process
 * alive. What comes out is the same to the last bit with it and without.
 */
export class SecondThread {
  private readonly words: Int32Array;
  private readonly board: number;
  private state: 'not needed yet' | 'started' | 'gone' = 'not needed yet';
  private worker: Worker | undefined;
  private termsSoFar = 0;
  private product = 0;
  private readonly paces = new Map<number, Pace>();

  constructor(private readonly here: Surroundings) {
    this.board = (here.secondRoom + 63) & -64;
    // A view of a shared memory stays good when the memory grows.
    this.words = new Int32Array(here.memory.buffer, this.board, boardBytes / 4);
    this.words.fill(0);
  }

  /** Whether the thread is there, and a product of this size worth its while. It is started once there has been enough to do. */
  isThereFor(sizes: Sizes): boolean {
    const terms = termsOf(sizes);
    if (terms < leastTerms || threadsMode() === 'off') return false;
    if (this.state === 'not needed yet' && (this.termsSoFar += terms) > termsToStart) this.start();
    return this.state === 'started' && Atomics.load(this.words, board.present / 4) === 1;
  }

  /** One product, shared or `alone`, whichever has been faster of late. `words` are in the order of `productWords`. */
  multiply(sizes: Sizes, words: readonly number[], alone: () => void): void {
    const terms = termsOf(sizes);
    const pace = this.paceOf(terms);
    const shares = pace.next();
    const began = performance.now();
    if (shares) this.share(sizes, words);
    else alone();
    pace.took((performance.now() - began) / terms);
  }

  /** Products of about one size have one. */
  private paceOf(terms: number): Pace {
    const size = Math.round(Math.log2(terms));
    const pace = this.paces.get(size) ?? new Pace();
    this.paces.set(size, pace);
    return pace;
  }

  /** Starts the thread now. It is at work some hundredths of a second later; until then the first one does all. */
  start(): void {
    if (this.state !== 'not needed yet') return;
    const { products: { module }, memory } = this.here;
    const room = this.board + boardBytes;
    try {
      this.worker = new Worker(helper, { eval: true, execArgv: [], workerData: { module, memory, board: this.board, room } });
      this.worker.unref();
      // Without a second thread the first one does what is left, so nothing is lost with it.
      this.worker.on('error', () => undefined).on('exit', () => (this.state = 'gone'));
      this.state = 'started';
    } catch {
      this.state = 'gone';
    }
  }

  /** Ends the thread; the first one does all from now on. */
  async end(): Promise<void> {
    this.state = 'gone';
    await this.worker?.terminate();
  }

  /** One product, shared. */
  share(sizes: Sizes, words: readonly number[]): void {
    const { here: { products: { functions }, shape, room } } = this;
    const { height, width, down, across } = cutOf(sizes, shape);
    const parts = down * across;
    words.forEach((value, k) => Atomics.store(this.words, firstWord + k, value));
    [height, width, down].forEach((value, k) => Atomics.store(this.words, firstWord + words.length + k, value));
    this.product += 1;
    Atomics.store(this.words, board.handed / 4, 0);
    Atomics.store(this.words, board.turn / 4, (this.product * (mostParts + 1)) | parts);
    Atomics.notify(this.words, board.turn / 4);
    const began = performance.now();
    const made = functions.takeParts(this.board, room);
    if (made < parts) this.collect(parts - made, (performance.now() - began) / Math.max(made, 1));
  }

  /** Waits until the helper has handed over so many parts. The last one is waited for as long as a part takes here, then it is made here. */
  private collect(parts: number, patience: number): void {
    const { words, here: { products: { functions }, room } } = this;
    const until = performance.now() + Math.max(patience, leastPatience);
    for (;;) {
      const handed = Atomics.load(words, board.handed / 4);
      if (handed === parts) return;
      if (performance.now() < until) continue;
      const turn = Atomics.load(words, board.working / 4);
      if (turn === handingOver || turn === 0) Atomics.wait(words, board.handed / 4, handed, 1);
      else if (Atomics.compareExchange(words, board.working / 4, turn, 0) === turn) return functions.part(this.board, turn, room, 0);
    }
  }
}

const firstWord = board.words / 4;

function termsOf({ rows, columns, depth }: Sizes): number {
  return rows * columns * depth;
}
