import { writeSync } from 'node:fs';
import { beforeEach, type RunnerTestCase } from 'vitest';
import type { CheckEvent } from './events.js';

// Runs beside the student's code, in vitest's own thread. vitest sends results in batches, and an endless loop would take the last batch with
// it; so before each test this says which one begins and how the one before it ended. The file descriptor is the parent's, see run-check.ts.
const say = (event: CheckEvent): void => void writeSync(3, `${JSON.stringify(event)}\n`);

let previous: RunnerTestCase | undefined;

beforeEach(({ task }) => {
  const result = previous?.result;
  if (previous && (result?.state === 'pass' || result?.state === 'fail')) {
    const errors = (result.errors ?? []).map(({ name = 'Error', message }) => ({ name, message }));
    say({ kind: 'finished', test: fullName(previous), state: result.state === 'pass' ? 'passed' : 'failed', errors });
  }
  previous = task;
  say({ kind: 'started', test: fullName(task) });
});

function fullName(task: RunnerTestCase): string {
  const names = [task.name];
  for (let suite = task.suite; suite; suite = suite.suite) names.unshift(suite.name);
  return names.join(' > ');
}
