/** Whether large products are shared with a second thread: where they can be, or never. */
export type ThreadsMode = 'auto' | 'off';

const modes: readonly ThreadsMode[] = ['auto', 'off'];

let mode = fromEnvironment();

export function threadsMode(): ThreadsMode {
  return mode;
}

/**
 * Switches the second thread, for tests and measurements; the environment variable DESCENT_THREADS sets what a process starts with. A process that
 * started its backend with `off` stays with one. Returns the mode before. Errors: a word that is none of the two.
 */
export function setThreads(next: ThreadsMode): ThreadsMode {
  const before = mode;
  mode = checked(next, 'threads');
  return before;
}

function fromEnvironment(): ThreadsMode {
  const word = process.env['DESCENT_THREADS'];
  return word === undefined || word === '' ? 'auto' : checked(word, 'DESCENT_THREADS');
}

function checked(word: string, where: string): ThreadsMode {
  const known = modes.find(name => name === word);
  if (known) return known;
  throw new Error(`${where}: must be one of ${modes.join(', ')}, got "${word}"`);
}
