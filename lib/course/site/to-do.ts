import { escapeHtml } from '../../src/notebook/escape';
import { block } from './printed';
import type { Say } from './words';

// A page is made from exercises as they are handed out. In the notebook "to do" is where the student stands; on the page it is an invitation.

/** Printed text; the words about an exercise that is still to do say what would stand here. */
export function renderPrinted(text: string, exercise: string | undefined, say: Say): string {
  const lines = text.trimEnd().split('\n');
  const toDo = lines.flatMap(line => /^exercise ([\d.]+) is still to do\b/.exec(line)?.[1] ?? []);
  const rest = lines.filter(line => !/^exercise [\d.]+ is still to do\b/.test(line)).join('\n');
  const notes = [...new Set(toDo)].map(number =>
    `<p class="to-do">${say('resultAppears', { exercise: link(exercise, say('exercise', { number })) })}</p>`);
  return [...notes, ...(rest.trim() === '' ? [] : [block('stdout', rest)])].join('\n');
}

/** A table of a check in which everything is to do, folded behind an invitation; any other HTML as it is. */
export function invited(html: string, exercise: string | undefined, say: Say): string {
  const rows = html.match(/<tr>(?=<td)[\s\S]*?<\/tr>/g) ?? [];
  if (rows.length === 0 || !rows.every(row => /<td[^>]*>○ to do<\/td>/.test(row))) return html;
  return `<p class="to-do">${say('yourTurn', { count: rows.length, exercises: link(exercise, say('theExercises')) })}</p>`
    + `<details class="to-do"><summary>${say('whatIsTested')}</summary>${html}</details>`;
}

function link(exercise: string | undefined, words: string): string {
  return exercise === undefined ? words : `<a href="${escapeHtml(exercise)}">${words}</a>`;
}
