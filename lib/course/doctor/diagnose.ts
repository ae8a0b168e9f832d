import { backend } from './backend';
import { browser } from './browser';
import type { Finding } from './finding';
import { brokenKernels } from './installed-kernels';
import { isolation } from './isolation';
import { jupyter } from './jupyter';
import { kernel } from './kernel';
import { nodeVersion } from './node-version';
import { training } from './training';

/** Looks at everything the course uses on this machine. Prints nothing, changes nothing but the active backend, and never throws. */
export async function diagnose(): Promise<Finding[]> {
  const probes: ReadonlyArray<[part: string, probe: () => Finding | Promise<Finding | Finding[]>]> = [
    ['node', nodeVersion],
    // What training can do depends on the backend that is started.
    ['backend', async () => [...(await backend()), training()]],
    ['jupyter', jupyter],
    ['kernel', kernel],
    ['kernel', brokenKernels],
    ['browser', browser],
    ['isolation', isolation],
  ];
  return (await Promise.all(probes.map(([part, probe]) => settled(part, probe)))).flat();
}

async function settled(part: string, probe: () => Finding | Promise<Finding | Finding[]>): Promise<Finding | Finding[]> {
  try {
    return await probe();
  } catch (error) {
    return { part, status: 'problem', text: `could not be examined: ${(error as Error).message}` };
  }
}
