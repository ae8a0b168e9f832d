import type * as tf from '@tensorflow/tfjs';

/** Picks variables: by name, by a pattern of names, or by a test. */
export type Match = string | RegExp | ((variable: tf.Variable) => boolean);

/** A name that was saved, until it is known whose it is: it stands for that name, and for the same with the number that tfjs adds where it is taken. */
interface SavedNameMatch {
  (variable: tf.Variable): boolean;
  readonly savedName: string;
}

export function matches(match: Match, variable: tf.Variable): boolean {
  if (typeof match === 'string') return match === variable.name;
  // Unlike `test`, `search` does not go on where the last search with a global pattern ended.
  return match instanceof RegExp ? variable.name.search(match) >= 0 : match(variable);
}

/** The match as it is once saved state has found its variables: a name that was saved becomes that of its variable. */
export function renamed(match: Match, names: ReadonlyMap<string, string>): Match {
  return isSavedName(match) ? names.get(match.savedName) ?? match : match;
}

/** A match as plain data: texts as character codes, because tfjs respells the texts of a saved model, `my_kernel` as `myKernel`. */
type SavedMatch = { readonly name: readonly number[] } | { readonly pattern: readonly number[]; readonly flags: string };

/** Errors: a test, which is a function and cannot be saved. */
export function matchToConfig(match: Match, where: string): tf.serialization.ConfigDict {
  if (typeof match === 'string') return { name: codes(match) };
  if (isSavedName(match)) return { name: codes(match.savedName) };
  if (match instanceof RegExp) return { pattern: codes(match.source), flags: match.flags };
  throw new Error(`${where} is a function and cannot be saved; use a name or a pattern`);
}

export function matchFromConfig(config: unknown): Match {
  const match = config as SavedMatch;
  if ('pattern' in match) return new RegExp(textOf(match.pattern), match.flags);
  const savedName = textOf(match.name);
  const stands = ({ name }: tf.Variable): boolean => name.startsWith(savedName) && /^(_\d+)?$/.test(name.slice(savedName.length));
  return Object.assign(stands, { savedName });
}

function isSavedName(match: Match): match is SavedNameMatch {
  return typeof match === 'function' && 'savedName' in match;
}

function codes(text: string): number[] {
  return text.split('').map(unit => unit.charCodeAt(0));
}

function textOf(units: readonly number[]): string {
  return units.map(unit => String.fromCharCode(unit)).join('');
}
