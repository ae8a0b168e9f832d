import { readFileSync } from 'node:fs';
import { inPackage } from '../../src/package-folder';

/** A text that is kept beside this file, with words put in the place of their names: `{{title}}`. Errors: a name without a word. */
export function template(path: string, words: Readonly<Record<string, string>> = {}): string {
  return readFileSync(inPackage('course', 'desk', 'assets', ...path.split('/')), 'utf8').replace(/\{\{(\w+)\}\}/g, (_, name: string) => {
    const word = words[name];
    if (word === undefined) throw new Error(`the template ${path} asks for "${name}", which nobody gives; there are ${Object.keys(words).join(', ')}`);
    return word;
  });
}
