/** How much of what one trial prints is shown. */
const MOST = { lines: 20, signs: 1500 };

/** The beginning of what was printed, call by call, and how many lines came after. What a box has cut says so itself, in the same words. */
export function beginningOf(printed: readonly string[]): string {
  const calls = printed.filter(text => text !== '').map(cutAlready);
  const text = calls.map(({ kept }) => kept).join('\n');
  const shown = text.split('\n', MOST.lines).join('\n').slice(0, MOST.signs).replace(HALF_A_SIGN, '');
  const more = linesIn(text.slice(shown.length)) + calls.reduce((sum, call) => sum + call.more, 0);
  return more === 0 ? shown : `${shown}\n… and ${more} more line${more === 1 ? '' : 's'}`;
}

/** Without the end of its last line. A line that was cut within is among those that are counted, and has its beginning in what was kept. */
function cutAlready(text: string): { kept: string; more: number } {
  const [all, within, count] = /( …)?\n… and (\d+) more lines?$/.exec(text) ?? [];
  if (all === undefined) return { kept: text.replace(/\n$/, ''), more: 0 };
  return { kept: text.slice(0, -all.length), more: Number(count) - (within === undefined ? 0 : 1) };
}

/** What follows a cut, which may lie at the end of a line. */
function linesIn(rest: string): number {
  return rest === '' ? 0 : rest.replace(/^\n/, '').split('\n').length;
}

const HALF_A_SIGN = /[\uD800-\uDBFF]$/;
