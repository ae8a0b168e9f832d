import { escapeHtml } from '../../src/notebook/escape';
import type { Frame } from './frame';
import { firstGuideFile } from './guides';
import { glossaryFile, lecturesFile, methodsFile, playgroundFile } from './files';

/** The bar above every page: the way to the first page, where this one stands, what else there is, and the place of the search. */
export function bar(frame: Frame, { file, place = '' }: { readonly file: string; readonly place?: string }): string {
  const { say, title, logoFile } = frame;
  const logo = logoFile === undefined ? '' : `<img class="logo" src="${logoFile}" alt="">`;
  const pages = [[methodsFile, say('methods')], [glossaryFile, say('glossary')], [playgroundFile, say('playground')]] as const;
  const links = pages.map(([href, words]) => `<a href="${href}"${href === file ? ' aria-current="page"' : ''}>${words}</a>`);
  return `<header class="bar"><a class="home" href="index.html">${logo}<bdi>${escapeHtml(title)}</bdi></a>${place}
<nav aria-label="${say('course')}">${links.join('')}</nav></header>`;
}

/** The foot of every page: the course, when it is held, and where else to go. */
export function foot({ title, term, links, say }: Frame): string {
  const items = [
    `<span><bdi>${escapeHtml(title)}</bdi>${term === undefined ? '' : ` · <bdi>${escapeHtml(term)}</bdi>`}</span>`,
    `<a href="${lecturesFile}">${say('lectures')}</a>`,
    `<a href="${firstGuideFile}">${say('forInstructors')}</a>`,
    ...links.map(({ text, href }) => `<a href="${escapeHtml(href)}"><bdi>${escapeHtml(text)}</bdi></a>`),
  ];
  return `<footer class="foot">${items.join(' ')}</footer>`;
}
