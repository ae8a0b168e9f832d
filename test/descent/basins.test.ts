import { beforeAll, expect, test } from 'vitest';
import { useBackend } from '../../lib/src/backend';
import { basins, manyRuns, startGrid, type Positions } from '../../lib/src/descent';
import { gradientDescent } from '../../lib/src/optimizers';
import { himmelblau, ravine, saddle, sixHumpCamel, surface } from '../../lib/src/surfaces';

beforeAll(async () => void (await useBackend('wasm')));

test('starts stand in the middles of their cells, row by row from below', () => {
  const { x, y, starts } = startGrid(ravine(), { columns: 3, rows: 2, window: { x: [0, 6], y: [-1, 1] } });
  expect([x, y]).toEqual([[1, 3, 5], [-0.5, 0.5]]);
  expect(starts).toEqual([[1, -0.5], [3, -0.5], [5, -0.5], [1, 0.5], [3, 0.5], [5, 0.5]]);
  expect(startGrid(himmelblau()).starts).toHaveLength(200 * 200);
  expect(startGrid(himmelblau(), { columns: 4 }).y).toEqual([-3.75, -1.25, 1.25, 3.75]);
});

test('each run belongs to the minimum or trap that it is near, and to none where it is near none', () => {
  const camel = sixHumpCamel();
  const ends = { x: Float32Array.of(0.09, -0.09, 1.7, 0, NaN, Infinity), y: Float32Array.of(-0.71, 0.71, -0.8, 0, NaN, 0) };
  const { minima, reached, shares, none } = basins(camel, ends);
  expect(minima).toEqual([...camel.minima, ...camel.traps ?? []]);
  expect(Array.from(reached)).toEqual([0, 1, 2, -1, -1, -1]);
  expect(shares).toEqual([1 / 6, 1 / 6, 1 / 6, 0, 0, 0]);
  expect(none).toBe(0.5);
  // (0, 0) is 0.72 from the deepest two.
  expect(basins(camel, ends, { within: 0.8 }).none).toBe(1 / 3);
});

test('of a double well each half is a basin, and the ridge between them is in neither', async () => {
  // f = (x² − 1)² / 4 + y² / 2, whose slope by x is x (x² − 1): what starts left of 0 ends at −1.
  const wells = surface({
    name: 'wells', title: 'Wells', f: '(x^2 - 1)^2 / 4 + y^2 / 2', minima: [[-1, 0], [1, 0]], window: { x: [-1.5, 1.5], y: [-1, 1] }, starts: [[0.5, 1]],
  });
  const grid = startGrid(wells, { columns: 5, rows: 2 });
  const [end] = await manyRuns(wells, gradientDescent, { starts: grid.starts, steps: 200, hyper: { eta: 0.2 } });
  expect(Array.from(basins(wells, end as Positions).reached)).toEqual([0, 0, -1, 1, 1, 0, 0, -1, 1, 1]);
});

test('what makes no basins is named', () => {
  expect(() => basins(saddle(), { x: Float32Array.of(0), y: Float32Array.of(0) })).toThrow('basins: saddle names no minimum that could be reached');
  expect(() => basins(ravine(), { x: Float32Array.of(0), y: Float32Array.of(0) }, { within: 0 })).toThrow('basins: within must be in (0, inf), got 0');
  expect(() => startGrid(ravine(), { columns: 1 })).toThrow('start grid: columns must be a whole number from 2 up, got 1');
  expect(() => startGrid(ravine(), { rows: 2.5 })).toThrow('start grid: rows must be a whole number from 2 up, got 2.5');
  expect(() => startGrid(ravine(), { window: { x: [1, 1], y: [0, 1] } })).toThrow('start grid: the window must rise on each side, got from 1 to 1');
});
