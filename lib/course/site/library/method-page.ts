import type { CatalogueEntry } from '../../reference/catalogue';
import type { Method } from '../../../src/optimizers';
import { methodFile, methodsFile } from '../files';
import { inEnglish, type Frame } from '../frame';
import type { Lesson } from '../lesson';
import { figureScripts, page, textOf } from '../page';
import { explorableOf } from './kept-explorables';
import type { MethodResults } from './method-results';
import { lineHtml, titleHtml } from './prose';
import { resultsTable } from './results-table';
import { formulaAndSettings, introduction, surroundings, type Part } from './thing-article';

/** The page of one method: all that the library, the lectures and the comparison say of it. */
export function methodPage(frame: Frame, entry: CatalogueEntry, { lessons, results }: { lessons: readonly Lesson[]; results: MethodResults | undefined }): string {
  const { say, arrows } = frame;
  const { title, idea } = entry.documentation;
  const explorable = explorableOf(entry.thing as Method);
  const parts: Part[] = [
    ...formulaAndSettings(frame, entry),
    ...(explorable === undefined ? [] : [{ id: 'ravine', heading: say('tryIt'), html: explorable }]),
    ...resultOf(frame, title, results),
    ...surroundings(frame, entry, lessons),
  ];
  return page(frame, {
    file: methodFile(entry.name),
    title,
    description: textOf(lineHtml(idea)),
    place: `<a class="place" href="${methodsFile}">${arrows.back} ${say('allMethods')}</a>`,
    main: `<div class="lesson"><article class="thing"${inEnglish(frame)}><h1>${titleHtml(title)}</h1>
<p class="name"><code>${entry.name}</code></p>
<div class="prose">${introduction(frame, entry)}</div>
${parts.map(({ id, heading, html }) => `<section class="prose"><h2 id="${id}">${heading}</h2>${html}</section>`).join('\n')}</article></div>`,
    ...(explorable !== undefined && { scripts: figureScripts }),
  });
}

function resultOf({ say }: Frame, title: string, results: MethodResults | undefined): Part[] {
  const row = results?.rows.find(([name]) => name === title);
  return results === undefined || row === undefined ? [] : [{ id: 'digits', heading: say('onTheDigits'), html: resultsTable({ ...results, rows: [row] }) }];
}
