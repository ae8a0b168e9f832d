import type { OracleReport } from './replay';

/** A report as text: a line per case, what is not covered yet by reason, and a summary. */
export function renderReport({ replayed, uncovered }: OracleReport): string {
  const width = (values: readonly string[]): number => Math.max(0, ...values.map(value => value.length));
  const methodWidth = width(replayed.map(row => row.method));
  const idWidth = width(replayed.map(row => row.id));
  const lines = replayed.map(row =>
    [
      row.ratio <= 1 ? '  ok ' : 'FAIL ',
      row.method.padEnd(methodWidth),
      row.id.padEnd(idWidth),
      row.reading.padEnd(7),
      `error ${row.error.toExponential(1)}`,
      `tolerance ${row.tolerance.toExponential(1)}`,
      `ratio ${row.ratio.toFixed(3)}`,
      row.file,
    ].join('  '),
  );
  const reasons = new Map<string, string[]>();
  for (const { file, id, why } of uncovered) reasons.set(why, [...(reasons.get(why) ?? []), `${file}:${id}`]);
  const left = [...reasons].map(([why, ids]) => `  ${why}: ${ids.length} case${ids.length > 1 ? 's' : ''} (${ids.join(', ')})`);
  const failed = replayed.filter(row => !(row.ratio <= 1));
  const worst = (reading: string): string =>
    Math.max(0, ...replayed.filter(row => row.reading === reading).map(row => row.ratio)).toFixed(3);
  return [
    ...lines,
    ...(left.length > 0 ? ['', 'not covered yet:', ...left] : []),
    '',
    `${replayed.length} replays, ${failed.length} failed; worst error over tolerance: float64 ${worst('float64')}, tensors ${worst('tensors')}; ` +
      `${uncovered.length} recorded cases not covered yet`,
  ].join('\n');
}
