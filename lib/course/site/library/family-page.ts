import type { CatalogueEntry, Family } from '../../reference/catalogue';
import { familyFile, kebab, methodsFile } from '../files';
import { inEnglish, type Frame } from '../frame';
import type { Lesson } from '../lesson';
import { page } from '../page';
import { titleHtml } from './prose';
import { entriesOf } from './thing-links';
import { formulaAndSettings, introduction, surroundings } from './thing-article';

/** The page of a family of things: of each its formula, its settings and where it stands. */
export function familyPage(frame: Frame, family: Exclude<Family, 'methods'>, lessons: readonly Lesson[]): string {
  const { say, arrows } = frame;
  const entries = entriesOf(family);
  const links = entries.map(({ name, documentation: { title } }) => `<li><a href="#${kebab(name)}">${titleHtml(title)}</a></li>`);
  return page(frame, {
    file: familyFile(family),
    title: say(family),
    description: say(family),
    place: `<a class="place" href="${methodsFile}">${arrows.back} ${say('methods')}</a>`,
    main: `<div class="lesson"><nav class="contents" aria-label="${say('onThisPage')}"><details open><summary>${say('onThisPage')}</summary><ol>${links.join('')}</ol></details></nav>
<article class="thing"><h1>${say(family)}</h1>
${entries.map(entry => section(frame, entry, lessons)).join('\n')}</article></div>`,
  });
}

function section(frame: Frame, entry: CatalogueEntry, lessons: readonly Lesson[]): string {
  const id = kebab(entry.name);
  const parts = [...formulaAndSettings(frame, entry), ...surroundings(frame, entry, lessons)];
  return `<section class="prose"${inEnglish(frame)}><h2 id="${id}">${titleHtml(entry.documentation.title)}</h2><p class="name"><code>${entry.name}</code></p>${introduction(frame, entry)}
${parts.map(part => `<h3 id="${id}-${part.id}">${part.heading}</h3>${part.html}`).join('\n')}</section>`;
}
