import MarkdownIt from 'markdown-it';
import { escapeHtml } from '../../../src/notebook/escape';
import { highlighted } from '../code';
import { linkLectures } from '../lecture-links';
import { tables } from '../markdown';
import { mathMarkdown } from '../math-markdown';
import { withoutLinks } from '../page';
import { hrefOfName } from './thing-links';

const highlight = (code: string, language: string): string => highlighted(code, language || 'text');
const markdown = new MarkdownIt({ typographer: true, highlight }).use(mathMarkdown).use(linkLectures);

// The library's doc comments name its things as code; where one has a page, the name leads there.
markdown.renderer.rules['code_inline'] = (tokens, index) => {
  const name = tokens[index]?.content ?? '';
  const href = hrefOfName(name.replace(/\(.*$/s, ''));
  const code = `<code>${escapeHtml(name)}</code>`;
  return href === undefined ? code : `<a href="${href}">${code}</a>`;
};

/** What the library says in Markdown, as HTML. */
export const proseHtml = remembered(text => tables(markdown.render(text)));

/** The same for a line inside another element. */
export const lineHtml = remembered(text => markdown.renderInline(text));

/** A title as HTML that can stand inside a link. */
export function titleHtml(title: string): string {
  return withoutLinks(lineHtml(title));
}

/** Much is said on more than one page. */
function remembered(render: (text: string) => string): (text: string) => string {
  const known = new Map<string, string>();
  return text => {
    const html = known.get(text) ?? render(text);
    known.set(text, html);
    return html;
  };
}
