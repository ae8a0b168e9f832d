import { MessageChannel, Worker, type MessagePort } from 'node:worker_threads';
import { compiled } from '../../formula/wasm/on-memory';
import type { WasmFunction } from '../../formula/wasm/module';
import { board, boardBytes, callNumbers, calls, mostParts, nextWork } from './board';
import { threadsMode } from './mode';

/** Work is measured in terms of a product's sums, of which a thread adds up some twenty billion a second. Less than this is done before two threads have met. */
const leastWork = 3_000_000;

/** A process that has less to do than this, about a tenth of a second, is done before a thread would have started. */
const workToStart = 2_000_000_000;

/** How long the first thread stays awake for the end of calls, in milliseconds: several parts take as long. */
const patience = 0.1;

/** Parts of products are made in WebAssembly until there is mail or a call, which is made here. */
const helper = `
  const { receiveMessageOnPort, workerData: { module, memory, port, at, call, calls, mostParts, room } } = require('node:worker_threads');
  const ready = of => new WebAssembly.Instance(of, { tfjs: { memory } }).exports;
  const { help } = ready(module);
  const words = new Int32Array(memory.buffer);
  const numbers = new Float64Array(memory.buffer, 4 * at.numbers);
  const functions = [];
  const part = (called, index) => {
    const from = index * numbers[call.size];
    const given = Array.from(numbers.subarray(call.others, call.others + numbers[call.given]), (x, k) => (k < numbers[call.addresses] ? x + 4 * from : x));
    return called(Math.min(numbers[call.size], numbers[call.count] - from), ...given) ?? 0;
  };
  for (;;) {
    help(4 * at.turn, room);
    Atomics.store(words, at.mail, 0);
    for (let sent; (sent = receiveMessageOnPort(port));) functions.push(ready(sent.message.module)[sent.message.name]);
    Atomics.store(words, at.known, functions.length);
    for (let turn; (turn = Atomics.load(words, at.turn)) & calls && turn & mostParts;) {
      if (Atomics.compareExchange(words, at.turn, turn, turn - 1) !== turn) continue;
      numbers[call.result] += part(functions[numbers[call.index]], (turn & mostParts) - 1);
      Atomics.add(words, at.handed, 1);
      Atomics.notify(words, at.handed);
    }
  }
`;

/** What the helper begins with, in a memory that is shared. */
export interface Beginning {
  /** Has `help`, which takes a board and a room. */
  readonly module: WebAssembly.Module;
  readonly memory: WebAssembly.Memory;
  /** Where the board is, at the beginning of a cache line. */
  readonly board: number;
  readonly room: number;
}

/** A call of a function that does the same to each of many weights. */
export interface SharedCall {
  /** Which of the helper's functions it is. */
  readonly index: number;
  /** The same function here: it takes a count, addresses and other numbers, and gives a number or nothing. */
  readonly called: (...parameters: number[]) => number | void;
  readonly count: number;
  /** Weights of a part, a multiple of 16. */
  readonly size: number;
  readonly addresses: readonly number[];
  readonly others: readonly number[];
}

/**
 * A second thread, which is started when there has been enough to do, sleeps while there is nothing, and never keeps the process alive. What two threads do
 * together is the same to the last bit as what one does.
 */
export class SecondThread {
  /** Where the words of the board are, among all words of the memory. */
  readonly at: { readonly [name in keyof typeof board]: number };
  /** All words of the memory. A view of a shared memory stays good when the memory grows. */
  readonly words: Int32Array;
  private readonly numbers: Float64Array;
  private state: 'not needed yet' | 'started' | 'gone' = 'not needed yet';
  private worker: Worker | undefined;
  private port: MessagePort | undefined;
  private workSoFar = 0;
  private works = 0;
  private readonly sent = new WeakMap<readonly WasmFunction[], number>();
  private sentCount = 0;

