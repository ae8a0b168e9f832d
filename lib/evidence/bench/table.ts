import type { Report, Result } from './report';

/** The report as Markdown: what computed, a table of all rows, and what is to be said of some of them. */
export function renderReport({ backend, device, processor, node, kernels, rows }: Report): string {
  const notes = rows.flatMap(({ name, note }) => (note === undefined ? [] : [`- ${name}: ${note}`]));
  return [
    `${backend}: ${device}; ${processor}; node ${node}; kernels ${kernels}. Medians; a ratio is the rival's time over ours.`,
    '',
    '| work | ours | rival | ratio | wanted | met? |',
    '|---|---|---|---|---|---|',
    ...rows.map(renderRow),
    ...(notes.length > 0 ? ['', ...notes] : []),
  ].join('\n');
}

function renderRow(result: Result): string {
  const { name, ours, rival, ratio, wanted } = result;
  const times = [ours, rival].map(value => (value === undefined ? '–' : seconds(value)));
  const ratios = [ratio === undefined ? '–' : `${rounded(ratio)}×`, wanted === undefined ? '' : `${wanted}×`];
  return `| ${[name, ...times, ...ratios, verdict(result)].join(' | ')} |`;
}

function verdict({ met, skipped, failure }: Result): string {
  if (failure !== undefined) return `failed: ${failure}`;
  if (skipped !== undefined) return `not measured: ${skipped}`;
  return met === undefined ? '' : met ? 'yes' : 'no';
}

/** With the unit that leaves one to three digits before the point. */
export function seconds(value: number): string {
  if (value < 1e-3) return `${rounded(value * 1e6)} µs`;
  return value < 1 ? `${rounded(value * 1e3)} ms` : `${rounded(value)} s`;
}

/** Three digits; whole numbers from a hundred up. */
function rounded(value: number): string {
  return value >= 100 ? Math.round(value).toString() : value.toPrecision(3);
}
