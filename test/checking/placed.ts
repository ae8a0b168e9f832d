/** What is said of a mistake: the place, the reason, and below them the line of code with a caret at the column of the place. */
export function placed(place: string, reason: string, line: string): string {
  const column = Number(place.split(':')[2]);
  const indentation = line.length - line.trimStart().length;
  return `${place}: ${reason}\n    ${line.trim()}\n    ${' '.repeat(column - 1 - indentation)}^`;
}
