import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { replaceFolder, type Replaceable } from '../files/replace-folder';
import { notebookText, stripOutputs, type Notebook } from '../jupyter/client/notebook-file';
import { copyAssets } from './assets';
import { exercisePage, type SiteExercise } from './exercise-page';
import { exercisePageName } from './exercise-page-name';
import { indexPage } from './index-page';
import { lecturesPageName } from './lecture-links';
import { lecturesPage } from './lectures-page';
import { renderLesson, type Lesson } from './lesson';
import { lessonPage } from './lesson-page';
import { playgroundFile, playgroundPage } from './playground-page';
import { generator } from './page';

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
  /** The exercises of lessons, as they are handed out; without one a lesson has no such page. Default none. */
  exercises?: readonly SiteExercise[];
}

/**
 * Writes the course as web pages that need no network and no server: one page for each notebook, with its outputs, one for its exercise, the
 * lectures, the playground and an index; and the notebooks and exercises themselves, as they are handed out.
 *
 * The pages are written beside `outDir` first, so a run that fails leaves the old site as it was. Throws for a formula that cannot
 * be parsed, an image without a text alternative or from elsewhere (naming notebook and cell, a line for each lesson), and for a folder with
 * other files.
 */
export function writeSite({ notebooks, outDir, title = 'Descent', exercises: given = [] }: SiteOptions): void {
  if (notebooks.length === 0) throw new Error('site: there are no notebooks; give at least one');
  const slugs = notebooks.map(({ slug }) => slug);
  for (const slug of slugs) {
    if (!/^[\w][\w.-]*$/.test(slug) || ['index', 'lectures', 'playground'].includes(slug)) {
      throw new Error(`site: "${slug}" cannot name a page; use letters, digits and hyphens, not a page of the site`);
    }
    if (slugs.indexOf(slug) !== slugs.lastIndexOf(slug)) throw new Error(`site: two notebooks are called "${slug}"`);
  }
  const exercises = given.filter(({ slug }) => slugs.includes(slug));
  const withExercise = exercises.map(({ slug }) => slug);
  const lessons = renderAll(notebooks, withExercise);
  replaceFolder(outDir, site, folder => {
    mkdirSync(join(folder, 'assets'));
    copyAssets(join(folder, 'assets'));
    writeFileSync(join(folder, 'index.html'), indexPage(title, lessons));
    writeFileSync(join(folder, playgroundFile), playgroundPage(title));
    lessons.forEach((lesson, index) => {
      const exercise = withExercise.includes(lesson.slug) ? exercisePageName(lesson.slug) : undefined;
      const page = lessonPage(lesson, { siteTitle: title, exercise, previous: lessons[index - 1], next: lessons[index + 1] });
      writeFileSync(join(folder, `${lesson.slug}.html`), page);
    });
    writeFileSync(join(folder, lecturesPageName), lecturesPage(title, lessons));
    writeNotebooks(folder, notebooks);
    writeExercises(folder, exercises, { lessons, title });
  });
}

const site: Replaceable = {
  what: 'a site',
  isOne: folder => {
    const index = join(folder, 'index.html');
    return existsSync(index) && readFileSync(index, 'utf8').includes(generator);
  },
};

function writeNotebooks(folder: string, notebooks: readonly SiteNotebook[]): void {
  mkdirSync(join(folder, 'notebooks'));
  for (const { slug, notebook } of notebooks) writeFileSync(join(folder, 'notebooks', `${slug}.ipynb`), notebookText(stripOutputs(notebook)));
}

function writeExercises(folder: string, exercises: readonly SiteExercise[], { lessons, title }: { lessons: readonly Lesson[]; title: string }): void {
  for (const exercise of exercises) {
    const lesson = lessons.find(({ slug }) => slug === exercise.slug);
    if (lesson === undefined) continue;
    mkdirSync(join(folder, 'exercises'), { recursive: true });
    writeFileSync(join(folder, 'exercises', `${exercise.slug}.ts`), exercise.source);
    writeFileSync(join(folder, exercisePageName(exercise.slug)), exercisePage(exercise, lesson, title));
  }
}

/** Every lesson is rendered before the first fault is reported, so that an author sees them all at once. */
function renderAll(notebooks: readonly SiteNotebook[], exercises: readonly string[]): Lesson[] {
  const faults: Error[] = [];
  const lessons = notebooks.flatMap(({ slug, notebook }) => {
    try {
      return [renderLesson(slug, notebook, notebooks.map(each => each.slug), exercises)];
    } catch (error) {
      faults.push(error as Error);
      return [];
    }
  });
  if (faults.length > 0) throw new Error(faults.map(fault => fault.message).join('\n'), { cause: faults[0] });
  return lessons;
}
