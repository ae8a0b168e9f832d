import type { Reporter, TestModule } from 'vitest/node';

/**
 * Lists every skipped test with its reason, so that no skip goes unseen, and closes with one plain line of counts.
 *
 * DESCENT_REQUIRE names what this machine was given for the tests (`browser jupyter …`); a test that is skipped for the lack of one of
 * these makes the run fail, and so does one that is skipped without a reason (`context.skip(condition, reason)` gives it).
 */
export default class SkipReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    const tests = modules.flatMap(module => [...module.children.allTests()]);
    const count = (state: string): number => tests.filter(test => test.result().state === state).length;
    const required = (process.env['DESCENT_REQUIRE'] ?? '').split(/\s+/).filter(Boolean);
    for (const test of tests) {
      const result = test.result();
      if (result.state !== 'skipped') continue;
      const reason = result.note ?? '';
      console.log(`not run: ${test.module.relativeModuleId} > ${test.fullName}${reason && `: ${reason}`}`);
      const lacking = required.filter(what => reason.toLowerCase().includes(what));
      // A run that asks for tests by name skips all others, without a reason; a machine set up for all of them does not ask by name.
      if (lacking.length === 0 && (reason !== '' || required.length === 0)) continue;
      const fault = reason === '' ? 'is skipped without a reason' : `needs ${lacking.join(', ')}, which this machine was set up with`;
      console.error(`error: this test ${fault}`);
      process.exitCode = 1;
    }
    // A file that could not be loaded has no tests to count.
    const broken = modules.filter(module => module.errors().length > 0).length;
    console.log(`${count('passed')} passed, ${count('failed') + broken} failed, ${count('skipped')} skipped`);
  }
}
