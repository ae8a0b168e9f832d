import { describe, expect, test } from 'vitest';
import { bpsk, qam16, qpsk, type Constellation } from '../../lib/src/channel';

const ones = (n: number): number => n.toString(2).split('1').length - 1;

describe.each([bpsk, qpsk, qam16])('$title', ({ points, bits, errorTerms }: Constellation) => {
  test('has a symbol for every choice of bits, of mean energy 1 and mean 0', () => {
    expect(points.length).toBe(2 ** bits);
    expect(new Set(points.map(String)).size).toBe(points.length);
    expect(points.reduce((sum, [x, y]) => sum + x ** 2 + y ** 2, 0) / points.length).toBeCloseTo(1, 14);
    expect(points.reduce((sum, [x]) => sum + x, 0)).toBeCloseTo(0, 14);
    expect(points.reduce((sum, [, y]) => sum + y, 0)).toBeCloseTo(0, 14);
  });

  test('neighbours differ in one bit', () => {
    const apart = (a: number, b: number): number => Math.hypot((points[a]?.[0] as number) - (points[b]?.[0] as number), (points[a]?.[1] as number) - (points[b]?.[1] as number));
    const pairs = points.flatMap((_, a) => points.map((__, b) => [a, b] as const)).filter(([a, b]) => a < b);
    const least = Math.min(...pairs.map(([a, b]) => apart(a, b)));
    const neighbours = pairs.filter(([a, b]) => apart(a, b) < least * 1.01);
    expect(neighbours.map(([a, b]) => ones(a ^ b))).toEqual(neighbours.map(() => 1));
  });

  // At an SNR of nothing every bit is guessed: half of them are wrong.
  test('its error terms add up to 1', () => {
    expect(errorTerms.reduce((sum, { weight }) => sum + weight, 0)).toBeCloseTo(1, 14);
  });
});

test('16-QAM has four levels on an axis, as far apart from each other as any two neighbours', () => {
  const levels = [...new Set(qam16.points.map(([x]) => x))].sort((a, b) => a - b);
  expect(levels.map(level => level * Math.sqrt(10)).map(level => +level.toFixed(12))).toEqual([-3, -1, 1, 3]);
});
