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

/** So much of a paragraph that has a slide for itself. */
const enough = 320;

/** A sentence of less is a heading to the one that follows, "Size cancels." */
const label = 26;

export interface KeySentences {
  /** Which sentence stands for a long paragraph in which nothing is bold. Default the first. */
  readonly plain?: 'first' | 'last';
  /** Whether nothing else will be on the slide, so that there is room for more. Default false. */
  readonly alone?: boolean;
}

/**
 * The sentences of a paragraph that a slide shows: all of a short one; of a longer one those in which something is bold; where nothing is, the first,
 * or for what leads up to a figure the last. A sentence as short as a heading brings the next with it, and what stands alone those that have room.
 */
export function keySentences(sentences: readonly Sentence[], html: (tokens: readonly Token[]) => string, { plain = 'first', alone = false }: KeySentences = {}): Shown {
  if (lengthOf(sentences) <= short) return shownOf(sentences, sentences, html);
  const bold = sentences.filter(sentence => sentence.bold);
  const chosen = withNext(sentences, bold.length > 0 ? bold : sentences.slice(...(plain === 'first' ? [0, 1] : [-1])));
  return shownOf(alone ? withRoom(sentences, chosen) : chosen, sentences, html);
}

/** Those in which something is bold. */
export function boldSentences(sentences: readonly Sentence[], html: (tokens: readonly Token[]) => string): Shown {
  return shownOf(withNext(sentences, sentences.filter(({ bold }) => bold)), sentences, html);
}

function shownOf(chosen: readonly Sentence[], sentences: readonly Sentence[], html: (tokens: readonly Token[]) => string): Shown {
  return { html: chosen.map(({ tokens }) => html(tokens).trim()).join(' '), length: lengthOf(chosen), whole: chosen.length === sentences.length };
}

function withNext(sentences: readonly Sentence[], chosen: readonly Sentence[]): Sentence[] {
  return sentences.filter((sentence, index) => {
    const before = sentences[index - 1];
    return chosen.includes(sentence) || (before !== undefined && chosen.includes(before) && before.length < label);
  });
}

/** The others in their order, as long as there is room. */
function withRoom(sentences: readonly Sentence[], chosen: readonly Sentence[]): Sentence[] {
  const last = sentences.indexOf(chosen.at(-1) as Sentence);
  const more = sentences.filter((sentence, index) => index > last || chosen.includes(sentence));
  while (more.length > chosen.length && lengthOf(more) > enough) more.pop();
  return more;
}

function lengthOf(sentences: readonly Sentence[]): number {
  return sentences.reduce((sum, { length }) => sum + length + 1, 0);
}
