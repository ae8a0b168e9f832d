import type { WrongVersion } from './exercise';

/** Versions beyond this many that give the same numbers are not named. */
const most = 3;

/**
 * Whose numbers these are. What is right in its own place is named with what is asked for here; slips that come to the same are all said, since the
 * numbers cannot tell which it was.
 */
export function whoseNumbers(found: readonly Pick<WrongVersion, 'kind' | 'says'>[], asks: string | undefined): string | undefined {
  const [first] = found;
  if (first === undefined) return undefined;
  if (first.kind === 'named') return `your numbers are those of ${first.says}${asks === undefined ? '' : `; this exercise asks for ${asks}`}`;
  const slips = [...new Set(found.filter(({ kind }) => kind === 'slip').map(({ says }) => says))].slice(0, most);
  return `your numbers are those of a version in which ${slips.join(', or, which comes to the same, ')}`;
}
