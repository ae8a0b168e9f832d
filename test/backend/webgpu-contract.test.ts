import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { missing, swiftShader } from './swift-shader';

const root = join(__dirname, '..', '..');

// The library that finds the device is looked for when a process starts, so the suite needs one of its own.
test('every optimizer keeps the contract on webgpu, on SwiftShader', async context => {
  context.skip(Boolean(missing), missing || undefined);
  const vitest = join(root, 'node_modules', 'vitest', 'vitest.mjs');
  const suite = ['run', '--config', 'test/vitest.config.mts', '--reporter=json', 'test/optimizers/contract.test.ts'];
  const { DESCENT_REQUIRE: _, ...inherited } = process.env;
  const env = { ...inherited, ...swiftShader, DESCENT_CONTRACT: 'webgpu:required' };
  const output = await new Promise<string>(resolve => {
    execFile(process.execPath, [vitest, ...suite], { cwd: root, env, timeout: 570_000, maxBuffer: 1 << 26 }, (_error, stdout) => resolve(stdout));
  });
  const report = JSON.parse(output.slice(output.indexOf('{'))) as {
    numPassedTests: number;
    testResults: Array<{ assertionResults: Array<{ fullName: string; status: string; failureMessages: string[] }> }>;
  };
  const failed = report.testResults.flatMap(file => file.assertionResults).filter(({ status }) => status === 'failed');
  expect(failed.map(({ fullName, failureMessages }) => `${fullName}: ${failureMessages[0]?.split('\n')[0]}`)).toEqual([]);
  // Ten clauses for each of more than fifty optimizers.
  expect(report.numPassedTests).toBeGreaterThan(500);
}, 600_000);
