import { expect, test } from 'vitest';
import { regionBorders } from '../../lib/src/explore/views/region-borders';

const side = 41;
const gridOf = (regionAt: (column: number, row: number) => number): number[][] =>
  Array.from({ length: side }, (_, row) => Array.from({ length: side }, (__, column) => regionAt(column, row)));

test('a slanting border is drawn where it runs, and not as a staircase', () => {
  const beyond = (column: number, row: number): number => Number(row > 0.37 * column + 10.2);
  const lines = regionBorders(gridOf(beyond), beyond);
  // In one go, with a place on every column at least.
  expect(lines).toHaveLength(1);
  expect(lines.flat().length).toBeGreaterThan(side - 1);
  // A crossing is found to a thousandth of a cell.
  for (const [column, row] of lines.flat()) expect(Math.abs(row - (0.37 * column + 10.2))).toBeLessThan(1e-3);
});

test('where three regions meet their borders meet, and one region has none', () => {
  const third = (column: number, row: number): number => (row > 20.5 ? 2 : Number(column > 20.5));
  const corners = regionBorders(gridOf(third), third).flat();
  for (const end of [[0, 20.5], [side - 1, 20.5], [20.5, 0]] as const) {
    expect(Math.min(...corners.map(([column, row]) => Math.hypot(column - end[0], row - end[1])))).toBeLessThan(1e-2);
  }
  expect(Math.min(...corners.map(([column, row]) => Math.hypot(column - 20.5, row - 20.5)))).toBeLessThan(0.5);
  expect(regionBorders(gridOf(() => 1), () => 1)).toEqual([]);
});
