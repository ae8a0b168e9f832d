import type { LayoutAxis } from 'plotly.js';
import { logTicks } from '../../figures/ticks';

/** An axis with its range; a logarithmic one, whose range is of exponents, with its ticks written out as in every figure of the course. */
export function axisWith(axis: Partial<LayoutAxis> | undefined, range: readonly [number, number]): Partial<LayoutAxis> {
  const ticks = axis?.type === 'log' ? { tickmode: 'array' as const, ...logTicks(10 ** range[0], 10 ** range[1]) } : {};
  return { ...axis, range: [...range], ...ticks };
}
