import { manyRuns as runAll, type ManyRunsOptions, type Positions } from '../descent';
import type { Method } from '../optimizers';
import type { Surface } from '../surfaces';
import { onInterrupt } from './on-interrupt';
import { progress } from './progress';

/** Below this nobody needs to be told to wait. */
const shortSeconds = 0.5;

/**
 * Runs a method on a surface from many points, or with many hyper-parameters, at once, and shows how far it is where that takes longer than half a
 * second. Interrupt (in Jupyter: ■) stops it. What it gives is kept after the steps of `keep` and after the last: where each run was, and its loss.
 *
 * Each tensor has one entry per run, so ten thousand runs cost little more than one. For maps of basins, and of rates against decays. Float32, on the
 * active backend. Errors: a method or surface that is no formula; lists of different lengths; a hyper-parameter outside its interval; an interrupt.
 */
export async function manyRuns(surface: Surface, method: Method, options: ManyRunsOptions = {}): Promise<Positions[]> {
  const interrupt = new AbortController();
  const stop = (): void => interrupt.abort();
  options.signal?.addEventListener('abort', stop);
  const stopListening = onInterrupt(stop);
  const began = performance.now();
  let bar: ReturnType<typeof progress> | undefined;
  try {
    const positions = await runAll(surface, method, {
      ...options,
      signal: interrupt.signal,
      onProgress: async (done, steps) => {
        if (performance.now() - began > 1000 * shortSeconds) bar ??= progress(steps, { label: `${method.declaration.name} on ${surface.name}` });
        await bar?.update(done);
        await options.onProgress?.(done, steps);
      },
    });
    bar?.done(`${positions[0]?.x.length ?? 0} runs`);
    return positions;
  } catch (error) {
    bar?.done('stopped');
    throw error;
  } finally {
    stopListening();
    options.signal?.removeEventListener('abort', stop);
  }
}
