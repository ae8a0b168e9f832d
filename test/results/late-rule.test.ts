import { describe, expect, test } from 'vitest';
import { readLateRule, withLateness } from '../../lib/course/results/late-rule';
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
    ['no deadline', '{ "policy": {} }', 'late.json: it must have dueAt, a time, and policy, an object'],
    ['a deadline that is no time', '{ "dueAt": "tomorrow", "policy": {} }', 'dueAt'],
    ['a percentage that cannot be', '{ "dueAt": "2030-06-01T22:00:00Z", "policy": { "percent": 120 } }', 'percent'],
    ['a student\'s deadline that is no time', '{ "dueAt": "2030-06-01T22:00:00Z", "policy": {}, "students": { "ada": { "extendedTo": "later" } } }', 'extendedTo'],
  ])('with %s is refused before anything is graded', (_, text, message) => {
    expect(() => readLateRule(text, 'late.json')).toThrow(message);
  });
});
