import * as tf from '@tensorflow/tfjs';
import { exportedBy } from '../../subject/exported-functions';
import { callStudent, type LoadedFile } from '../../subject/student-call';
import { readThrown, type Thrown } from '../../subject/thrown';
import { FrameLimitError, type Wire } from '../../subject/wire';
import type { ToBox } from '../frames';
import { runProgram } from '../run-program';
import { Channel } from './channel';
import { packagesOf } from './packages';

/** The wrapper that bundling puts around all this gives both. */
declare const readLibrary: () => string;

const channel = new Channel();
const files = new Map<string, { readonly file: LoadedFile; readonly limit: number }>();

/** The file that is being loaded, while one is. */
let loading: string | undefined;

/** A timer can throw for ever; a few of its errors say it all. */
let lateErrors = 20;

async function serve(): Promise<void> {
  // Else the first tensor would print that Node.js has a faster backend, as if the student had.
  tf.enableProdMode();
  await tf.setBackend('cpu');
  printAtOnce();
  const packages = packagesOf(require, readLibrary);
  process.on('uncaughtException', late);
  process.on('unhandledRejection', late);
  process.on('beforeExit', () => {
    if (loading !== undefined) channel.send({ kind: 'threw', id: loading, thrown: neverLoads });
  });
  channel.send({ kind: 'ready' });
  for (;;) {
    const frame = await channel.next();
    if (frame === undefined) process.exit(0);
    if (frame.kind === 'load') await load(frame, packages);
    if (frame.kind === 'call') call(frame);
    if (frame.kind === 'end') channel.send({ kind: 'ended', id: frame.id });
  }
}

/**
 * What is printed is with the judging side when the call is over, and fills no memory here: by default node keeps what a pipe cannot take at once. On
 * Windows node does so by itself. Errors and the rest go one way, so that they keep their order.
 */
function printAtOnce(): void {
  const { stdout } = process;
  if ('_handle' in stdout) (stdout._handle as { setBlocking?(on: boolean): void } | null)?.setBlocking?.(true);
  Object.defineProperty(process, 'stderr', { value: stdout });
}

const neverLoads: Thrown = { name: '', message: 'an await at the top of the file waits for something that never comes', stack: '' };

async function load({ id, name, code, limit }: ToBox & { kind: 'load' }, packages: Readonly<Record<string, unknown>>): Promise<void> {
  loading = id;
  channel.send({ kind: 'started', id });
  try {
    const file = await runProgram(code, name, packages);
    files.set(name, { file, limit });
    channel.send({ kind: 'loaded', id, exported: [...exportedBy(file.exports)] });
  } catch (error) {
    channel.send({ kind: 'threw', id, thrown: readThrown(error) });
  }
  loading = undefined;
}

function call({ id, file: name, call }: ToBox & { kind: 'call' }): void {
  channel.send({ kind: 'started', id });
  const threw = (error: unknown): void => void channel.send({ kind: 'threw', id, thrown: readThrown(error) });
  try {
    const found = files.get(name);
    if (found === undefined) throw new Error(`${name} has not been loaded`);
    const { file, limit } = found;
    const answer = callStudent(file, call, callBack(id, limit), limit);
    if (channel.send({ kind: 'answer', id, ...answer }, limit) === undefined) threw(new FrameLimitError(limit));
  } catch (error) {
    threw(error);
  }
}

/** Asks the judging side, and waits. */
function callBack(id: string, limit: number): (lent: number, given: readonly Wire[]) => Wire {
  return (lent, given) => {
    if (channel.send({ kind: 'lent', id, lent, given }, limit) === undefined) throw new FrameLimitError(limit);
    for (;;) {
      const frame = channel.nextNow();
      if (frame.kind !== 'given back' || frame.id !== id) continue;
      if (frame.value === undefined) throw new Error(frame.error);
      return frame.value;
    }
  };
}

function late(error: unknown): void {
  if (lateErrors-- > 0) channel.send({ kind: 'late', thrown: readThrown(error) });
}

void serve();
