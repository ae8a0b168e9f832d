import { expect, test } from 'vitest';
import { explore } from '../../lib/src/explore';
import { figure, rounded } from '../../lib/src/figures/figure';
import { lines } from '../../lib/src/figures/lines';
import { palette, styleOf } from '../../lib/src/figures/theme';
import * as optimizers from '../../lib/src/optimizers';
import { contrast } from './contrast';

const line = { title: 'Does it fall?', alt: 'It falls.', data: [{ type: 'scatter' as const, y: [2, 1] }] };

test('a figure needs a title, a text alternative, data and a trace type of the course', () => {
  expect(figure(line)).toBe(line);
  expect(() => figure({ ...line, title: ' ' })).toThrow('figure: title is empty');
  expect(() => figure({ ...line, alt: '' })).toThrow('figure "Does it fall?": alt is empty');
  expect(() => figure({ ...line, data: [] })).toThrow('data is empty');
  expect(() => figure({ ...line, data: [{ type: 'violin', y: [1] }] })).toThrow('trace type "violin" is not in the course\'s plotly build; known: scatter, bar');
  expect(() => figure({ ...line, height: 5 })).toThrow('height must be in [100, 4000] pixels, got 5');
});

test('rounding keeps five digits, whole numbers, and what a narrow range needs; gaps become null', () => {
  const roundedY = (y: number[] | Float32Array) => (rounded({ ...line, data: [{ type: 'scatter', y }] }).data[0] as { y: unknown }).y;
  expect(roundedY([Math.PI, 1234567, NaN, -Infinity, 0])).toEqual([3.1416, 1234567, null, null, 0]);
  expect(roundedY([1.00000123456, 1.00000223456])).toEqual([1.0000012346, 1.0000022346]);
  expect(roundedY(new Float32Array([0.1, 0.5]))).toEqual([0.1, 0.5]);
  const nested = rounded({ ...line, data: [{ type: 'contour', z: [[1 / 3, 2 / 3]] }], layout: { xaxis: { range: [0, 1 / 3] } } });
  expect(nested.data).toEqual([{ type: 'contour', z: [[0.33333, 0.66667]] }]);
  expect(nested.layout).toEqual({ xaxis: { range: [0, 0.33333] } });
});

const methods = Object.values(optimizers).flatMap(entry => ('declaration' in entry ? [entry.declaration] : []));

test('every method of the library has a style of its own, which its forms share unless they have one', () => {
  expect(methods.length).toBeGreaterThan(6);
  for (const { name, title } of methods) {
    expect(styleOf(name).dash, `${name} is not listed in theme.ts`).not.toBe('longdashdot');
    expect(styleOf(title).dash, `${title} is not listed in theme.ts`).not.toBe('longdashdot');
  }
  const whole = methods.filter(({ name }) => !name.includes('('));
  expect(new Set(whole.map(({ name }) => JSON.stringify(styleOf(name)))).size).toBe(whole.length);
});

test('the methods that race each other differ in colour', () => {
  const race = 'gradient-descent momentum nesterov adagrad rmsprop adadelta adam'.split(' ').map(name => styleOf(name).color);
  expect(new Set(race).size).toBe(race.length);
});

test('a method has one style however its name is written, and an unlisted one a dash of its own', () => {
  expect(styleOf('Gradient descent')).toEqual(styleOf('gradient-descent'));
  expect(styleOf('RMSProp')).toEqual(styleOf('rmsprop'));
  expect(styleOf('my method')).toEqual(styleOf('my method'));
  expect(styleOf('my method').dash).toBe('longdashdot');
  expect(styleOf('adam').dash).toBe('solid');
});

// WCAG 2.2, success criterion 1.4.11: graphics need a contrast of 3 with what is next to them.
test.each(Object.entries(palette))('%s can be seen on white and on the dark ground', (_, color) => {
  expect(contrast(color, '#ffffff')).toBeGreaterThanOrEqual(3);
  expect(contrast(color, '#1b2027')).toBeGreaterThanOrEqual(3);
});

test('what a logarithmic axis does not have is a gap, and not a line out of the picture', () => {
  const words = { title: 'Why?', x: 'x', y: 'y' };
  const drawn = (options: object) => lines({ ...words, lines: [{ name: 'a', x: [0, 1, 2, 3], y: [3, 0, -1, 2] }], ...options }).data[0] as { x: number[]; y: number[] };
  expect(drawn({ logY: true })).toMatchObject({ x: [0, 1, 2, 3], y: [3, NaN, NaN, 2] });
  expect(drawn({ logX: true })).toMatchObject({ x: [NaN, 1, 2, 3], y: [3, 0, -1, 2] });
  expect(drawn({})).toMatchObject({ x: [0, 1, 2, 3], y: [3, 0, -1, 2] });
});

test('nor in curves that can be moved', () => {
  const { stills: [still] } = explore({ title: 'Why?', settings: { eta: 0.1 }, views: [{ draw: 'curves', over: 'eta', of: { 'below zero': 'eta - 0.5' }, logY: true, range: { from: 0, to: 1 } }] });
  const { y } = still?.data[0] as { y: number[] };
  expect(y.some(Number.isNaN)).toBe(true);
  expect(y.filter(value => value <= 0)).toEqual([]);
});
