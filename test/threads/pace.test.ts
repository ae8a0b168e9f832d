import { expect, test } from 'vitest';
import { Pace } from '../../lib/src/backend/products/pace';

/** So many products, each as long as its way takes then: how many were shared, of the last so many. */
function shared(pace: Pace, count: number, time: (isShared: boolean, k: number) => number): number {
  let times = 0;
  for (let k = 0; k < count; k++) {
    const isShared = pace.next();
    times += Number(isShared);
    pace.took(time(isShared, k));
  }
  return times;
}

test('both ways are tried, and the faster one is kept to, but for a look at the other', () => {
  expect(shared(new Pace(), 640, isShared => (isShared ? 1 : 2))).toBe(600);
  // The first look finds out how long one takes alone; sharing is what is done until it has been seen to be slower, twice.
  expect(shared(new Pace(), 640, isShared => (isShared ? 2 : 1))).toBeLessThan(100);
});

test('a neighbour that comes and goes is noticed', () => {
  const pace = new Pace();
  shared(pace, 640, isShared => (isShared ? 1 : 2));
  const busy = shared(pace, 1280, isShared => (isShared ? 3 : 2));
  expect(busy).toBeLessThan(200);
  expect(shared(pace, 1280, isShared => (isShared ? 1 : 2))).toBeGreaterThan(1000);
});

test('one product that was held up does not change the way', () => {
  const pace = new Pace();
  shared(pace, 128, isShared => (isShared ? 1 : 2));
  expect(shared(pace, 60, (isShared, k) => (k === 30 ? 3 : isShared ? 1 : 2))).toBeGreaterThanOrEqual(56);
});

test('the first one after a change does not count, whose thread had to wake', () => {
  let before: boolean | undefined;
  const waking = (isShared: boolean): number => {
    const woke = isShared && before !== true;
    before = isShared;
    return woke ? 100 : isShared ? 1 : 2;
  };
  expect(shared(new Pace(), 640, waking)).toBe(600);
});
