import { catalogue } from '../../reference/catalogue';
import { reference } from '../../../src/notebook/reference';
import type { Lesson } from '../lesson';
import { hrefOfName } from './thing-links';

/** A public name of the library. */
export interface Term {
  readonly name: string;
  /** Its anchor in the glossary. */
  readonly id: string;
  /** What it is, in a sentence of Markdown. */
  readonly says: string;
  /** Its page or place, where it has one. */
  readonly href: string | undefined;
  /** The lessons that use it. */
  readonly lessons: readonly Lesson[];
}

/** Every public name that `help` knows, in alphabetical order. */
export function terms(lessons: readonly Lesson[]): Term[] {
  const ideas = new Map(catalogue().map(({ name, documentation: { idea } }) => [name, idea]));
  return Object.entries(reference())
    .map(([name, { text }]) => ({
      name,
      id: `name-${name}`,
      says: ideas.get(name) ?? firstSentence(text),
      href: hrefOfName(name),
      lessons: lessons.filter(({ names }) => names.used.has(name)),
    }))
    .sort((a, b) => a.name.localeCompare(b.name, 'en', { sensitivity: 'base' }) || (a.name < b.name ? -1 : 1));
}

/** Up to the first full stop with a capital, a number or nothing after it. */
export function firstSentence(text: string): string {
  return /^[\s\S]*?[.!?](?=\s+[\p{Lu}\d`“"(]|\s*$)/u.exec(text.trim())?.[0] ?? text.trim();
}
