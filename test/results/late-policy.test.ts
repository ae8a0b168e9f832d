import { describe, expect, test } from 'vitest';
import { seededRandom } from '../../lib/src/datasets';
import { applyLatePolicy, type LatePolicy, type LateSubmission } from '../../lib/course/results/late-policy';

const due = '2026-06-01T12:00:00Z';

function hoursLate(hours: number, more: Partial<LateSubmission> = {}): LateSubmission {
  return { raw: 8, points: 10, dueAt: due, submittedAt: new Date(Date.parse(due) + hours * 3600_000).toISOString(), ...more };
}

const score = (policy: LatePolicy, submission: LateSubmission): number => applyLatePolicy(policy, submission).score;

describe('what lateness costs', () => {
  test.each<[string, LatePolicy, LateSubmission, number]>([
    ['in time', { percent: 10 }, hoursLate(-1), 8],
    ['to the second', { percent: 10 }, hoursLate(0), 8],
    ['every begun day', { percent: 10 }, hoursLate(1), 7.2],
    ['the second day', { percent: 10 }, hoursLate(24.001), 6.4],
    ['every begun hour', { percent: 5, per: 'hour' }, hoursLate(2.5), 6.8],
    ['never below nothing', { percent: 40 }, hoursLate(24 * 9), 0],
    ['within the grace', { percent: 10, graceMinutes: 30 }, hoursLate(0.5), 8],
    ['past the grace, from the deadline on', { percent: 10, per: 'hour', graceMinutes: 90 }, hoursLate(1.75), 6.4],
    ['a floor', { percent: 20, floor: 50 }, hoursLate(24 * 9), 4],
    ['a cap on late work', { cap: 60 }, hoursLate(1), 6],
    ['a cap that is not reached', { cap: 90 }, hoursLate(1), 8],
    ['no cap in time', { cap: 60 }, hoursLate(-1), 8],
    ['an extension', { percent: 10 }, hoursLate(20, { extendedTo: '2026-06-02T12:00:00Z' }), 8],
    ['an extension that is past, too', { percent: 10 }, hoursLate(25, { extendedTo: '2026-06-02T12:00:00Z' }), 7.2],
    ['an extension to before the deadline', { percent: 10 }, hoursLate(-1, { extendedTo: '2026-05-01T12:00:00Z' }), 8],
    ['no rule', {}, hoursLate(99), 8],
  ])('%s', (_, policy, submission, expected) => {
    expect(score(policy, submission)).toBeCloseTo(expected, 12);
  });

  test('a submission of which nothing says when it came is not late', () => {
    expect(applyLatePolicy({ percent: 10 }, { raw: 8, points: 10, dueAt: due })).toEqual({ raw: 8, penalty: 0, score: 8, secondsLate: 0, lateDaysUsed: 0, explanation: '' });
  });

  test('zones count: one moment, two spellings', () => {
    expect(score({ percent: 10 }, { ...hoursLate(0), submittedAt: '2026-06-01T14:00:00+02:00' })).toBe(8);
  });

  test('it says what it did', () => {
    expect(applyLatePolicy({ percent: 10 }, hoursLate(25.5))).toMatchObject({ secondsLate: 91800, explanation: 'Handed in 1 d 1 h 30 min late, which costs 1.6 points.' });
    expect(applyLatePolicy({ percent: 10 }, hoursLate(59.99 / 60)).explanation).toContain('Handed in 1 h late');
  });
});

describe('free late days', () => {
  const policy = { percent: 10, lateDays: 3 } as const;

  test.each<[string, LatePolicy, LateSubmission, [score: number, used: number]]>([
    ['one is enough', policy, hoursLate(20), [8, 1]],
    ['two days late', policy, hoursLate(25), [8, 2]],
    ['more days than are left', policy, hoursLate(25, { lateDaysUsed: 2 }), [7.2, 1]],
    ['none left', policy, hoursLate(25, { lateDaysUsed: 3 }), [6.4, 0]],
    ['more spent than there are', policy, hoursLate(25, { lateDaysUsed: 9 }), [6.4, 0]],
    ['none in time', policy, hoursLate(-1), [8, 0]],
    ['none for a score of nothing', policy, hoursLate(20, { raw: 0 }), [0, 0]],
    ['none that would save no point', { ...policy, floor: 80 }, hoursLate(24 * 9), [6.4, 0]],
    ['none where lateness is free', { lateDays: 3 }, hoursLate(20), [8, 0]],
    ['a day frees of its hours', { percent: 1, per: 'hour', lateDays: 1 }, hoursLate(30), [7.52, 1]],
  ])('%s', (_, rule, submission, [left, used]) => {
    const { score, lateDaysUsed } = applyLatePolicy(rule, submission);
    expect([Number(score.toFixed(12)), lateDaysUsed]).toEqual([left, used]);
  });
});

test('a score is never raised nor below zero, in a thousand cases, and the same again', () => {
  const random = seededRandom(11);
  for (let count = 0; count < 1000; count += 1) {
    const [policy, submission] = [{
      percent: random.integer(101), per: random.uniform() < 0.5 ? 'hour' as const : 'day' as const, graceMinutes: random.integer(200),
      floor: random.integer(101), cap: random.integer(101), lateDays: random.integer(4),
    }, hoursLate(300 * random.uniform() - 100, { raw: 10 * random.uniform(), lateDaysUsed: random.integer(4) })];
    const late = applyLatePolicy(policy, submission);
    expect(late.score).toBeLessThanOrEqual(late.raw);
    expect(late.score).toBeGreaterThanOrEqual(0);
    expect(late.penalty).toBeGreaterThanOrEqual(0);
    expect(late.raw - late.penalty).toBeCloseTo(late.score, 12);
    expect(applyLatePolicy(policy, submission)).toEqual(late);
    const later = applyLatePolicy(policy, { ...submission, submittedAt: new Date(Date.parse(submission.submittedAt ?? due) + 3600_000).toISOString() });
    expect(later.score).toBeLessThanOrEqual(late.score);
  }
});

test.each<[string, unknown, Partial<LateSubmission>, string]>([
  ['a percentage', { percent: 101 }, {}, 'late policy: percent must be in [0, 100], got 101'],
  ['none', { floor: NaN }, {}, 'late policy: floor must be in [0, 100], got NaN'],
  ['a span', { per: 'week' }, {}, 'late policy: per must be hour or day, got week'],
  ['half a day', { lateDays: 0.5 }, {}, 'late policy: lateDays must be a whole number, got 0.5'],
  ['a name', { percentage: 10 }, {}, 'late policy: unknown option "percentage"; known: percent, per, graceMinutes, floor, cap, lateDays'],
  ['a time without a zone', {}, { dueAt: '2026-06-01T12:00:00' }, 'late policy: dueAt must be a time with its zone, such as 2026-06-01T12:00:00Z, got "2026-06-01T12:00:00"'],
  ['a score above its points', {}, { raw: 11 }, 'late policy: raw must be in [0, 10], got 11'],
])('%s that is wrong is refused', (_, policy, more, message) => {
  expect(() => applyLatePolicy(policy as LatePolicy, hoursLate(1, more))).toThrow(message);
});
