import type { Data } from 'plotly.js';
import { written } from '../../figures/written';
import type { Slider } from '../../notation';
import type { Settings } from '../settings';
import type { Compiled } from '../walk';
import { regionBorders } from './region-borders';
import { regionNames } from './region-names';
import type { View } from './view';

/** A number over two settings, and the regions that it falls into. */
export interface PlaneSpec {
  readonly draw: 'plane';
  readonly x: { readonly setting: string; readonly label: string; readonly range: Slider };
  readonly y: { readonly setting: string; readonly label: string; readonly range: Slider };
  readonly value: Compiled<number>;
  readonly label: string;
  /** Beyond these values the colour stays. */
  readonly limits: readonly [number, number];
  /** The first whose test is not 0 holds; the last needs none. */
  readonly regions: ReadonlyArray<{ readonly name: string; readonly when?: Compiled<number> }>;
}

const size = 141;

/** A map of two settings: colour is the number, lines part the regions, and the point where the reader stands can be dragged. */
export function planeView(spec: PlaneSpec): View {
  const log = (range: Slider): object => (range.scale === 'log' ? { type: 'log' } : {});
  return {
    height: 420,
    layout: {
      showlegend: false,
      xaxis: { title: { text: spec.x.label }, ...log(spec.x.range) },
      yaxis: { title: { text: spec.y.label }, ...log(spec.y.range) },
    },
    draw: settings => {
      const others = Object.fromEntries(Object.entries(settings).filter(([name]) => name !== spec.x.setting && name !== spec.y.setting));
      const here = [settings[spec.x.setting] as number, settings[spec.y.setting] as number] as const;
      return {
        ground: { key: JSON.stringify(others), traces: () => groundOf(spec, others) },
        moving: [],
        ranges: { x: ends(spec.x.range), y: ends(spec.y.range) },
        handles: [{ label: 'where you are', x: { setting: spec.x.setting, at: here[0] }, y: { setting: spec.y.setting, at: here[1] } }],
        says: [`${spec.regions.length > 0 ? `It ${regionAt(spec, settings).name}: ` : ''}${spec.label} ${written(spec.value(settings))}.`],
      };
    },
  };
}

function regionAt({ regions }: PlaneSpec, settings: Settings): PlaneSpec['regions'][number] {
  return regions.find(({ when }) => when === undefined || when(settings) !== 0) as PlaneSpec['regions'][number];
}

function groundOf(spec: PlaneSpec, others: Settings): Data[] {
  const [x, y] = [axisOf(spec.x.range), axisOf(spec.y.range)];
  const at = (column: number, row: number): Settings => ({ ...others, [spec.x.setting]: column, [spec.y.setting]: row });
  const [low, high] = spec.limits;
  const z = y.map(row => x.map(column => Math.min(high, Math.max(low, spec.value(at(column, row))))));
  const heat = {
    type: 'heatmap', x, y, z, zmin: low, zmax: high, zsmooth: 'best', colorscale: 'Cividis', reversescale: true, hoverinfo: 'skip',
    colorbar: { title: { text: spec.label, side: 'right' }, thickness: 12, len: 0.9 },
  };
  if (spec.regions.length === 0) return [heat as Data];
  const region = y.map(row => x.map(column => spec.regions.indexOf(regionAt(spec, at(column, row)))));
  return [heat as Data, bordersOf(spec, region, others), namesOf(spec, region, x, y)];
}

function bordersOf(spec: PlaneSpec, region: readonly (readonly number[])[], others: Settings): Data {
  const lines = regionBorders(region, (column, row) => {
    const place = { ...others, [spec.x.setting]: valueOn(spec.x.range, column), [spec.y.setting]: valueOn(spec.y.range, row) };
    return spec.regions.indexOf(regionAt(spec, place));
  });
  // Between two lines the pen is lifted.
  const along = (axis: 0 | 1, range: Slider): number[] => lines.flatMap(line => [...line.map(place => valueOn(range, place[axis])), NaN]);
  return {
    type: 'scatter', mode: 'lines', showlegend: false, hoverinfo: 'skip', x: along(0, spec.x.range), y: along(1, spec.y.range),
    line: { color: '#ffffff', width: 2 },
  };
}

/** The names of the regions, where there is room for them. */
function namesOf(spec: PlaneSpec, region: readonly (readonly number[])[], x: readonly number[], y: readonly number[]): Data {
  const found = regionNames(region).map(({ region: index, at: [column, row], isNarrow }) => (
    { name: (spec.regions[index]?.name as string).replaceAll(' ', isNarrow ? '<br>' : ' '), x: x[column] as number, y: y[row] as number }));
  return {
    type: 'scatter', mode: 'text', showlegend: false, hoverinfo: 'skip',
    x: found.map(({ x: at }) => at), y: found.map(({ y: at }) => at), text: found.map(({ name }) => `<b>${name}</b>`),
    textfont: { color: '#ffffff', size: 14, shadow: '0 0 3px #000, 0 0 3px #000' },
  } as Data;
}

function axisOf(range: Slider): number[] {
  return Array.from({ length: size }, (_, i) => valueOn(range, i));
}

/** The value at a place of the axis, counted in points of the grid, whole or between two. */
function valueOn({ from, to, scale }: Slider, place: number): number {
  const share = place / (size - 1);
  return scale === 'log' ? from * (to / from) ** share : from + (to - from) * share;
}

function ends({ from, to, scale }: Slider): readonly [number, number] {
  return scale === 'log' ? [Math.log10(from), Math.log10(to)] : [from, to];
}
