import { Dealer, Subscriber } from 'zeromq';
import { failureFromStderr, type Failure } from '../kernel/traceback';
import { createConnection, type Connection } from './connection';
import { KernelProcess } from './kernel-process';
import type { Output } from './notebook-file';
import { applyMessage, stderrOf, type Displays } from './outputs';
import { pause, timer } from './waiting';
import { Wire, type WireMessage } from './wire';

export interface CellResult {
  status: 'ok' | 'error' | 'aborted' | 'timeout';
  executionCount: number | null;
  /** Grows after the cell has ended when work it left behind prints, and changes when a later cell updates a display. */
  outputs: Output[];
  /** Present where the status is `error` or `timeout`. */
  error?: Failure;
}

export interface ExecuteOptions {
  /** Called for every output that is new or has changed. */
  onOutput?: (output: Output) => void;
  /** Milliseconds; when they have passed the kernel is killed, because nothing less is sure to stop a cell. Default: no limit. */
  timeoutMs?: number;
  /** Whether cells that are already waiting are aborted when this one fails; default true. */
  stopOnError?: boolean;
}

export interface Kernel {
  readonly pid: number;
  /** Runs one cell. Rejects, with the reason and what the kernel last printed, when the kernel dies or is gone. */
  execute(code: string, options?: ExecuteOptions): Promise<CellResult>;
  /** What Jupyter's stop button does. */
  interrupt(): void;
  /** Ends the kernel, by force if it does not end by itself. */
  shutdown(): Promise<void>;
}

export interface StartOptions {
  /** The command, with `{connection_file}` where Jupyter puts the path of the connection file. */
  argv: string[];
  /** The kernel's working directory: the notebook's folder. */
  cwd: string;
  env?: NodeJS.ProcessEnv;
  /** Milliseconds to wait for the kernel's first answer; default 60 s. */
  startTimeoutMs?: number;
}

/** Starts a kernel of any language and waits until it answers. Rejects, and leaves no process, when it does not. */
export async function startKernel({ argv, cwd, env = process.env, startTimeoutMs = 60_000 }: StartOptions): Promise<Kernel> {
  const connection = await createConnection();
  const command = argv.map(word => word.split('{connection_file}').join(connection.file));
  const kernel = new RunningKernel(new KernelProcess(command, { cwd, env }), connection);
  try {
    await kernel.ready(startTimeoutMs);
    return kernel;
  } catch (reason) {
    await kernel.shutdown();
    throw reason;
  }
}

interface Running {
  result: CellResult;
  onOutput: (output: Output) => void;
  replied(status: CellResult['status'], failure: Failure | undefined): void;
  idle(): void;
}

const ASK_AGAIN_MS = 100;
const IDLE_MS = 2000;
const GOODBYE_MS = 2000;

class RunningKernel implements Kernel {
  private readonly wire: Wire;
  private readonly shell = new Dealer({ linger: 0 });
  private readonly control = new Dealer({ linger: 0 });
  private readonly iopub = new Subscriber({ linger: 0, receiveHighWaterMark: 0 });
  private readonly cells = new Map<string, Running>();
  private readonly displays: Displays = new Map();
  private heard = { shell: false, iopub: false };
  private goneBecause: string | undefined;

  constructor(private readonly process: KernelProcess, private readonly connection: Connection) {
    this.wire = new Wire(connection.key);
    this.iopub.subscribe();
    this.iopub.connect(connection.address.iopub);
    this.shell.connect(connection.address.shell);
    this.control.connect(connection.address.control);
    void this.listen(this.shell, message => this.onShell(message));
    void this.listen(this.iopub, message => this.onIopub(message));
    void process.ended.then(reason => { this.goneBecause ??= reason; });
  }

  get pid(): number {
    return this.process.pid;
  }

  /** A subscription takes a moment to reach the kernel, and what is published before is lost, so it asks until both channels answer. */
  async ready(timeoutMs: number): Promise<void> {
    const deadline = Date.now() + timeoutMs;
    while (!(this.heard.shell && this.heard.iopub)) {
      if (this.goneBecause !== undefined) throw new Error(this.goneBecause);
      if (Date.now() > deadline) throw new Error(`the kernel did not answer within ${timeoutMs / 1000} s${this.process.lastWords()}`);
      await this.send(this.shell, 'kernel_info_request', {});
      await Promise.race([pause(ASK_AGAIN_MS), this.process.ended]);
    }
  }

