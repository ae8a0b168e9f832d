import type { CatalogueEntry } from '../../reference/catalogue';
import { keptSources, type Sources } from '../../reference/sources';
import { parameterTable, sourceInWords, symbolsInWords } from '../../../src/notebook/described';
import { errata } from '../../../src/notebook/errata';
import { reference } from '../../../src/notebook/reference';
import { highlighted } from '../code';
import type { Frame } from '../frame';
import type { Lesson } from '../lesson';
import { lessonList } from '../lesson-links';
import { erratumHtml } from './erratum';
import { lineHtml, proseHtml } from './prose';

/** Longer texts are folded. */
const longest = 40;

let sources: Sources | undefined;

/** A part of the text about a thing. */
export interface Part {
  /** As an anchor. */
  readonly id: string;
  readonly heading: string;
  readonly html: string;
}

/** What a thing is in a sentence, what is wrong with it, and what its doc comment says. */
export function introduction({ say }: Frame, { name, documentation: { idea, wrong } }: CatalogueEntry): string {
  const note = wrong === undefined ? '' : `<p class="wrong"><strong>${say('wrong')}</strong> ${lineHtml(wrong)}</p>`;
  return `<p class="summary">${lineHtml(idea)}</p>${note}${proseHtml(reference()[name]?.text ?? '')}`;
}

/** The formula of a thing, with the symbols that are no settings, and what can be given. */
export function formulaAndSettings({ say }: Frame, { documentation: { parameters, where, differs }, latex }: CatalogueEntry): Part[] {
  const symbols = where.length === 0 ? '' : proseHtml(`${say('where')} ${symbolsInWords(where)}`);
  const [formula, elsewhere] = [latex?.(), differs === undefined ? '' : proseHtml(`**${say('elsewhere')}:** ${differs}`)];
  return [
    ...(formula === undefined ? [] : [{ id: 'formula', heading: say('formula'), html: proseHtml(`$$${formula}$$`) + symbols }]),
    ...(parameters.length === 0 && elsewhere === ''
      ? []
      : [{ id: 'settings', heading: say('settings'), html: (parameters.length === 0 ? '' : proseHtml(parameterTable(parameters))) + elsewhere }]),
  ];
}

/** Where the lectures err about a thing, which lessons have to do with it, its text and its source. */
export function surroundings(frame: Frame, { name, documentation: { source } }: CatalogueEntry, lessons: readonly Lesson[]): Part[] {
  const { say } = frame;
  const slips = errata.filter(({ of }) => of.includes(name));
  const places = placesOf(frame, name, lessons);
  return [
    ...(slips.length === 0 ? [] : [{ id: 'errata', heading: say('lecturesErr'), html: `<ul>${slips.map(slip => `<li>${erratumHtml(slip)}</li>`).join('')}</ul>` }]),
    ...(places === '' ? [] : [{ id: 'lessons', heading: say('inLessons'), html: places }]),
    { id: 'text', heading: say('asWritten'), html: textOf(frame, name) },
    { id: 'source', heading: say('source'), html: proseHtml(sourceInWords(source)) },
  ];
}

function placesOf(frame: Frame, name: string, lessons: readonly Lesson[]): string {
  const shown = lessons.filter(({ names }) => names.shown.has(name));
  const used = lessons.filter(lesson => lesson.names.used.has(name) && !shown.includes(lesson));
  const sentence = (key: 'shownIn' | 'usedIn', found: readonly Lesson[]): string =>
    found.length === 0 ? '' : `<p>${frame.say(key, { lessons: lessonList(frame, found) })}</p>`;
  return sentence('shownIn', shown) + sentence('usedIn', used);
}

function textOf({ say }: Frame, name: string): string {
  sources ??= keptSources();
  const text = sources[name] ?? '';
  const count = text.split('\n').length;
  const code = `<pre class="code" tabindex="0" dir="ltr"><code>${highlighted(text)}</code></pre>`;
  return count > longest ? `<details class="folded"><summary>${say('showLines', { count })}</summary>${code}</details>` : code;
}
