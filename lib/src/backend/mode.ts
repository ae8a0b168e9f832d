/** What can be switched, for tests, measurements and comparisons; a process starts with what an environment variable says. */
export interface Switch<Mode extends string> {
  now(): Mode;
  /** Returns the mode before. Errors: a word that is none of the modes. */
  set(next: Mode): Mode;
}

/** A switch with these modes, of which the first is what a process starts with that is told nothing. Errors: another word in the environment. */
export function switchOf<Mode extends string>(name: string, variable: string, modes: readonly [Mode, ...Mode[]]): Switch<Mode> {
  const checked = (word: string, where: string): Mode => {
    const known = modes.find(mode => mode === word);
    if (known !== undefined) return known;
    throw new Error(`${where}: must be one of ${modes.join(', ')}, got "${word}"`);
  };
  let mode = checked(process.env[variable] || modes[0], variable);
  return {
    now: () => mode,
    set: next => {
      const before = mode;
      mode = checked(next, name);
      return before;
    },
  };
}
