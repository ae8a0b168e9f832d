import { readFileSync } from 'node:fs';
import { escapeHtml } from '../../src/notebook/escape';
import { inPackage } from '../../src/package-folder';
import type { Frame } from '../site/frame';
import type { Lesson } from '../site/lesson';
import { shortTitle } from '../site/lesson-links';
import { withoutLinks } from '../site/page';
import { lessonAnchor, lessonPart } from './lesson-part';
import { pageRules, type Paper, type RunningHead } from './paper';

export interface HandoutPage {
  readonly paper: Paper;
  /** What is on the paper: all, or one of the parts alone, to count its pages. Default all. */
  readonly only?: 'front' | number;
  /** The page on which each lesson begins, for the contents; without, their places stay empty. */
  readonly begins?: readonly number[];
}

/** The pages of a handout, as one page of HTML for a browser to print, beside the `assets` of a site. */
export function handoutPage(frame: Frame, lessons: readonly Lesson[], { paper, only, begins }: HandoutPage): string {
  const { title, language, direction } = frame;
  const heads = lessons.map((lesson, index): RunningHead => ({ page: `lesson${index + 1}`, text: numbered(lesson) }));
  const slugs = lessons.map(({ slug }) => slug);
  const parts = lessons.map((lesson, index) => lessonPart(frame, lesson, { slugs, page: heads[index]?.page ?? '' }));
  const front = lessons.length > 1 ? frontPages(frame, lessons, begins) : '';
  const shown = only === undefined ? [front, ...parts] : [only === 'front' ? front : parts[only] ?? ''];
  const name = lessons.length > 1 ? title : `${lessons[0]?.title ?? ''} · ${title}`;
  return `<!doctype html>
<html lang="${escapeHtml(language)}" dir="${direction}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline' file:; font-src file:; img-src data: file:">
<meta name="color-scheme" content="light">
<title>${escapeHtml(name)}</title>
<link rel="stylesheet" href="assets/katex.min.css">
<link rel="stylesheet" href="assets/site.css">
<style>${readFileSync(inPackage('course', 'handout', 'assets', 'handout.css'), 'utf8')}
${pageRules(paper, frame, heads)}</style>
</head>
<body>
${shown.join('\n')}
</body>
</html>
`;
}

/** What the handout is of, and on which page each lesson begins. */
function frontPages({ title, term, logoFile, say }: Frame, lessons: readonly Lesson[], begins: readonly number[] = []): string {
  const items = lessons.map(({ slug, number, titleHtml }, index) => {
    const place = number === undefined ? '' : `<span class="number">${number}</span>`;
    return `<li>${place}<a href="#${lessonAnchor(slug)}">${withoutLinks(titleHtml)}</a><span class="dots"></span><span class="page">${begins[index] ?? '000'}</span></li>`;
  });
  const logo = logoFile === undefined ? '' : `<img class="logo" src="${logoFile}" alt="">\n`;
  return `<section class="front">
${logo}<h1 dir="auto">${escapeHtml(title)}</h1>
${term === undefined ? '' : `<p class="term"><bdi>${escapeHtml(term)}</bdi></p>\n`}<h2>${say('contents')}</h2>
<ol class="toc">
${items.join('\n')}
</ol>
</section>`;
}

function numbered(lesson: Lesson): string {
  return `${lesson.number === undefined ? '' : `${lesson.number}. `}${shortTitle(lesson)}`;
}
