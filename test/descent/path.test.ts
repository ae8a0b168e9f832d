import { expect, test } from 'vitest';
import { adam, clipGlobalNorm, descend, gradientDescent, ravine } from 'descent';

test('an optimizer that has been made walks as its method does, with its own hyper-parameters and name', () => {
  const surface = ravine({ kappa: 10 });
  expect(descend(surface, adam({ eta: 0.3 }), { steps: 20 })).toEqual(descend(surface, adam, { steps: 20, hyper: { eta: 0.3 } }));
  expect(() => descend(surface, adam({ eta: 0.3 }), { hyper: { eta: 0.1 } })).toThrow('trace: adam has been made and brings its own hyper-parameters; leave hyper out');
});

test('so does a wrapped one', () => {
  // From (-10, 2) the ravine's gradient is (-10, 20), shortened here to length 1.
  const { name, points } = descend(ravine({ kappa: 10 }), clipGlobalNorm(gradientDescent({ eta: 1 }), { bound: 1 }), { start: [-10, 2], steps: 1 });
  expect(name).toBe('clip (global norm)(gradient descent)');
  const [x, y] = points[1] ?? [NaN, NaN];
  expect([x, y]).toEqual([expect.closeTo(-10 + 10 / Math.hypot(10, 20), 9), expect.closeTo(2 - 20 / Math.hypot(10, 20), 9)]);
});
