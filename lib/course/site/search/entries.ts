import { catalogue } from '../../reference/catalogue';
import { lectures } from '../../../src/notebook/lectures';
import { reference } from '../../../src/notebook/reference';
import { plainGlyph } from '../../../src/plain-symbol';
import { glossaryFile, lecturesFile, lessonFile } from '../files';
import type { Lesson } from '../lesson';
import { shortTitle } from '../lesson-links';
import { symbolUses } from '../library/symbols';
import { terms } from '../library/terms';
import { thingHref } from '../library/thing-links';
import type { Entry } from './options';

/** Every place of a site that a search can lead to: parts of lessons, things of the library, symbols, other public names, lectures. */
export function searchEntries(lessons: readonly Lesson[]): Entry[] {
  const found: ReadonlyArray<Omit<Entry, 'id'>> = [...lessons.flatMap(ofLesson), ...ofThings(), ...ofSymbols(), ...ofNames(), ...ofLectures()];
  return found.map((entry, id) => ({ id, ...entry }));
}

function ofLesson(lesson: Lesson): Array<Omit<Entry, 'id'>> {
  const title = `${lesson.number === undefined ? '' : `${lesson.number}. `}${shortTitle(lesson)}`;
  return lesson.sections.map(({ id, heading, text }, at) => {
    const isTitle = at === 0 && heading === lesson.title;
    return { href: `${lessonFile(lesson.slug)}${isTitle || id === '' ? '' : `#${id}`}`, title, heading: isTitle ? '' : heading, names: isTitle ? `${lesson.slug} ${lesson.title}` : '', text };
  });
}

function ofThings(): Array<Omit<Entry, 'id'>> {
  return catalogue().map(entry => {
    const { title, idea, wrong = '', differs = '' } = entry.documentation;
    const text = plain([idea, wrong, reference()[entry.name]?.text ?? '', differs].join(' '));
    return { href: thingHref(entry), title, heading: '', names: `${entry.name} ${apart(entry.name)}`, text };
  });
}

function ofSymbols(): Array<Omit<Entry, 'id'>> {
  return symbolUses([]).map(({ glyph, name, meaning, torch = '', keras = '', optax = '', tfjs = '' }) => {
    const elsewhere = [torch, keras, optax, tfjs].filter(other => other !== '');
    return { href: `${glossaryFile}#symbol-${name}`, title: plainGlyph(glyph), heading: meaning, names: `${name} ${plainGlyph(glyph)}`, text: [...new Set(elsewhere)].join(', ') };
  });
}

/** Public names without a page of their own. */
function ofNames(): Array<Omit<Entry, 'id'>> {
  return terms([]).filter(({ href }) => href === undefined).map(({ name, id, says }) => (
    { href: `${glossaryFile}#${id}`, title: name, heading: '', names: apart(name), text: plain(says) }
  ));
}

function ofLectures(): Array<Omit<Entry, 'id'>> {
  return lectures.map(({ number, title, by, slides }) => (
    { href: `${lecturesFile}#lecture-${number}`, title, heading: '', names: `lecture ${number}`, text: `${by}. ${slides.map(([, slide]) => slide).join('; ')}` }
  ));
}

/** `adamUncorrected` in words. */
function apart(name: string): string {
  return name.replace(/(?<=[a-z0-9])(?=[A-Z])/g, ' ').replace(/\./g, ' ');
}

/** Markdown without its signs. */
function plain(text: string): string {
  return text.replace(/\[([^\]]*)\]\([^)]*\)/g, '$1').replace(/\$([^$]+)\$/g, (_, latex: string) => plainGlyph(latex)).replace(/[`*]/g, '').replace(/\s+/g, ' ').trim();
}
