import { escapeHtml } from '../../src/notebook/escape';
import { highlighted } from './code';
import type { Lesson } from './lesson';
import { page } from './page';

/** The file in which a student solves the exercises of a lesson. */
export interface SiteExercise {
  readonly slug: string;
  /** The text of `exercises/<slug>.ts`, as it is before it is solved. */
  readonly source: string;
}

/** The exercise of a lesson, to be read and to be taken home. */
export function exercisePage({ slug, source }: SiteExercise, lesson: Lesson, siteTitle: string): string {
  return page({
    title: `Exercises: ${lesson.title} · ${siteTitle}`,
    description: `The exercises of the lesson “${lesson.title}”.`,
    header: `<header class="bar"><a class="home" href="index.html">${escapeHtml(siteTitle)}</a>
<a class="place" href="${slug}.html">← The lesson</a></header>`,
    main: `<div class="lesson"><article><h1>Exercises</h1>
<div class="prose"><p class="summary">${lesson.titleHtml}</p>
<p>This is the file <code>exercises/${slug}.ts</code> of the course. Write your solution in place of each <code>toDo</code>, save the file, and ask in
the notebook with <code>await check('${slug}')</code>, or in a terminal with <code>npm run check ${slug}</code>.</p>
<p><a href="exercises/${slug}.ts" download>Download the file</a> · <a href="notebooks/${slug}.ipynb" download>Download the notebook</a></p></div>
<pre class="code" tabindex="0"><code>${highlighted(source)}</code></pre></article></div>`,
  });
}
