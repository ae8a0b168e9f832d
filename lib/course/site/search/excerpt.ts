import { term, wordsIn } from './options';

/** A piece of an excerpt; `found` where it is a word that was looked for. */
export interface Piece {
  readonly text: string;
  readonly found: boolean;
}

/** How many letters are shown before the first word that was found, and in all. */
const [before, length] = [50, 170];

/** A text around the first word that was found, with all that were found in it; its beginning where none was. */
export function excerpt(text: string, terms: ReadonlySet<string>): Piece[] {
  const words = wordsIn(text).map(({ word, at }) => ({ at, end: at + word.length, found: terms.has(term(word)) }));
  const first = words.find(({ found }) => found)?.at ?? 0;
  const from = first <= before ? 0 : words.find(({ at }) => at >= first - before)?.at ?? 0;
  const to = text.length <= from + length ? text.length : words.filter(({ end }) => end <= from + length).at(-1)?.end ?? from + length;
  const pieces: Piece[] = [];
  let at = from;
  const push = (end: number, found: boolean): void => {
    if (end > at) pieces.push({ text: text.slice(at, end), found });
    at = Math.max(at, end);
  };
  if (from > 0) pieces.push({ text: '… ', found: false });
  for (const word of words.filter(one => one.found && one.at >= from && one.end <= to)) {
    push(word.at, false);
    push(word.end, true);
  }
  push(to, false);
  if (to < text.length) pieces.push({ text: ' …', found: false });
  return pieces;
}
