import { Worker } from 'node:worker_threads';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { cutOf } from '../../lib/src/backend/products/cut';
import { allowFusedInstructions } from '../../lib/src/backend/products/fused-instructions';
import { instantiateProducts, shapeHere } from '../../lib/src/backend/products/module';
import { plainShape } from '../../lib/src/backend/products/shape';
import { Multiplier, roomFor } from '../../lib/src/backend/products/multiplier';
import { secondRoomFor, type SharedProducts } from '../../lib/src/backend/products/shared-products';
import { board, handingOver } from '../../lib/src/backend/threads/board';
import { setThreads } from '../../lib/src/backend/threads/mode';
import { seededRandom } from '../../lib/src/datasets';

allowFusedInstructions();
/** Matrices, each in 8 MB of its own, in a memory that threads share; the rooms lie behind them. */
interface Ground {
  readonly memory: WebAssembly.Memory;
  readonly multiplier: Multiplier;
  readonly second: SharedProducts;
  readonly board: number;
}
const at = { a: 0, b: 1, c: 2, bias: 3, room: 4 };
const megabytes8 = 2 ** 23;
const addressOf = (name: keyof typeof at): number => (at[name] + 1) * megabytes8;

function ground(shape = shapeHere()): Ground {
  const memory = new WebAssembly.Memory({ initial: 800, maximum: 65_536, shared: true });
  const secondRoom = addressOf('room') + roomFor(shape) + 20;
  expect(secondRoom + secondRoomFor(shape)).toBeLessThan(memory.buffer.byteLength);
  const multiplier = new Multiplier({ products: instantiateProducts(shape, memory), shape, memory, room: addressOf('room'), secondRoom });
  if ('why' in multiplier.second) throw new Error(multiplier.second.why);
  return { memory, multiplier, second: multiplier.second, board: (secondRoom + 63) & -64 };
}

interface Case {
  readonly rows: number;
  readonly depth: number;
  readonly columns: number;
  readonly transposeA?: boolean;
  readonly transposeB?: boolean;
  readonly start?: 'nothing' | 'bias' | 'what is there';
}

const random = seededRandom(5);

/** One product by one thread, and by both: the bits of C and of some numbers behind it. More than once, since it is chance which thread takes which part. */
function bothWays({ memory, multiplier, second }: Ground, { rows, depth, columns, transposeA = false, transposeB = false, start = 'nothing' }: Case, times = 1): { alone: Int32Array; shared: Int32Array[] } {
  const heap = new Float32Array(memory.buffer);
  const write = (name: keyof typeof at, length: number): void => heap.set(Float32Array.from({ length }, () => random.normal()), addressOf(name) / 4);
  write('a', rows * depth);
  write('b', depth * columns);
  write('bias', columns);
  const before = Float32Array.from({ length: rows * columns + 16 }, () => random.normal());
  const product = {
    rows, columns, depth, c: addressOf('c'),
    a: { at: addressOf('a'), ...(transposeA ? { row: 4, column: 4 * rows } : { row: 4 * depth, column: 4 }) },
    b: { at: addressOf('b'), ...(transposeB ? { row: 4, column: 4 * depth } : { row: 4 * columns, column: 4 }) },
    ...(start === 'bias' && { bias: addressOf('bias') }),
    ...(start === 'what is there' && { adds: true }),
  };
  const bits = (multiply: () => void): Int32Array => {
    heap.set(before, addressOf('c') / 4);
    multiply();
    return new Int32Array(memory.buffer, addressOf('c'), before.length).slice();
  };
  const modeBefore = setThreads('off');
  const alone = bits(() => multiplier.multiply(product));
  setThreads(modeBefore);
  const shares = vi.spyOn(second, 'isThereFor').mockReturnValue(true);
  const choice = vi.spyOn(second, 'multiply').mockImplementation((sizes, words) => second.share(sizes, words));
  const shared = Array.from({ length: times }, () => bits(() => multiplier.multiply(product)));
  shares.mockRestore();
  choice.mockRestore();
  return { alone, shared };
}

const alike = (one: Int32Array, other: Int32Array): boolean => Buffer.compare(Buffer.from(one.buffer), Buffer.from(other.buffer)) === 0;

const present = ({ memory, board: where }: Ground): boolean => Atomics.load(new Int32Array(memory.buffer), (where + board.present) / 4) === 1;

