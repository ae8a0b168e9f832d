/** The names of options, by which the compiler sees that a list of them has all and no other. */
export type Names<Options extends object> = { readonly [Name in keyof Required<Options>]: true };

/**
 * Options, once it is certain that every name in them is known: one that is not would be ignored without a word, since a program in JavaScript or a
 * saved configuration has no compiler to tell. Errors, in one sentence: what is no object of names and values; an unknown name, with those known.
 */
export function knownOptions<Options extends object>(owner: string, given: Options, names: Names<Options>): Options {
  requireKnown(owner, given, Object.keys(names));
  return given;
}

/** The same for names that are data. `kind` is what the owner calls one of them. */
export function requireKnown(owner: string, given: unknown, known: readonly string[], kind = 'option'): asserts given is object {
  requireObject(owner, given);
  const unknown = Object.keys(given).find(name => !known.includes(name));
  if (unknown !== undefined) throw new Error(`${owner}: unknown ${kind} "${unknown}"; known: ${known.join(', ') || 'none'}`);
}

/** Errors: what is no object of names and values, such as a number in its place. */
export function requireObject(owner: string, given: unknown): asserts given is object {
  if (typeof given === 'object' && given !== null && !Array.isArray(given) && !ArrayBuffer.isView(given)) return;
  throw new Error(`${owner}: options must be an object of names and values, got ${describe(given)}`);
}

function describe(given: unknown): string {
  if (typeof given === 'function') return 'a function';
  return typeof given === 'object' && given !== null ? 'a list' : String(given);
}
