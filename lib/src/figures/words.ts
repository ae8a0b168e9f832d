import type { Names } from '../options';

/** The words of a figure: its question, and what stands for the picture where it cannot be seen. */
export interface FigureWords {
  /** The question that the figure answers, shown above it. */
  readonly title: string;
  /** What a reader should conclude, in a sentence or two; it follows the description in the text alternative. Needs no numbers: they are computed. */
  readonly says?: string;
  /** The description in your own words. Default: computed from what is drawn, so that it stays true when a setting changes. */
  readonly alt?: string;
  /** A sentence shown below the figure. */
  readonly caption?: string;
}

export const wordNames: Names<FigureWords> = { title: true, says: true, alt: true, caption: true };

/** The text alternative of a figure: the author's description, or else the computed one, then the conclusion. Errors: an empty conclusion. */
export function alternative({ title, says, alt }: FigureWords, describe: () => string): string {
  if (says === undefined) return alt ?? describe();
  if (typeof says !== 'string' || says.trim() === '') {
    throw new Error(`figure "${title}": says is empty; leave it out, or say what a reader should conclude`);
  }
  // An empty description stays empty, and is refused with the figure.
  const description = alt ?? describe();
  return description.trim() === '' ? description : `${description} ${says}`;
}

/** "no curves", "one curve", "3 curves". */
export function counted(count: number, thing: string): string {
  return count === 1 ? `one ${thing}` : `${count === 0 ? 'no' : count} ${thing}s`;
}

/** The first letter in upper case, as at the beginning of a sentence. */
export function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
