import type { Axis } from './axis';
import { smallest } from '../../extremes';
import { contourColor } from '../../figures/template';
import { drawSymbol, short } from './symbols';

/** The part of a Plotly trace that a still picture follows, as it comes out of JSON. */
export interface Trace {
  type?: string;
  mode?: string;
  name?: string;
  visible?: boolean | string;
  showlegend?: boolean;
  orientation?: string;
  xaxis?: string;
  yaxis?: string;
  x?: unknown[];
  y?: unknown[];
  z?: unknown[];
  zmin?: number;
  zmax?: number;
  colorscale?: string | Stops;
  opacity?: number;
  line?: { color?: unknown; dash?: string; width?: number };
  marker?: { color?: unknown; size?: unknown; symbol?: unknown };
  fill?: string;
}

export type ColoredTrace = Trace & { color: string };
type Point = readonly [x: number, y: number];

export function drawTrace(trace: ColoredTrace, x: Axis, y: Axis): string {
  switch (trace.type) {
    case 'bar': return drawBars(trace, x, y);
    case 'contour': return drawContours(trace, x, y);
    case 'heatmap': return drawHeat(trace, x, y);
    default: return drawPoints(trace, x, y);
  }
}

export function strokeOf({ color, line }: ColoredTrace): string {
  const name = line?.dash ?? 'solid';
  // Lengths in pixels are what Plotly calls a dash without a name.
  const dash = /^[\d.]+px/.test(name) ? name.replace(/px,?/g, ' ').trim() : dashes[name];
  return `stroke="${color}" stroke-width="${Number(line?.width ?? 2.25)}"${dash ? ` stroke-dasharray="${dash}"` : ''}`;
}

const dashes: Record<string, string> = { dash: '7 5', dot: '2 4', dashdot: '7 4 2 4', longdash: '12 6', longdashdot: '12 5 2 5' };

function drawPoints(trace: ColoredTrace, x: Axis, y: Axis): string {
  const all = (trace.x ?? []).map((value, index): Point => [x.at(value), y.at(trace.y?.[index])]);
  if (trace.fill === 'toself') return `<path d="${pathOf(all)}Z" fill="${trace.color}" fill-opacity="0.18"/>`;
  const stride = Math.max(1, Math.floor(all.length / 800));
  // A long line is thinned, but for its ends: the first and the last, and those at a gap, of which a short stroke has no others.
  const isGap = (index: number): boolean => !isFinitePoint(all[index] ?? [NaN, NaN]);
  const points = all.filter((_, index) => index % stride === 0 || [index - 1, index, index + 1].some(isGap));
  const mode = trace.mode ?? (all.length < 20 ? 'lines+markers' : 'lines');
  const line = mode.includes('lines') && points.length > 1 ? `<path d="${pathOf(points)}" fill="none" stroke-linejoin="round" ${strokeOf(trace)}/>` : '';
  return line + (mode.includes('markers') ? points.filter(isFinitePoint).map(point => markerOf(trace, point)).join('') : '');
}

/** The marker of a trace at a place. */
export function markerOf({ marker, color }: ColoredTrace, place: Point): string {
  return drawSymbol(String(marker?.symbol ?? 'circle'), place, typeof marker?.size === 'number' ? marker.size : 6, color);
}

function drawBars(trace: ColoredTrace, x: Axis, y: Axis): string {
  const lying = trace.orientation === 'h';
  const [along, across] = lying ? [y, x] : [x, y];
  const places = ((lying ? trace.y : trace.x) ?? []).map(value => along.at(value));
  const gaps = places.slice(1).map((place, index) => Math.abs(place - (places[index] ?? NaN))).filter(gap => gap > 0);
  const half = 0.42 * smallest(gaps, 80);
  const zero = Number.isFinite(across.at(0)) ? across.at(0) : across.start;
  return places.map((place, index) => {
    const tip = across.at((lying ? trace.x : trace.y)?.[index]);
    const [low, size] = [short(Math.min(zero, tip)), short(Math.abs(tip - zero))];
    const [side, thickness] = [short(place - half), short(2 * half)];
    const box = lying ? `x="${low}" y="${side}" width="${size}" height="${thickness}"` : `x="${side}" y="${low}" width="${thickness}" height="${size}"`;
    return `<rect ${box} fill="${trace.color}"/>`;
  }).join('');
}

interface Grid { rows: { pixel: number; cells: number[] }[]; columns: number[]; sorted: number[] }

/** At most 60 by 60 places of a grid; a still picture needs no more. */
function gridOf(trace: Trace, x: Axis, y: Axis): Grid {
  const z = (trace.z ?? []) as unknown[][];
  const thin = <T>(all: T[]) => all.filter((_, index) => index % Math.ceil(all.length / 60) === 0 || index === all.length - 1);
  const columns = thin((z[0] ?? []).map((_, index) => index));
  const rows = thin(z.map((row, index) => ({ row, index })))
    .map(({ row, index }) => ({ pixel: y.at(trace.y?.[index]), cells: columns.map(column => Number(row[column] ?? NaN)) }));
  const sorted = rows.flatMap(row => row.cells).filter(Number.isFinite).sort((a, b) => a - b);
  return { rows, columns: columns.map(column => x.at(trace.x?.[column])), sorted };
}

