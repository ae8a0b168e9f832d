import type { BackendName } from '../../src/backend';
import { bench as measure, renderReport } from '../bench';
import { writeFileAtomically } from '../../course/files/atomic-write';

export interface BenchCommand {
  readonly backend?: string;
  readonly only?: string;
  readonly quick?: boolean;
  readonly json?: string;
}

/** Prints the table, also of the rows that are lost. Exit code 1 only when a row could not be measured because something went wrong. */
export async function bench({ backend, only, quick, json }: BenchCommand): Promise<void> {
  const report = await measure({
    // An unknown name is refused there, with those that exist.
    ...(backend !== undefined && { backend: backend as BackendName }),
    ...(only !== undefined && { only }),
    ...(quick !== undefined && { quick }),
    onRow: (name, index, total) => console.error(`${index + 1}/${total} ${name}`),
  });
  console.log(renderReport(report));
  if (json !== undefined) writeFileAtomically(json, `${JSON.stringify(report, null, 2)}\n`);
  if (report.rows.some(({ failure }) => failure !== undefined)) process.exitCode = 1;
}
