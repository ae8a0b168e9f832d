import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import type { Duplex, Readable } from 'node:stream';
import { isThrown, type Thrown } from '../subject/thrown';
import { withoutLastWords, type Ending } from './endings';
import type { FromBox, ToBox } from './frames';
import type { Limits } from './limits';
import { BOOTSTRAP, nodeOptions, RUNTIME_FILES } from './node-program';
import { Prints } from './prints';
import { aliveUntilExit } from './process-care';
import type { Launch, Rung } from './rung';

/** On a busy machine node may take long to start; when this has passed, it is the machine that is at fault. */
const STARTING_MS = 60_000;

/** How long what has been ended may take to be gone. */
const GOING_MS = 5000;

/** Frames are a value and a little around it. */
const AROUND = 65536;

/** How much of the end of what it printed as errors is kept, to know why it ended. */
const LAST_WORDS = 16384;

/** Who is told what a box sends, and that it has ended. */
export interface Listener {
  onFrame(frame: FromBox): void;
  onEnd(ending: Ending): void;
}

/** One process behind a wall, from its start to its end. */
export class BoxProcess {
  /** Set for as long as something is waited for. */
  listener: Listener | undefined;
  /** Hears of errors that came when nothing ran any more that could have caught them, at any time. */
  onLate: ((thrown: Thrown) => void) | undefined;
  /** How it ended; undefined while it runs. */
  ending: Ending | undefined;
  readonly prints: Prints;
  readonly #child: ChildProcess;
  readonly #limits: Limits;
  readonly #channel: Duplex;
  #line: Buffer[] = [];
  #lineLength = 0;
  #stderr = '';
  readonly #gone: Promise<void>;

