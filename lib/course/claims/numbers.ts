/** A number that stands in prose, and where. */
export interface ProseNumber {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/**
 * The numbers of a Markdown text that say something. The rule:
 *
 * - Digits count; numbers in words do not, because most of them count nothing ("one rate for all").
 * - Code, link targets and HTML tags are no prose. A link's text is.
 * - A number that is a name is none: after lecture, slide, deck, lesson, exercise, chapter, section, theorem, algorithm, figure or table, and where a
 *   list of such goes on ("decks 000, 001 and 002"); a deck's three digits from 000; a bold exercise number (**7.2**); a year (1900 to 2099 without a
 *   space for the thousands, which this course always writes); the number of an item in a list; what follows a letter, as in float64, and the 3 of 3-D.
 * - In a formula most digits are the formula: 1 − β², ½. There a number counts that has a decimal point or two digits, is a power of ten, follows a
 *   relation sign, or is all that stands there. Sub- and superscripts never count.
 */
export function numbersIn(text: string): ProseNumber[] {
  const formulas = spans(text, /\$\$[\s\S]+?\$\$|\$[^$\n]+?\$/g);
  const closed = [...spans(text, /```[\s\S]*?```|`[^`\n]*`|\]\([^)]*\)|<!--[\s\S]*?-->|<\/?[a-z][^>]*>/gi)];
  const plain = [...closed, ...formulas, ...spans(text, names)];
  return [
    ...spans(text, number).filter(found => !plain.some(span => overlap(span, found))),
    ...formulas.filter(formula => !closed.some(span => overlap(span, formula))).flatMap(formula => inFormula(text, formula)),
  ].sort((a, b) => a.start - b.start);
}

interface Span {
  readonly start: number;
  readonly end: number;
}

const space = '[ \\u00a0\\u2009\\u202f]';
const grouped = `\\d{1,3}(?:${space}\\d{3})+(?!\\d)`;

/** With its sign, its groups of three, and its power of ten: 1 438, −1.80, 4.0 × 10⁻⁶, 1e-3. */
const number = new RegExp(
  `(?<![\\p{L}\\p{N}_.]|\\p{L}[-−])(?:(?<=^|[\\s(:,])[-−+])?(?:${grouped}|\\d+(?:\\.\\d+)?)`
    + `(?:e[-+−]?\\d+)?(?:${space}?[×·]${space}?10[⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+)?(?![\\d.]*-?D\\b)`,
  'gmu',
);

const named = '(?:lecture|slide|deck|lesson|exercise|chapter|section|theorem|algorithm|figure|table)s?';
const names = new RegExp(
  `\\b${named}\\s+[\\d.:]*\\d(?:(?:,|\\s+and|\\s+or|\\s+to|,\\s+and|–|-)\\s*[\\d.:]*\\d(?!\\.?\\d|\\s+(?!and\\b)\\p{L}{3,}))*`
    + '|(?<![\\d.]|\\d\\s)00\\d(?::\\d+)?(?![\\d.])|\\*\\*\\d+\\.\\d+\\*\\*|(?<![\\d.]|\\d\\s)(?:19|20)\\d\\d(?![\\d.]\\d|\\s\\d{3}\\b)|^\\s*\\d+\\.(?=\\s)',
  'gimu',
);

const inMath = /(?<![\d.\\])(?:(?:(?<=^|[=(,{<>~]|\s)[-−+])?(?:\d{1,3}(?:(?:\\,|\{,\}|[ \u00a0\u202f])\d{3})+(?!\d)|\d+(?:\.\d+)?)(?:\s*(?:\\cdot|\\times)\s*10\^(?:\{-?\d+\}|\d))?(?:(?<=(?<!\d)10)\^(?:\{-?\d+\}|\d))?)/gmu;

const afterRelation = /(?:[=<>≈≤≥]|\\(?:approx|le|ge|leq|geq|ll|gg|to|in|sim|ne|pm|mp)(?![a-z]))\s*(?:\\(?:pm|mp)\s*)?$/;

function inFormula(text: string, { start, end }: Span): ProseNumber[] {
  const fence = text.startsWith('$$', start) ? 2 : 1;
  const inner = text.slice(start + fence, end - fence);
  const scripts = spans(inner, /(?<!(?<!\d)10)[_^](?:\{(?:[^{}]|\{[^{}]*\})*\}|\\?[a-z]+|.)|\\[dt]?frac\d\d/g);
  return spans(inner, inMath)
    .filter(found => !scripts.some(script => overlap(script, found)))
    .filter(found => {
      const digits = found.text.replace(/\D/g, '').length;
      const alone = inner.trim() === found.text;
      return alone || digits > 1 || found.text.includes('.') || afterRelation.test(inner.slice(0, found.start));
    })
    .map(found => ({ text: found.text, start: start + fence + found.start, end: start + fence + found.end }));
}

function spans(text: string, pattern: RegExp): ProseNumber[] {
  return [...text.matchAll(pattern)].map(match => ({ text: match[0], start: match.index, end: match.index + match[0].length }));
}

export function overlap(one: Span, other: Span): boolean {
  return one.start < other.end && other.start < one.end;
}
