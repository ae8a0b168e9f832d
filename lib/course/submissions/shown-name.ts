/** Longest part of a stranger's name that a sentence shows. */
const LONGEST = 80;

/**
 * A name that a stranger chose, in quotes, fit for one line of a terminal or a report: control characters, line breaks, marks that turn the
 * direction of writing and halves of characters are written as `\u{…}`, and a long one is cut.
 */
export function shownName(name: string): string {
  const characters = [...name];
  const cut = characters.length > LONGEST ? `${characters.slice(0, LONGEST).join('')}…` : name;
  return `"${cut.replace(/[\p{C}\p{Zl}\p{Zp}"\\]/gu, escaped)}"`;
}

function escaped(character: string): string {
  return character === '"' || character === '\\' ? `\\${character}` : `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`;
}

/** The first of several names, and how many more there are. */
export function shownNames(names: readonly string[], most = 5): string {
  const more = names.length > most ? ` and ${names.length - most} more` : '';
  return `${names.slice(0, most).map(shownName).join(', ')}${more}`;
}
