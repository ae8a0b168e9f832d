import { expect, test } from 'vitest';
import { Pace, Paces } from '../../lib/src/backend/threads/pace';

/** So many times, each as many milliseconds as its way takes then: which were shared. */
function taken(pace: Pace, count: number, time: (isShared: boolean, k: number) => number): boolean[] {
  return Array.from({ length: count }, (_, k) => {
    const isShared = pace.next();
    pace.took(time(isShared, k), 1);
    return isShared;
  });
}

const shares = (ways: readonly boolean[]): number => ways.filter(Boolean).length;

test('both ways are looked at, and then the one that takes less is taken', () => {
  const ways = taken(new Pace(), 500, isShared => (isShared ? 1 : 2));
  // Ten milliseconds of each, then four hundred, and again.
  expect(ways.slice(0, 15)).toEqual([...Array<boolean>(5).fill(false), ...Array<boolean>(10).fill(true)]);
  expect(shares(ways.slice(15, 415))).toBe(400);
  expect(ways.slice(415, 420)).toEqual(Array(5).fill(false));
  const slower = taken(new Pace(), 500, isShared => (isShared ? 3 : 2));
  expect(shares(slower)).toBeLessThan(15);
});

test('what takes long is looked at three times, and gone by a hundred times and more', () => {
  const ways = taken(new Pace(), 3 + 3 + 128 + 3, isShared => (isShared ? 30 : 60));
  expect(ways.map(Number).join('')).toBe('000' + '111' + '1'.repeat(128) + '000');
});

test('a neighbour that comes and goes is noticed', () => {
  const pace = new Pace();
  taken(pace, 1000, isShared => (isShared ? 1 : 2));
  taken(pace, 500, isShared => (isShared ? 3 : 2));
  expect(shares(taken(pace, 1000, isShared => (isShared ? 3 : 2)))).toBeLessThan(50);
  taken(pace, 500, isShared => (isShared ? 1 : 2));
  expect(shares(taken(pace, 1000, isShared => (isShared ? 1 : 2)))).toBeGreaterThan(900);
});

test('rare long waits count: ten quick ones are of no use where one in eleven is held up', () => {
  expect(shares(taken(new Pace(), 1000, (isShared, k) => (isShared ? (k % 11 === 0 ? 20 : 0.5) : 1)))).toBeLessThan(100);
});

test('the first of each look does not count, whose thread had to wake', () => {
  let before: boolean | undefined;
  const waking = (isShared: boolean): number => {
    const woke = isShared !== before;
    before = isShared;
    return woke ? 8 : isShared ? 1 : 2;
  };
  expect(shares(taken(new Pace(), 500, waking))).toBeGreaterThan(450);
});

test('sizes have paces of their own, and what comes out is handed on', () => {
  const paces = new Paces();
  const ways = { shared: () => 'shared', alone: () => 'alone' };
  expect([paces.take(1000, ways), paces.take(64_000, ways)]).toEqual(['alone', 'alone']);
});
