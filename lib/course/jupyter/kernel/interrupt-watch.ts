// Runs in a worker thread, because the thread that runs cells may be in a loop that never lets it look at a signal.
import { Session, type Debugger } from 'node:inspector';
import { constants } from 'node:os';
import { parentPort } from 'node:worker_threads';
import { isCompiledFile } from '../../../src/notebook/source-places';
import { isCell } from './cell-names';
import type { FromWatch } from './interrupt';

/** A cell that awaits answers at once, one whose step computes for a moment soon. */
const ANSWER_MS = 500;

/** By then a thread that has heard of it is paused, where it can be. */
const PAUSE_MS = 1000;

let answered: (() => void) | undefined;
let busy = false;

parentPort?.on('message', () => answered?.());

onInterrupt(() => {
  if (!busy) void seeToIt();
});

/** Asks the thread of the cells for a sign of life; where none comes, stops the cell's code that keeps it, and no other. */
async function seeToIt(): Promise<void> {
  busy = true;
  const answer = new Promise<true>(resolve => (answered = () => resolve(true)));
  say({ kind: 'question' });
  if (!(await Promise.race([answer, after(ANSWER_MS)]))) await stopUsersCode(answer);
  busy = false;
}

/**
 * The debugger pauses the thread wherever it is, in any kind of loop, and shows what runs there. Nothing of a cell is on the stack where tslab
 * compiles one, where a training of the library makes a long step, or where the answer has come after all: then the thread just goes on.
 */
async function stopUsersCode(answer: Promise<true>): Promise<void> {
  const session = new Session();
  session.connectToMainThread();
  const stack = await Promise.race([stackOfUser(session), answer.then(() => [])]);
  if (stack === undefined || stack.length > 0) {
    // Before the thread goes on, so that the cell's error can say it.
    say({ kind: 'stopped', stack: stack ?? [] });
    session.post('Runtime.terminateExecution');
  }
  await new Promise(resolve => session.post('Debugger.disable', resolve));
  session.disconnect();
}

/**
 * What of a cell is running. Between two promises of a loop nothing is, so there the thread goes a step further. Undefined where it cannot be
 * paused, which is at the end of the stack, in a recursion; a long call outside JavaScript only comes to it late.
 */
function stackOfUser(session: Session): Promise<string[] | undefined> {
  const files = new Map<string, string>();
  session.on('Debugger.scriptParsed', ({ params }) => files.set(params.scriptId, params.url));
  return new Promise(resolve => {
    session.on('Debugger.paused', ({ params: { callFrames } }) => {
      const stack = callFrames.flatMap(frame => frameOfUser(frame, files));
      const betweenPromises = callFrames.every(({ location: { scriptId } }) => files.get(scriptId)?.startsWith('node:'));
      if (stack.length === 0 && betweenPromises) session.post('Debugger.stepInto');
      else resolve(stack);
    });
    session.post('Debugger.enable');
    session.post('Debugger.pause', () => void after(PAUSE_MS).then(() => resolve(undefined)));
  });
}

/** A line as in a stack trace. */
function frameOfUser({ functionName, location }: Debugger.CallFrame, files: Map<string, string>): string[] {
  const { scriptId, lineNumber, columnNumber = 0 } = location;
  const file = files.get(scriptId) ?? '';
  if (!isCell(file) && !isCompiledFile(file)) return [];
  const place = `${file}:${lineNumber + 1}:${columnNumber + 1}`;
  return [functionName === '' ? `    at ${place}` : `    at ${functionName} (${place})`];
}

function after(milliseconds: number): Promise<undefined> {
  return new Promise(resolve => setTimeout(() => resolve(undefined), milliseconds));
}

function say(message: FromWatch): void {
  parentPort?.postMessage(message);
}

/** Node gives `process.on('SIGINT')` to the main thread only; the handle below it serves any thread, but asking for it is deprecated. */
function onInterrupt(listener: () => void): void {
  const here = process as UndeclaredProcess;
  here.noDeprecation = true;
  const { Signal } = here.binding('signal_wrap');
  const handle = new Signal();
  handle.onsignal = listener;
  handle.start(constants.signals.SIGINT);
}

type UndeclaredProcess = typeof process & {
  noDeprecation?: boolean;
  binding(name: 'signal_wrap'): { Signal: new () => SignalHandle };
};

interface SignalHandle {
  onsignal: () => void;
  start(signal: number): void;
}
