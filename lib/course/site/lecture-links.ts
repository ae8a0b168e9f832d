import type MarkdownIt from 'markdown-it';
import { lectures } from '../../src/notebook/lectures';
import { lecturesFile } from './files';

/** Makes "lecture 2", or "deck 001", a link to that lecture on its page: in prose, in the sources that `help` shows, but not inside another link. */
export function linkLectures(markdown: MarkdownIt): void {
  markdown.core.ruler.push('lecture_links', state => {
    for (const token of state.tokens) {
      let inLink = 0;
      token.children = token.children?.flatMap(child => {
        inLink += child.type === 'link_open' ? 1 : child.type === 'link_close' ? -1 : 0;
        if (child.type !== 'text' || inLink > 0) return [child];
        return linked(child.content, (type, content) => Object.assign(new state.Token(type, '', 0), { content }));
      }) ?? null;
    }
  });
}

type Token = ReturnType<MarkdownIt['parse']>[number];

function linked(text: string, make: (type: 'text' | 'html_inline', content: string) => Token): Token[] {
  return text.split(/\b((?:lecture|deck) \d+)\b/i).filter(part => part !== '').map(part => {
    const name = part.toLowerCase();
    const lecture = lectures.find(({ number, deck }) => name === `lecture ${number}` || name === `deck ${deck}`);
    return lecture ? make('html_inline', `<a href="${lecturesFile}#lecture-${lecture.number}">${part}</a>`) : make('text', part);
  });
}
