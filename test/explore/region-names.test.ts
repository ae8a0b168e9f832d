import { expect, test } from 'vitest';
import { regionNames } from '../../lib/src/explore/views/region-names';

const [width, height] = [120, 90];

/** A grid of 0 and 1, by which cells are of region 1. */
const gridOf = (isOne: (column: number, row: number) => boolean): number[][] =>
  Array.from({ length: height }, (_, row) => Array.from({ length: width }, (__, column) => Number(isOne(column, row))));

test('stripes that take turns are each named in their own middle, not where the middles of two of them meet', () => {
  const grid = gridOf(column => Math.floor(column / 30) % 2 === 1);
  const names = regionNames(grid);
  expect(names.map(({ region }) => region)).toEqual([0, 1, 0, 1]);
  expect(names.every(({ isNarrow }) => isNarrow)).toBe(true);
  for (const [k, { at: [column, row] }] of names.entries()) {
    expect(Math.abs(column - (30 * k + 14.5))).toBeLessThan(1);
    expect(Math.abs(row - (height - 1) / 2)).toBeLessThan(1);
  }
});

test('a name stands where it does not reach over a border: in the wide arm of an L, not at its corner', () => {
  const grid = gridOf((column, row) => column < 10 || row >= 60);
  const [own] = regionNames(grid).filter(({ region }) => region === 1);
  const [column = NaN, row = NaN] = own?.at ?? [];
  for (let other = row - 3; other <= row + 3; other++) expect(grid[other]?.slice(column - 24, column + 25)).toEqual(Array.from({ length: 49 }, () => 1));
});

test('what is too small has no name, and one region that is all there is stands in the middle', () => {
  expect(regionNames(gridOf((column, row) => column < 10 && row < 10))).toHaveLength(1);
  const [only] = regionNames(gridOf(() => false));
  expect(only?.isNarrow).toBe(false);
  expect([59, 60]).toContain(only?.at[0]);
  expect([44, 45]).toContain(only?.at[1]);
});
