import { surface, type Surface } from './surface';

/**
 * Rosenbrock's banana: a curved valley with a nearly flat floor. At its only minimum (a, a²) the Hessian's condition number is about 2508
 * for a = 1, b = 100.
 */
export function rosenbrock({ a = 1, b = 100 }: { a?: number; b?: number } = {}): Surface {
  if (!(b > 0 && Number.isFinite(b) && Number.isFinite(a))) throw new Error(`rosenbrock: b must be in (0, inf) and a finite, got a = ${a}, b = ${b}`);
  return surface({
    name: 'rosenbrock',
    title: 'Rosenbrock\'s valley',
    f: '(a - x)^2 + b * (y - x^2)^2',
    parameters: { a, b },
    minima: [[a, a * a]],
    window: { x: [-2, 2], y: [-1, 3] },
    starts: [[-1.2, 1], [-1.5, 2], [0, 2.5]],
  });
}
