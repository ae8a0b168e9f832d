/** Which part of a long line is shown. */
const WIDTH = 100;

/**
 * A line of code with a caret below its column, which counts from 1: two lines, indented as code. Of a long line the part around the column;
 * nothing where the line is empty.
 */
export function excerpt(line: string, column: number): string {
  if (line.trim() === '') return '';
  const indentation = line.length - line.trimStart().length;
  const from = Math.max(indentation, column - 1 > indentation + WIDTH ? column - 1 - WIDTH / 2 : 0);
  const code = line.slice(from).trimEnd();
  const shown = `${from > indentation ? '… ' : ''}${code.length > WIDTH ? `${code.slice(0, WIDTH)} …` : code}`;
  const before = shown.slice(0, Math.max(0, column - 1 - from) + (from > indentation ? 2 : 0));
  // A tab stays one, so that the caret stands right however wide it is.
  return `\n    ${shown}\n    ${before.replace(/[^\t]/g, ' ')}^`;
}
