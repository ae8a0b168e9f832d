import type { PlannedMatrix, PlannedStep, TrainingPlan } from '../descent';
import { table } from './table';

/** Shows a plan as two tables: what is done, and what lies in memory. */
export function showPlan({ title, steps, memory }: TrainingPlan): void {
  table({ columns: ['', 'what for', 'computes', 'reads', 'writes'], rows: steps.map(stepRow) }, { caption: title });
  const kilobytes = memory.reduce((sum, matrix) => sum + kilobytesOf(matrix), 0);
  table({ columns: ['matrix', 'shape', 'holds', 'kB'], rows: memory.map(matrixRow) }, { caption: `In memory, laid out once: ${kilobytes.toFixed(1)} kB` });
}

function stepRow({ does, computes, reads, writes }: PlannedStep, index: number): readonly string[] {
  return [String(index + 1), does, computes.map(line => `    ${line}`).join('\n'), reads.join(', '), writes.join(', ')];
}

function matrixRow(matrix: PlannedMatrix): readonly (string | number)[] {
  return [matrix.name, `${matrix.rows} × ${matrix.columns}`, matrix.holds, kilobytesOf(matrix)];
}

function kilobytesOf({ rows, columns }: PlannedMatrix): number {
  return (4 * rows * columns) / 1000;
}
