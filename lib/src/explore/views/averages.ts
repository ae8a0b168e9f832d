import type { Data } from 'plotly.js';
import { palette } from '../../figures/theme';
import { written } from '../../figures/written';
import type { Settings } from '../settings';
import type { Compiled, Values } from '../walk';
import type { View } from './view';
import { numbersAt } from './steps';
import { numberOf } from './walkers';

/** A series, and running averages of it. */
export interface AveragesSpec {
  readonly draw: 'averages';
  readonly count: number;
  /** Sample t, a formula of t and the settings; or one number for each. */
  readonly samples: Compiled<number> | readonly number[];
  /** Numbers of each sample that its formula names. */
  readonly series: Readonly<Record<string, readonly number[]>>;
  readonly averages: readonly AverageSpec[];
  readonly x: string;
  readonly y: string;
}

/** An average that remembers one number, of whose lines `result` is the average; or one of the samples in a window. */
export type AverageSpec = {
  readonly name: string;
  readonly color: string;
  readonly dash: string;
  /** Numbers, or the settings that give them. */
  readonly options: Readonly<Record<string, number | string>>;
} & ({ readonly result: string; readonly step: Compiled<Values> } | { readonly value: Compiled<number> });

/** The samples as points, and a curve for each average. */
export function averagesView(spec: AveragesSpec): View {
  return {
    height: 380,
    layout: { xaxis: { title: { text: spec.x } }, yaxis: { title: { text: spec.y } } },
    draw: settings => {
      const places = Array.from({ length: spec.count }, (_, k) => k + 1);
      const samples = places.map(t => sampleAt(spec, settings, t));
      const curves = spec.averages.map(average => ({ ...average, y: averaged(average, settings, samples) }));
      const dot = { color: palette.grey, size: 5, opacity: 0.75 };
      const points = { type: 'scatter', mode: 'markers', name: 'samples', x: places, y: samples, marker: dot };
      return {
        ground: { key: '', traces: () => [] },
        moving: [
          points as Data,
          ...curves.map(({ name, color, dash, y }) => ({ type: 'scatter', mode: 'lines', name, x: places, y, line: { color, dash, width: 2.25 } }) as Data),
        ],
        ranges: { x: [0, spec.count + 1], y: around([samples, ...curves.map(({ y }) => y)].flat()) },
        handles: [],
        says: curves.map(({ name, y }) => {
          const [first, last] = [y[0], y[y.length - 1]].map(value => written(value as number));
          return `${name}: ${first} after the first sample, ${last} after ${spec.count}.`;
        }),
      };
    },
  };
}

function sampleAt({ samples, series }: AveragesSpec, settings: Settings, t: number): number {
  return typeof samples === 'function' ? samples({ ...settings, ...numbersAt(series, t), t }) : (samples[t - 1] as number);
}

/** The average after each sample: what `over` gives in the library. */
function averaged(average: AverageSpec, settings: Settings, samples: readonly number[]): number[] {
  const options = Object.fromEntries(Object.entries(average.options).map(([name, value]) => [name, numberOf(value, settings)]));
  if ('value' in average) {
    return samples.map((_, k) => {
      const theta = Float64Array.from(samples.slice(Math.max(0, k + 1 - (options['window'] as number)), k + 1));
      return average.value({ theta, window: theta.length });
    });
  }
  const only = (value: number | Float64Array | undefined): number => (typeof value === 'number' ? value : (value?.[0] ?? NaN));
  let v = new Float64Array(1);
  return samples.map((theta, k) => {
    const lines = average.step({ ...options, theta: Float64Array.of(theta), v, t: k + 1 });
    v = Float64Array.of(only(lines['v']));
    return only(lines[average.result]);
  });
}

/** A little more than the values need. */
function around(values: readonly number[]): readonly [number, number] {
  const finite = values.filter(Number.isFinite);
  const [low, high] = [Math.min(...finite), Math.max(...finite)];
  const margin = 0.06 * (high - low || 1);
  return [low - margin, high + margin];
}