  constructor(private readonly beginning: Beginning) {
    const { memory, board: where } = beginning;
    this.words = new Int32Array(memory.buffer);
    this.numbers = new Float64Array(memory.buffer, where + board.numbers, (boardBytes - board.numbers) / 8);
    this.at = Object.fromEntries(Object.entries(board).map(([name, offset]) => [name, (where + offset) / 4])) as typeof this.at;
    this.words.fill(0, where / 4, (where + boardBytes) / 4);
  }

  /** Where the board is, in bytes. */
  get board(): number {
    return this.beginning.board;
  }

  /** Whether the thread is there and so much work worth its while. It is started once there has been enough to do. */
  isThereFor(work: number): boolean {
    if (work < leastWork || threadsMode() === 'off') return false;
    if (this.state === 'not needed yet' && (this.workSoFar += work) > workToStart) this.start();
    return this.state === 'started' && Atomics.load(this.words, this.at.present) === 1;
  }

  /** Starts the thread now. It is at work some hundredths of a second later; until then the first one does all. */
  start(): void {
    if (this.state !== 'not needed yet') return;
    const { module, memory, room } = this.beginning;
    const { port1, port2 } = new MessageChannel();
    try {
      const workerData = { module, memory, room, port: port2, at: this.at, call: callNumbers, calls, mostParts };
      this.worker = new Worker(helper, { eval: true, execArgv: [], workerData, transferList: [port2] });
      this.worker.unref();
      port1.unref();
      this.port = port1;
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
    this.port?.close();
    await this.worker?.terminate();
  }

  /** Puts work on the board, so many parts, and wakes the helper. What the work is has been written before. */
  announce(parts: number, kind: 'product' | 'calls'): void {
    const { words, at } = this;
    this.works += 1;
    Atomics.store(words, at.handed, 0);
    Atomics.store(words, at.turn, (this.works * nextWork) | (kind === 'calls' ? calls : 0) | parts);
    Atomics.notify(words, at.turn);
  }

  /** Whether the helper hands over so many parts within so many milliseconds. The thread that asks stays awake, since waking would take as long. */
  handsOver(parts: number, patience: number): boolean {
    const until = performance.now() + patience;
    do {
      if (Atomics.load(this.words, this.at.handed) === parts) return true;
    } while (performance.now() < until);
    return false;
  }

  /** Sleeps until the helper has handed over one part more, of so many, one millisecond at most. */
  sleep(parts: number): void {
    const handed = Atomics.load(this.words, this.at.handed);
    if (handed < parts) Atomics.wait(this.words, this.at.handed, handed, 1);
  }

  /**
   * Which of the helper's functions one of these is, from when it knows it; until then undefined, and it is sent. Each list has one that is called.
   */
  functionOf(functions: readonly WasmFunction[], name: string): number | undefined {
    const { words, at } = this;
    let index = this.sent.get(functions);
    if (index === undefined) {
      index = this.sentCount++;
      this.sent.set(functions, index);
      this.port?.postMessage({ module: compiled(functions, true), name });
      Atomics.store(words, at.mail, 1);
    }
    if (index < Atomics.load(words, at.known)) return index;
    // Each time, since it may have been about to sleep.
    Atomics.notify(words, at.turn);
    return undefined;
  }

  /** Calls a function for `count` weights part by part, with both threads. Gives the sum of what the calls give. */
  call({ index, called, count, size, addresses, others }: SharedCall): number {
    const { words, at, numbers } = this;
    const parts = Math.ceil(count / size);
    numbers.set([0, index, count, size, addresses.length, addresses.length + others.length, ...addresses, ...others]);
    this.announce(parts, 'calls');
    let [made, result] = [0, 0];
    for (let turn: number; ((turn = Atomics.load(words, at.turn)) & mostParts) !== 0; ) {
      if (Atomics.compareExchange(words, at.turn, turn, turn - 1) !== turn) continue;
      const from = ((turn & mostParts) - 1) * size;
      result += called(Math.min(size, count - from), ...addresses.map(address => address + 4 * from), ...others) ?? 0;
      made += 1;
    }
    // What is changed in place cannot be made twice, so this waits for whoever has it.
    while (!this.handsOver(parts - made, patience)) this.sleep(parts - made);
    return result + (numbers[callNumbers.result] as number);
  }
}
