import { expect, test } from 'vitest';
import { useBackend } from '../../lib/src/backend';
import { fitNetwork, networkNames } from './network-cases';
import { onSwiftShader } from './on-swift-shader';
import { missing } from './swift-shader';

function expectLearning({ losses, left }: { losses: number[]; left: number }): void {
  expect(left).toBe(0);
  expect(losses).toHaveLength(6);
  expect(losses[5]).toBeLessThan(0.9 * (losses[0] as number));
}

test.each(networkNames)('%s are learnt on wasm as on cpu', async name => {
  await useBackend('cpu');
  const expected = await fitNetwork(name);
  expectLearning(expected);
  await useBackend('wasm');
  const got = await fitNetwork(name);
  expectLearning(got);
  // Eighteen steps, each of which passes on the roundings of those before it: a thousandth of the loss.
  expect(got.losses).toEqual(expected.losses.map(loss => expect.closeTo(loss, 3)));
});

test.for(networkNames)('%s are learnt on webgpu, on SwiftShader', async (name, context) => {
  context.skip(Boolean(missing), missing || undefined);
  const seen = await onSwiftShader(`const { fitNetwork } = await import('./network-cases'); print(await fitNetwork('${name}'));`);
  expectLearning(seen as Awaited<ReturnType<typeof fitNetwork>>);
});
