import type { Options, SearchOptions } from 'minisearch';

// What the site that is written and the page that searches must agree on; so nothing here may need either.

/** One place that a search can lead to. */
export interface Entry {
  /** Its number in the index. */
  readonly id: number;
  readonly href: string;
  /** What the page is about. */
  readonly title: string;
  /** The part of the page, where it is one. */
  readonly heading: string;
  /** Names under which it is looked for besides. */
  readonly names: string;
  readonly text: string;
}

/** The words of a text with their places: letters and digits, and every sign by itself in scripts that put no spaces between words. */
export function wordsIn(text: string): Array<{ readonly word: string; readonly at: number }> {
  const together = '\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\p{Script=Thai}';
  return [...text.matchAll(new RegExp(`[${together}]|(?:(?![${together}])[\\p{L}\\p{N}\\p{M}])+`, 'gu'))].map(({ 0: word, index }) => ({ word, at: index }));
}

/** A word as the index knows it: β₁ is β1, É is e. */
export function term(word: string): string {
  return word.normalize('NFKD').replace(/\p{Diacritic}/gu, '').toLowerCase();
}

export const indexOptions: Options<Entry> = {
  fields: ['title', 'heading', 'names', 'text'],
  storeFields: ['href', 'title', 'heading', 'text'],
  tokenize: text => wordsIn(text).map(({ word }) => word),
  processTerm: term,
};

/** Beginnings count, and in longer words one letter in five may be wrong. */
export const searchOptions: SearchOptions = {
  prefix: true,
  fuzzy: word => (word.length > 3 ? 0.2 : false),
  boost: { title: 3, names: 4, heading: 2 },
};
