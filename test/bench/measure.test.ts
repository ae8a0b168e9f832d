import { describe, expect, test } from 'vitest';
import { median, race, type Contender, type Stopwatch } from '../../lib/evidence/bench/measure';

/** A clock that only moves when work is done, and a note of who worked how often. */
function stage(): { readonly calls: string[]; readonly watch: Stopwatch; side(name: string, ...seconds: number[]): Contender } {
  let time = 100;
  const calls: string[] = [];
  return {
    calls,
    watch: { now: () => time, settled: () => undefined, rested: () => undefined },
    side: (name, ...seconds) => ({
      repeat: times => {
        calls.push(`${name}${times}`);
        time += times * ((seconds.length > 1 ? seconds.shift() : seconds[0]) as number);
      },
    }),
  };
}

const effort = { samples: 3, sampleSeconds: 1, warmUpSeconds: 0, mostSeconds: 1000 };

describe('a race', () => {
  test('warms both up, lets them take turns, and gives the median of each', async () => {
    const { calls, watch, side } = stage();
    expect(await race(side('ours', 9, 1, 5, 3), side('rival', 8, 2, 2, 7), effort, watch)).toEqual({ ours: 3, rival: 2 });
    expect(calls).toEqual(['ours1', 'rival1', 'ours1', 'rival1', 'ours1', 'rival1', 'ours1', 'rival1']);
  });

  test('repeats fast work until a sample lasts long enough, each side by itself, and divides again', async () => {
    const { calls, watch, side } = stage();
    expect(await race(side('ours', 0.25), side('rival', 0.75), effort, watch)).toEqual({ ours: 0.25, rival: 0.75 });
    expect(calls).toEqual(['ours1', 'ours2', 'ours4', 'rival1', 'rival2', 'ours4', 'rival2', 'ours4', 'rival2', 'ours4', 'rival2']);
  });

  test('warms up for as long as it is told, because code gets faster at first', async () => {
    const { calls, watch, side } = stage();
    expect(await race(side('ours', 3, 2, 1), side('rival', 4), { ...effort, warmUpSeconds: 6 }, watch)).toEqual({ ours: 1, rival: 4 });
    expect(calls.slice(0, 6)).toEqual(['ours1', 'ours1', 'ours1', 'rival1', 'rival1', 'ours1']);
  });

  test('takes fewer samples when they last too long, but three', async () => {
    const { calls, watch, side } = stage();
    await race(side('ours', 10), side('rival', 10), { ...effort, samples: 9, mostSeconds: 1 }, watch);
    expect(calls).toHaveLength(2 + 2 * 3);
  });

  test('counts the wait for what was only asked for', async () => {
    let time = 0;
    const asked: Contender = { repeat: () => undefined };
    const watch: Stopwatch = {
      now: () => time,
      settled: async () => {
        await Promise.resolve();
        time += 2;
      },
      rested: () => undefined,
    };
    expect(await race(asked, asked, effort, watch)).toEqual({ ours: 2, rival: 2 });
  });

  test('lets the machine come to rest before each sample, and does not count that', async () => {
    const { calls, watch, side } = stage();
    let rest = 0;
    const rested = (): void => void calls.push('rest');
    const now = (): number => watch.now() + rest;
    const resting = { ...watch, now, rested: () => { rested(); rest += 50; } };
    expect(await race(side('ours', 3), side('rival', 2), { ...effort, mostSeconds: 1e6 }, resting)).toEqual({ ours: 3, rival: 2 });
    expect(calls.filter((_, at) => at % 2 === 0)).toEqual(Array(8).fill('rest'));
    expect(calls.filter((_, at) => at % 2 === 1)).toEqual(['ours1', 'rival1', 'ours1', 'rival1', 'ours1', 'rival1', 'ours1', 'rival1']);
  });

  test('ends even where the clock stands still', async () => {
    const idle: Contender = { repeat: () => undefined };
    expect(await race(idle, idle, effort, { now: () => 0, settled: () => undefined, rested: () => undefined })).toEqual({ ours: 0, rival: 0 });
  });
});

test('a median is the middle value, or the mean of the middle two', () => {
  expect(median([5, 1, 100])).toBe(5);
  expect(median([1, 100, 3, 5])).toBe(4);
  expect(median([7])).toBe(7);
  expect(() => median([])).toThrow('bench: a median needs at least one value, got none');
});