const large = { rows: 400, depth: 600, columns: 800, start: 'what is there' } as const;

describe('with a second thread', () => {
  let here: Ground;
  beforeAll(async () => {
    here = ground();
    here.second.thread.start();
    await vi.waitFor(() => expect(present(here)).toBe(true), 10_000);
  });
  afterAll(() => here.second.thread.end());

  const turns = [[false, false], [true, false], [false, true], [true, true]] as const;
  const starts = ['nothing', 'bias', 'what is there'] as const;
  /** Sums longer than a block, columns that fill several blocks and none, rows and columns that leave tails, tall and flat ones. */
  const sizes = [[64, 40, 64], [250, 300, 490], [513, 256, 1000], [1000, 64, 10], [7, 900, 1300], [1201, 700, 36], [33, 1, 4000], [1, 5, 7]] as const;
  describe.each(turns)('first factor transposed: %s, second: %s', (transposeA, transposeB) => {
    test.each(sizes.flatMap(size => starts.map(start => [...size, start] as const)))('%i by %i by %i, beginning with %s: one thread\'s bits', (rows, depth, columns, start) => {
      const { alone, shared } = bothWays(here, { rows, depth, columns, transposeA, transposeB, start }, 5);
      expect(shared.map(bits => alike(bits, alone))).toEqual(Array(5).fill(true));
    });
  });

  test('the second thread makes parts, and goes on doing so after it has slept and after the memory has grown', async () => {
    /** What the last of these products left behind; on a busy machine it may have been made alone. */
    const helps = (): void => {
      bothWays(here, large, 20);
      expect(Atomics.load(new Int32Array(here.memory.buffer), (here.board + board.handed) / 4)).toBeGreaterThan(0);
    };
    await vi.waitFor(helps, 20_000);
    await new Promise(resolve => setTimeout(resolve, 50));
    here.memory.grow(16);
    await vi.waitFor(helps, 20_000);
  });

  test('numbers of products may come round to those that were', () => {
    Object.assign(here.second.thread, { works: 2 ** 20 - 3 });
    const { alone, shared } = bothWays(here, { rows: 300, depth: 100, columns: 500, transposeA: true }, 6);
    expect(shared.map(bits => alike(bits, alone))).toEqual(Array(6).fill(true));
  });
});

/** What `present` is once a part has been taken in the helper's place, and once that has come to its end, by what was found then. */
const taken = 2;
const ended = { inTime: 3, late: 4 };

/** Something that takes one part as the helper does, and then does `then`, in place of the helper. */
async function inItsPlace({ memory, board: where }: Ground, then: string): Promise<Worker> {
  const source = `
    const { workerData: { memory, at, handingOver, taken, ended } } = require('node:worker_threads');
    const words = new Int32Array(memory.buffer);
    const sleep = ms => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);
    Atomics.store(words, at.present, 1);
    for (;;) {
      const turn = Atomics.load(words, at.turn);
      if ((turn & 2047) === 0) continue;
      Atomics.store(words, at.working, turn);
      if (Atomics.compareExchange(words, at.turn, turn, turn - 1) !== turn) continue;
      Atomics.store(words, at.present, taken);
      ${then}
      break;
    }
  `;
  const places = Object.fromEntries(Object.entries(board).map(([name, offset]) => [name, (where + offset) / 4]));
  const worker = new Worker(source, { eval: true, workerData: { memory, at: places, handingOver, taken, ended } });
  await vi.waitFor(() => expect(Atomics.load(new Int32Array(memory.buffer), (where + board.present) / 4)).toBe(1), 10_000);
  return worker;
}

/** Products until something has taken a part of one, which it may take some time to be given a core for; gives that product. */
function untilTaken(here: Ground): { alone: Int32Array; shared: Int32Array } {
  const words = new Int32Array(here.memory.buffer);
  for (let k = 0; k < 1000; k++) {
    const { alone, shared: [shared] } = bothWays(here, large);
    if (Atomics.load(words, (here.board + board.present) / 4) !== 1) return { alone, shared: shared as Int32Array };
  }
  throw new Error('nothing has taken a part of a thousand products');
}

