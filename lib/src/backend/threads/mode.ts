import { switchOf } from '../mode';

/** Whether large work is shared with a second thread: where there is one, or never. */
export type ThreadsMode = 'auto' | 'off';

const threads = switchOf<ThreadsMode>('threads', 'DESCENT_THREADS', ['auto', 'off']);

export const threadsMode: () => ThreadsMode = threads.now;

/** Switches the second thread; a process whose backend was started with `off` stays with one. Returns the mode before. Errors: a word that is none of the two. */
export const setThreads: (next: ThreadsMode) => ThreadsMode = threads.set;
