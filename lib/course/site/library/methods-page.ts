import { families, type CatalogueEntry } from '../../reference/catalogue';
import { familyFile, methodsFile } from '../files';
import { inEnglish, type Frame } from '../frame';
import { page } from '../page';
import type { MethodResults } from './method-results';
import { lineHtml, proseHtml, titleHtml } from './prose';
import { resultsTable } from './results-table';
import { entriesOf, thingHref } from './thing-links';

/** The index of the methods: how they compare, to be sorted, those that were not compared, and the families of everything else. */
export function methodsPage(frame: Frame, results: MethodResults | undefined): string {
  const { say } = frame;
  const english = inEnglish(frame);
  const compared = new Set(results?.rows.map(([title]) => title));
  const rest = entriesOf('methods').filter(({ documentation: { title } }) => !compared.has(title));
  const table = results === undefined ? '' : `<section class="prose"><h2 id="digits">${say('onTheDigits')}</h2>
<div${english}>${proseHtml(results.intro)}${resultsTable(results, { sortable: true })}</div></section>`;
  return page(frame, {
    file: methodsFile,
    title: say('methods'),
    description: say('methodsSay'),
    main: `<div class="lesson"><article class="thing"><h1>${say('methods')}</h1>
<div class="prose"><p class="summary">${say('methodsSay')}</p></div>${table}
<section class="prose"><h2 id="others">${say(results === undefined ? 'methods' : 'notCompared')}</h2><ul${english}>${rest.map(item).join('')}</ul></section>
<section class="prose"><h2 id="families">${say('families')}</h2><ul>${families.flatMap(family => (family === 'methods' ? [] : [familyItem(frame, family)])).join('')}</ul></section>
</article></div>`,
    scripts: '<script src="assets/sort.js" defer></script>\n',
  });
}

function item(entry: CatalogueEntry): string {
  const { title, idea, wrong } = entry.documentation;
  return `<li><a href="${thingHref(entry)}">${titleHtml(title)}</a>: ${lineHtml(wrong ?? idea)}</li>`;
}

function familyItem({ say }: Frame, family: Exclude<(typeof families)[number], 'methods'>): string {
  return `<li><a href="${familyFile(family)}">${say(family)}</a> (${entriesOf(family).length})</li>`;
}