/** One path per shade, because one element per cell would make the picture larger than its data. */
function drawHeat(trace: Trace, x: Axis, y: Axis): string {
  const { rows, columns, sorted } = gridOf(trace, x, y);
  const [low = 0, high = 1] = [sorted[0], sorted.at(-1)];
  const [across, up] = [edgesOf(columns, x), edgesOf(rows.map(({ pixel }) => pixel), y)];
  const shades = new Map<string, string>();
  const shadeOf = inkOf(trace, [low, high]);
  rows.forEach(({ cells }, row) => {
    const shaded = cells.map(shadeOf);
    shaded.forEach((shade, column) => {
      // Neighbours of one shade are one piece, which is most of a map of regions.
      if (shade === undefined || (column > 0 && shaded[column - 1] === shade)) return;
      const next = shaded.findIndex((other, place) => place > column && other !== shade);
      const [left, right, top, bottom] = [across[column], across[next < 0 ? shaded.length : next], up[row], up[row + 1]].map(edge => short(edge as number));
      shades.set(shade, `${shades.get(shade) ?? ''}M${left} ${top}H${right}V${bottom}H${left}z`);
    });
  });
  return [...shades].map(([shade, path]) => `<path d="${path}" ${shade} shape-rendering="crispEdges"/>`).join('');
}

/** How a value is filled: in its own colour where the colours of the trace are steps, as of a map of regions, else in one of sixteen shades. */
function inkOf({ colorscale, zmin, zmax, opacity = 1 }: Trace, [low, high]: readonly [number, number]): (value: number) => string | undefined {
  if (!isStepped(colorscale) || zmin === undefined || zmax === undefined) {
    return value => {
      const shade = Math.round(((value - low) / (high - low || 1)) * 15);
      return Number.isFinite(shade) ? `fill="#1f4e79" fill-opacity="${(shade / 15).toFixed(2)}"` : undefined;
    };
  }
  return value => {
    const share = (value - zmin) / (zmax - zmin);
    const [, color] = colorscale.filter(([from]) => from <= share).at(-1) ?? [];
    return color === undefined ? undefined : `fill="${color}" fill-opacity="${opacity}"`;
  };
}

type Stops = readonly (readonly [share: number, color: string])[];

/** Whether every colour goes from one stop to the next and then ends. */
function isStepped(colorscale: string | Stops | undefined): colorscale is Stops {
  return Array.isArray(colorscale) && (colorscale as Stops).every(([, color], k, all) => color === all[k % 2 === 0 ? k + 1 : k - 1]?.[1]);
}

/** Where one cell ends and the next begins: halfway between their places, which need not be evenly spaced. A lone cell has the whole axis. */
function edgesOf(places: readonly number[], { start, end }: Axis): number[] {
  const between = places.slice(1).map((place, index) => (place + (places[index] as number)) / 2);
  const [first, last] = [between[0], between.at(-1)];
  if (first === undefined || last === undefined) return [start, end];
  return [2 * (places[0] as number) - first, ...between, 2 * (places.at(-1) as number) - last];
}

/** Nine contour lines, one piece per grid cell, at heights that part the cells into equal shares. */
function drawContours(trace: Trace, x: Axis, y: Axis): string {
  const { rows, columns, sorted } = gridOf(trace, x, y);
  const levels = Array.from({ length: 9 }, (_, index) => sorted[Math.floor(((index + 1) / 10) * sorted.length)] ?? 0);
  let path = '';
  rows.slice(1).forEach((lower, r) => columns.slice(1).forEach((right, c) => {
    const upper = rows[r];
    const left = columns[c];
    if (!upper || left === undefined) return;
    const corners = [[left, upper.pixel, upper.cells[c]], [right, upper.pixel, upper.cells[c + 1]], [right, lower.pixel, lower.cells[c + 1]], [left, lower.pixel, lower.cells[c]]] as const;
    for (const level of levels) path += crossing(corners, level);
  }));
  return `<path d="${path}" fill="none" stroke="${contourColor}" stroke-width="0.9"/>`;
}

function crossing(corners: readonly (readonly [number, number, number | undefined])[], level: number): string {
  const points: Point[] = [];
  corners.forEach(([x1, y1, from = NaN], index) => {
    const [x2, y2, to = NaN] = corners[(index + 1) % 4] ?? [x1, y1, NaN];
    if ((from < level) === (to < level)) return;
    const share = (level - from) / (to - from);
    points.push([x1 + share * (x2 - x1), y1 + share * (y2 - y1)]);
  });
  return pathOf(points.slice(0, 2)) + pathOf(points.slice(2));
}

function pathOf(points: readonly Point[]): string {
  let pen = 'M';
  let path = '';
  for (const point of points) {
    if (isFinitePoint(point)) path += `${pen}${short(point[0])} ${short(point[1])}`;
    pen = isFinitePoint(point) ? 'L' : 'M';
  }
  return path;
}

function isFinitePoint([x, y]: Point): boolean {
  return Number.isFinite(x) && Number.isFinite(y);
}
