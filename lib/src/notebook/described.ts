import { isDocumented, type Parameter, type Source } from '../documentation';
import type { Symbol } from '../notation';
import { slidesInWords } from './lectures';

// What the kit says of a thing, as pieces of Markdown: `help` puts them below a cell, the pages of the course on a page.

/** What can be given, a row for each: defaults, values, intervals and the names elsewhere, as far as any of them has them. */
export function parameterTable(parameters: readonly Parameter[]): string {
  return table(parameterColumns, parameters);
}

/** Symbols with what they mean, in a line. */
export function symbolsInWords(symbols: readonly Symbol[]): string {
  return symbols.map(({ glyph, meaning }) => `$${glyph}$ (${meaning})`).join(', ');
}

/** What stands in each column of a parameter's row. */
const parameterColumns: Readonly<Record<string, (parameter: Parameter) => string>> = {
  name: ({ name }) => code(name),
  symbol: ({ glyph }) => (glyph === undefined ? '' : `$${glyph}$`),
  meaning: ({ meaning }) => meaning,
  default: parameter => ('default' in parameter ? code(printed(parameter.default)) : 'value' in parameter ? '' : 'must be given'),
  value: parameter => ('value' in parameter ? code(printed(parameter.value)) : ''),
  values: ({ values, interval }) => values ?? (interval === undefined ? '' : `$${interval.replaceAll('inf', '\\infty')}$`),
  torch: ({ torch }) => code(torch),
  Keras: ({ keras }) => code(keras),
  optax: ({ optax }) => code(optax),
  tfjs: ({ tfjs }) => code(tfjs),
};

/** A Markdown table without its empty columns. */
export function table<Row>(cells: Readonly<Record<string, (row: Row) => string>>, rows: readonly Row[]): string {
  const filled = Object.entries(cells).filter(([, cell]) => rows.some(row => cell(row) !== ''));
  const line = (texts: readonly string[]): string => `| ${texts.join(' | ')} |`;
  return [
    line(filled.map(([heading]) => heading)),
    `|${':--|'.repeat(filled.length)}`,
    ...rows.map(row => line(filled.map(([, cell]) => cell(row).replaceAll('|', '\\|')))),
  ].join('\n');
}

/** A value as it would be typed, numbers with six digits. */
function printed(value: unknown): string {
  if (typeof value === 'number') return printedNumber(value);
  if (Array.isArray(value)) return `[${value.map(printed).join(', ')}]`;
  if (isDocumented(value)) return `${value.documentation.name}(…)`;
  if (typeof value !== 'object' || value === null) return typeof value === 'function' ? 'a function' : String(value);
  return `{ ${Object.entries(value).map(([key, inner]) => `${key}: ${printed(inner)}`).join(', ')} }`;
}

function printedNumber(value: number): string {
  const short = Number(value.toPrecision(6));
  return short !== 0 && Math.abs(short) < 1e-3 ? short.toExponential() : String(short);
}

/** A paper with its link, and where the lectures treat it. */
export function sourceInWords({ paper, url, lectures = [] }: Source): string {
  return [url === undefined ? paper : `[${paper}](${url})`, ...(lectures.length === 0 ? [] : [slidesInWords(lectures)])].join(' · ');
}

/** Text as code; nothing stays nothing. */
export function code(text = ''): string {
  return text === '' ? '' : `\`${text}\``;
}
