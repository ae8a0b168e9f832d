import { runTraining, type History, type Network, type TrainOptions } from '../descent';
import type { Dataset } from '../datasets';
import { onInterrupt } from './on-interrupt';
import { progress } from './progress';

/**
 * Trains a network, showing how far it is: one display in a notebook, a bar in a terminal. Interrupt (in Jupyter: ■) ends it after the
 * update in progress, and what has been done until then is returned with `stopped: true`. Options and errors are those of `runTraining`.
 */
export async function train(network: Network, examples: Dataset, options: TrainOptions): Promise<History> {
  const interrupt = new AbortController();
  const stop = (): void => interrupt.abort();
  options.signal?.addEventListener('abort', stop);
  const stopListening = onInterrupt(stop);
  const name = options.name ?? options.optimizer.name;
  let bar: ReturnType<typeof progress> | undefined;
  try {
    const history = await runTraining(network, examples, {
      ...options,
      signal: interrupt.signal,
      onProgress: async state => {
        bar ??= progress(state.totalUpdates, { label: name });
        await bar.update(state.updates, describe(state.record));
        await options.onProgress?.(state);
      },
    });
    const end = history.epochs[history.epochs.length - 1];
    bar?.done(`${history.stopped ? 'stopped, ' : ''}${end ? describe(end) : ''}`);
    return history;
  } catch (error) {
    bar?.done('failed');
    throw error;
  } finally {
    stopListening();
    options.signal?.removeEventListener('abort', stop);
  }
}

function describe({ loss, accuracy, testAccuracy }: { loss: number; accuracy: number; testAccuracy?: number }): string {
  const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;
  return `loss ${loss.toPrecision(3)}, accuracy ${percent(accuracy)}${testAccuracy === undefined ? '' : ` (test ${percent(testAccuracy)})`}`;
}
