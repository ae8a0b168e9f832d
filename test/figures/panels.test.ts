import { describe, expect, test } from 'vitest';
import { panels, styleOf } from '../../lib/src/figures';
import { stillPicture } from '../../lib/src/notebook/still/picture';

const words = { title: 'Which falls?', x: 'step', y: 'rate' };
const five = ['a', 'b', 'c', 'd', 'adam'].map((name, k) => ({ name, y: [k, k + 1, 10 - k] }));

test('each curve has a panel with its name, and all of them stand pale behind it', () => {
  const { data, layout = {} } = panels({ ...words, lines: five, columns: 2 });
  expect(data).toHaveLength(10);
  five.forEach(({ name, y }, k) => {
    const [behind, own] = data.slice(2 * k, 2 * k + 2) as [object, object];
    const axes = { xaxis: k === 0 ? 'x' : `x${k + 1}`, yaxis: k === 0 ? 'y' : `y${k + 1}` };
    expect(own).toMatchObject({ name, x: [0, 1, 2], y, ...axes });
    // A gap after each curve, or the end of one would be joined to the beginning of the next.
    expect(behind).toMatchObject({ y: five.flatMap(one => [...one.y, null]), x: five.flatMap(() => [0, 1, 2, null]), ...axes, hoverinfo: 'skip' });
  });
  expect((layout.annotations as { text: string }[]).map(({ text }) => text)).toEqual(['a', 'b', 'c', 'd', 'adam']);
  expect(layout.grid).toMatchObject({ rows: 3, columns: 2 });
  expect(data[9]).toMatchObject({ line: { color: styleOf('adam').color } });
});

test('all panels have the same axes, named at the left and at the bottom', () => {
  const layout = panels({ ...words, lines: five, columns: 2 }).layout as Record<string, unknown>;
  const axis = (name: string) => layout[name] as { range: number[]; title: { text: string }; showticklabels: boolean };
  const [first, ...others] = ['', '2', '3', '4', '5'];
  for (const other of others) for (const side of ['xaxis', 'yaxis']) expect(axis(side + other).range).toEqual(axis(side + first).range);
  expect(['', '2', '3', '4', '5'].map(k => axis(`xaxis${k}`).title.text)).toEqual(['', '', '', 'step', 'step']);
  expect(['', '2', '3', '4', '5'].map(k => axis(`yaxis${k}`).title.text)).toEqual(['rate', '', 'rate', '', 'rate']);
  const [low, high] = axis('yaxis').range as [number, number];
  expect([low < 0, high > 10]).toEqual([true, true]);
});

test('what it says is the curves\' own words', () => {
  expect(panels({ ...words, lines: five.slice(0, 2) }).alt).toBe('2 curves of rate over step, from 0 to 2. a: rises from 0 to 10. b: rises from 1 to 9.');
});

test('its still picture has every panel', () => {
  const picture = stillPicture(panels({ ...words, lines: five }));
  for (const { name } of five) expect(picture).toContain(`>${name}</text>`);
});

describe('what cannot be drawn is refused', () => {
  test.each([
    [{ lines: [] }, 'panels: lines must hold at least one curve, got none'],
    [{ columns: 0 }, 'panels: columns must be a whole number from 1 up, got 0'],
    [{ columns: 1.5 }, 'panels: columns must be a whole number from 1 up, got 1.5'],
  ])('%j', (wrong, message) => {
    expect(() => panels({ ...words, lines: five, ...wrong })).toThrow(message);
  });
});
