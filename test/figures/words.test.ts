import { describe, expect, test } from 'vitest';
import { decisionLine, learningCurves, lines, pathLandscape, pathMap, stepSizes, written } from '../../lib/src/figures';
import { descend, type History, type Path } from '../../lib/src/descent';
import { gradientDescent } from '../../lib/src/optimizers';
import { himmelblau, ravine, saddle } from '../../lib/src/surfaces';

const title = 'What happens?';

test.each([
  [6.5689, '6.57'], [-0.0671, '−0.0671'], [0.001, '0.001'], [99.96, '100'], [1437.6, '1 438'], [123456, '123 456'],
  [4e-6, '4.0 × 10⁻⁶'], [3.954e-6, '3.95 × 10⁻⁶'], [-2.5e12, '−2.5 × 10¹²'], [0.00099996, '0.001'], [999_999.7, '1.0 × 10⁶'],
  [0, '0'], [-0, '0'], [Infinity, '∞'], [-Infinity, '−∞'], [NaN, 'no number'],
])('%d is written %s', (value, text) => {
  expect(written(value)).toBe(text);
});

describe('curves are described from their numbers', () => {
  const words = (y: readonly number[], more: object = {}) => lines({ title, x: 'step', y: 'loss', lines: [{ name: 'a', y }], ...more }).alt;

  test.each([
    [[4, 2, 1], 'One curve of loss over step, from 0 to 2. a: falls from 4 to 1.'],
    [[1, 1.5, 6.5689], 'One curve of loss over step, from 0 to 2. a: rises from 1 to 6.57.'],
    [[1, 6.5689, 4], 'One curve of loss over step, from 0 to 2. a: rises from 1 to its highest, 6.57 at 1, then falls to 4.'],
    [[3, 1, 2], 'One curve of loss over step, from 0 to 2. a: falls from 3 to its lowest, 1 at 1, then rises to 2.'],
    [[2, 2, 2], 'One curve of loss over step, from 0 to 2. a: stays at 2.'],
    [[2.3011, 2.3019, 2.3001], 'One curve of loss over step, from 0 to 2. a: stays at 2.3.'],
    [[5], 'One curve of loss over step, from 0 to 0. a: stays at 5.'],
    [[8, -4, 2, -1, 0.5], 'One curve of loss over step, from 0 to 4. a: swings ever less, from 8 to 0.5, lowest −4 at 1, highest 8 at 0.'],
    [[1, -2, 4, -8, 16, -32], 'One curve of loss over step, from 0 to 5. a: swings ever more, from 1 to −32, lowest −32 at 5, highest 16 at 4.'],
    [[1, -1, 1, -1, 1], 'One curve of loss over step, from 0 to 4. a: swings from 1 to 1, lowest −1 at 1, highest 1 at 0.'],
    [[10, 4, 6, 2, 3], 'One curve of loss over step, from 0 to 4. a: falls unsteadily from 10 to 3, lowest 2 at 3, highest 10 at 0.'],
    [[3, 2, NaN, Infinity], 'One curve of loss over step, from 0 to 1. a: falls from 3 to 2, and is not drawn beyond 1.'],
    [[NaN], 'One curve of loss over step. a: nothing to draw.'],
    [[], 'One curve of loss over step. a: nothing to draw.'],
  ])('%j', (y, text) => {
    expect(words(y)).toBe(text);
  });

  test('noise smaller than a twentieth of the range is no turn', () => {
    expect(words([10, 5, 5.1, 2, 2.05, 1])).toContain('a: falls from 10 to 1.');
  });

  test('a logarithmic axis has no place for zero', () => {
    expect(words([100, 1e-6, 0], { logY: true })).toBe(
      'One curve of loss over step, from 0 to 1, vertically logarithmic. a: falls from 100 to 1.0 × 10⁻⁶, and is not drawn beyond 1.');
  });

  test('large numbers on a logarithmic axis are told apart', () => {
    expect(words([4e7, 2e7, 1e7], { logY: true })).toContain('a: falls from 4.0 × 10⁷ to 1.0 × 10⁷.');
  });

  test('a changed parameter changes the words', () => {
    expect(words([4, 1])).toContain('falls from 4 to 1.');
    expect(words([4, 3])).toContain('falls from 4 to 3.');
  });

  test('more than three curves have only their ends, more than eight only the outermost', () => {
    const some = (count: number) => Array.from({ length: count }, (_, index) => ({ name: `method ${index}`, y: [10, 20, index] }));
    const [six, twelve] = [6, 12].map(count => lines({ title, x: 'step', y: 'loss', lines: some(count) }).alt);
    expect(six).toContain('method 5: from 10 to 5.');
    expect(twelve).toBe('12 curves of loss over step, from 0 to 2. At the end the lowest is method 0 with 0, the highest method 11 with 11.');
  });

  test.each([1, 3, 4, 8, 40])('%i curves take fewer than 90 words', count => {
    const wild = Array.from({ length: count }, (_, index) => ({ name: `method ${index}`, y: [1234.5, -2e-7, 4e7, -8, 1e-9 * index] }));
    expect(lines({ title, x: 'step of the run', y: 'mean training loss', lines: wild }).alt.split(/\s+/).length).toBeLessThan(90);
  });

  test('learning curves are described along their own axes', () => {
    const epochs = [0, 1, 2].map(epoch => ({ epoch, loss: 2 / (1 + epoch), accuracy: 0, updates: 45 * epoch, gradientEvaluations: 1438 * epoch, seconds: 0 }));
    const history: History = { name: 'adam', batchSize: 32, epochs, batchLosses: [], stopped: false };
    expect(learningCurves({ title, histories: [history], x: 'gradientEvaluations', logX: true, says: 'It learns.' }).alt).toBe(
      'One curve of mean training loss over gradients of single examples, from 1 438 to 2 876, horizontally and vertically logarithmic. '
      + 'adam: falls from 1 to 0.667. It learns.');
  });
});

