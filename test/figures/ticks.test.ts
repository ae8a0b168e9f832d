import { describe, expect, test } from 'vitest';
import { lines, type Figure } from '../../lib/src/figures';
import { logTicks, tickText, withLogTicks } from '../../lib/src/figures/ticks';

test.each([
  [0.3, 0.9, '0.4 0.6 0.8'],
  [2.1, 2.4, '2.1 2.2 2.3 2.4'],
  [0.03, 2, '0.05 0.1 0.2 0.5 1 2'],
  [1e-5, 2e-4, '10⁻⁵ 2 × 10⁻⁵ 5 × 10⁻⁵ 10⁻⁴ 2 × 10⁻⁴'],
  [45, 2700, '50 100 200 500 1 000 2 000'],
  [0.002, 3, '0.01 0.1 1'],
  [1e-4, 3, '10⁻⁴ 10⁻³ 10⁻² 10⁻¹ 10⁰'],
  [1e-6, 1, '10⁻⁶ 10⁻⁵ 10⁻⁴ 10⁻³ 10⁻² 10⁻¹ 10⁰'],
  [1e-14, 1, '10⁻¹² 10⁻⁹ 10⁻⁶ 10⁻³ 10⁰'],
  [1, 1e30, '10⁰ 10⁵ 10¹⁰ 10¹⁵ 10²⁰ 10²⁵ 10³⁰'],
])('from %d to %d the ticks are %s', (low, high, text) => {
  const { ticktext, tickvals } = logTicks(low, high);
  const inside = ticktext.filter((_, index) => (tickvals[index] as number) >= low && (tickvals[index] as number) <= high);
  expect(inside.join('|').replaceAll('|', ' ')).toBe(text);
});

test('every range has two to ten ticks, at rising values, each with its own label', () => {
  for (let low = 1e-12; low < 1e6; low *= 1.7) {
    for (let factor = 1; factor < 1e25; factor *= 1.9) {
      const { tickvals, ticktext } = logTicks(low, low * factor);
      expect(tickvals.length, `${low} to ${low * factor}`).toBeGreaterThanOrEqual(2);
      expect(tickvals.length, `${low} to ${low * factor}`).toBeLessThanOrEqual(10);
      expect(new Set(ticktext).size).toBe(tickvals.length);
      expect([...tickvals].sort((a, b) => a - b)).toEqual(tickvals);
    }
  }
});

test.each([
  [0, '0'], [-0.5, '−0.5'], [1234567, '1.23457 × 10⁶'], [25000, '25 000'], [0.001, '0.001'], [1e-4, '10⁻⁴'], [-3e-5, '−3 × 10⁻⁵'],
])('%d stands on an axis as %s', (value, text) => {
  expect(tickText(value)).toBe(text);
});

describe('a figure with logarithmic axes', () => {
  const title = 'Does it fall?';
  const ticksOf = (figure: Figure) => withLogTicks(figure).layout?.yaxis?.ticktext as string[] | undefined;

  test("of lines, and one of an author's own, gets ticks that are written out, which make room for levels", () => {
    const drawn = lines({ title, x: 'step', y: 'loss', logY: true, lines: [{ name: 'a', y: [2, 0, 1, NaN] }], levels: [{ name: 'aim', at: 0.11 }] });
    expect(ticksOf(drawn)).toEqual(['0.1', '0.2', '0.5', '1', '2']);
    const own: Figure = { title, alt: 'It does.', data: [{ type: 'scatter', y: [300, 30] }], layout: { yaxis: { type: 'log' } } };
    expect(ticksOf(own)).toEqual(['50', '100', '200']);
    expect(withLogTicks(own).layout?.yaxis?.tickvals).toEqual([50, 100, 200]);
  });

  test('keeps ticks and ranges that are given, and each axis has its own', () => {
    const data: Figure['data'] = [{ type: 'scatter', y: [300, 30] }, { type: 'scatter', y: [4, 5], yaxis: 'y2' }];
    const draw = (yaxis: object, more: object = {}): Figure => ({ title, alt: 'It does.', data, layout: { yaxis: { type: 'log', ...yaxis }, ...more } });
    expect(ticksOf(draw({ tickvals: [7] }))).toBeUndefined();
    expect(ticksOf(draw({ dtick: 1 }))).toBeUndefined();
    expect(ticksOf(draw({ range: [0, -6] }))?.[0]).toBe('10⁻⁶');
    expect(withLogTicks(draw({}, { yaxis2: { type: 'log' } })).layout?.yaxis2?.ticktext).toEqual(['4', '4.2', '4.4', '4.6', '4.8', '5']);
  });

  test.each([[[0, -1, NaN]], [[]]])('without positive numbers, %j, stays as it is', y => {
    const empty: Figure = { title, alt: 'Nothing.', data: [{ type: 'scatter', y }], layout: { yaxis: { type: 'log' } } };
    expect(withLogTicks(empty)).toBe(empty);
  });
});
