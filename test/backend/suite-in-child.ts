import { execFile } from 'node:child_process';
import { join } from 'node:path';

const root = join(__dirname, '..', '..');

export interface SuiteOutcome {
  readonly passed: number;
  /** Each failed test with the first line of its error. */
  readonly failed: readonly string[];
}

interface Report {
  numPassedTests: number;
  testResults: Array<{ message: string; status: string; assertionResults: Array<{ fullName: string; status: string; failureMessages: string[] }> }>;
}

/** Runs a test file in a process of its own, which looks for devices and packages in an environment of its own. */
export async function suiteInChild(file: string, env: NodeJS.ProcessEnv): Promise<SuiteOutcome> {
  const vitest = join(root, 'node_modules', 'vitest', 'vitest.mjs');
  const suite = ['run', '--config', 'test/vitest.config.mts', '--reporter=json', file];
  const { DESCENT_REQUIRE: _, ...inherited } = process.env;
  const options = { cwd: root, env: { ...inherited, ...env }, timeout: 570_000, maxBuffer: 1 << 26 };
  const output = await new Promise<string>(resolve => {
    execFile(process.execPath, [vitest, ...suite], options, (_error, stdout) => resolve(stdout));
  });
  const { numPassedTests, testResults } = JSON.parse(output.slice(output.indexOf('{'))) as Report;
  const failed = testResults.flatMap(({ assertionResults }) => assertionResults).filter(({ status }) => status === 'failed');
  const broken = testResults.filter(({ status, assertionResults }) => status === 'failed' && assertionResults.length === 0);
  return {
    passed: numPassedTests,
    failed: [
      ...broken.map(({ message }) => message),
      ...failed.map(({ fullName, failureMessages }) => `${fullName}: ${failureMessages[0]?.split('\n')[0]}`),
    ],
  };
}