  async execute(code: string, { onOutput = () => {}, timeoutMs, stopOnError = true }: ExecuteOptions = {}): Promise<CellResult> {
    if (this.goneBecause !== undefined) throw new Error(`cannot run a cell: ${this.goneBecause}`);
    const result: CellResult = { status: 'ok', executionCount: null, outputs: [] };
    let reply!: () => void;
    let idle!: () => void;
    const replied = new Promise<void>(resolve => { reply = resolve; });
    const idled = new Promise<void>(resolve => { idle = resolve; });
    const content = { code, silent: false, store_history: true, user_expressions: {}, allow_stdin: false, stop_on_error: stopOnError };
    const request = this.wire.request('execute_request', content);
    this.cells.set(request.id, {
      result,
      onOutput,
      idle,
      replied: (status, failure) => {
        result.status = status;
        if (failure !== undefined) result.error = failure;
        reply();
      },
    });
    await this.shell.send(request.frames);

    const limit = timer(timeoutMs);
    const ending = await Promise.race([replied.then(() => 'replied' as const), limit.passed.then(() => 'timeout' as const), this.process.ended]);
    limit.cancel();
    if (ending === 'timeout') return this.outOfTime(result, timeoutMs ?? 0);
    if (ending !== 'replied') throw new Error(ending);
    // A stock tslab that lost messages in a burst never says idle.
    const patience = timer(IDLE_MS);
    await Promise.race([idled, patience.passed, this.process.ended]);
    patience.cancel();
    if (result.status === 'error') result.error ??= failureFromStderr(stderrOf(result.outputs));
    return result;
  }

  interrupt(): void {
    if (process.platform === 'win32') void this.send(this.control, 'interrupt_request', {});
    else this.process.interrupt();
  }

  async shutdown(): Promise<void> {
    this.goneBecause ??= 'the kernel was shut down';
    if (this.process.running) {
      await this.send(this.control, 'shutdown_request', { restart: false });
      const patience = timer(GOODBYE_MS);
      await Promise.race([this.process.ended, patience.passed]);
      patience.cancel();
      this.process.kill();
    }
    await this.process.ended;
    for (const socket of [this.shell, this.control, this.iopub]) socket.close();
    this.connection.remove();
  }

  private async outOfTime(result: CellResult, timeoutMs: number): Promise<CellResult> {
    const evalue = `the cell ran longer than ${timeoutMs / 1000} s, so its kernel was stopped`;
    this.goneBecause = evalue;
    this.process.kill();
    await this.process.ended;
    result.status = 'timeout';
    result.error = { ename: 'Timeout', evalue, traceback: [`Timeout: ${evalue}`] };
    return result;
  }

  private async send(socket: Dealer, type: string, content: object): Promise<void> {
    await socket.send(this.wire.request(type, content).frames);
  }

  private async listen(socket: Dealer | Subscriber, handle: (message: WireMessage) => void): Promise<void> {
    for await (const frames of socket) {
      const message = this.wire.read(frames);
      if (message !== undefined) handle(message);
    }
  }

  private onShell({ header, parent, content }: WireMessage): void {
    this.heard.shell = true;
    const cell = this.cells.get(parent.msg_id ?? '');
    if (header.msg_type !== 'execute_reply' || cell === undefined) return;
    const { status, execution_count, ename, evalue, traceback } = content as Partial<Failure> & { status: string; execution_count?: number };
    cell.result.executionCount = execution_count ?? null;
    const failure = ename === undefined ? undefined : { ename, evalue: evalue ?? '', traceback: traceback ?? [] };
    cell.replied(status === 'ok' || status === 'error' ? status : 'aborted', failure);
  }

  private onIopub({ header, parent, content }: WireMessage): void {
    this.heard.iopub = true;
    const cell = this.cells.get(parent.msg_id ?? '');
    if (cell === undefined) return;
    if (header.msg_type === 'status') {
      if (content['execution_state'] === 'idle') cell.idle();
      return;
    }
    const output = applyMessage(cell.result.outputs, this.displays, header.msg_type, content);
    if (output !== undefined) cell.onOutput(output);
  }
}
