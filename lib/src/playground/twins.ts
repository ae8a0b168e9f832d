import { walk, type CompiledMethod } from '../explore/walk';

/** Something that walks, with its hyper-parameters. */
export interface Walking {
  readonly method: CompiledMethod;
  readonly hyper: Readonly<Record<string, number>>;
}

const steps = 30;

/**
 * Whether two rules are one: they walk the same path, to rounding, on a problem that tells rules apart — three weights of very different curvature,
 * with pushes that change sign, vanish at times and are never the same twice. Names and order of lines do not matter, only the numbers do.
 */
export function areTwins(one: Walking, other: Walking): boolean {
  const [a, b] = [pathOf(one), pathOf(other)];
  return a.every((w, t) => w.every((value, k) => Math.abs(value - (b[t]?.[k] ?? NaN)) <= 1e-9 * (1e-3 + Math.abs(value))));
}

function pathOf({ method, hyper }: Walking): Float64Array[] {
  const gradient = (at: Float64Array, t: number): number[] =>
    Array.from(at, (w, k) => (t % 11 === 7 ? 0 : 10 ** (k - 1) * (0.3 * w + Math.sin(1.7 * t * (k + 1)) + 0.2 * Math.cos(t * t))));
  return walk(method, { start: [1, -0.5, 0.25], hyper, steps, gradient }).map(({ values }) => values['w'] as Float64Array);
}
