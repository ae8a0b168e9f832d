import type { Token } from '../site/markdown';

/** One sentence of a paragraph. */
export interface Sentence {
  readonly tokens: readonly Token[];
  /** How many signs it has, about: of a formula what is left of its LaTeX without the commands. */
  readonly length: number;
  /** Whether anything in it is bold: the author's own mark of what counts. */
  readonly bold: boolean;
}

/** What is never parted: a stretch of plain text, a formula, all of what is bold, emphasised or a link. */
interface Atom {
  readonly tokens: Token[];
  readonly text: string;
}

/**
 * The sentences of a paragraph, from the tokens of its line. One ends with a full stop, a question or an exclamation mark before a blank, unless a
 * small letter follows.
 */
export function sentencesOf(inline: Token | undefined): Sentence[] {
  const sentences: Atom[][] = [];
  let before = '';
  for (const atom of atomsOf(inline?.children ?? [])) {
    const apart = /\s$/.test(before) || /^\s/.test(atom.text);
    const ended = /[.!?…]["”’)]?$/.test(before.trimEnd());
    if (sentences.length === 0 || (apart && ended && atom.text.trim() !== '' && !/^\s*\p{Ll}/u.test(atom.text))) {
      sentences.push([]);
      before = '';
    }
    sentences.at(-1)?.push(atom);
    before += atom.text;
  }
  return sentences.map(atoms => {
    const tokens = atoms.flatMap(atom => atom.tokens);
    return { tokens, length: atoms.map(({ text }) => text).join('').trim().length, bold: tokens.some(({ type }) => type === 'strong_open') };
  });
}

function atomsOf(children: readonly Token[]): Atom[] {
  const atoms: Atom[] = [];
  let depth = 0;
  for (const token of children) {
    const last = atoms.at(-1);
    if (depth > 0 && last !== undefined) {
      atoms[atoms.length - 1] = { tokens: [...last.tokens, token], text: last.text + textOf(token) };
    } else if (token.type === 'text') {
      atoms.push(...token.content.split(/(?<=[.!?…]["”’)]?)(?=\s)/).map(text => ({ tokens: [withContent(token, text)], text })));
    } else atoms.push({ tokens: [token], text: textOf(token) });
    depth += token.nesting;
  }
  return atoms;
}

function textOf({ type, content, meta }: Token): string {
  if (type === 'softbreak' || type === 'hardbreak') return ' ';
  if (type !== 'formula') return content;
  const { latex, before = '', after = '' } = meta as { latex: string; before?: string; after?: string };
  return before + latex.replace(/\\[a-zA-Z]+\s?/g, 'x').replace(/[{}^_\\$\s]/g, '') + after;
}

function withContent(token: Token, content: string): Token {
  return Object.assign(Object.create(Object.getPrototypeOf(token) as object) as Token, token, { content });
}
