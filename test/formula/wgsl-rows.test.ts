import { expect, test } from 'vitest';
import { lossProgram } from '../../lib/src/plan/layer-programs';
import { rowShader } from '../../lib/src/formula/wgsl/rows';

test('a row program as a shader: what it is bound to, and a line of the formula above what it became', () => {
  const { reads, writes, totals, numbers, bindings, code } = rowShader(lossProgram);
  expect({ reads, writes, totals, numbers }).toEqual({ reads: ['s', 'o'], writes: ['d_s', 'd_b'], totals: ['loss'], numbers: ['share'] });
  expect(bindings.map(({ writes: written }) => written)).toEqual([false, false, true, true, true]);
  const text = code(1);
  for (const line of ['p = exp(s - top)', 'd_ell = d_sum_2 * o', 'd_b = d_s']) expect(text).toContain(`// ${line}`);
  // Each sum waits for the whole workgroup, outside of every choice and loop.
  expect(text.match(/^ {2}let .* = total\(.*$/gm)).toHaveLength(3);
});
