import { useBackend, type BackendReport } from '../../src/backend';
import type { Finding } from './finding';

/** Which backend computes here, and why not the better ones. Starts that backend. */
export async function backend({ choose = useBackend }: { choose?: () => Promise<BackendReport> } = {}): Promise<Finding[]> {
  try {
    const { name, device, tried } = await choose();
    const better = tried.filter(attempt => attempt.name !== name);
    return [
      chosen(name, device),
      ...better.map(({ name: passed, why, remedy }): Finding => ({
        part: 'backend',
        status: 'missing',
        text: `${passed}: ${why}`,
        ...(remedy === undefined ? {} : { remedy }),
      })),
    ];
  } catch (error) {
    return [{ part: 'backend', status: 'problem', text: (error as Error).message }];
  }
}

function chosen(name: string, device: string): Finding {
  const finding: Finding = { part: 'backend', status: 'ok', text: `${name}: ${device}` };
  if (name !== 'cpu' || process.env['DESCENT_BACKEND'] === 'cpu') return finding;
  return { ...finding, status: 'problem', text: `${finding.text}; lessons run 20 to 50 times slower`, remedy: 'run "npm ci" again' };
}
