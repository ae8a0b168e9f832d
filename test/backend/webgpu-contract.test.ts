import { expect, test } from 'vitest';
import { suiteInChild } from './suite-in-child';
import { missing, swiftShader } from './swift-shader';

// The library that finds the device is looked for when a process starts, so the suite needs one of its own.
test('every optimizer keeps the contract on webgpu, on SwiftShader', async context => {
  context.skip(Boolean(missing), missing || undefined);
  const { passed, failed } = await suiteInChild('test/optimizers/contract.test.ts', { ...swiftShader, DESCENT_CONTRACT: 'webgpu:required' });
  expect(failed).toEqual([]);
  // Ten clauses for each of more than fifty optimizers.
  expect(passed).toBeGreaterThan(500);
}, 600_000);
