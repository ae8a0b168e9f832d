import type { Settings } from '../settings';
import { walk, type Compiled, type CompiledMethod, type WalkStep } from '../walk';

/** A method that walks in a picture. */
export interface Walker {
  readonly name: string;
  readonly color: string;
  readonly dash: string;
  readonly symbol: string;
  readonly method: CompiledMethod;
  /** A number, the setting that gives it, or a formula of the settings and the step's number. */
  readonly hyper: Readonly<Record<string, number | string | Compiled<number>>>;
}

/** How many steps: a number, the setting that gives it, or a formula whose value is rounded to a whole number from 1 up. */
export type Count = number | string | Compiled<number>;

export function numberOf(value: number | string, settings: Settings): number {
  return typeof value === 'number' ? value : (settings[value] as number);
}

function countAt(count: Count, settings: Settings): number {
  return typeof count === 'function' ? Math.max(1, Math.round(count(settings))) : numberOf(count, settings);
}

export function walkOf(
  { method, hyper }: Walker,
  settings: Settings,
  { start, steps, gradient }: {
    readonly start: readonly number[];
    readonly steps: Count;
    readonly gradient: (w: Float64Array, t: number) => readonly number[];
  },
): WalkStep[] {
  const numbers = Object.fromEntries(
    Object.entries(hyper).map(([name, value]) => [name, typeof value === 'function' ? (t: number) => value({ ...settings, t }) : numberOf(value, settings)]),
  );
  return walk(method, { start, hyper: numbers, steps: countAt(steps, settings), gradient });
}

/** How the end of a way is marked. */
export function endMark({ name, color, symbol }: Walker, at: readonly [number, number] | undefined): object {
  return {
    type: 'scatter', mode: 'markers', name: `${name}: end`, showlegend: false, x: at ? [at[0]] : [], y: at ? [at[1]] : [],
    marker: { color, symbol, size: 11, line: { color: '#ffffff', width: 1.5 } }, hoverinfo: 'skip',
  };
}
