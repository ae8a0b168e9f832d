import { spawn, type ChildProcess } from 'node:child_process';

const KEPT_TEXT = 4000;
const LAST_WORDS_MS = 50;

/** A kernel's process: what it printed outside of any cell, and its end. */
export class KernelProcess {
  /** Resolves, with a sentence, when the process has ended or could not be started. Never rejects. */
  readonly ended: Promise<string>;
  private readonly child: ChildProcess;
  private printed = '';
  private readonly killOnExit = () => this.kill();

  constructor(argv: string[], { cwd, env }: { cwd: string; env: NodeJS.ProcessEnv }) {
    const [program = '', ...args] = argv;
    const own = String(process.pid);
    // Jupyter's word for it, and ours.
    const told = { ...env, JPY_PARENT_PID: own, DESCENT_PARENT_PID: own };
    this.child = spawn(program, args, { cwd, env: told, stdio: ['ignore', 'pipe', 'pipe'] });
    for (const stream of [this.child.stdout, this.child.stderr]) {
      stream?.on('data', (text: Buffer) => { this.printed = (this.printed + text.toString()).slice(-KEPT_TEXT); });
    }
    process.once('exit', this.killOnExit);
    this.ended = new Promise(resolve => {
      this.child.once('error', reason => resolve(`the kernel could not be started in ${cwd}: ${reason.message}`));
      // Not `close`: a process that the notebook started may hold the pipes open for ever.
      this.child.once('exit', (code, signal) => {
        setTimeout(() => resolve(`the kernel died (${signal ?? `exit code ${code}`})${this.lastWords()}`), LAST_WORDS_MS);
      });
    });
    void this.ended.then(() => process.off('exit', this.killOnExit));
  }

  get pid(): number {
    return this.child.pid ?? 0;
  }

  get running(): boolean {
    return this.child.pid !== undefined && this.child.exitCode === null && this.child.signalCode === null;
  }

  lastWords(): string {
    const text = this.printed.trim();
    return text === '' ? '' : `; it last printed:\n${text}`;
  }

  interrupt(): void {
    this.child.kill('SIGINT');
  }

  kill(): void {
    this.child.kill('SIGKILL');
  }
}
