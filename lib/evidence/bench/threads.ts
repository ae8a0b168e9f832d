import { setThreads } from '../../src/backend/threads/mode';
import type { Contender } from './measure';

/** How many threads a side may use. */
export type Threads = 1 | 2;

/** The same work by so many threads, as far as there are any; everything else stays with the threads that it has. */
export function onThreads<Side extends Contender>(threads: Threads, side: Side): Side {
  const repeat = async (times: number): Promise<void> => {
    const before = setThreads(threads === 1 ? 'off' : 'auto');
    try {
      await side.repeat(times);
    } finally {
      setThreads(before);
    }
  };
  return { ...side, repeat };
}
