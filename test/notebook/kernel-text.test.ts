import { expect, test } from 'vitest';
import { kernel } from '../../lib/src/notebook/kernel';
import { adam, lbfgs, optimizer } from '../../lib/src/optimizers';

test('a formula\'s kernels are shown as WebAssembly and as WGSL, the angle brackets of the latter escaped', () => {
  const { html, text } = kernel(adam);
  expect(text).toMatch(/^Adam as WebAssembly[\s\S]*\(module[\s\S]*f32x4\.sqrt[\s\S]*Adam as WGSL[\s\S]*@compute[\s\S]*sqrt\(/);
  expect(html.match(/<details>/g)).toHaveLength(2);
  expect(html).not.toMatch(/array<f32>/);
  expect(html).toContain('&lt;');
});

test('where a target has no exact instruction, its place says so', () => {
  const method = optimizer({ name: 'exponent', title: 'Exponent', idea: 'a test', source: { paper: 'none' }, hyper: { eta: 1 }, update: 'w = w - eta * exp(g)' });
  expect(kernel(method).text).toMatch(/as WebAssembly[^\n]*\n\n[^\n]*"exp"/);
});

test('a method that is no formula is refused', () => {
  expect(() => kernel(lbfgs)).toThrow('kernel: lbfgs is no formula, so nothing is compiled from it');
});
