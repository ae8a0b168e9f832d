import { isRunning } from '../files/running';
import { parentsFromNpm } from './parents';

/** Why a command has to end before it is done. */
export type Cause = 'SIGINT' | 'SIGTERM' | 'SIGHUP' | 'SIGPIPE' | 'parent';

/** By convention 128 and the number of the signal; the death of a parent is a SIGTERM that did not arrive. */
const codes: Readonly<Record<Cause, number>> = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129, SIGPIPE: 141, parent: 143 };

const WATCH_MS = 500;

let handler: (cause: Cause) => void = end;

/** Ends this command. What it started and wrote goes with it: whoever starts a process or makes a temporary folder takes it away on `exit`. */
export function end(cause: Cause): never {
  process.exit(codes[cause]);
}

/** Until the returned function is called, `own` is asked to end the command, and must see to it. */
export function endBy(own: (cause: Cause) => void): () => void {
  handler = own;
  return () => {
    handler = end;
  };
}

/**
 * From now on this command ends when it is told to and when nobody is left to serve: on a signal, when the channel to the process that started
 * it closes, when nobody reads what it prints, and when npm dies, whose shell passes no signal on.
 */
export function endWithTheOthers(): void {
  const ask = (cause: Cause): void => handler(cause);
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, ask);
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE') throw error;
      end('SIGPIPE');
    });
  }
  if (process.channel) {
    process.once('disconnect', () => ask('parent'));
    // To listen must not keep a command going that is done.
    process.channel.unref();
  }
  // Whoever starts a command by hand may leave it to itself, as nohup does.
  if (process.env['npm_lifecycle_event'] !== undefined && process.platform !== 'win32') watch(parentsFromNpm(), () => ask('parent'));
}

function watch(parents: readonly number[] | undefined, gone: () => void): void {
  const clock = setInterval(() => {
    if (parents !== undefined && process.ppid === parents[0] && parents.every(isRunning)) return;
    clearInterval(clock);
    gone();
  }, WATCH_MS);
  clock.unref();
}
