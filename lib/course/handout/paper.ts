import type { Frame } from '../site/frame';

/** Sizes of paper, as the command calls them. */
export const papers = { a4: 'A4', letter: 'letter' } as const;

export type Paper = keyof typeof papers;

/** The name of the pages of a lesson, and what their heads say of it. */
export interface RunningHead {
  readonly page: string;
  readonly text: string;
}

/**
 * The size of the paper, and what stands at the margins of its pages: the course and the lesson above, the page's number below. The first pages of a
 * handout of several lessons, its title and contents, have none.
 */
export function pageRules(paper: Paper, { title, direction }: Frame, heads: readonly RunningHead[]): string {
  const [start, end] = direction === 'rtl' ? ['right', 'left'] : ['left', 'right'];
  const small = 'font: 8.5pt system-ui, "Segoe UI", Roboto, "Noto Sans", "Liberation Sans", Arial, sans-serif; color: #545d68;';
  const head = ({ page, text }: RunningHead): string => `@page ${page} {
  @top-${start} { content: ${cssString(title)}; ${small} }
  @top-${end} { content: ${cssString(text)}; ${small} }
  @bottom-center { content: counter(page); ${small} }
}`;
  return [`@page { size: ${papers[paper]}; margin: 21mm 18mm 19mm; }`, ...heads.map(head)].join('\n');
}

/** Text as a string of a style sheet, in which nothing can end the string or the style. */
function cssString(text: string): string {
  return `"${text.replace(/[\\"<>\n\r\f]/g, sign => `\\${sign.codePointAt(0)?.toString(16) ?? ''} `)}"`;
}
