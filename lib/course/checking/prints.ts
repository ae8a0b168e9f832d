import { Console } from 'node:console';
import type { CheckEvent } from './events';

/** How much of what one test prints is shown. */
const MOST = { signs: 1500, lines: 20 };

/** A loop that prints for ever is told of now and then, since it is ended from outside. */
const EVERY_MS = 200;

/**
 * From now on what the student's code prints, on the console or on a stream of the process, is told as it comes, and kept nowhere: of each
 * test the beginning, and of the rest how many lines it had. The returned function says how many they were in the end, and begins anew.
 */
export function tellPrints(say: (event: CheckEvent) => void): () => void {
  let left = { ...MOST };
  let lines = 0;
  let toldAt = 0;
  const tell = (text: string): void => {
    const shown = beginning(text, left);
    left = { signs: left.signs - shown.length, lines: left.lines - (shown.split('\n').length - 1) };
    if (shown !== '') say({ kind: 'printed', text: shown });
    const rest = text.slice(shown.length);
    if (rest === '') return;
    lines += Math.max(1, rest.split('\n').length - 1);
    if (performance.now() - toldAt < EVERY_MS) return;
    toldAt = performance.now();
    say({ kind: 'left out', lines });
  };
  for (const stream of [process.stdout, process.stderr]) {
    stream.write = (chunk: string | Uint8Array, encoding?: BufferEncoding | Done, done?: Done) => {
      tell(typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString());
      const called = typeof encoding === 'function' ? encoding : done;
      if (called !== undefined) process.nextTick(called);
      return true;
    };
  }
  globalThis.console = new Console({ stdout: process.stdout, stderr: process.stderr });
  return () => {
    if (lines > 0) say({ kind: 'left out', lines });
    left = { ...MOST };
    lines = 0;
    toldAt = 0;
  };
}

function beginning(text: string, { signs, lines }: typeof MOST): string {
  if (lines <= 0) return '';
  let end = -1;
  for (let line = 0; line < lines; line++) {
    end = text.indexOf('\n', end + 1);
    if (end < 0) return text.slice(0, Math.max(0, signs));
  }
  return text.slice(0, Math.min(signs, end + 1));
}

type Done = (error?: Error) => void;
