import { family } from './family';

/**
 * Rosenbrock's banana: a curved valley with a nearly flat floor, (a − x)² + b (y − x²)². At its only minimum, 0 at (a, a²), the Hessian's condition
 * number is about 2508 for a = 1, b = 100. `a` any finite number, default 1; `b` in (0, ∞), default 100, is how steep the walls are.
 */
export const rosenbrock = family({
  name: 'rosenbrock',
  title: 'Rosenbrock\'s valley',
  idea: 'A curved valley with a nearly flat floor: easy to enter, slow to follow.',
  source: { paper: 'no paper: Rosenbrock\'s test function, as in optax\'s own tests' },
  defaults: { a: 1, b: 100 },
  symbols: {
    a: { glyph: 'a', meaning: 'where the minimum lies, at (a, a²)', interval: '(-inf, inf)' },
    b: { glyph: 'b', meaning: 'how steep the walls are', interval: '(0, inf)' },
  },
  member: ({ a, b }) => ({
    f: '(a - x)^2 + b * (y - x^2)^2',
    parameters: { a, b },
    minima: [[a, a * a]],
    window: { x: [-2, 2], y: [-1, 3] },
    starts: [[-1.2, 1], [-1.5, 2], [0, 2.5]],
  }),
});
