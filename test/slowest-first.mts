import { existsSync } from 'node:fs';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** The files that take longest, that one first: each runs on one worker, and the last to start decides when all are done. */
const slowest = [
  'test/backend/webgpu-contract.test.ts', 'test/grader/killed.test.ts', 'test/notebooks/notebooks.test.ts', 'test/cli/ending.test.ts',
  'test/backend/tensorflow.test.ts', 'test/cli/student-loop.test.ts',
  'test/readme.test.ts', 'test/optimizers/contract.test.ts', 'test/jupyter/endless.test.ts', 'test/comparison/lessons.test.ts', 'test/cli/cli.test.ts',
  'test/grader/table.test.ts', 'test/box/box.test.ts', 'test/jupyter/lifetime.test.ts', 'test/batch/crash.test.ts', 'test/jupyter/execute.test.ts',
  'test/batch/command.test.ts', 'test/oracles/oracles.test.ts',
];

/** Vitest goes by what it remembers of an earlier run, and where there was none by the length of a file's text, which says little here. */
export default class SlowestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const gone = slowest.find(file => !existsSync(file));
    if (gone !== undefined) throw new Error(`test/slowest-first.mts: there is no file "${gone}"`);
    const rank = ({ moduleId }: TestSpecification): number => {
      const at = slowest.findIndex(file => moduleId.endsWith(`/${file}`));
      return at < 0 ? slowest.length : at;
    };
    // Sorting keeps the order of those that are not listed.
    return (await super.sort(files)).sort((one, other) => rank(one) - rank(other));
  }
}
