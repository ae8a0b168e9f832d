import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Notebook } from '../jupyter/client/notebook-file';
import { copyAssets } from './assets';
import { indexPage } from './index-page';
import { renderLesson, type Lesson } from './lesson';
import { lessonPage } from './lesson-page';
import { playgroundFile, playgroundPage } from './playground-page';
import { replaceFolder } from './replace-folder';

/** An executed notebook and the name of its page, such as "07-adam". */
export interface SiteNotebook {
  slug: string;
  notebook: Notebook;
}

export interface SiteOptions {
  /** In the order of the course. */
  notebooks: readonly SiteNotebook[];
  /** A folder that is new, empty, or holds an earlier site. */
  outDir: string;
  title?: string;
}

/**
 * Writes the course as web pages that need no network and no server: one page for each notebook, with its outputs, an index, and the playground.
 *
 * The pages are written beside `outDir` first, so a run that fails leaves the old site as it was. Throws for a formula that cannot
 * be parsed, an image without a text alternative or from elsewhere (naming notebook and cell, a line for each lesson), and for a folder with
 * other files.
 */
export function writeSite({ notebooks, outDir, title = 'Descent' }: SiteOptions): void {
  if (notebooks.length === 0) throw new Error('site: there are no notebooks; give at least one');
  const slugs = notebooks.map(({ slug }) => slug);
  for (const slug of slugs) {
    if (!/^[\w][\w.-]*$/.test(slug) || slug === 'index' || slug === 'playground') throw new Error(`site: "${slug}" cannot name a page; use letters, digits and hyphens`);
    if (slugs.indexOf(slug) !== slugs.lastIndexOf(slug)) throw new Error(`site: two notebooks are called "${slug}"`);
  }
  const lessons = renderAll(notebooks);
  replaceFolder(outDir, folder => {
    mkdirSync(join(folder, 'assets'));
    copyAssets(join(folder, 'assets'));
    writeFileSync(join(folder, 'index.html'), indexPage(title, lessons));
    writeFileSync(join(folder, playgroundFile), playgroundPage(title));
    lessons.forEach((lesson, index) => {
      const page = lessonPage(lesson, { siteTitle: title, previous: lessons[index - 1], next: lessons[index + 1] });
      writeFileSync(join(folder, `${lesson.slug}.html`), page);
    });
  });
}

/** Every lesson is rendered before the first fault is reported, so that an author sees them all at once. */
function renderAll(notebooks: readonly SiteNotebook[]): Lesson[] {
  const faults: Error[] = [];
  const lessons = notebooks.flatMap(({ slug, notebook }) => {
    try {
      return [renderLesson(slug, notebook, notebooks.map(each => each.slug))];
    } catch (error) {
      faults.push(error as Error);
      return [];
    }
  });
  if (faults.length > 0) throw new Error(faults.map(fault => fault.message).join('\n'), { cause: faults[0] });
  return lessons;
}
