import type { Figure } from '../../figures/figure';
import { palette } from '../../figures/theme';
import { escapeHtml } from '../escape';
import { largest } from '../../extremes';
import { drawAxis, labelWidth, makeAxis } from './axis';
import { axisLayout, drawNotes, linePlaces, type StillLayout } from './layout';
import { drawTrace, markerOf, strokeOf, type ColoredTrace, type Trace } from './marks';
import { isSpatial, projected } from './space';

/**
 * A plain SVG picture of a figure for readers whose page runs no scripts: lines, markers, bars, histograms, heat maps, contour
 * lines, and three-dimensional traces seen from a fixed corner. Simpler than the live figure, drawn from the same data.
 */
export function stillPicture({ data, layout = {}, height = 420 }: Figure): string {
  // Through JSON, because that is what the live figure receives, too: typed arrays are plain and Plotly's wide types are gone.
  const plain = JSON.parse(JSON.stringify(layout)) as StillLayout;
  const all = (JSON.parse(JSON.stringify(data)) as Trace[]).map((trace, index) => ({ ...trace, color: colorOf(trace, index) }));
  const shown = all.filter(trace => trace.visible === undefined || trace.visible === true);
  const spatial = shown.some(isSpatial);
  const traces = spatial ? projected(shown.filter(isSpatial), plain.scene?.zaxis?.range?.[1] ?? Infinity) : shown.map(withPlaces);
  const legend = drawLegend(layout.showlegend === false ? [] : shown.filter(trace => trace.name && trace.showlegend !== false && !hasGrid(trace)));
  const top = legend.height + (plain.annotations ? 24 : 14);
  const upright = [...new Set(traces.map(panelOf))].map(panel => {
    const inside = traces.filter(trace => panelOf(trace) === panel);
    const [xName = 'x', yName = 'y'] = panel.split(' ');
    const values = [...inside.flatMap(trace => placesOf(trace, 'y')), ...linePlaces(plain, yName)];
    return { panel, inside, xName, tight: inside.some(hasGrid), y: makeAxis(axisLayout(plain, yName), values, height - 52, top, inside.some(hasGrid)) };
  });
  const left = 14 + largest(upright.map(({ y }) => labelWidth(y)));
  const panels = upright.map(({ panel, inside, xName, tight, y }, index) => {
    const values = [...inside.flatMap(trace => placesOf(trace, 'x')), ...linePlaces(plain, xName)];
    const x = makeAxis(axisLayout(plain, xName), values, left, width - 16, tight);
    const box = `x="${x.start}" y="${y.end}" width="${x.end - x.start}" height="${y.start - y.end}"`;
    const frame = spatial ? '' : drawAxis(x, y) + drawAxis(y, x) + `<rect ${box} fill="none" stroke="#aab2bb"/>`;
    return `<clipPath id="panel${index}"><rect ${box}/></clipPath>${frame}<g clip-path="url(#panel${index})">`
      + `${inside.map(trace => drawTrace(trace, x, y)).join('')}</g>${spatial ? '' : drawNotes(plain, { name: panel, x, y })}`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" `
    + `font-family="system-ui,Arial,sans-serif" font-size="13" fill="#24292f"><rect width="100%" height="100%" fill="#fff"/>`
    + `${legend.svg}${panels.join('')}</svg>`;
}

const width = 720;

/** The values that an axis must show; bars stand on zero. */
function placesOf(trace: Trace, name: 'x' | 'y'): unknown[] {
  const standsOn = trace.orientation === 'h' ? 'x' : 'y';
  return [...(trace[name] ?? []), ...(trace.type === 'bar' && name === standsOn ? [0] : [])];
}

function panelOf(trace: Trace): string {
  return `${trace.xaxis ?? 'x'} ${trace.yaxis ?? 'y'}`;
}

function hasGrid(trace: Trace): boolean {
  return ['contour', 'heatmap', 'surface'].includes(trace.type ?? '');
}

function colorOf(trace: Trace, index: number): string {
  const colors = Object.values(palette);
  const named = [trace.line?.color, trace.marker?.color].find(color => typeof color === 'string');
  return escapeHtml(typeof named === 'string' ? named : colors[index % colors.length] ?? palette.blue);
}

/** Places that Plotly makes up by itself: 0, 1, 2… where a trace has none, and the bins of a histogram. */
function withPlaces<T extends Trace>(trace: T): T {
  if (trace.type === 'histogram') return counted(trace);
  const rows = trace.z as unknown[][] | undefined;
  if (hasGrid(trace)) return { ...trace, x: trace.x ?? (rows?.[0] ?? []).map((_, i) => i), y: trace.y ?? (rows ?? []).map((_, i) => i) };
  return { ...trace, x: trace.x ?? (trace.y ?? []).map((_, i) => i), y: trace.y ?? (trace.x ?? []).map((_, i) => i) };
}

function counted<T extends Trace>(trace: T): T {
  const values = (trace.x ?? trace.y ?? []).filter((value): value is number => typeof value === 'number');
  const low = values.reduce((least, value) => Math.min(least, value), Infinity);
  const high = values.reduce((most, value) => Math.max(most, value), -Infinity);
  const bins = Math.min(40, Math.max(1, Math.ceil(Math.sqrt(values.length))));
  const counts = new Array<number>(bins).fill(0);
  const binOf = (value: number) => Math.min(bins - 1, Math.floor(((value - low) / (high - low || 1)) * bins));
  for (const value of values) counts[binOf(value)] = (counts[binOf(value)] ?? 0) + 1;
  const middles = counts.map((_, bin) => low + ((bin + 0.5) * (high - low)) / bins);
  return trace.x ? { ...trace, type: 'bar', x: middles, y: counts } : { ...trace, type: 'bar', orientation: 'h', x: counts, y: middles };
}

function drawLegend(traces: ColoredTrace[]): { svg: string; height: number } {
  if (traces.length < 2) return { svg: '', height: 0 };
  let x = 64;
  let y = 20;
  let svg = '';
  for (const trace of traces) {
    const name = (trace.name ?? '').replace(/<[^>]*>/g, '');
    const needed = 50 + name.length * 7.8;
    if (x > 64 && x + needed > width) {
      x = 64;
      y += 20;
    }
    svg += `${swatch(trace, x, y - 4)}<text x="${x + 34}" y="${y}">${escapeHtml(name)}</text>`;
    x += needed;
  }
  return { svg, height: y };
}

/** What a legend shows of a trace, 28 pixels wide. */
function swatch(trace: ColoredTrace, x: number, y: number): string {
  const { mode = 'lines' } = trace;
  const line = mode.includes('lines') ? `<path d="M${x} ${y}h28" fill="none" ${strokeOf(trace)}/>` : '';
  const size = Number(trace.marker?.size ?? 6);
  const small = { ...trace, marker: { ...trace.marker, size: Math.min(14, size) } };
  return line + (mode.includes('markers') ? markerOf(small, [x + 14, y]) : '');
}
