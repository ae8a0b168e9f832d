import { describe, expect, test } from 'vitest';
import { lessonGrades } from '../../lib/course/results/gradebook/lesson-grades';
import { readLateRule, ruleOfCourse, withLateness } from '../../lib/course/results/late-rule';
import type { SubmissionResult } from '../../lib/course/grading/result';

const rule = readLateRule('{ "dueAt": "2030-06-01T22:00:00Z", "policy": { "percent": 10 }, "students": { "ada": { "extendedTo": "2030-06-03T22:00:00Z" } } }', 'late.json');

const result = (id: string, submittedAt: string | undefined, verdict: SubmissionResult['verdict'] = 'graded'): SubmissionResult => ({
  schema: 'descent/result/v1', verdict, reason: '', student: { id }, submission: { name: id, files: [], ignored: [], ...(submittedAt !== undefined && { submittedAt }) },
  grader: { version: '1', isolation: 'bubblewrap', isolationReason: '', node: '20', manifest: '' }, score: 50, points: 80, lessons: [], warnings: [], seconds: 1,
});

describe('a rule for late work', () => {
  // Each begun day takes a tenth of the 50 points that were reached.
  test.each<[what: string, id: string, submittedAt: string | undefined, score: number]>([
    ['in time', 'bob', '2030-06-01T21:59:59Z', 50],
    ['half a day late', 'bob', '2030-06-02T10:00:00Z', 45],
    ['two days late', 'bob', '2030-06-03T22:00:00Z', 40],
    ['two days late, and two days longer to do it', 'ada', '2030-06-03T22:00:00Z', 50],
    ['at a time that nothing says', 'bob', undefined, 50],
    ['by somebody who is called like a part of the language', 'constructor', '2030-06-02T10:00:00Z', 45],
  ])('%s', (_, id, submittedAt, score) => {
    expect(withLateness(result(id, submittedAt), rule).late?.score).toBeCloseTo(score, 10);
  });

  test('takes nothing off what is not graded', () => {
    expect(withLateness(result('bob', '2030-07-01T00:00:00Z', 'not gradable'), rule).late).toBeUndefined();
  });

  test.each([
    ['what is no JSON', '{', 'late.json: it is not JSON'],
    ['another field', '{ "dueAt": "2030-06-01T22:00:00Z", "policy": {}, "due": 1 }', 'late.json: there is no "due"; known: dueAt, policy, students'],
    ['no deadline', '{ "policy": {} }', 'late.json: it must have dueAt, a time, and policy, an object, where course.json has none'],
    ['no policy', '{ "dueAt": "2030-06-01T22:00:00Z" }', 'late.json: it must have dueAt, a time, and policy, an object, where course.json has none'],
    ['a deadline that is no time', '{ "dueAt": "tomorrow", "policy": {} }', 'dueAt'],
    ['a percentage that cannot be', '{ "dueAt": "2030-06-01T22:00:00Z", "policy": { "percent": 120 } }', 'percent'],
    ['a student\'s deadline that is no time', '{ "dueAt": "2030-06-01T22:00:00Z", "policy": {}, "students": { "ada": { "extendedTo": "later" } } }', 'extendedTo'],
  ])('with %s is refused before anything is graded', (_, text, message) => {
    expect(() => readLateRule(text, 'late.json')).toThrow(message);
  });
});

describe('the times of a course', () => {
  const policy = { percent: 10 };
  const dues = { '1.1': '2030-06-01T22:00:00Z', '1.2': '2030-06-02T00:00:00+02:00', '2.1': '2030-06-08T22:00:00Z' };
  const exercise = (number: string, score: number, points: number) => ({ number, title: number, function: 'f', score, points, mistake: '', trials: [] });
  const lesson = (slug: string, exercises: ReturnType<typeof exercise>[]) => ({
    slug, status: 'graded' as const, message: '', exercises,
    score: exercises.reduce((sum, { score }) => sum + score, 0), points: exercises.reduce((sum, { points }) => sum + points, 0),
  });
  const handedIn = (submittedAt: string, id = 'bob'): SubmissionResult => ({
    ...result(id, submittedAt), score: 33, points: 50,
    lessons: [lesson('01-a', [exercise('1.1', 10, 10), exercise('1.2', 8, 10)]), lesson('02-b', [exercise('2.1', 10, 20)]), lesson('03-c', [exercise('3.1', 5, 10)])],
  });

  test('each exercise loses by its own, and one that is due at no time loses nothing', () => {
    // Half a day after the first two were due, which is one moment in two zones: a tenth of 18.
    const { late, ...others } = withLateness(handedIn('2030-06-02T10:00:00Z'), ruleOfCourse({ dues, policy }));
    expect(late).toMatchObject({ raw: 33, secondsLate: 12 * 3600, lateDaysUsed: 0, explanation: '1.1, 1.2: Handed in 12 h late, which costs 1.8 points.', lessons: { '01-a': 1.8, '02-b': 0 } });
    expect(late?.penalty).toBeCloseTo(1.8, 10);
    expect(late?.score).toBeCloseTo(31.2, 10);
    expect(lessonGrades({ ...others, ...(late && { late }) }).map(({ slug, score }) => [slug, score])).toEqual([['01-a', 16.2], ['02-b', 10], ['03-c', 5]]);
  });

  test('what is due at two times and late for both says so for each', () => {
    // Eight begun days for the first two, one for the third.
    const { late } = withLateness(handedIn('2030-06-09T10:00:00Z'), ruleOfCourse({ dues, policy }));
    expect(late?.penalty).toBeCloseTo(0.8 * 18 + 0.1 * 10, 10);
    expect(late?.explanation).toBe('1.1, 1.2: Handed in 7 d 12 h late, which costs 14.4 points. 2.1: Handed in 12 h late, which costs 1 points.');
  });

  test('free days go to what was due first, and what one has taken the next has not', () => {
    const used = (lateDays: number) => withLateness(handedIn('2030-06-09T10:00:00Z'), ruleOfCourse({ dues, policy: { ...policy, lateDays } })).late;
    expect(used(8)).toMatchObject({ lateDaysUsed: 8, lessons: { '01-a': 0, '02-b': 1 } });
    expect(used(9)).toMatchObject({ lateDaysUsed: 9, penalty: 0 });
  });

  test('a course without times, or that says nothing of lateness, has no rule', () => {
    expect(ruleOfCourse({ policy })).toBeUndefined();
    expect(ruleOfCourse({ dues })).toBeUndefined();
    expect(withLateness(handedIn('2031-01-01T00:00:00Z'), undefined).late).toBeUndefined();
  });

  test('a file may say only what holds for some, and one with a time of its own is heard before the course', () => {
    const students = readLateRule('{ "students": { "ada": { "extendedTo": "2030-06-09T22:00:00Z" } } }', 'late.json', { dues, policy });
    expect(withLateness(handedIn('2030-06-09T10:00:00Z', 'ada'), students).late?.penalty).toBe(0);
    expect(withLateness(handedIn('2030-06-09T10:00:00Z'), students).late?.penalty).toBeCloseTo(15.4, 10);
    const later = readLateRule('{ "dueAt": "2031-01-01T00:00:00Z" }', 'late.json', { dues, policy });
    expect(withLateness(handedIn('2030-06-09T10:00:00Z'), later).late?.penalty).toBe(0);
  });

  test('a rule from before is forgotten', () => {
    const before = withLateness(handedIn('2030-06-09T10:00:00Z'), ruleOfCourse({ dues, policy }));
    expect(withLateness(before, undefined).late).toBeUndefined();
  });
});
