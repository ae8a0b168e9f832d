import { expect, test } from 'vitest';
import { batchProgress } from '../../lib/course/batch';

/** What is printed of a batch of which each result takes `milliseconds`; those before `kept` are kept, and take none. */
function printed(total: number, milliseconds: number, kept = 0): string[] {
  const lines: string[] = [];
  let now = 1e6;
  const progress = batchProgress(total, { write: text => lines.push(text) }, () => now);
  for (let i = 0; i < total; i++) {
    if (i >= kept) now += milliseconds;
    progress.add(i % 10 === 3 ? 'not gradable' : i % 10 === 4 ? 'infrastructure error' : 'graded', i < kept);
  }
  progress.stop();
  return lines;
}

test('without a terminal a long batch prints twenty lines, with what is left', () => {
  const lines = printed(100, 6000);
  expect(lines).toHaveLength(20);
  expect(lines[0]).toBe('5 of 100 submissions: 1 not gradable, 1 infrastructure error, about 10 min left\n');
  expect(lines[17]).toBe('90 of 100 submissions: 9 not gradable, 9 infrastructure errors, about 60 s left\n');
  expect(lines[19]).toBe('100 of 100 submissions: 10 not gradable, 10 infrastructure errors\n');
});

test('a short one a line each, a long one hours', () => {
  expect(printed(3, 100)).toEqual(['1 of 3 submissions: about 1 s left\n', '2 of 3 submissions: about 1 s left\n', '3 of 3 submissions\n']);
  expect(printed(1000, 60_000)[0]).toContain('about 15.8 h left');
  expect(printed(0, 1)).toEqual([]);
});

test('what is kept takes no time, and says nothing of what is to come', () => {
  const lines = printed(20, 2000, 10);
  expect(lines[9]).toBe('10 of 20 submissions: 10 kept, 1 not gradable, 1 infrastructure error\n');
  expect(lines[14]).toBe('15 of 20 submissions: 10 kept, 2 not gradable, 2 infrastructure errors, about 10 s left\n');
});