describe('where the second thread is late', () => {
  test('the first one makes its part too, and what comes late is thrown away', async () => {
    const here = ground();
    const late = await inItsPlace(here, `
      sleep(1000);
      Atomics.store(words, at.present, Atomics.compareExchange(words, at.working, turn, handingOver) === turn ? ended.inTime : ended.late);
    `);
    const { alone, shared } = untilTaken(here);
    expect(alike(shared, alone)).toBe(true);
    const words = new Int32Array(here.memory.buffer);
    expect(Atomics.load(words, (here.board + board.working) / 4)).toBe(0);
    await vi.waitFor(() => expect(Atomics.load(words, (here.board + board.present) / 4)).toBe(ended.late), 10_000);
    await late.terminate();
  });

  test('a part that is being copied is waited for', async () => {
    const here = ground();
    const slow = await inItsPlace(here, `
      Atomics.store(words, at.working, handingOver);
      sleep(300);
      Atomics.store(words, at.present, ended.inTime);
      Atomics.store(words, at.handed, Atomics.load(words, at.handed) + 1);
      Atomics.store(words, at.working, 0);
    `);
    const { alone, shared } = untilTaken(here);
    expect(Atomics.load(new Int32Array(here.memory.buffer), (here.board + board.present) / 4)).toBe(ended.inTime);
    // Nobody has made that part: C is there as it was, and right everywhere else.
    const same = shared.reduce((count, bits, k) => count + Number(bits === alone[k]), 0);
    const part = cutOf({ ...large, packsA: false }, shapeHere());
    expect(same).toBeGreaterThanOrEqual(alone.length - part.height * part.width);
    expect(same).toBeLessThan(alone.length);
    await slow.terminate();
  });

  test('a helper that ends is not waited for again', async () => {
    const here = ground();
    here.second.thread.start();
    await vi.waitFor(() => expect(present(here)).toBe(true), 10_000);
    await here.second.thread.end();
    const { alone, shared: [shared] } = bothWays(here, large);
    expect(alike(shared as Int32Array, alone)).toBe(true);
    expect(here.second.isThereFor({ rows: 1000, depth: 1000, columns: 1000, packsA: false })).toBe(false);
  });
});

test('without fused multiply-add the bits are one thread\'s, too', async () => {
  const here = ground(plainShape);
  here.second.thread.start();
  await vi.waitFor(() => expect(present(here)).toBe(true), 10_000);
  for (const [transposeA, transposeB] of [[false, true], [true, false]]) {
    const { alone, shared } = bothWays(here, { ...large, rows: 401, columns: 803, transposeA: transposeA === true, transposeB: transposeB === true }, 5);
    expect(shared.map(bits => alike(bits, alone))).toEqual(Array(5).fill(true));
  }
  await here.second.thread.end();
});

test('a product of more parts than can be counted is one thread\'s', () => {
  const here = ground();
  const share = vi.spyOn(here.second, 'share');
  const alone = vi.fn();
  // Its C has 8 GB, which no memory has.
  here.second.multiply({ rows: 1000, columns: 2_000_000, depth: 1, packsA: false }, [], alone);
  expect(alone).toHaveBeenCalledOnce();
  expect(share).not.toHaveBeenCalled();
});

describe('when it is started', () => {
  const size = { rows: 1000, depth: 1000, columns: 600, packsA: false };

  test('once there has been enough to do, and not for products that are soon done', async () => {
    const here = ground();
    const start = vi.spyOn(here.second.thread, 'start');
    for (let k = 0; k < 10_000; k++) here.second.isThereFor({ ...size, rows: 4 });
    for (let k = 0; k < 3; k++) expect(here.second.isThereFor(size)).toBe(false);
    expect(start).not.toHaveBeenCalled();
    here.second.isThereFor(size);
    expect(start).toHaveBeenCalledOnce();
    await vi.waitFor(() => expect(here.second.isThereFor(size)).toBe(true), 10_000);
    expect(here.second.isThereFor({ ...size, rows: 4 })).toBe(false);
    const before = setThreads('off');
    expect(here.second.isThereFor(size)).toBe(false);
    setThreads(before);
    await here.second.thread.end();
  });

  test('with threads off never', () => {
    const here = ground();
    const start = vi.spyOn(here.second.thread, 'start');
    const before = setThreads('off');
    for (let k = 0; k < 20; k++) expect(here.second.isThereFor(size)).toBe(false);
    setThreads(before);
    expect(start).not.toHaveBeenCalled();
  });
});
