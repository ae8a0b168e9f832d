import { expect, test } from 'vitest';
import { decisionLine } from '../../lib/src/figures/decision-line';

const blobs = { x: [[0, 0], [4, 0], [0, 3]] as [number, number][], y: [1, -1, 1] as (1 | -1)[] };
const draw = (lines: Parameters<typeof decisionLine>[0]['lines']) => decisionLine({ title: 'Where?', alt: 'Here.', blobs, lines });

test('every point of the drawn line is undecided, and the classes are told apart', () => {
  const [positive, negative, line] = draw([{ name: 'fit', w: [2, -1], b: 0.5 }]).data as Array<{ x: number[]; y: number[] }>;
  expect([positive?.x, negative?.x]).toEqual([[0, 0], [4]]);
  line?.x.forEach((x, i) => expect(2 * x - (line.y[i] as number) + 0.5).toBeCloseTo(0, 9));
  expect(line?.x[0]).not.toBe(line?.x[1]);
});

test.each([
  [[], 'decision line: between 1 and 5 lines can be told apart, got 0'],
  [[{ name: 'a', w: [0, 0], b: 1 }], /w of "a" is zero/],
  [[{ name: 'a', w: [1], b: 1 }], /two/],
  [[{ name: 'a', w: [1, NaN], b: 1 }], /finite|NaN/],
])('refuses %j', (lines, message) => {
  expect(() => draw(lines)).toThrow(message);
});
