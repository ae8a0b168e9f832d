import type { Token } from '../site/markdown';
import type { Sentence } from './sentences';

/** What of a paragraph stands on a slide. */
export interface Shown {
  readonly html: string;
  /** How many signs. */
  readonly length: number;
  /** Whether it is all of the paragraph. */
  readonly whole: boolean;
}

/** Three lines of a slide: so much is shown whole. */
const short = 200;

/** A sentence of less is a heading to the one that follows, "Size cancels." */
const label = 26;

/**
 * The sentences of a paragraph that a slide shows: all of a short one; of a longer one those in which something is bold; where nothing is, the first,
 * or for what leads up to a figure the last. A sentence as short as a heading brings the next with it.
 */
export function keySentences(sentences: readonly Sentence[], html: (tokens: readonly Token[]) => string, { plain = 'first' }: { plain?: 'first' | 'last' } = {}): Shown {
  const all = lengthOf(sentences);
  const chosen = all <= short ? sentences : withNext(sentences, chosenOf(sentences, plain));
  return { html: html(chosen.flatMap(({ tokens }) => tokens)).trim(), length: lengthOf(chosen), whole: chosen.length === sentences.length };
}

/** Those in which something is bold. */
export function boldSentences(sentences: readonly Sentence[], html: (tokens: readonly Token[]) => string): Shown {
  const chosen = withNext(sentences, sentences.filter(({ bold }) => bold));
  return { html: html(chosen.flatMap(({ tokens }) => tokens)).trim(), length: lengthOf(chosen), whole: chosen.length === sentences.length };
}

function chosenOf(sentences: readonly Sentence[], plain: 'first' | 'last'): readonly Sentence[] {
  const bold = sentences.filter(sentence => sentence.bold);
  return bold.length > 0 ? bold : sentences.slice(...(plain === 'first' ? [0, 1] : [-1]));
}

function withNext(sentences: readonly Sentence[], chosen: readonly Sentence[]): Sentence[] {
  return sentences.filter((sentence, index) => {
    const before = sentences[index - 1];
    return chosen.includes(sentence) || (before !== undefined && chosen.includes(before) && before.length < label);
  });
}

function lengthOf(sentences: readonly Sentence[]): number {
  return sentences.reduce((sum, { length }) => sum + length + 1, 0);
}
