import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { escapeHtml } from '../../src/notebook/escape';
import { explorePath, plotlyBundlePath, readAsset, unpackingScript } from '../../src/notebook/plotly';
import { inPackage } from '../../src/package-folder';
import type { CourseSettings } from '../settings';
import { wordsFor } from '../site/words';
import type { Slide } from './deck';
import { inlinedKatex, inlinedPicture, inlinedScript } from './inlined';
import type { LessonDeck } from './render-deck';

/** Marks a page as one of ours, so that it may be replaced. */
export const generator = '<meta name="generator" content="descent slides">';

/** What of a course's settings its slides show. */
export type DeckSettings = Pick<CourseSettings, 'title' | 'language' | 'term' | 'accent' | 'logo'>;

export interface DeckPage extends DeckSettings {
  /** Light letters on a dark ground; default dark on light, whatever the reader's own preference: a hall is not lit by it. */
  readonly dark?: boolean;
  /** The lessons whose decks lie beside this one; links to others are plain text. */
  readonly slugs: readonly string[];
}

/** A deck as one HTML page that needs neither a network nor any other file. */
export function deckPage({ slug, title, deck }: LessonDeck, { slugs, dark = false, ...settings }: DeckPage): string {
  const number = /^0*(\d+)/.exec(slug)?.[1];
  const { say } = wordsFor(settings.language);
  const columns = deck.map(column => {
    const slides = column.map(slide => section(slide, { ...settings, ...(number !== undefined && { number }) })).join('\n');
    return column.length > 1 ? `<section>\n${slides}\n</section>` : slides;
  });
  const body = withLiveLinks(columns.join('\n'), slugs);
  const hasFigures = /data-descent-(figure|explorable|playground)=/.test(body);
  return `<!doctype html>
<html lang="${escapeHtml(settings.language)}" dir="${directionOf(settings.language)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="${dark ? 'dark' : 'light'}">
${generator}
<title>${escapeHtml(`${title} · ${settings.title}`)}</title>
<style>${readFileSync(join(revealFolder(), 'reveal.css'), 'utf8')}</style>
<style>${inlinedKatex()}</style>
<style>${readFileSync(inPackage('course', 'slides', 'assets', 'slides.css'), 'utf8')}${accentRule(settings.accent)}</style>
</head>
<body data-jp-theme-light="${String(!dark)}">
<div class="reveal"><div class="slides">
${body}
</div></div>
<button type="button" class="code-button" aria-pressed="false" data-key-says="${escapeHtml(say('codeKey'))}" hidden>${escapeHtml(say('code'))}</button>
${hasFigures ? figureScripts() : ''}${[join(revealFolder(), 'reveal.js'), join(revealFolder(), 'plugin', 'notes.js'), slidesPath].map(path => inlinedScript(readAsset(path).toString('utf8'))).join('\n')}
</body>
</html>
`;
}

/** Where the build puts what a deck runs beside reveal.js. */
const slidesPath = inPackage('dist', 'assets', 'slides.js');

function revealFolder(): string {
  return dirname(require.resolve('reveal.js'));
}

function figureScripts(): string {
  return `${inlinedScript(readAsset(explorePath).toString('utf8'))}\n${unpackingScript(readAsset(plotlyBundlePath), 'descentPlotly')}\n`;
}

/** How far what is on a slide may grow where it would leave much of it empty. */
const grows: Readonly<Record<Slide['kind'], number>> = { title: 1, text: 1.2, shown: 1.4 };

interface Running extends DeckSettings {
  readonly number?: string;
}

function section({ kind, heading, body, notes, code }: Slide, settings: Running): string {
  const head = kind === 'title' ? titleHead(heading, settings) : heading === '' ? '' : `<h2>${heading}</h2>`;
  const inside = body.length === 0 ? '' : `<div class="fit" data-grows="${grows[kind]}"><div class="fitted">${body.join('\n')}</div></div>`;
  const listing = code.length === 0 ? '' : `<div class="listing" tabindex="0">${code.join('\n')}</div>`;
  const foot = kind === 'title' ? '' : `<footer>${escapeHtml(settings.title)}</footer>`;
  const aside = notes.length === 0 ? '' : `<aside class="notes">${notes.join('\n')}</aside>`;
  return `<section><div class="page ${kind}">${head}${inside}${foot}${listing}</div>${aside}</section>`;
}

/** The lesson's title between what the course is called, when it is held, and whose it is. */
function titleHead(heading: string, { title, term, logo, number }: Running): string {
  const picture = logo === undefined ? '' : `<img class="logo" src="${inlinedPicture(logo)}" alt="">`;
  const place = number === undefined ? '' : `<p class="place">${number}</p>`;
  const under = [title, ...(term === undefined ? [] : [term])].map(text => `<span>${escapeHtml(text)}</span>`).join('');
  return `${picture}${place}<h1>${heading}</h1><p class="course">${under}</p>`;
}

/** Links to decks that lie here, to the web and within the deck; what others lead to is not here. Links do not nest. */
function withLiveLinks(html: string, slugs: readonly string[]): string {
  return html.replace(/<a\b[^>]*?\bhref="([^"]*)"[^>]*>([\s\S]*?)<\/a>/g, (link: string, href: string, inside: string) => {
    const [, slug = ''] = /^([\w.-]+)\.html(?:#.*)?$/.exec(href) ?? [];
    if (/^(?:https?:|mailto:)/.test(href)) return link.replace('<a ', '<a target="_blank" rel="noopener" ');
    return slugs.includes(slug) ? link.replace(/\.html#[^"]*"/, '.html"') : inside;
  });
}

/** Whether a language is written from the right, by the script that it is usually written in. */
export function directionOf(language: string): 'ltr' | 'rtl' {
  const { script } = new Intl.Locale(language).maximize();
  return ['Adlm', 'Arab', 'Hebr', 'Mand', 'Nkoo', 'Rohg', 'Samr', 'Syrc', 'Thaa'].includes(script ?? '') ? 'rtl' : 'ltr';
}

function accentRule(accent: string | undefined): string {
  return accent === undefined ? '' : `\nbody { --accent: ${accent}; }`;
}
