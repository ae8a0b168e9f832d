/** Whether fused kernels run: where they can, never, or always, with an error where one cannot. */
export type KernelsMode = 'auto' | 'off' | 'required';

const modes: readonly KernelsMode[] = ['auto', 'off', 'required'];

let mode = fromEnvironment();

export function kernelsMode(): KernelsMode {
  return mode;
}

/**
 * Switches fused kernels, for tests, measurements and comparisons; the environment variable DESCENT_KERNELS sets what a process starts with.
 * Returns the mode before. Errors: a word that is none of the three.
 */
export function setKernels(next: KernelsMode): KernelsMode {
  const before = mode;
  mode = checked(next, 'kernels');
  return before;
}

function fromEnvironment(): KernelsMode {
  const word = process.env['DESCENT_KERNELS'];
  return word === undefined || word === '' ? 'auto' : checked(word, 'DESCENT_KERNELS');
}

function checked(word: string, where: string): KernelsMode {
  const known = modes.find(name => name === word);
  if (known) return known;
  throw new Error(`${where}: must be one of ${modes.join(', ')}, got "${word}"`);
}
