import { expect } from 'vitest';
import { inChild } from './child';
import { swiftShader } from './swift-shader';

/**
 * What a function body prints in a process of its own, on webgpu, with SwiftShader. `tf` computes small tensors with shaders there too, and not, as
 * usual, on the processor. Whatever the device finds wrong with a shader or a binding, it prints, and that fails.
 */
export async function onSwiftShader(body: string): Promise<unknown> {
  const { status, stdout, stderr } = await inChild(`await useBackend('webgpu'); tf.env().set('WEBGPU_CPU_FORWARD', false); ${body}`, swiftShader);
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  return JSON.parse(stdout);
}
