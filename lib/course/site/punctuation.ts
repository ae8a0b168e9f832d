import type MarkdownIt from 'markdown-it';

type Token = ReturnType<MarkdownIt['parse']>[number];

/** What stands directly before and after a formula in a line, and must not be parted from it. */
export interface Neighbours {
  readonly before: string;
  readonly after: string;
}

const opening = /[(\[{„“‘«¿¡]+$/u;
const closing = /^(?:[)\]}”’»,.;:!?…%]|-\p{L}+)+/u;

/**
 * Takes the punctuation around formulas in a line out of the text and gives it to the formulas: a browser may break a line before and after each of
 * them, and a comma or a closing bracket would begin the next line.
 */
export function keepPunctuation(markdown: MarkdownIt): void {
  markdown.core.ruler.push('formula_punctuation', state => {
    for (const { children } of state.tokens) children?.forEach((token, index) => token.type === 'formula' && takeNeighbours(children, index));
  });
}

function takeNeighbours(children: Token[], index: number): void {
  const [previous, token, next] = [children[index - 1], children[index], children[index + 1]];
  const before = previous?.type === 'text' ? opening.exec(previous.content)?.[0] ?? '' : '';
  const after = next?.type === 'text' ? closing.exec(next.content)?.[0] ?? '' : '';
  if (previous && before) previous.content = previous.content.slice(0, -before.length);
  if (next && after) next.content = next.content.slice(after.length);
  if (token) token.meta = { ...(token.meta as object), before, after };
}
