import { expect, test } from 'vitest';
import { useBackend } from '../../lib/src/backend';
import { onSwiftShader } from '../backend/on-swift-shader';
import { missing } from '../backend/swift-shader';
import { gradientsOfCases, trainings } from './network-cases';

test('loss and gradients of a plan on webgpu are those on wasm', async context => {
  context.skip(Boolean(missing), missing || undefined);
  const found = await onSwiftShader("const { gradientsOfCases } = await import('../plan/network-cases'); print(await gradientsOfCases());") as number[][];
  await useBackend('wasm');
  // Float32 in another order, and e^x and log x as another program computes them.
  expect(found).toEqual((await gradientsOfCases()).map(numbers => numbers.map(number => expect.closeTo(number, 4))));
});

test('trainings on webgpu run as plans, and go as on wasm; nothing is left of them', async context => {
  context.skip(Boolean(missing), missing || undefined);
  const found = await onSwiftShader("const { trainings } = await import('../plan/network-cases'); print(await trainings());") as Awaited<ReturnType<typeof trainings>>;
  await useBackend('wasm');
  const onWasm = await trainings();
  expect(onWasm.every(({ unplanned, left }) => unplanned === undefined && left === 0)).toBe(true);
  expect(found).toEqual(onWasm.map(({ losses }) => ({ losses: losses.map(loss => expect.closeTo(loss, 3)), left: 0 })));
});
