import { errata } from '../../src/notebook/errata';
import { escapeHtml } from '../../src/notebook/escape';
import { lectures, type Lecture } from '../../src/notebook/lectures';
import { lecturesFile, lessonFile } from './files';
import { inEnglish, type Frame } from './frame';
import type { Lesson } from './lesson';
import { erratumHtml } from './library/erratum';
import { page, withoutLinks } from './page';

/** The lectures that the course teaches: who gave them, their slides, and the lessons that treat each. */
export function lecturesPage(frame: Frame, lessons: readonly Lesson[]): string {
  const { say } = frame;
  return page(frame, {
    file: lecturesFile,
    title: say('lectures'),
    description: say('lecturesSay'),
    main: `<div class="lesson"><article><h1>${say('lectures')}</h1>
<div class="prose"><p class="summary">${say('lecturesSay')}</p></div>
${lectures.map(lecture => section(frame, lecture, lessons)).join('\n')}</article></div>`,
  });
}

function section(frame: Frame, { number, deck, title, by, slides }: Lecture, lessons: readonly Lesson[]): string {
  const { say } = frame;
  const english = inEnglish(frame);
  const treating = lessons.filter(lesson => lesson.lectures.includes(number));
  const items = treating.map(({ slug, titleHtml }) => `<li><a href="${lessonFile(slug)}">${withoutLinks(titleHtml)}</a></li>`);
  const where = treating.length === 0 ? `<p>${say('notTreated')}</p>` : `<p>${say('treatedIn')}</p><ul>${items.join('')}</ul>`;
  const slips = errata.filter(({ at }) => at.startsWith(`${deck}:`));
  const erring = `<details><summary>${say('itsErrata', { count: slips.length })}</summary><ul${english}>${slips.map(slip => `<li>${erratumHtml(slip)}</li>`).join('')}</ul></details>`;
  return `<section class="prose" id="lecture-${number}"><h2${english}>${number}. ${escapeHtml(title)}</h2>
<p><span${english}>${escapeHtml(by)}.</span> ${say('deck', { deck })}</p>${where}
<details><summary>${say('itsSlides')}</summary><ol${english}>${slides.map(([, slide]) => `<li>${escapeHtml(slide)}</li>`).join('')}</ol></details>
${slips.length === 0 ? '' : erring}</section>`;
}
