import { expect, test } from 'vitest';
import { basins, startGrid } from '../../lib/src/descent';
import { basinMap } from '../../lib/src/figures';
import { stillPicture } from '../../lib/src/notebook/still/picture';
import { himmelblau, sixHumpCamel, type Surface } from '../../lib/src/surfaces';

const surface = himmelblau();
const grid = startGrid(surface, { columns: 4, rows: 2 });
const title = 'Where does each start end?';

/** Runs that ended at these minima, or, at −1, nowhere. */
const ended = (of: Surface, ...places: number[]) => {
  const minima = [...of.minima, ...(of.traps ?? [])];
  const at = (k: 0 | 1) => Float32Array.from(places, place => minima[place]?.[k] ?? NaN);
  return basins(of, { x: at(0), y: at(1) });
};

const maps = { momentum: ended(surface, 0, 1, 2, 3, 0, 0, 0, 0), adam: ended(surface, 1, 1, 1, -1, 1, 1, 1, 2) };

interface Trace {
  readonly type: string;
  readonly name?: string;
  readonly z?: number[][];
  readonly zmin: number;
  readonly zmax: number;
  readonly colorscale: readonly (readonly [number, string])[];
  readonly text?: string[];
  readonly xaxis?: string;
  readonly marker?: { readonly color: string };
}

/** The colour that Plotly gives a value: that of the last stop below its share. */
const colorOf = ({ zmin, zmax, colorscale }: Trace, value: number) => colorscale.filter(([from]) => from < (value - zmin) / (zmax - zmin)).at(-1)?.[1];

test('each place has the colour that the legend gives to the minimum that its run reached', () => {
  const traces = basinMap({ title, surface, grid, maps }).data as unknown as Trace[];
  const [momentum, adam] = traces.filter(({ type }) => type === 'heatmap') as [Trace, Trace];
  expect(momentum.z).toEqual([[0, 1, 2, 3], [0, 0, 0, 0]]);
  expect(adam.z).toEqual([[1, 1, 1, -1], [1, 1, 1, 2]]);
  expect([momentum.xaxis, adam.xaxis]).toEqual(['x', 'x2']);
  const legend = traces.filter(({ name, type }) => type === 'scatter' && name !== undefined);
  expect(legend.map(({ name }) => name)).toEqual(['A (3, 2)', 'B (−2.81, 3.13)', 'C (−3.78, −3.28)', 'D (3.58, −1.85)', 'none']);
  const drawn = [0, 1, 2, 3, -1].map(value => colorOf(adam, value));
  expect(drawn).toEqual(legend.map(({ marker }) => marker?.color));
  expect(new Set(drawn).size).toBe(5);
});

test('the minima carry their letters on every map, and nobody is said to reach none where all arrive', () => {
  const traces = basinMap({ title, surface, grid, maps: { momentum: maps.momentum } }).data as unknown as Trace[];
  expect(traces.filter(({ text }) => text).map(({ text }) => text)).toEqual([['A', 'B', 'C', 'D']]);
  expect(traces.map(({ name }) => name)).not.toContain('none');
});

test('the shares are told in words', () => {
  expect(basinMap({ title, surface, grid, maps, says: 'They differ.' }).alt).toBe('Himmelblau\'s function: where runs from 4 times 2 starts end. '
    + 'momentum: 62.5 % reach A (3, 2), 12.5 % reach B (−2.81, 3.13), 12.5 % reach C (−3.78, −3.28), 12.5 % reach D (3.58, −1.85), 0 % reach none. '
    + 'adam: 0 % reach A (3, 2), 75 % reach B (−2.81, 3.13), 12.5 % reach C (−3.78, −3.28), 0 % reach D (3.58, −1.85), 12.5 % reach none. They differ.');
});

test('the still picture has the same colours', () => {
  const map = basinMap({ title, surface, grid, maps });
  const picture = stillPicture(map);
  const [, adam] = (map.data as unknown as Trace[]).filter(({ type }) => type === 'heatmap') as [Trace, Trace];
  for (const value of [0, 1, 2, 3, -1]) expect(picture).toContain(`fill="${colorOf(adam, value)}" fill-opacity="0.75"`);
});

test('a surface with traps has them all, six on the camel', () => {
  const camel = sixHumpCamel();
  const six = basinMap({ title, surface: camel, grid, maps: { momentum: ended(camel, 0, 1, 2, 3, 4, 5, 5, 5) } });
  expect((six.data as unknown as Trace[]).find(({ text }) => text)?.text).toEqual(['A', 'B', 'C', 'D', 'E', 'F']);
});

test.each([
  ['no map', { maps: {} }, 'basin map: maps must hold at least one method, got none'],
  ['too few runs', { maps: { adam: ended(surface, 0, 1) } }, 'basin map: adam must have one run for each of 8 starts, got 2'],
  ['columns that are none', { columns: 0 }, 'basin map: columns must be a whole number from 1 up, got 0'],
  ['more minima than colours', { maps: { adam: { ...maps.adam, minima: Array.from({ length: 8 }, () => [0, 0] as const) } } }, 'basin map: 7 minima can be told apart by their colours, got 8'],
])('refuses %s', (_, more, message) => {
  expect(() => basinMap({ title, surface, grid, maps, ...more })).toThrow(message);
});
