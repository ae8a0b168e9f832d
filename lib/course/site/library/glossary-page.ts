import { glossaryFile, lessonFile } from '../files';
import { inEnglish, type Frame } from '../frame';
import type { Lesson } from '../lesson';
import { lessonNumbers } from '../lesson-links';
import { page } from '../page';
import { lineHtml, titleHtml } from './prose';
import { symbolUses, type SymbolUse } from './symbols';
import { terms, type Term } from './terms';
import { thingHref } from './thing-links';

/** Every symbol and every public name: what it means, what others call it, where it is used. */
export function glossaryPage(frame: Frame, lessons: readonly Lesson[]): string {
  const { say } = frame;
  const names = terms(lessons);
  const letters = [...new Set(names.map(letterOf))];
  const byLetter = letters.map(letter => `<h3 id="names-${letter.toLowerCase()}">${letter}</h3>
<dl>${names.filter(term => letterOf(term) === letter).map(term => termHtml(frame, term)).join('\n')}</dl>`);
  return page(frame, {
    file: glossaryFile,
    title: say('glossary'),
    description: say('glossarySay'),
    main: `<div class="lesson"><article class="thing glossary"><h1>${say('glossary')}</h1>
<div class="prose"><p class="summary">${say('glossarySay')}</p>
<p><a href="#symbols">${say('symbols')}</a> · <a href="#names">${say('terms')}</a></p></div>
<section><h2 id="symbols">${say('symbols')}</h2>${symbolTable(frame, symbolUses(lessons))}</section>
<section><h2 id="names">${say('terms')}</h2><p class="letters">${letters.map(letter => `<a href="#names-${letter.toLowerCase()}">${letter}</a>`).join(' ')}</p>
${byLetter.join('\n')}</section></article></div>`,
  });
}

function symbolTable(frame: Frame, uses: readonly SymbolUse[]): string {
  const { say } = frame;
  const english = inEnglish(frame);
  const columns = [say('symbol'), say('name'), say('meaning'), say('interval'), say('elsewhere'), say('whereUsed')];
  const rows = uses.map(({ glyph, name, meaning, interval, torch, keras, optax, tfjs, things, lessons }) => {
    const elsewhere = Object.entries({ torch, Keras: keras, optax, tfjs }).flatMap(([library, own]) => (own === undefined ? [] : [`${library} <code>${own}</code>`]));
    return `<tr id="symbol-${name}"><td>${lineHtml(`$${glyph}$`)}</td><th scope="row"><code>${name}</code></th><td${english}>${lineHtml(meaning)}</td>`
      + `<td>${interval === undefined ? '' : lineHtml(`$${interval.replaceAll('inf', '\\infty')}$`)}</td><td>${elsewhere.join('<br>')}</td>`
      + `<td>${usesHtml(frame, { things, lessons })}</td></tr>`;
  });
  return `<div class="scroll" tabindex="0"><table><thead><tr>${columns.map(name => `<th scope="col">${name}</th>`).join('')}</tr></thead>
<tbody>${rows.join('\n')}</tbody></table></div>`;
}

function usesHtml(frame: Frame, { things, lessons }: Pick<SymbolUse, 'things' | 'lessons'>): string {
  const links = things.map(thing => `<a href="${thingHref(thing)}">${titleHtml(thing.documentation.title)}</a>`);
  const folded = links.length === 0 ? '' : `<details><summary>${frame.say('usedBy', { count: links.length })}</summary><span${inEnglish(frame)}>${links.join(', ')}</span></details>`;
  return folded + inLessons(frame, lessons);
}

function termHtml(frame: Frame, { name, id, says, href, lessons }: Term): string {
  const [first] = lessons;
  const target = href ?? (first === undefined ? undefined : lessonFile(first.slug));
  const code = `<code>${name}</code>`;
  return `<dt id="${id}">${target === undefined ? code : `<a href="${target}">${code}</a>`}</dt><dd><span${inEnglish(frame)}>${lineHtml(says)}</span> ${inLessons(frame, lessons)}</dd>`;
}

function inLessons(frame: Frame, lessons: readonly Lesson[]): string {
  return lessons.length === 0 ? '' : `<span class="where">${frame.say('lessonsShort', { count: lessons.length, lessons: lessonNumbers(frame, lessons) })}</span>`;
}

function letterOf({ name }: Term): string {
  return name.charAt(0).toUpperCase();
}
