import { describe, expect, test } from 'vitest';
import { lines, pathMap, type Figure } from '../../lib/src/figures';
import { figureHtml } from '../../lib/src/notebook/figure-html';
import { ravine } from '../../lib/src/surfaces';

/** The still picture and what Plotly is given, of one figure. */
function bothOf(figure: Figure): { svg: string; spec: { data: Array<Record<string, unknown>>; layout: Record<string, { ticktext?: string[] }> } } {
  const html = figureHtml(figure);
  const svg = Buffer.from(/base64,([^"]*)"/.exec(html)?.[1] ?? '', 'base64').toString();
  return { svg, spec: JSON.parse(/<script type="application\/json">(.*?)<\/script>/.exec(html)?.[1] ?? '') as ReturnType<typeof bothOf>['spec'] };
}

const textsOf = (svg: string): string[] => [...svg.matchAll(/<text[^>]*>([^<]*)<\/text>/g)].map(([, text = '']) => text);
const title = 'Where?';
const path = (name: string, points: [number, number][]) => ({ name, points, losses: points.map(() => 1), diverged: false });

test.each([[0.03, 2], [1e-5, 2e-4], [1e-6, 1], [1e-14, 1], [0.3, 0.9]])('live and still have the same ticks on a logarithmic axis from %d to %d', (low, high) => {
  const { svg, spec } = bothOf(lines({ title, x: 'step', y: 'loss', logY: true, lines: [{ name: 'a', y: [high, low] }] }));
  const live = spec.layout['yaxis']?.ticktext ?? [];
  expect(live.length).toBeGreaterThan(1);
  // What lies in the margin around the data, either may leave out.
  const shown = textsOf(svg).filter(text => live.includes(text));
  expect(live.length - shown.length).toBeLessThanOrEqual(2);
  expect(textsOf(svg).filter(text => /^\d/.test(text) && !live.includes(text) && !/^(0|0\.\d|1)$/.test(text))).toEqual([]);
});

test('a level beyond the curves is in the picture, with its label', () => {
  const { svg } = bothOf(lines({ title, x: 'step', y: 'loss', lines: [{ name: 'a', y: [1, 2] }], levels: [{ name: 'aim', at: -3 }] }));
  const [, y = ''] = /<text x="[\d.]+" y="([\d.]+)"[^>]*>aim: −3<\/text>/.exec(svg) ?? [];
  expect(Number(y)).toBeGreaterThan(300);
  expect(Number(y)).toBeLessThan(420);
});

test('numbers on a plain axis are written as in the live figure', () => {
  const { svg } = bothOf(lines({ title, x: 'step', y: 'loss', lines: [{ name: 'a', y: [-20000, 20000] }] }));
  expect(textsOf(svg)).toEqual(expect.arrayContaining(['−20 000', '0', '10 000']));
});

test('a line that is lifted often keeps every stroke, though a long one is thinned', () => {
  const strokes = 1000;
  const x = Array.from({ length: strokes }, (_, k) => [k, k + 0.5, NaN]).flat();
  const { svg } = bothOf({ title, alt: 'Here.', data: [{ type: 'scatter', mode: 'lines', x, y: x } as Figure['data'][number]] });
  // An SVG path is M, a place, and L for each next one.
  expect(svg.match(/M[-\d.]+ [-\d.]+L[-\d.]+ [-\d.]+/g)).toHaveLength(strokes);
  const long = Array.from({ length: 3 * strokes }, (_, k) => k);
  const thinned = bothOf({ title, alt: 'Here.', data: [{ type: 'scatter', mode: 'lines', x: long, y: long } as Figure['data'][number]] }).svg;
  expect((/d="(M[^"]*L[^"]*)"/.exec(thinned)?.[1]?.match(/L/g) ?? []).length).toBeLessThan(strokes + 1);
});

test('the cells of a heat map lie side by side, however unevenly their places are spaced', () => {
  const { svg } = bothOf({ title, alt: 'Here.', data: [{ type: 'heatmap', x: [1, 2, 6], y: [0, 3], z: [[0, 1, 2], [3, 4, 5]] } as Figure['data'][number]] });
  const cells = [...svg.matchAll(/M([-\d.]+) ([-\d.]+)H([-\d.]+)V([-\d.]+)H/g)].map(([, ...numbers]) => numbers.map(Number) as Cell);
  expect(cells).toHaveLength(6);
  // Shade by shade, which is here the order of the cells.
  for (const [one, two, three] of [cells.slice(0, 3), cells.slice(3)] as [Cell, Cell, Cell][]) {
    expect([one[1], one[2], two[2]]).toEqual([two[1], two[0], three[0]]);
    // From 1 to 2 is a quarter of from 2 to 6: cells of 1, 2.5 and 4. Pixels are written with one digit.
    expect((two[2] - two[0]) / (one[2] - one[0])).toBeCloseTo(2.5, 1);
    expect((three[2] - three[0]) / (one[2] - one[0])).toBeCloseTo(4, 1);
  }
});

type Cell = [left: number, top: number, right: number, bottom: number];

describe('the paths of a map', () => {
  const names = ['gradient descent', 'momentum', 'nesterov', 'adagrad', 'rmsprop', 'adadelta', 'adam', 'adamw'];
  const { svg, spec } = bothOf(pathMap({ title, surface: ravine(), paths: names.map((name, index) => path(name, [[-10, 2], [-index, 1], [-index, 0]])) }));

  test('have the dash of the live figure, legend included', () => {
    const drawn = [...svg.matchAll(/stroke-dasharray="([\d. ]+)"/g)].map(([, dash]) => dash);
    // Seven of the eight methods are dashed, on the map and in the legend.
    expect(new Set(drawn).size).toBe(7);
    for (const dash of new Set(drawn)) expect(drawn.filter(one => one === dash).length).toBe(2);
    expect(drawn).toContain('13 4 5 4');
  });

  test('end in a symbol of their own, at the last place, in map and legend', () => {
    const live = spec.data.filter(({ name, showlegend }) => names.includes(String(name)) && showlegend !== false);
    expect(new Set(live.map(({ marker }) => (marker as { symbol: string }).symbol)).size).toBe(8);
    const shapes = [...svg.matchAll(/<(path|circle)[^>]*fill="(#[0-9a-f]{6})" stroke="#fff"/g)].map(([, shape, color]) => `${shape} ${color}`);
    // Each method, and the minimum: once on the map and once in the legend; markers on long steps are circles of the method's colour.
    for (const { line } of live) expect(shapes.filter(shape => shape.endsWith((line as { color: string }).color)).length).toBeGreaterThanOrEqual(2);
    expect(shapes.filter(shape => shape.startsWith('path')).length).toBe(2 * 8);
  });

  test('are named in the legend, in the order of the live one', () => {
    expect(textsOf(svg).filter(text => names.includes(text))).toEqual(names);
  });
});
