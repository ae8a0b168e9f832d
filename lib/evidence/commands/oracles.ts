import { useBackend } from '../../src/backend';
import { readRecorded } from '../oracles/recorded';
import { replay } from '../oracles/replay';
import { renderReport } from '../oracles/report';

/** Exit code 1 when a case is outside its tolerance, or when none could be replayed. */
export async function oracles(folder: string): Promise<void> {
  const files = readRecorded(folder);
  const { name } = await useBackend();
  const report = await replay(files);
  console.log(renderReport(report));
  console.log(`tensors ran on ${name}`);
  if (report.replayed.length === 0) throw new Error(`no case in "${folder}" is covered by the library`);
  if (report.replayed.some(row => !(row.ratio <= 1))) process.exitCode = 1;
}
