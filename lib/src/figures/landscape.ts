import type { Layout } from 'plotly.js';
import { written } from './written';

// How a surface of the course stands in space, for figures and for what can be moved alike.

/** How high a loss is drawn. */
export interface Heights {
  readonly of: (loss: number) => number;
  readonly range: readonly [low: number, high: number];
  /** What the axis measures. */
  readonly title: string;
}

/**
 * Heights are the loss; where the walls stand more than ten times as high as the highest start, they are the root of the loss above its lowest value,
 * cut off at ten times the root at that start. `wall` and `start` are above `low`.
 */
export function heightsOf({ low, wall, start }: { readonly low: number; readonly wall: number; readonly start: number }): Heights {
  if (!(start > 0 && wall > 10 * start)) return { of: loss => loss, range: [low, low + wall], title: 'loss' };
  const root = (loss: number): number => Math.sqrt(Math.max(0, loss - low));
  const top = Math.min(root(low + wall), 10 * Math.sqrt(start));
  if (low === 0) return { of: root, range: [0, top], title: '√loss' };
  return { of: root, range: [0, top], title: low < 0 ? `√(loss + ${written(-low)})` : `√(loss − ${written(low)})` };
}

/** Lines of equal height on the ground. */
export function contoursOf({ range: [low, high] }: Heights): object {
  return { z: { show: true, start: low, end: high, size: (high - low) / 12 } };
}

/** How high a way lies, lifted by a share of the picture's height, or the ground would swallow it. */
export function lifted(loss: number, { of, range }: Heights, share: number): number {
  return of(loss) + share * (range[1] - range[0]);
}

/** The lifts of a way and of the symbol at its end. */
export const lifts = { way: 0.015, end: 0.06 } as const;

interface Window {
  readonly x: readonly [number, number];
  readonly y: readonly [number, number];
}

/** Sides in proportion, up to 2.5 : 1, so that a ravine is long; seen from high up, since walls would hide a path on the floor. */
export function sceneOf(window: Window, { range, title }: Heights): NonNullable<Layout['scene']> {
  const [wide, deep] = [window.x[1] - window.x[0], window.y[1] - window.y[0]];
  const share = Math.min(2.5, Math.max(0.4, wide / deep));
  return {
    xaxis: { title: { text: 'x' }, range: [...window.x] },
    yaxis: { title: { text: 'y' }, range: [...window.y] },
    // A little room below the floor, or its label and those of the corner would lie on one another.
    zaxis: { title: { text: title }, range: [range[0] - 0.08 * (range[1] - range[0]), range[1]], nticks: 5 },
    aspectmode: 'manual',
    aspectratio: { x: 1.2 * Math.sqrt(share), y: 1.2 / Math.sqrt(share), z: 0.5 },
    camera: { eye: { x: -0.72, y: -1.75, z: 1.7 }, center: { x: 0, y: 0, z: -0.15 } },
  };
}
