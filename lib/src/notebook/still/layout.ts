import { escapeHtml } from '../escape';
import type { Axis, AxisLayout } from './axis';

/** The part of a Plotly layout that a still picture follows. */
export interface StillLayout {
  scene?: { zaxis?: AxisLayout };
  grid?: { rows?: number; columns?: number; xgap?: number; ygap?: number };
  shapes?: { type?: string; xref?: string; yref?: string; x0?: unknown; x1?: unknown; y0?: unknown; y1?: unknown }[];
  annotations?: { text?: string; xref?: string; yref?: string; x?: unknown; y?: unknown; xanchor?: string; yanchor?: string }[];
  [axis: `${'x' | 'y'}axis${string}`]: AxisLayout | undefined;
}

/** The layout of an axis such as "x2", with its place in the grid of panels, where there is one. */
export function axisLayout(layout: StillLayout, name: string): AxisLayout {
  const letter = name.startsWith('y') ? 'y' : 'x';
  const own = layout[`${letter}axis${name.slice(1)}`] ?? {};
  const { rows = 1, columns = 1, xgap = 0.2, ygap = 0.3 } = layout.grid ?? {};
  if (own.domain || rows * columns === 1) return own;
  const panel = Number(name.slice(1) || 1) - 1;
  const [count, gap, place] = letter === 'x' ? [columns, xgap, panel % columns] : [rows, ygap, rows - 1 - Math.floor(panel / columns)];
  const step = 1 / (count - gap);
  return { ...own, domain: [place * step, place * step + step * (1 - gap)] };
}

/** The places of the lines that the layout draws across an axis such as "y2": it must show them, too. */
export function linePlaces({ shapes = [] }: StillLayout, name: string): unknown[] {
  const letter = name.startsWith('y') ? 'y' : 'x';
  const across = shapes.filter(shape => shape.type === 'line' && (shape[`${letter}ref`] ?? letter) === name);
  return across.flatMap(shape => [shape[`${letter}0`], shape[`${letter}1`]]);
}

/** Straight lines and texts that the layout puts on a panel; other shapes and arrows are left to the live figure. */
export function drawNotes({ shapes = [], annotations = [] }: StillLayout, panel: { name: string; x: Axis; y: Axis }): string {
  const [xName = 'x', yName = 'y'] = panel.name.split(' ');
  const place = (axis: Axis, name: string, ref: string | undefined, value: unknown, as: 'value' | 'place' = 'value') => {
    if ((ref ?? name.charAt(0)) === name) return axis.at(value, as);
    return ref === `${name} domain` || (ref === 'paper' && name.length === 1) ? axis.start + Number(value) * (axis.end - axis.start) : NaN;
  };
  const lines = shapes.filter(shape => shape.type === 'line').map(({ xref, yref, x0, x1, y0, y1 }) => {
    const ends = [place(panel.x, xName, xref, x0), place(panel.y, yName, yref, y0), place(panel.x, xName, xref, x1), place(panel.y, yName, yref, y1)];
    return ends.every(Number.isFinite) ? `<path d="M${ends[0]} ${ends[1]}L${ends[2]} ${ends[3]}" stroke="#75797f" stroke-dasharray="2 4"/>` : '';
  });
  const texts = annotations.map(({ text = '', xref, yref, x, y, xanchor = 'center', yanchor = 'middle' }) => {
    const [px, py] = [place(panel.x, xName, xref, x, 'place'), place(panel.y, yName, yref, y, 'place')];
    if (!Number.isFinite(px) || !Number.isFinite(py)) return '';
    const anchor = { left: 'start', right: 'end' }[xanchor] ?? 'middle';
    const drop = { bottom: -5, top: 13 }[yanchor] ?? 4;
    return `<text x="${px}" y="${py + drop}" text-anchor="${anchor}" font-size="12">${escapeHtml(text.replace(/<[^>]*>/g, ' '))}</text>`;
  });
  return [...lines, ...texts].join('');
}