  private constructor(readonly rung: Rung, launch: Launch, limits: Limits) {
    this.#limits = limits;
    this.prints = new Prints(limits.outKb * 1024);
    const files = [RUNTIME_FILES.runtime, RUNTIME_FILES.cache, RUNTIME_FILES.library].map(file => openSync(file, 'r'));
    try {
      this.#child = spawn(launch.command, [...launch.parameters], {
        // A folder that is there for every user, and that a box cannot write into.
        cwd: '/',
        env: {},
        // Its own process group, because what it starts must die with it.
        detached: true,
        stdio: ['ignore', 'pipe', 'pipe', 'pipe', ...files],
        windowsHide: true,
        ...(launch.user === undefined ? {} : { uid: launch.user, gid: launch.user }),
      });
    } finally {
      for (const file of files) closeSync(file);
    }
    const { stdout, stderr, stdio } = this.#child;
    this.#channel = stdio[3] as Duplex;
    const forget = aliveUntilExit(() => this.#kill());
    this.#gone = new Promise(resolve => {
      this.#child.once('error', error => {
        this.#stderr = error.message;
        settle(null, null);
      });
      this.#child.once('exit', (code, signal) => settle(code, signal));
      const settle = (code: number | null, signal: NodeJS.Signals | null): void => {
        this.#kill();
        rung.sweep?.(launch);
        // What it sent last may still be on the way; a process that got away would keep the pipes open for ever.
        const last = setTimeout(() => closed(), 1000);
        const closed = (): void => {
          clearTimeout(last);
          forget();
          for (const stream of [this.#channel, stdout, stderr]) stream?.destroy();
          this.#end({ cause: 'itself', code, signal, stderr: this.#stderr });
          resolve();
        };
        if (this.#child.pid === undefined) closed();
        else this.#child.once('close', closed);
      };
    });
    // It may be gone while something is being sent to it.
    this.#channel?.on('error', () => {});
    this.#channel?.on('data', (chunk: Buffer) => this.#receive(chunk));
    for (const stream of [stdout, stderr]) stream?.on('data', (chunk: Buffer) => this.#printed(chunk, stream));
  }

  /** Starts one and waits until it is ready. Errors: what keeps it from starting, in words; it is never a fault of a student. */
  static async start(rung: Rung, limits: Limits): Promise<BoxProcess> {
    const box = new BoxProcess(rung, rung.launch(process.execPath, [...nodeOptions(limits), '--eval', BOOTSTRAP], limits), limits);
    const problem = await new Promise<string | undefined>(resolve => {
      const late = setTimeout(() => resolve(`no answer within ${STARTING_MS / 1000} s`), STARTING_MS);
      box.listener = {
        onFrame: ({ kind }) => kind === 'ready' && resolve((clearTimeout(late), undefined)),
        onEnd: ending => resolve((clearTimeout(late), whyNot(ending))),
      };
    });
    box.listener = undefined;
    if (problem === undefined) return box;
    await box.end();
    throw new Error(problem);
  }

  send(frame: ToBox): void {
    if (this.ending === undefined) this.#channel.write(`${JSON.stringify(frame)}\n`);
  }

  /** It has to end, for something that it did or did not do. */
  stop(cause: Exclude<Ending['cause'], 'itself'>): void {
    this.#end({ cause });
    this.#kill();
  }

  /** Ends it and waits until it is gone. Errors: it cannot be ended. */
  async end(): Promise<void> {
    this.#kill();
    let late: NodeJS.Timeout | undefined;
    const tooLate = new Promise<void>((_, reject) => {
      late = setTimeout(() => reject(new Error(`box: process ${this.#child.pid} cannot be ended`)), GOING_MS);
    });
    await Promise.race([this.#gone, tooLate]);
    clearTimeout(late);
  }

  /** What was printed since the last time. All that was written before the last frame has arrived after one more turn of the loop. */
  async printed(): Promise<string> {
    for (let turn = 0; turn < 2; turn++) await new Promise(resolve => setImmediate(resolve));
    return withoutLastWords(this.prints.take());
  }

  #end(ending: Ending): void {
    if (this.ending !== undefined) return;
    this.ending = ending;
    this.listener?.onEnd(ending);
  }

  #kill(): void {
    const { pid } = this.#child;
    if (pid === undefined) return;
    try {
      process.kill(-pid, 'SIGKILL');
    } catch {
      // Windows has no process groups, and the process may be gone.
      this.#child.kill('SIGKILL');
    }
  }

  #printed(chunk: Buffer, stream: Readable): void {
    if (stream === this.#child.stderr) this.#stderr = (this.#stderr + chunk.toString('latin1')).slice(-LAST_WORDS);
    if (!this.prints.add(chunk)) this.stop('prints');
  }

  #receive(chunk: Buffer): void {
    let rest = chunk;
    while (this.ending === undefined) {
      const end = rest.indexOf(10);
      const part = end < 0 ? rest : rest.subarray(0, end);
      this.#line.push(part);
      this.#lineLength += part.length;
      if (this.#lineLength > this.#limits.frameKb * 1024 + AROUND) return this.stop('frame');
      if (end < 0) return;
      const frame = frameIn(Buffer.concat(this.#line));
      this.#line = [];
      this.#lineLength = 0;
      rest = rest.subarray(end + 1);
      if (frame === undefined) return this.stop('protocol');
      if (frame.kind !== 'late') this.listener?.onFrame(frame);
      else if (isThrown(frame.thrown)) this.onLate?.(frame.thrown);
      else return this.stop('protocol');
    }
  }
}

/** Only that it is an object of a kind; the rest is looked at by who waits for it. */
function frameIn(line: Buffer): FromBox | undefined {
  try {
    const frame: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(line));
    return typeof frame === 'object' && frame !== null && 'kind' in frame && typeof frame.kind === 'string' ? (frame as FromBox) : undefined;
  } catch {
    return undefined;
  }
}

function whyNot(ending: Ending): string {
  if (ending.cause !== 'itself') return 'it printed, and did not answer';
  const words = ending.stderr.trim().split('\n').at(-1) ?? '';
  return words || `it ended with ${ending.signal ?? `exit code ${ending.code}`}`;
}
