import type { Rule } from './linted';

/** A lesson asks one question, in its only title. */
export const questionAsTitle: Rule = ({ prose }) => {
  const titles = prose.flatMap(({ at, tokens }) => tokens.flatMap((token, k) => (token.type === 'heading_open' && token.tag === 'h1' ? [{ at, text: tokens[k + 1]?.content ?? '' }] : [])));
  const [first, second] = titles;
  if (first === undefined) return [{ says: 'it has no title; begin its first cell with "# Subject: the question that it answers?"' }];
  if (second !== undefined) return [{ cell: second.at, says: `"${second.text}" is a second title; make it a section, "## ${second.text}"` }];
  return asks.test(first.text.trim()) ? [] : [{ cell: first.at, says: `the title "${first.text}" asks nothing; end it with the question that the lesson answers` }];
};

/** The question marks of scripts that are read from left to right, from right to left, of Greek, Ethiopic and the wide ones of East Asia. */
const asks = /[?？؟;፧⸮]$/u;
