import type { Data } from 'plotly.js';
import { onAxis } from '../../figures/on-axis';
import { written } from '../../figures/written';
import type { Slider } from '../../notation';
import type { Compiled } from '../walk';
import { rangeOf } from './steps';
import type { View } from './view';

/** Formulas of one variable and the settings. */
export interface CurvesSpec {
  readonly draw: 'curves';
  readonly over: string;
  /** The variable's symbol, for sentences. */
  readonly glyph: string;
  /** What stands beside its slider, where the notation has no symbol for it. */
  readonly label?: string;
  readonly range: Slider;
  readonly whole: boolean;
  readonly curves: ReadonlyArray<{ readonly name: string; readonly color: string; readonly dash: string; readonly value: Compiled<number> }>;
  readonly x: string;
  readonly y: string;
  readonly limits?: readonly [number, number];
  readonly logY: boolean;
}

const points = 240;

/** Curves over one variable. Where the variable is itself a setting, a point on every curve shows where it stands, and can be dragged along the first. */
export function curvesView(spec: CurvesSpec): View {
  const logX = spec.range.scale === 'log';
  return {
    height: 340,
    layout: {
      xaxis: { title: { text: spec.x }, ...(logX && { type: 'log' }) },
      yaxis: { title: { text: spec.y }, ...(spec.logY && { type: 'log' }) },
    },
    draw: settings => {
      const places = placesOf(spec);
      const lines = spec.curves.map(curve => ({ curve, y: places.map(place => curve.value({ ...settings, [spec.over]: place })) }));
      const finite = lines.flatMap(({ y }) => y).filter(value => Number.isFinite(value) && (!spec.logY || value > 0));
      const here = settings[spec.over];
      const [first] = spec.curves;
      const axis = (value: number, log: boolean): number => (log ? Math.log10(value) : value);
      return {
        ground: { key: '', traces: () => [] },
        moving: lines.flatMap(({ curve: { name, color, dash, value }, y }) => [
          { type: 'scatter', mode: 'lines', name, x: places, y: onAxis(y, spec.logY), line: { color, dash, width: 2.25 } } as Data,
          {
            type: 'scatter', mode: 'markers', showlegend: false, hoverinfo: 'skip',
            x: here === undefined ? [] : [here], y: here === undefined ? [] : [value(settings)],
            marker: { color, size: 10, line: { color: '#ffffff', width: 1.5 } },
          } as Data,
        ]),
        ranges: {
          x: [axis(spec.range.from, logX), axis(spec.range.to, logX)],
          y: spec.limits ? [axis(spec.limits[0], spec.logY), axis(spec.limits[1], spec.logY)] : rangeOf(finite, spec.logY),
        },
        handles: here === undefined || first === undefined ? [] : [{ label: spec.label ?? spec.glyph, x: { setting: spec.over, at: here }, y: { at: first.value(settings) } }],
        says: lines.map(({ curve: { name, value }, y }) =>
          here !== undefined ? `${name}: ${written(value(settings))} ${placeWords(spec, here)}.`
            : `${name}: from ${written(y[0] as number)} to ${written(y[y.length - 1] as number)}.`),
      };
    },
  };
}

/** "at η = 0.05"; of a name that is no symbol what its slider says: "(batch size: 8)". */
function placeWords({ glyph, label }: CurvesSpec, here: number): string {
  return label === undefined ? `at ${glyph} = ${written(here)}` : `(${label}: ${written(here)})`;
}

function placesOf({ range: { from, to, scale }, whole }: CurvesSpec): number[] {
  const shares = Array.from({ length: points + 1 }, (_, i) => i / points);
  const places = shares.map(share => (scale === 'log' ? from * (to / from) ** share : from + (to - from) * share));
  return whole ? [...new Set(places.map(Math.round))] : places;
}