describe('paths are described by where they end', () => {
  const path = (name: string, end: readonly [number, number], more: Partial<Path> = {}): Path =>
    ({ name, points: [[-10, 2], [1, 1], end], losses: [70, 5.5, 0.125], diverged: false, ...more });

  test.each([['from above', pathMap], ['in space', pathLandscape]])('%s', (_, draw) => {
    const paths = [path('a', [-0.3, 0.4]), path('b', [-50, 3], { losses: [70, 90, 4e-6] }), path('c', [1e7, 1], { diverged: true })];
    expect(draw({ title, surface: ravine({ kappa: 10 }), paths, says: 'Only one arrives.' }).alt).toBe(
      'Ravine, κ = 10, minimum at (0, 0): 3 paths from (−10, 2). a: 2 steps to (−0.3, 0.4), loss 0.125, 0.5 from the minimum. '
      + 'b: 2 steps to (−50, 3), loss 4.0 × 10⁻⁶, 50.1 from the minimum, outside the picture. c: diverges, out of all bounds after 2 steps. Only one arrives.');
  });

  test('the nearest of several minima is named, and a saddle has none', () => {
    expect(pathMap({ title, surface: himmelblau(), paths: [path('a', [3, 1.5])] }).alt).toContain('a: 2 steps to (3, 1.5), loss 0.125, 0.5 from (3, 2).');
    expect(pathMap({ title, surface: saddle(), paths: [path('a', [1, 1])] }).alt).toBe(
      'Saddle, no minimum: one path from (−10, 2). a: 2 steps to (1, 1), loss 0.125.');
  });

  test('five paths have their distance, nine only the best and the worst', () => {
    const some = (count: number) => Array.from({ length: count }, (_, index) => path(`p${index}`, [0, index], { losses: [1, 1, index], diverged: index === 8 }));
    expect(pathMap({ title, surface: ravine(), paths: some(5) }).alt).toContain('p1: loss 1, 1 from the minimum. p2: loss 2, 2 from the minimum.');
    expect(pathMap({ title, surface: ravine(), paths: some(9) }).alt).toBe('Ravine, κ = 25, minimum at (0, 0): 9 paths from (−10, 2). '
      + 'The lowest end is that of p0: loss 0, 0 from a minimum; the highest, of p7: loss 7, 7 from a minimum. 1 diverges.');
  });

  test('a real walk is told as it went', () => {
    const walk = descend(ravine({ kappa: 10 }), gradientDescent, { name: 'one step across', steps: 1, hyper: { eta: 0.1 } });
    expect(pathMap({ title, surface: ravine({ kappa: 10 }), paths: [walk] }).alt).toContain('one step across: one step to (−9, 0), loss 40.5, 9 from the minimum.');
  });
});

