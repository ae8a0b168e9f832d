import { cpus } from 'node:os';
import type { BackendReport } from '../../src/backend';
import { kernelsMode } from '../../src/backend/kernels/mode';
import { race, type Effort, type Stopwatch } from './measure';
import { NotHere, type Row } from './row';
import { targets } from './targets';

/** What was measured, and on what. */
export interface Report {
  readonly backend: string;
  readonly device: string;
  readonly processor: string;
  readonly node: string;
  /** Whether fused kernels were allowed: auto, off or required. */
  readonly kernels: string;
  readonly rows: readonly Result[];
}

/** One line of the table. A row that could not be measured has a reason instead of times. */
export interface Result {
  readonly name: string;
  /** Seconds that our work takes. */
  readonly ours?: number;
  /** Seconds that the rival takes for the same. */
  readonly rival?: number;
  /** The rival's time over ours. */
  readonly ratio?: number;
  /** The ratio that is meant to be reached. */
  readonly wanted?: number;
  readonly met?: boolean;
  readonly note?: string;
  /** Why it was not measured here. */
  readonly skipped?: string;
  /** What went wrong. */
  readonly failure?: string;
}

/** What the results of these rows were measured on. */
export function reportOn({ name, device }: BackendReport, rows: readonly Result[]): Report {
  const processor = `${cpus()[0]?.model.trim() ?? 'unknown processor'}, ${cpus().length} cores`;
  return { backend: name, device, processor, node: process.versions.node, kernels: kernelsMode(), rows };
}

/** Measures one row. Whatever goes wrong becomes its result, so that the other rows are measured all the same. */
export async function measured({ name, prepare }: Row, backend: string, effort: Effort, watch: Stopwatch): Promise<Result> {
  const wanted = targets[backend]?.[name];
  const about = { name, ...(wanted !== undefined && { wanted }) };
  try {
    const { ours, rival, rivalScale = 1, note, dispose } = await prepare();
    try {
      const taken = await race(ours, rival, effort, watch);
      const seconds = { ours: taken.ours, rival: taken.rival * rivalScale };
      const ratio = seconds.rival / seconds.ours;
      return { ...about, ...seconds, ratio, ...(wanted !== undefined && { met: ratio >= wanted }), ...(note && { note: note(seconds) }) };
    } finally {
      dispose();
    }
  } catch (error) {
    const { message } = error as Error;
    return error instanceof NotHere ? { ...about, skipped: message } : { ...about, failure: message };
  }
}
