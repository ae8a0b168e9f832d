import type { Batch, IndexRow, Totals } from '../batch';
import { shownName } from '../submissions';

/** How many reasons are shown; all of them are in `index.json`. */
const MOST = 20;

/** What a batch came to, for a person: reasons first, then the counts. */
export function batchInWords(batch: Batch, out: string): string {
  const damaged = batch.damaged.map(({ folder, reason }) => inOneLine(`damaged: ${folder}: ${reason}`));
  const reasons = [...batch.rows.filter(({ verdict }) => verdict !== 'graded').map(reasonInWords), ...damaged].sort();
  const more = reasons.length > MOST ? [`… and ${reasons.length - MOST} more, in ${out}/index.json`] : [];
  const kept = batch.kept > 0 ? `; ${batch.kept} kept, since nothing of them has changed` : '';
  return [...reasons.slice(0, MOST), ...more, `${totalsInWords(batch, out)}${kept}`].join('\n');
}

export function totalsInWords({ graded, notGradable, infrastructureErrors, meanScore, points }: Totals, out: string): string {
  const mean = meanScore === undefined || points === undefined ? '' : `, mean score ${rounded(meanScore)} of ${rounded(points)}`;
  const errors = `${infrastructureErrors} infrastructure error${infrastructureErrors === 1 ? '' : 's'}`;
  return `${graded} graded${mean}; ${notGradable} not gradable; ${errors}; the results are in ${out}`;
}

export function batchAsJson({ submissions, graded, notGradable, infrastructureErrors, kept, meanScore, points }: Batch, out: string): string {
  return JSON.stringify({ submissions, graded, notGradable, infrastructureErrors, kept, meanScore, points, out });
}

function reasonInWords({ verdict, student, reason }: IndexRow): string {
  return inOneLine(`${verdict}: ${shownName(student.id)}: ${reason}`);
}

/** Whatever a reason quotes. */
function inOneLine(text: string): string {
  return text.replace(/[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}]+/gu, ' ');
}

function rounded(value: number): string {
  return String(Math.round(100 * value) / 100);
}
