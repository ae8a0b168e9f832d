import { writeSync } from 'node:fs';
import * as tf from '@tensorflow/tfjs';
import type { TestContext } from 'vitest';
import type { CheckEvent } from './events';
import { tellPrints } from './prints';
import { whatIsWrong, type Thrown } from './what-is-wrong';

/** The file descriptor on which the parent listens, see run-check.ts; stdout and stderr belong to the student's own prints. */
export const channel = 3;

export const say = (event: CheckEvent): void => void writeSync(channel, `${JSON.stringify(event)}\n`);

type Task = TestContext['task'];

/**
 * Runs beside the student's code, in vitest's own thread. vitest sends results in batches, and an endless loop would take the last batch with
 * it; so this says at once when the file begins to load, when a test begins, and how it ended. Returns what the file exports.
 */
export async function reportTests(vitest: Pick<typeof import('vitest'), 'beforeEach'>, load: () => Promise<object>): Promise<object> {
  const endPrints = tellPrints(say);
  vitest.beforeEach(({ task, onTestFinished }) => {
    say({ kind: 'started', test: fullName(task) });
    onTestFinished(() => {
      const { state, errors = [] } = task.result ?? {};
      endPrints();
      if (state !== 'pass' && state !== 'fail') return;
      say({ kind: 'finished', test: fullName(task), state: state === 'pass' ? 'passed' : 'failed', errors: errors.map(whatIsWrong) });
    });
  });
  // Else the first tensor would print that Node.js has a faster backend, as if the student had.
  tf.enableProdMode();
  say({ kind: 'loading' });
  try {
    return await load();
  } catch (error) {
    const thrown: Thrown = error instanceof Error ? error : { message: `the file threw ${String(error)}` };
    say({ kind: 'broken', errors: [whatIsWrong(thrown)] });
    throw error;
  } finally {
    endPrints();
    say({ kind: 'loaded' });
  }
}

function fullName(task: Task): string {
  const names = [task.name];
  for (let suite = task.suite; suite; suite = suite.suite) names.unshift(suite.name);
  return names.join(' > ');
}
