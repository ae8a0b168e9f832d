import { largest } from '../../src/extremes';
import type { OracleReport } from './replay';
import { withoutWitness } from './witnesses';

/** A report as text: a line per case, what is left out by reason, and summaries per file and in all. */
export function renderReport({ replayed, uncovered }: OracleReport): string {
  const width = (values: readonly string[]): number => largest(values.map(value => value.length), 0);
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
  const files = [...new Set([...replayed, ...uncovered].map(({ file }) => file))];
  const fileWidth = width(files);
  const perFile = files.map(file => {
    const rows = replayed.filter(row => row.file === file);
    const most = largest(rows.map(row => row.ratio), 0);
    const missing = uncovered.filter(row => row.file === file).length;
    const cases = new Set(rows.map(({ id }) => id)).size;
    return `  ${file.padEnd(fileWidth)}  ${String(cases + missing).padStart(4)} cases, ${String(cases).padStart(4)} covered, worst error over tolerance ${most.toFixed(3)}`;
  });
  const failed = replayed.filter(row => !(row.ratio <= 1));
  const worst = (reading: string): string =>
    largest(replayed.filter(row => row.reading === reading).map(row => row.ratio), 0).toFixed(3);
  return [
    ...lines,
    ...(left.length > 0 ? ['', 'left out:', ...left] : []),
    '',
    ...perFile,
    '',
    `without a case recorded from a library here: ${withoutWitness(replayed).join(', ') || 'none'}`,
    '',
    `${replayed.length} replays, ${failed.length} failed; worst error over tolerance: float64 ${worst('float64')}, tensors ${worst('tensors')}; ` +
      `${uncovered.length} recorded cases left out`,
  ].join('\n');
}
