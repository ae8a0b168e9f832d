import { Presets, SingleBar } from 'cli-progress';
import type { SubmissionResult } from '../grading/result';

/** A batch on its way. */
export interface BatchProgress {
  /** One more result is there. */
  add(verdict: SubmissionResult['verdict'], kept: boolean): void;
  stop(): void;
}

interface Stream {
  readonly isTTY?: boolean;
  write(text: string): unknown;
}

/** How many lines tell of a whole batch where there is no terminal. */
const LINES = 20;

/** A bar with the time that is left, on stderr; where that is no terminal a line now and then. `now` is in milliseconds, and never goes back. */
export function batchProgress(total: number, stream: Stream = process.stderr, now: () => number = () => performance.now()): BatchProgress {
  const counts = { done: 0, kept: 0, notGradable: 0, infrastructure: 0 };
  const began = now();
  const words = (): string => {
    const parts = [
      [counts.kept, 'kept'],
      [counts.notGradable, 'not gradable'],
      [counts.infrastructure, counts.infrastructure === 1 ? 'infrastructure error' : 'infrastructure errors'],
    ] as const;
    const fresh = counts.done - counts.kept;
    // What is kept takes no time, so it says nothing of what is to come.
    const left = fresh > 0 && counts.done < total ? [`about ${duration(((total - counts.done) * (now() - began)) / fresh)} left`] : [];
    return [...parts.filter(([count]) => count > 0).map(([count, what]) => `${count} ${what}`), ...left].join(', ');
  };
  const show = stream.isTTY === true ? bar(total) : lines(total, stream);
  return {
    add(verdict, kept) {
      counts.done += 1;
      if (kept) counts.kept += 1;
      if (verdict === 'not gradable') counts.notGradable += 1;
      if (verdict === 'infrastructure error') counts.infrastructure += 1;
      show.update(counts.done, words);
    },
    stop: () => show.stop(),
  };
}

interface Shown {
  update(done: number, words: () => string): void;
  stop(): void;
}

function bar(total: number): Shown {
  const single = new SingleBar({ format: 'grading {bar} {value}/{total} {words}', stream: process.stderr, hideCursor: true }, Presets.shades_classic);
  single.start(total, 0, { words: '' });
  return { update: (done, words) => single.update(done, { words: words() }), stop: () => single.stop() };
}

function lines(total: number, stream: Stream): Shown {
  const every = Math.max(1, Math.ceil(total / LINES));
  return {
    update(done, words) {
      if (done % every !== 0 && done !== total) return;
      const more = words();
      stream.write(`${done} of ${total} submissions${more && `: ${more}`}\n`);
    },
    stop() {},
  };
}

function duration(milliseconds: number): string {
  const seconds = milliseconds / 1000;
  if (seconds < 90) return `${Math.ceil(seconds)} s`;
  return seconds < 5400 ? `${Math.round(seconds / 60)} min` : `${(seconds / 3600).toFixed(1)} h`;
}
