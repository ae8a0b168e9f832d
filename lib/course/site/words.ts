import { de } from './words/de';
import { en, type Wording, type WordKey, type Words } from './words/en';
import { es } from './words/es';
import { fr } from './words/fr';

const languages: Readonly<Record<string, Words>> = { en, de, fr, es };

/** Says something in the language of the course, with values put in; of `count` the plural form is chosen and the number written as the language does. */
export type Say = (key: WordKey, values?: Readonly<Record<string, string | number>>) => string;

/** The languages that have words; pages in another one speak English. */
export const spoken: readonly string[] = Object.keys(languages);

/** The language of the words for a course in some language, and the words: those of the language whatever its region, `de` for `de-AT`. */
export function wordsFor(tag: string): { readonly language: string; readonly say: Say } {
  const own = new Intl.Locale(tag).language;
  const language = own in languages ? own : 'en';
  const words = languages[language] ?? en;
  const [plural, number] = [new Intl.PluralRules(language), new Intl.NumberFormat(tag)];
  const say: Say = (key, values = {}) => {
    const wording: Wording = words[key];
    const sentence = typeof wording === 'string' ? wording : wording[plural.select(Number(values['count'] ?? 1)) === 'one' ? 'one' : 'other'];
    return sentence.replace(/\{(\w+)\}/g, (whole, name: string) => {
      const value = values[name];
      return value === undefined ? whole : typeof value === 'number' ? number.format(value) : value;
    });
  };
  return { language, say };
}
