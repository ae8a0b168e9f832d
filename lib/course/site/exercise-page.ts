import { highlighted } from './code';
import { exerciseFile, lessonFile } from './files';
import { inEnglish, type Frame } from './frame';
import type { Lesson } from './lesson';
import { page } from './page';

/** The file in which a student solves the exercises of a lesson. */
export interface SiteExercise {
  readonly slug: string;
  /** The text of `exercises/<slug>.ts`, as it is before it is solved. */
  readonly source: string;
  /** How many exercises it holds, and what they are worth together; shown where they are given. */
  readonly count?: number;
  readonly points?: number;
}

/** The exercise of a lesson, to be read and to be taken home. */
export function exercisePage(frame: Frame, { slug, source }: SiteExercise, lesson: Lesson): string {
  const { say, arrows } = frame;
  const code = (text: string): string => `<code>${text}</code>`;
  const how = { file: code(`exercises/${slug}.ts`), toDo: code('toDo'), check: code(`await check('${slug}')`), command: code(`npm run check ${slug}`) };
  return page(frame, {
    file: exerciseFile(slug),
    title: say('exercisesOf', { title: lesson.title }),
    description: say('exercisesOf', { title: lesson.title }),
    place: `<a class="place" href="${lessonFile(slug)}">${arrows.back} ${say('theLesson')}</a>`,
    main: `<div class="lesson"><article><h1>${say('exercises')}</h1>
<div class="prose"><p class="summary">${lesson.titleHtml}</p>
<p>${say('exerciseFile', how)}</p>
<p><a href="exercises/${slug}.ts" download>${say('downloadFile')}</a> · <a href="notebooks/${slug}.ipynb" download>${say('downloadNotebook')}</a></p></div>
<pre class="code" tabindex="0"${inEnglish(frame)}><code>${highlighted(source)}</code></pre></article></div>`,
  });
}
