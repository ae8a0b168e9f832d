import { expect, test } from 'vitest';
import { settingMap } from '../../lib/src/figures';

const x = { label: 'rate', values: [0.1, 1, 10] };
const y = { label: 'decay', values: [0.01, 0.1] };
const title = 'Which?';
const of = (results: readonly number[], more: object = {}) => settingMap({ title, x, y, results, label: 'loss', ...more });

interface Heat {
  readonly z: readonly (readonly (number | null)[])[];
  readonly zmin: number;
  readonly zmax: number;
}

test('each result stands where its setting is, as a power of ten, and what diverged is left out', () => {
  const [heat] = of([10, 100, NaN, 1, 1000, Infinity]).data as unknown as [Heat];
  expect(heat.z).toEqual([[1, 1, null], [0, 1, null]]);
  expect([heat.zmin, heat.zmax]).toEqual([0, 1]);
});

test('the best of all has a cross, and each x that comes near it a point at its best y', () => {
  const { data, alt } = of([3, 1.9, 5, 1, 4, 6]);
  const [, near, best] = data as unknown as [unknown, { x: number[]; y: number[] }, { x: number[]; y: number[] }];
  expect([best.x, best.y]).toEqual([[0.1], [0.1]]);
  expect([near.x, near.y]).toEqual([[0.1, 1], [0.1, 0.01]]);
  expect(alt).toBe('Loss over 3 values of rate and 2 of decay. It is least, 1, at 0.1 and 0.1. '
    + 'From rate 0.1 to 1 it comes to within twice that; the best decay goes from 0.1 to 0.01, and lies between 0.01 and 0.1.');
});

test('a share goes evenly along its axis, from 0 on', () => {
  const layout = of([1, 2, 3, 4, 5, 6], { y: { label: 'share', values: [0, 0.5], scale: 'linear' } }).layout;
  expect(layout?.yaxis).toMatchObject({ type: 'linear', range: [-0.25, 0.75] });
  expect(layout?.xaxis).toMatchObject({ type: 'log', range: [-1.5, 1.5] });
});

test.each([
  ['too few results', [1, 2], {}, 'setting map: results must have one number for each of 6 settings, got 2'],
  ['nothing that can be drawn', [0, -1, NaN, Infinity, 0, 0], {}, 'setting map: results hold no positive finite number'],
  ['one colour', [1, 2, 3, 4, 5, 6], { upTo: 1 }, 'setting map: upTo must be in (1, inf), got 1'],
  ['a side that does not rise', [1, 2, 3, 4, 5, 6], { x: { label: 'rate', values: [1, 1, 2] } }, 'setting map: the values of x must be positive and rise, got 1, 1'],
  ['a side from zero', [1, 2, 3, 4, 5, 6], { y: { label: 'decay', values: [0, 1] } }, 'setting map: the values of y must be positive and rise, got 0'],
  ['an even side that does not rise', [1, 2, 3, 4, 5, 6], { y: { label: 'share', values: [0, NaN], scale: 'linear' } }, 'setting map: the values of y must be finite and rise, got 0, NaN'],
  ['another scale', [1, 2, 3, 4, 5, 6], { y: { label: 'share', values: [1, 2], scale: 'root' } }, 'setting map: the scale of y must be log or linear, got "root"'],
  ['a side of one value', [1, 2, 3], { y: { label: 'decay', values: [1] } }, 'setting map: y must have two values or more, got 1'],
])('refuses %s', (_, results, more, message) => {
  expect(() => of(results, more)).toThrow(message);
});
