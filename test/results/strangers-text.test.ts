import MarkdownIt from 'markdown-it';
import { describe, expect, test } from 'vitest';
import {
  cut, forCell, forCommand, forCommandProperty, forHtml, forLog, forMarkdown, fromCell, jsonText, markdownBlock, oneLine, plainText,
} from '../../lib/course/results/strangers-text';
import { hostile, harmless } from './hostile';

const all = [...hostile, ...harmless, hostile.join(' '), hostile.join('\n')];

/** What a terminal obeys, what turns or hides text, and what no XML may hold; lines and tabs are none of it. */
const acting = /[\0-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufffe\uffff]|\p{Surrogate}/u;

describe('plain text', () => {
  test.each(all)('%j has nothing that acts', text => {
    expect(plainText(text)).not.toMatch(acting);
    expect(oneLine(text)).not.toMatch(/[\n\t]/);
  });

  test.each(harmless)('%s stays as it is', text => {
    expect(plainText(text)).toBe(text);
    expect(oneLine(text)).toBe(text);
  });

  test('terminal sequences go whole, with the links and clipboards in them; other controls are seen', () => {
    expect(plainText('a\u001b[1;31mb\u001b[0mc')).toBe('abc');
    expect(plainText('\u001b]8;;https://example.org\u0007link\u001b]8;;\u001b\\')).toBe('link');
    expect(plainText('a\u001b]52;c;cm0gLXJm+/8=\u0007b')).toBe('ab');
    expect(plainText('a\0b\u001b')).toBe('a␀b␛');
    expect(plainText('one\r\ntwo\rthree\u2028four')).toBe('one\ntwo\nthree\nfour');
  });

  // Reading each of a million beginnings to the end would take hours, so a wrong pattern fails by the test's own limit.
  test.each(['\u001b]', '\u009d', '\u001b[', '\u009b0;', '\u001b ', '\u001b'])('a million times %j is read in one go', beginning => {
    expect(plainText(beginning.repeat(1e6))).not.toMatch(acting);
  }, 30_000);

  test('a cut falls between letters and says what is missing', () => {
    expect(cut('abcdef', 6)).toBe('abcdef');
    expect(cut('abcdef', 4)).toBe('abcd… (2 more characters)');
    expect(cut('abc🎓', 4)).toBe('abc… (2 more characters)');
  });
});

describe('markdown', () => {
  // Reads tables, HTML and bare addresses, as GitHub does.
  const markdown = new MarkdownIt({ html: true, linkify: true });
  const shown = (html: string): string => html.replace(/<!-- -->/g, '').replace(/<\/?(?:p|table|thead|tbody|tr|t[hd]|strong|h2)>|\n/g, '')
    .replace(/&(lt|gt|quot|amp);/g, (_, name: string) => ({ lt: '<', gt: '>', quot: '"', amp: '&' })[name] ?? '');

  test.each(all)('%j is seen as it is: as a line, in a heading, in bold, in a cell', text => {
    const safe = forMarkdown(text);
    expect(shown(markdown.render(safe))).toBe(oneLine(text));
    expect(shown(markdown.render(`## ${safe}`))).toBe(oneLine(text));
    expect(shown(markdown.render(`**a: ${safe} z**`))).toBe(`a: ${oneLine(text)} z`);
    expect(shown(markdown.render(`| a |\n|---|\n| ${safe} |\n`))).toBe(`a${oneLine(text)}`);
  });

  test('names and numbers that GitHub would look up are parted after their sign', () => {
    expect(forMarkdown('@ada #1')).toBe('&#64;<!-- -->ada &#35;<!-- -->1');
  });

  test('a message of numbers can be read in the source as well', () => {
    expect(forMarkdown('w after step 1: expected 0.9, got 1.1')).toBe('w after step 1: expected 0.9, got 1.1');
  });

  test.each(all)('a block shows %j in one fence', text => {
    const tokens = markdown.parse(`before\n\n${markdownBlock(text)}\n\nafter\n`, {});
    expect(tokens.map(({ type }) => type)).toEqual(['paragraph_open', 'inline', 'paragraph_close', 'fence', 'paragraph_open', 'inline', 'paragraph_close']);
    expect(tokens.find(({ type }) => type === 'fence')?.content).toBe(`${plainText(text).trimEnd()}\n`);
  });
});

describe('workflow commands', () => {
  test.each(all)('%j stays within one line of a command, and within its property', text => {
    expect(forCommand(text)).not.toMatch(/[\n\r]/);
    expect(forCommandProperty(text)).not.toMatch(/[\n\r:,]/);
    expect(decodeURIComponent(forCommandProperty(text))).toBe(oneLine(text));
  });

  test.each(all)('%j commands nothing in a log', text => {
    const lines = forLog(text, 'secret').split('\n');
    expect([lines[0], lines.at(-1)]).toEqual(['::stop-commands::secret', '::secret::']);
    for (const line of lines.slice(1, -1)) expect(line).toMatch(/^\| (?!.*##\[)/);
  });
});

test.each(all)('%j is text in HTML, also in an attribute', text => {
  expect(forHtml(text)).not.toMatch(/[<>"']/);
});

describe('cells', () => {
  test.each(all)('%j is computed by no spreadsheet', text => {
    expect(forCell(text)).not.toMatch(/^[\s=+\-@＝＋－＠]/);
    expect(fromCell(forCell(text))).toBe(oneLine(text));
  });

  test('an apostrophe that begins a name stays', () => {
    expect(fromCell(forCell("'t Hooft"))).toBe("'t Hooft");
  });
});

test.each(all)('JSON of %j loses nothing and shows a terminal nothing that acts', text => {
  // Half of a pair is no character: JSON spells it out, too.
  expect(JSON.parse(jsonText({ text }))).toEqual({ text });
  expect(jsonText({ text })).not.toMatch(acting);
});
