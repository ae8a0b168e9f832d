import { contourColor } from '../../figures/template';
import type { ColoredTrace, Trace } from './marks';

export function isSpatial(trace: Trace): boolean {
  return trace.type === 'surface' || trace.type === 'scatter3d';
}

/** Traces in space as flat ones, seen from above a corner: each side of the common box has the same length. Nothing is seen above `top`. */
export function projected(traces: ColoredTrace[], top = Infinity): ColoredTrace[] {
  const seen = (value: unknown): unknown => (typeof value === 'number' && value <= top ? value : null);
  const lines = traces.map(trace => (trace.type === 'surface' ? wires(trace) : trace)).map(trace => ({ ...trace, z: trace.z?.map(seen) ?? [] }));
  const [unitX, unitY, unitZ] = [unitOf(lines.flatMap(({ x }) => x ?? [])), unitOf(lines.flatMap(({ y }) => y ?? [])), unitOf(lines.flatMap(({ z }) => z ?? []))];
  return lines.map(({ x = [], y = [], z = [], ...trace }) => ({
    ...trace,
    type: 'scatter',
    x: x.map((value, index) => (unitX(value) - unitY(y[index])) * Math.cos(Math.PI / 6)),
    y: x.map((value, index) => unitZ(z[index]) - (unitX(value) + unitY(y[index])) * Math.sin(Math.PI / 6)),
  }));
}

/** A surface as the lines of a net with at most 25 wires each way; null lifts the pen. */
function wires(trace: ColoredTrace): ColoredTrace {
  const z = (trace.z ?? []) as unknown[][];
  const rows = z.map((_, index) => index);
  const columns = (z[0] ?? []).map((_, index) => index);
  const thin = (all: number[]) => all.filter(index => index % Math.ceil(all.length / 25) === 0 || index === all.length - 1);
  const places = [
    ...thin(rows).flatMap(r => [...thin(columns).map(c => [r, c] as const), undefined]),
    ...thin(columns).flatMap(c => [...thin(rows).map(r => [r, c] as const), undefined]),
  ];
  return {
    ...trace,
    color: contourColor,
    mode: 'lines',
    line: { width: 0.8 },
    x: places.map(place => (place ? trace.x?.[place[1]] ?? place[1] : null)),
    y: places.map(place => (place ? trace.y?.[place[0]] ?? place[0] : null)),
    z: places.map(place => (place ? z[place[0]]?.[place[1]] ?? null : null)),
  };
}

function unitOf(values: unknown[]): (value: unknown) => number {
  let low = Infinity;
  let high = -Infinity;
  for (const value of values) {
    if (typeof value !== 'number') continue;
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  return value => (typeof value === 'number' ? (value - low) / (high - low || 1) : NaN);
}