test('step sizes tell each panel', () => {
  const rates = [0.3, 1, 1.5, 2, 2.1, 0].map(product => ({ heading: `${product}/λ`, eta: product / 2 }));
  expect(stepSizes({ title, curvature: 2, start: 1, steps: 3, rates }).alt).toBe('6 panels: 3 steps from w = 1 on a parabola of curvature 2. '
    + '0.3/λ: down one side to w = 0.343. 1/λ: at the bottom after one step. 1.5/λ: from side to side and down to w = −0.125. '
    + '2/λ: from side to side between 1 and −1 for ever. 2.1/λ: from side to side and up to w = −1.33. 0/λ: never moves.');
});

test('a decision line tells what is on its wrong side', () => {
  const blobs = { x: [[1, 0], [2, 0], [-1, 0], [3, 0]] as [number, number][], y: [1, 1, -1, -1] as (1 | -1)[] };
  expect(decisionLine({ title, blobs, lines: [{ name: 'first', w: [0, 1], b: 1 }, { name: 'last', w: [1, 0], b: 0 }] }).alt).toBe(
    '2 points of the class +1 and 2 of −1; 2 lines. first: 2 points on the wrong side. last: one point on the wrong side.');
});

test('a description of the author stands in place of the computed one, and a conclusion follows either', () => {
  const draw = (words: object) => lines({ title, x: 'x', y: 'y', lines: [{ name: 'a', y: [1, 2] }], ...words }).alt;
  expect(draw({ alt: 'It rises.' })).toBe('It rises.');
  expect(draw({ alt: 'It rises.', says: 'So it is.' })).toBe('It rises. So it is.');
  expect(draw({ says: 'So it is.' })).toBe('One curve of y over x, from 0 to 1. a: rises from 1 to 2. So it is.');
  expect(() => draw({ alt: ' ' })).toThrow('figure "What happens?": alt is empty');
  expect(() => draw({ alt: '', says: 'So.' })).toThrow('figure "What happens?": alt is empty');
  expect(() => draw({ says: ' ' })).toThrow('figure "What happens?": says is empty; leave it out, or say what a reader should conclude');
});

describe('levels', () => {
  const draw = (levels: object, logY = false) => lines({ title, x: 'x', y: 'y', logY, lines: [{ name: 'a', y: [1, 6.5689, 4] }, { name: 'b', y: [2, 2, 1] }], levels: levels as [] });

  test('a label holds the number where its line lies, given or computed', () => {
    const figure = draw([{ name: 'peak', at: ([a]: number[][]) => Math.max(...(a as number[])) }, { name: 'half', at: 0.5 }]);
    expect(figure.layout?.annotations?.map(({ text, y }) => [text, y])).toEqual([['peak: 6.57', 6.5689], ['half: 0.5', 0.5]]);
    expect(figure.layout?.shapes?.map(({ y0 }) => y0)).toEqual([6.5689, 0.5]);
    expect(figure.alt).toMatch(/Marked is peak: 6.57. Marked is half: 0.5.$/);
  });

  test('a logarithmic axis puts the label at its exponent', () => {
    expect(draw([{ name: 'tenth', at: 0.1 }], true).layout?.annotations?.[0]?.y).toBe(-1);
  });

  test.each([
    [{ 'peak: 6.57': 6.57 }, false, 'lines: levels must be a list of { name, at }'],
    [[{ name: 'peak', at: NaN }], false, 'lines: level "peak" must be a finite number, got NaN'],
    [[{ name: 'peak', at: () => -Infinity }], false, 'lines: level "peak" must be a finite number, got -Infinity'],
    [[{ name: 'zero', at: 0 }], true, 'lines: level "zero" must be above 0 on a logarithmic axis, got 0'],
    [[{ label: 'peak', at: 1 }], false, 'lines: a level: unknown option "label"; known: name, at'],
  ])('refuses %j', (levels, log, message) => {
    expect(() => draw(levels, log)).toThrow(message);
  });
});
