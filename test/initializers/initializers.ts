import * as initializers from '../../lib/src/initializers';
import type { InitializerMethod } from '../../lib/src/initializers';

/** Every initialiser the library exports, so that a new one is held to the same tests without being named in them. */
export const methods: readonly InitializerMethod[] = Object.values<unknown>(initializers).filter(
  (value): value is InitializerMethod => typeof value === 'function' && 'declaration' in value,
);

/** Mean and standard deviation around 0. */
export function moments(values: Float64Array): { mean: number; sigma: number } {
  const sum = (of: (value: number) => number): number => values.reduce((total, value) => total + of(value), 0) / values.length;
  return { mean: sum(value => value), sigma: Math.sqrt(sum(value => value * value)) };
}
