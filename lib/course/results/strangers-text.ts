import { largest } from '../../src/extremes';
import { escapeHtml } from '../../src/notebook/escape';

// The one place that makes text of strangers harmless: names, file names, what a student's code printed or threw. Each medium has its function;
// all begin with `plainText`, so that no medium has to know of terminals, and none of bidirectional tricks.

/**
 * Text that is nothing but text, in lines: what a terminal would obey is gone, other control characters are seen as their pictures (␀), and so is
 * nothing that reorders or hides what stands around it. Letters of every script, joiners and emoji stay. It is what a terminal may be given, and XML.
 */
export function plainText(text: string): string {
  return text.replace(terminalSequences, '')
    .replace(/\r\n|[\r\v\f\u0085\u2028\u2029]/g, '\n')
    .replace(invisible, '')
    .replace(/[\0-\x08\x0e-\x1f]/g, sign => String.fromCharCode(0x2400 + sign.charCodeAt(0)))
    .replace(/\x7f/g, '\u2421')
    .replace(unwanted, '\ufffd');
}

/**
 * Control sequences, command strings (window titles, links, the clipboard) and other escapes of ECMA-48, in their 7-bit and 8-bit spelling. A command
 * string ends at the next control character, so that a text of a thousand beginnings is not read a thousand times.
 */
const terminalSequences = new RegExp([
  '(?:\\x1b\\[|\\x9b)[0-?]*[ -/]*[@-~]',
  '(?:\\x1b[\\]PX^_]|[\\x90\\x98\\x9d-\\x9f])[^\\x07\\x1b\\x80-\\x9f]*(?:\\x07|\\x1b\\\\|\\x9c)',
  '\\x1b[ -/]*[0-~]',
].join('|'), 'g');

/** Marks of direction, spaces without width, tags: no reader sees them, and a name is the same without. The two joiners shape letters and stay. */
const invisible = /[\u00ad\u061c\u180e\u200b\u200e\u200f\u2060-\u2064\u206a-\u206f\ufeff\ufff9-\ufffb\u{e0000}-\u{e007f}]/gu;

/** What turns the direction of the text around it, controls without a picture, halves of a pair, and code points that are no characters. */
const unwanted = /[\x80-\x9f\u202a-\u202e\u2066-\u2069\ufdd0-\ufdef\ufffe\uffff]|\p{Surrogate}/gu;

/** The same in one line. */
export function oneLine(text: string): string {
  return plainText(text).replace(/\s+/g, ' ').trim();
}

/** Plain text that is not longer than it may be, with a word about what is missing. */
export function cut(text: string, length: number): string {
  const plain = plainText(text);
  if (plain.length <= length) return plain;
  // Between the halves of a pair no text can be cut.
  const kept = plain.slice(0, length).replace(/[\ud800-\udbff]$/, '');
  return `${kept}… (${plain.length - kept.length} more characters)`;
}

/** A value as JSON that loses nothing, in which characters that a terminal obeys or that reorder or hide text are spelled out. */
export function jsonText(value: unknown): string {
  const spelled = (sign: string): string => sign.split('').map(unit => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`).join('');
  return `${JSON.stringify(value, null, 2).replace(/(?!\n)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\ufdd0-\ufdef\ufffe\uffff]/gu, spelled)}\n`;
}

/** Inside an HTML element or a quoted attribute. */
export function forHtml(text: string): string {
  return escapeHtml(plainText(text));
}

/**
 * In a line or a table's cell of Markdown: nothing is left that could mark anything there, in GitHub's dialect (links, mentions, formulas, emoji) or a
 * plain one. A comment parts @ and # from what follows, since GitHub looks for names and numbers after it has read the Markdown.
 */
export function forMarkdown(text: string): string {
  return oneLine(text).replace(marks, mark => mark.replace(/[^\w\s]|_/g, sign => `&#${sign.charCodeAt(0)};${/[@#]/.test(sign) ? '<!-- -->' : ''}`));
}

/** Signs that mark something anywhere, colons and points only in an address or the name of an emoji, others only where a line begins. */
const marks = /[&<>[\]!`*_~|\\#@$^]|:(?=\S)|(?<=\bwww)\.|^[-+=]|^\d+[.)]/gi;

/** A block of Markdown that shows the lines as they are, in a fence longer than any that they hold. */
export function markdownBlock(text: string): string {
  const lines = plainText(text).trimEnd();
  const fence = '`'.repeat(1 + largest([...lines.matchAll(/`+/g)].map(([run]) => run.length), 2));
  return `${fence}text\n${lines}\n${fence}`;
}

/** The message of a command to GitHub's runner, after the two colons. */
export function forCommand(text: string): string {
  return plainText(text).replace(/%/g, '%25').replace(/\n/g, '%0A');
}

/** A property of such a command, such as its title. */
export function forCommandProperty(text: string): string {
  return forCommand(oneLine(text)).replace(/:/g, '%3A').replace(/,/g, '%2C');
}

/**
 * Lines in a log that a runner reads: it obeys no command in them, neither a new one nor one of the older spelling, which it finds anywhere in a line.
 * The token that lets commands through again must be a secret from whoever wrote the text.
 */
export function forLog(text: string, token: string): string {
  const lines = plainText(text).trimEnd().split('\n').map(line => `| ${line.replace(/##\[/g, '## [')}`);
  return [`::stop-commands::${token}`, ...lines, `::${token}::`].join('\n');
}

/** A cell of a table that a spreadsheet may open: one that it would compute stands behind an apostrophe, which a spreadsheet does not show. */
export function forCell(text: string): string {
  const line = oneLine(text);
  return /^[=+\-@＝＋－＠]/.test(line) ? `'${line}` : line;
}

/** What stood in a cell before `forCell`. */
export function fromCell(cell: string): string {
  return cell.replace(/^'(?=[=+\-@＝＋－＠])/, '');
}
