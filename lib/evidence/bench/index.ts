import { setTimeout } from 'node:timers/promises';
import { useBackend, type BackendName } from '../../src/backend';
import { convolutionSteps } from './convolution-steps';
import { costPerWeight } from './cost-per-weight';
import { deadWeights } from './dead-weights';
import { manyStarts } from './many-starts';
import type { Effort, Stopwatch } from './measure';
import { memorySpeed } from './memory-speed';
import { networkSteps } from './network-steps';
import { optimizerSteps } from './optimizer-steps';
import { products } from './products';
import { measured, reportOn, type Report, type Result } from './report';
import type { Row, Scope } from './row';
import { deviceSettled } from './webgpu-queue';

export { renderReport } from './table';
export type { Report, Result } from './report';

/** What is measured, and how thoroughly. */
export interface BenchOptions {
  /** The backend to measure; default the one that the kit would choose. */
  readonly backend?: BackendName;
  /** Only rows whose name contains this, in capitals or not. Default all. */
  readonly only?: string;
  /** Small sizes and few samples: shows that everything works, not how fast. */
  readonly quick?: boolean;
  /** Called before each row. */
  readonly onRow?: (name: string, index: number, total: number) => void;
}

/**
 * Measures what the kit does against what it is meant to be faster than, both in this process and in turns. Errors: a backend that is unknown or
 * cannot start here; a text that is in no row's name.
 */
export async function bench({ backend, only = '', quick = false, onRow }: BenchOptions = {}): Promise<Report> {
  const chosen = await useBackend(backend);
  const rows = selected(rowsFor({ backend: chosen.name, quick }), only);
  const results: Result[] = [];
  for (const [index, row] of rows.entries()) {
    onRow?.(row.name, index, rows.length);
    results.push(await measured(row, chosen.name, effortFor({ backend: chosen.name, quick }), stopwatchFor(chosen.name)));
  }
  return reportOn(chosen, results);
}

/** Every row, in the order of the table. */
export function rowsFor(scope: Scope): Row[] {
  return [optimizerSteps, memorySpeed, costPerWeight, deadWeights, products, networkSteps, convolutionSteps, manyStarts].flatMap(kind => kind(scope));
}

function selected(rows: readonly Row[], only: string): readonly Row[] {
  const found = rows.filter(({ name }) => name.toLowerCase().includes(only.toLowerCase()));
  if (found.length > 0) return found;
  const works = new Set(rows.map(({ name }) => name.split(',')[0]));
  throw new Error(`bench: no row's name contains "${only}"; there are rows of ${[...works].join(', ')}`);
}

/** PyTorch's threads were seen to look for work for four to six milliseconds. */
const restInMs = 10;

/** A GPU answers in milliseconds however little it had to do, so its samples are longer. */
function effortFor({ backend, quick }: Scope): Effort {
  if (quick) return { samples: 3, sampleSeconds: 0.001, warmUpSeconds: 0, mostSeconds: 1 };
  return { samples: 15, sampleSeconds: backend === 'webgpu' ? 0.1 : 0.02, warmUpSeconds: 0.5, mostSeconds: 10 };
}

function stopwatchFor(backend: string): Stopwatch {
  return { now: () => performance.now() / 1000, settled: backend === 'webgpu' ? deviceSettled : () => undefined, rested: () => setTimeout(restInMs) };
}
