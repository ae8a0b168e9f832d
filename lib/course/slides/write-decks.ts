import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { escapeHtml } from '../../src/notebook/escape';
import { writeFileAtomically } from '../files/atomic-write';
import type { Notebook } from '../jupyter/client/notebook-file';
import { wordsFor } from '../site/words';
import { deckPage, directionOf, generator, type DeckSettings } from './deck-page';
import { renderDeck } from './render-deck';

export interface DeckNotebook {
  readonly slug: string;
  readonly notebook: Notebook;
}

export interface WriteDecks extends DeckSettings {
  readonly dark?: boolean;
}

/** Errors: a folder in which there is anything but decks, so that a slip in a path writes among somebody's files. */
export function requireDecksOnly(folder: string): void {
  if (!existsSync(folder)) return;
  const ours = (name: string): boolean => name.endsWith('.html') && readFileSync(join(folder, name), 'utf8').includes(generator);
  const strange = readdirSync(folder, { withFileTypes: true }).find(entry => !entry.isFile() || !ours(entry.name));
  if (strange !== undefined) throw new Error(`${folder} holds other files than slides, "${strange.name}"; name a new or empty folder`);
}

/**
 * Writes a page of slides for each notebook, `07-adam.html`, and `index.html` with all that are in the folder, each file whole or not at all; decks of
 * other lessons stay. A lesson that cannot be laid out does not stop the others. Returns what was wrong, a sentence for each. Errors: what
 * `requireDecksOnly` says; a folder that cannot be written.
 */
export function writeDecks(folder: string, notebooks: readonly DeckNotebook[], settings: WriteDecks): string[] {
  requireDecksOnly(folder);
  const slugs = [...new Set([...decksIn(folder), ...notebooks.map(({ slug }) => slug)])];
  const faults: string[] = [];
  for (const { slug, notebook } of notebooks) {
    try {
      writeFileAtomically(join(folder, `${slug}.html`), deckPage(renderDeck(slug, notebook, slugs, wordsFor(settings.language).say), { ...settings, slugs }));
    } catch (error) {
      faults.push((error as Error).message);
    }
  }
  if (decksIn(folder).length > 0) writeFileAtomically(join(folder, 'index.html'), indexPage(folder, settings));
  return faults;
}

function decksIn(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder).flatMap(name => (name.endsWith('.html') && name !== 'index.html' ? [name.slice(0, -'.html'.length)] : [])).sort();
}

/** The decks by the titles of their pages. */
function indexPage(folder: string, { title, language }: DeckSettings): string {
  const items = decksIn(folder).map(slug => {
    const [, name = slug] = /<title>([^<]*?)(?: · [^<]*)?<\/title>/.exec(readFileSync(join(folder, `${slug}.html`), 'utf8')) ?? [];
    return `<li><a href="${slug}.html">${name}</a></li>`;
  });
  return `<!doctype html>
<html lang="${escapeHtml(language)}" dir="${directionOf(language)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
${generator}
<title>${escapeHtml(title)}</title>
<style>body { max-width: 44rem; margin: 3rem auto; padding: 0 1.5rem; font: 1.15rem/1.6 system-ui, sans-serif; }</style>
</head>
<body>
<h1>${escapeHtml(title)}</h1>
<ul>
${items.join('\n')}
</ul>
</body>
</html>
`;
}
