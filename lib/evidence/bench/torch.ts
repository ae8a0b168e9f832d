import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { inPackage } from '../../src/package-folder';
import type { Contender } from './measure';
import { NotHere } from './row';

/** A training for PyTorch: a classifier of convolutions, each with a rectifier and maxima of 2 × 2 behind it, and of fully connected layers. */
export interface TorchTask {
  /** The shape of an example: how many numbers, or rows, columns and channels. */
  readonly input: readonly number[];
  /** Side and channels of each filter. Default none. */
  readonly convolutions?: ReadonlyArray<readonly [side: number, channels: number]>;
  /** Units of each fully connected layer. */
  readonly layers: readonly number[];
  readonly batch: number;
  readonly batches: number;
  /** Threads that PyTorch may use. */
  readonly threads: number;
  /** The first weights, layer by layer, then the batches, each x and one-hot y. */
  readonly numbers: readonly Float32Array[];
}

/** PyTorch in a process of its own, which trains when it is asked to. */
export interface Torch extends Contender {
  /** What it is, in words. */
  readonly note: string;
  /** One step; gives the loss before it. */
  step(): Promise<number>;
  dispose(): void;
}

/** Starts PyTorch on a task. Errors: `NotHere` where Python has none. */
export async function startTorch({ numbers, convolutions = [], ...task }: TorchTask): Promise<Torch> {
  const python = process.env['DESCENT_PYTHON'] || 'python3';
  const folder = mkdtempSync(join(tmpdir(), 'descent-torch-'));
  try {
    writeFileSync(join(folder, 'task.json'), JSON.stringify({ convolutions, ...task }));
    writeFileSync(join(folder, 'numbers.f32'), Buffer.concat(numbers.map(({ buffer, byteOffset, byteLength }) => Buffer.from(buffer, byteOffset, byteLength))));
    const child = spawn(python, [inPackage('evidence', 'bench', 'torch-training.py'), folder], { stdio: ['pipe', 'pipe', 'pipe'] });
    const torch = new TorchProcess(child, python);
    await torch.started();
    return torch;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

class TorchProcess implements Torch {
  private version = '';
  private loss = NaN;
  private said = '';
  private readonly ended: Promise<never>;
  private readonly answers: AsyncIterator<string>;

  constructor(private readonly child: ChildProcessWithoutNullStreams, python: string) {
    process.once('exit', this.dispose);
    child.stderr.on('data', (data: Buffer) => (this.said = (this.said + data.toString()).slice(-2000)));
    child.stdin.on('error', () => undefined);
    this.answers = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
    this.ended = new Promise<never>((_, reject) => {
      child.once('error', () => reject(new NotHere(`${python} cannot be started`)));
      child.once('close', code => {
        const [reason = `it ended with ${code}`] = /ModuleNotFoundError: No module named 'torch'[^\n]*/.exec(this.said) ?? [];
        const last = this.said.trim().split('\n').at(-1) ?? '';
        reject(reason.startsWith('Module') ? new NotHere(`PyTorch is not installed for ${python}; "pip install torch" brings it`) : new Error(`bench: PyTorch: ${reason}: ${last}`));
      });
    });
    this.ended.catch(() => undefined);
  }

  async started(): Promise<void> {
    this.version = await this.answer();
  }

  async repeat(times: number): Promise<void> {
    this.child.stdin.write(`${times}\n`);
    this.loss = Number(await this.answer());
  }

  async step(): Promise<number> {
    await this.repeat(1);
    return this.loss;
  }

  get note(): string {
    return `PyTorch ${this.version}, eager, its fused Adam`;
  }

  readonly dispose = (): void => {
    process.off('exit', this.dispose);
    this.child.kill();
  };

  private async answer(): Promise<string> {
    const next = await Promise.race([this.answers.next(), this.ended]);
    return next.done === true ? this.ended : next.value;
  }
}
