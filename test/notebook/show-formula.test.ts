import { afterEach, expect, test, vi } from 'vitest';
import { adam, ravine, rosenbrock, saddle, showFormula, surface } from '../../lib/src/index';

afterEach(() => vi.restoreAllMocks());

/** What is printed outside a notebook: the formula without its dollar signs. */
function shown(thing: Parameters<typeof showFormula>[0]): string {
  const print = vi.spyOn(console, 'log').mockImplementation(() => {});
  showFormula(thing);
  return String(print.mock.lastCall?.[0]);
}

test('a surface is shown with the values of its parameters', () => {
  expect(shown(rosenbrock())).toMatch(/^f\(x, y\) = .*,\\qquad a = 1,\\quad b = 100$/);
  expect(shown(rosenbrock({ a: -2, b: 1e-5 }))).toMatch(/,\\qquad a = -2,\\quad b = 10\^\{-5\}$/);
  expect(shown(ravine({ kappa: 2.5e7 }))).toMatch(/,\\qquad \\kappa = 2.5 \\cdot 10\^\{7\}$/);
});

test('so is one of your own', () => {
  const own = surface({
    name: 'bowl', title: 'Bowl', f: 'c * (x^2 + y^2)', parameters: { c: 3 }, symbols: { c: { glyph: 'c', meaning: 'how steep' } },
    minima: [[0, 0]], window: { x: [-1, 1], y: [-1, 1] }, starts: [[1, 1]],
  });
  expect(shown(own)).toMatch(/,\\qquad c = 3$/);
});

test('what has no parameters, or has not been made yet, is shown as it is', () => {
  expect(shown(saddle())).not.toContain('qquad');
  expect(shown(rosenbrock)).not.toContain('qquad');
  expect(shown(adam)).not.toContain('qquad');
});
