import type { Data } from 'plotly.js';
import { onAxis } from '../../figures/on-axis';
import { written } from '../../figures/written';
import type { Compiled, Values } from '../walk';
import type { View } from './view';
import { numberOf, walkOf, type Walker } from './walkers';

/** Methods that are given gradients one after another, and what is drawn of each step. */
export interface StepsSpec {
  readonly draw: 'steps';
  readonly walkers: readonly Walker[];
  readonly steps: number | string;
  /** The gradient of step t, a formula of t and the settings; or one number for each step. */
  readonly gradient: Compiled<number> | readonly number[];
  /** The gradient comes in every so many steps, and only these are drawn. */
  readonly every: number | string;
  /** Numbers of each step that the gradient's formula names. */
  readonly series: Readonly<Record<string, readonly number[]>>;
  /** What is drawn, of the names of the step and `dw`, the change of w. One for all methods. */
  readonly show: Compiled<number>;
  readonly label: string;
  readonly logY: boolean;
}

/** One number of every step, over the steps, on one weight. */
export function stepsView(spec: StepsSpec): View {
  return {
    height: 340,
    layout: {
      // There is no half step, which Plotly would mark between a few.
      xaxis: { title: { text: 'step t' }, ...(typeof spec.steps === 'number' && spec.steps <= 10 && { dtick: 1 }) },
      yaxis: { title: { text: spec.label }, ...(spec.logY && { type: 'log' }) },
    },
    draw: settings => {
      const { gradient: asked, series } = spec;
      const every = numberOf(spec.every, settings);
      const comes = (t: number): boolean => t % every === 0;
      const gradientAt = (t: number): number => (typeof asked === 'function' ? asked({ ...settings, ...numbersAt(series, t), t }) : asked[t - 1] ?? 0);
      const gradient = (_: Float64Array, t: number): number[] => [comes(t) ? gradientAt(t) : 0];
      const places = Array.from({ length: Math.floor(numberOf(spec.steps, settings) / every) }, (_, k) => (k + 1) * every);
      const lines = spec.walkers.map(walker => {
        let before = 0;
        const all = walkOf(walker, settings, { start: [0], steps: spec.steps, gradient }).map(({ values: step }) => {
          const numbers = firstOf(step);
          const dw = (numbers['w'] as number) - before;
          before = numbers['w'] as number;
          return spec.show({ ...settings, ...numbers, dw });
        });
        return { walker, values: all.filter((_, k) => comes(k + 1)) };
      });
      const all = lines.flatMap(({ values }) => values).filter(value => Number.isFinite(value) && (!spec.logY || value > 0));
      return {
        ground: { key: '', traces: () => [] },
        moving: lines.map(({ walker: { name, color, dash }, values }) => ({
          type: 'scatter', mode: 'lines', name, x: places, y: onAxis(values, spec.logY), line: { color, dash, width: 2.25 },
        }) as Data),
        ranges: { x: [1, Math.max(2, numberOf(spec.steps, settings))], y: rangeOf(all, spec.logY) },
        handles: [],
        says: lines.map(({ walker: { name }, values }) => {
          if (values.length === 0) return `${name}: no gradient in so few steps.`;
          const top = values.reduce((best, value, k) => (value > (values[best] as number) ? k : best), 0);
          const [first, last, most] = [0, values.length - 1, top].map(k => written(values[k] as number));
          return `${name}: ${first} in step ${places[0]}, ${last} in step ${places.at(-1)}, at most ${most} in step ${places[top]}.`;
        }),
      };
    },
  };
}

/** The numbers of each name that belong to step t. */
export function numbersAt(series: StepsSpec['series'], t: number): Record<string, number> {
  return Object.fromEntries(Object.entries(series).map(([name, values]) => [name, values[t - 1] as number]));
}

/** Of each array its only entry. */
function firstOf(values: Values): Record<string, number> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, typeof value === 'number' ? value : (value[0] as number)]));
}

/** A little more than the values need, and zero with them unless the axis is logarithmic. */
export function rangeOf(values: readonly number[], log: boolean): readonly [number, number] {
  if (values.length === 0) return [0, 1];
  if (log) return [Math.floor(Math.log10(Math.min(...values)) + 1e-9), Math.ceil(Math.log10(Math.max(...values)) - 1e-9) || 1];
  const [low, high] = [Math.min(0, ...values), Math.max(0, ...values)];
  const margin = 0.06 * (high - low || 1);
  return [low < 0 ? low - margin : 0, high + margin];
}
