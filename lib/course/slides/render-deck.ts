import type { Notebook } from '../jupyter/client/notebook-file';
import { lessonMarkdown } from '../site/markdown';
import { wordsFor, type Say } from '../site/words';
import { slidesByDefault } from './by-default';
import { slidesByMetadata, slideTypeOf } from './by-metadata';
import type { Deck } from './deck';
import { isForNotebook, piecesOf } from './pieces';

/** The slides of one lesson. */
export interface LessonDeck {
  readonly slug: string;
  /** The first heading as plain text; the slug where there is none. */
  readonly title: string;
  readonly deck: Deck;
}

/**
 * Lays an executed notebook out as slides: as its `slideshow` metadata says where any cell has some, else by the rule of `slidesByDefault`. Errors, with
 * notebook and cell: a formula that cannot be parsed, an image without words or from elsewhere. Default words are English.
 */
export function renderDeck(slug: string, notebook: Notebook, slugs: readonly string[], say: Say = wordsFor('en').say): LessonDeck {
  const markdown = lessonMarkdown(slugs);
  const cells = notebook.cells.map((cell, index) => {
    try {
      const type = slideTypeOf(cell.metadata);
      // What its author has made a slide of is one.
      const leftOut = type === 'skip' || (type === '-' && isForNotebook(cell, notebook.cells[index + 1]));
      return { type, pieces: leftOut ? [] : piecesOf(cell, markdown, say) };
    } catch (cause) {
      throw new Error(`notebook "${slug}", cell ${index + 1}: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
    }
  });
  const laidOut = cells.some(({ type }) => type !== '-');
  const deck = laidOut ? slidesByMetadata(cells) : slidesByDefault(cells.flatMap(({ pieces }) => pieces), tokens => markdown.html(tokens));
  return { slug, title: markdown.title?.text ?? slug, deck };
}
