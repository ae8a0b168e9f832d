import { expect, test } from 'vitest';
import { lines } from '../../lib/src/figures';

const x = Array.from({ length: 21 }, (_, k) => k);

/** Where the label of a level at 1 stands, beside one curve. */
function placeBeside(y: readonly number[], logY = false): unknown {
  const { layout } = lines({ title: 'Where?', lines: [{ name: 'one', x, y }], levels: [{ name: 'one', at: 1 }], x: 'step', y: 'height', logY });
  const [{ x: end, xanchor, yanchor } = {}] = layout?.annotations ?? [];
  return { end, xanchor, yanchor };
}

test('the label of a level stands at the right above its line, or else where no curve runs through it', () => {
  expect(placeBeside(x.map(k => k / 40))).toEqual({ end: 1, xanchor: 'right', yanchor: 'bottom' });
  // What comes from above and settles there runs through the place above the line.
  const settles = (k: number): number => 1 + 0.7 ** k;
  expect(placeBeside(x.map(settles))).toEqual({ end: 1, xanchor: 'right', yanchor: 'top' });
  expect(placeBeside(x.map(settles), true)).toEqual({ end: 1, xanchor: 'right', yanchor: 'top' });
  // What swings about the line at the end leaves room at the beginning.
  expect(placeBeside(x.map(k => (k < 8 ? 5 : 1 + 0.1 * (-1) ** k)))).toEqual({ end: 0, xanchor: 'left', yanchor: 'bottom' });
});

test('gaps and what a logarithmic axis does not have are no curve', () => {
  expect(placeBeside(x.map(k => (k % 2 === 0 ? NaN : Infinity)))).toEqual({ end: 1, xanchor: 'right', yanchor: 'bottom' });
  expect(placeBeside(x.map(k => -k), true)).toEqual({ end: 1, xanchor: 'right', yanchor: 'bottom' });
});
