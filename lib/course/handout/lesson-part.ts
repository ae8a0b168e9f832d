import type { Frame } from '../site/frame';
import type { Lesson } from '../site/lesson';
import { withoutLinks } from '../site/page';

/**
 * A lesson as a part of a handout. Nothing on paper moves or unfolds: a figure is its still picture, scripts are left out, as is what
 * a cell of code folds away. Answers that are folded below their questions stand at the lesson's end, so that a reader can think first. Every anchor begins with
 * the lesson's slug, since several lessons are one document; what leads out of the document, except to the web, is no link.
 */
export function lessonPart(frame: Frame, lesson: Lesson, { slugs, page }: { readonly slugs: readonly string[]; readonly page: string }): string {
  const answers: Answer[] = [];
  const cells = lesson.cells.map(({ kind, html }) => {
    const still = html.replace(/<script\b[\s\S]*?<\/script>/g, '');
    return kind === 'text' ? withAnswersLast(still, answers, frame) : still.replace(/<details\b[\s\S]*?<\/details>/g, '').replace(/^<div class="cell"><\/div>$/, '');
  });
  const body = [...cells.filter(html => html !== ''), answersHtml(answers, frame)].join('\n');
  return `<section class="lesson part" style="page: ${page}">\n<article>${withOwnAnchors(body, lesson.slug, slugs)}</article>\n</section>`;
}

/** The anchor at which a lesson begins. */
export function lessonAnchor(slug: string): string {
  return `lesson--${slug}`;
}

interface Answer {
  readonly question: string;
  readonly answer: string;
}

/** What is folded below its question, such as an answer or a derivation, is kept for the end; its number stands in its place. */
function withAnswersLast(html: string, answers: Answer[], { say }: Frame): string {
  return html.replace(/<details>\s*<summary>([\s\S]*?)<\/summary>([\s\S]*?)<\/details>/g, (_, question: string, answer: string) => {
    const number = answers.push({ question: withoutLinks(question), answer });
    return `<p class="asked">${question} <a href="#answer-${number}">${say('answer', { number })}</a></p>`;
  });
}

function answersHtml(answers: readonly Answer[], { say }: Frame): string {
  if (answers.length === 0) return '';
  const items = answers.map(({ question, answer }, index) => `<li id="answer-${index + 1}"><p class="asked">${question}</p>${answer}</li>`);
  return `<div class="prose answers"><h2 id="answers">${say('answers')}</h2><ol>${items.join('\n')}</ol></div>`;
}

function withOwnAnchors(html: string, slug: string, slugs: readonly string[]): string {
  const anchored = html
    .replace(/(<h1\b[^>]*?)(?: id="[^"]*")?([^>]*>)/, (_, before: string, after: string) => `${before} id="${lessonAnchor(slug)}"${after}`)
    .replace(/(<(?:h[2-6]|li)\b[^>]*? id=")([^"]*)"/g, (_, before: string, id: string) => `${before}${slug}--${id}"`);
  const ids = new Set([...anchored.matchAll(/ id="([^"]*)"/g)].map(([, id]) => id));
  return anchored.replace(/<a\b([^>]*?) href="([^"]*)"([^>]*)>([\s\S]*?)<\/a>/g, (whole, before: string, href: string, after: string, inside: string) => {
    if (/^(?:https?:|mailto:)/.test(href)) return whole;
    const [, page = '', anchor = ''] = /^(?:([\w.-]+)\.html)?(?:#(.*))?$/.exec(href) ?? [];
    const target = page === '' ? `${slug}--${anchor}` : lessonAnchor(page);
    return (page === '' ? ids.has(target) : slugs.includes(page)) ? `<a${before} href="#${target}"${after}>${inside}</a>` : inside;
  });
}
