import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020, type AnySchemaObject, type ValidateFunction } from 'ajv/dist/2020';
import { describe, expect, test } from 'vitest';
import type { SubmissionResult } from '../../lib/course/grading/result';
import { classroom50Result } from '../../lib/course/results/classroom50';
import { githubClassroomBase64, githubClassroomJson } from '../../lib/course/results/github-classroom';
import { gradescopeResults } from '../../lib/course/results/gradescope';
import { ownJson } from '../../lib/course/results/own-json';
import { allOutcomes, exercise, lesson, one, randomResult, result, trial, walk } from './results';

const ajv = new Ajv2020({ allErrors: true, strict: true, strictRequired: false, allowUnionTypes: true });

function schema(path: string): ValidateFunction {
  return ajv.compile(JSON.parse(readFileSync(path, 'utf8')) as AnySchemaObject);
}

const own = schema('lib/course/results/schema.json');
const gradescope = schema(join(__dirname, 'schemas', 'gradescope.json'));
const classroom50 = schema(join(__dirname, 'schemas', 'classroom50.json'));
const githubClassroom = schema(join(__dirname, 'schemas', 'github-classroom.json'));

const environment = {
  CLASSROOM: 'optimisation-26', ASSIGNMENT: 'descent', ASSIGNMENT_TYPE: 'individual', OWNER: 'ada', USERNAME: 'ada',
  SUBMISSION_TAG: 'submit/2026-06-01T14-32-05Z-a1b2c3d',
  COMMIT_URL: 'https://example.org/c', RELEASE_URL: 'https://example.org/r', REVIEW_URL: 'https://example.org/v',
};

interface Test { readonly name: string; readonly 'test-name': string; readonly output: string; readonly message: string; readonly status: string; readonly visibility: string; readonly number: string; readonly score: number; readonly max_score: number; readonly 'max-score': number; readonly passed: boolean }
interface Written { readonly score: number; readonly max_score: number; readonly 'max-score': number; readonly status: string; readonly datetime: string; readonly output: string; readonly tests: Test[]; readonly leaderboard?: object[] }

function read(text: string | undefined): Written {
  return JSON.parse(text ?? 'null') as Written;
}

const results = Array.from({ length: 100 }, (_, seed) => randomResult(seed));
const gradedResults = results.filter(({ verdict }) => verdict !== 'infrastructure error');

describe('a hundred results fit the published form', () => {
  test.each(results)('own JSON, and nothing is lost: $student.id', one => {
    const read: unknown = JSON.parse(ownJson(one));
    own(read);
    expect(own.errors ?? []).toEqual([]);
    expect(read).toEqual(one);
  });

  test.each([
    ['Gradescope', gradescope, gradescopeResults],
    ['Classroom 50', classroom50, (one: SubmissionResult) => classroom50Result(one, environment)],
    ['GitHub Classroom', githubClassroom, githubClassroomJson],
  ] as const)('%s', (_, validate, write) => {
    for (const one of gradedResults) {
      validate(JSON.parse(write(one) ?? 'null'));
      expect(validate.errors ?? [], one.student.id).toEqual([]);
    }
  });
});

describe('the schema of the own JSON is closed', () => {
  const sound = result([lesson([exercise([trial()], { walk: walk(1), mistake: 'Adam without bias correction.' })])], {
    late: { raw: 2, penalty: 1, score: 1, secondsLate: 60, lateDaysUsed: 0, explanation: 'late' },
  });

  test('all that a result may have is in it', () => {
    own(JSON.parse(ownJson(sound)));
    expect(own.errors ?? []).toEqual([]);
  });

  test.each<[string, unknown]>([
    ['an unknown member', { ...sound, grade: 1 }],
    ['one in a trial', result([lesson([exercise([{ ...trial(), points2: 1 } as never])])])],
    ['a number that is none', { ...sound, score: null }],
    ['a time with fractions', { ...sound, submission: { ...sound.submission, submittedAt: '2026-06-01T14:32:05.123Z' } }],
    ['points for a crash', one({ outcome: 'crash', score: 1 })],
    ['what a hidden trial printed', one({ visibility: 'hidden', printed: 'x' })],
    ['a refusal without a reason', { ...sound, verdict: 'not gradable' }],
  ])('%s is refused', (_, bad) => {
    expect(own(JSON.parse(JSON.stringify(bad)))).toBe(false);
  });
});

describe('Gradescope', () => {
  test('a test for each trial, by its number; hidden ones are seen once grades are published', () => {
    const { score, tests } = read(gradescopeResults(result([lesson([exercise([trial(), trial({ name: 'secret', visibility: 'hidden', outcome: 'failed' })])])])));
    expect(score).toBe(2);
    expect(tests.map(({ number, name, status, visibility, score }) => [number, name, status, visibility, score])).toEqual([
      ['7.1', 'Finish Adam: one step', 'passed', 'visible', 2],
      ['7.1', 'Finish Adam: secret', 'failed', 'after_published', 0],
    ]);
    expect(read(gradescopeResults(one({ visibility: 'hidden' }), { hiddenTrials: 'hidden' })).tests[0]?.visibility).toBe('hidden');
  });

  test('a trial without points that failed is no pass', () => {
    expect(read(gradescopeResults(one({ points: 0, outcome: 'crash' }))).tests[0]?.status).toBe('failed');
  });

  test('message, mistake and prints stand at the public trial that missed', () => {
    const { tests } = read(gradescopeResults(result([lesson([exercise(
      [trial({ name: 'secret', visibility: 'hidden', outcome: 'failed' }), trial({ name: 'seen', outcome: 'failed', printed: 'here' })],
      { mistake: 'The sign is lost.' },
    )])])));
    expect(tests.map(({ output }) => output.includes('The sign is lost.'))).toEqual([false, true]);
    expect(tests[1]?.output).toContain('Your code printed:\nhere');
  });

  test('a submission that cannot be graded explains itself, with nothing', () => {
    // What was found before it was refused is no grade.
    const refused = result([lesson([exercise([trial()])])], { verdict: 'not gradable', reason: 'it is no zip' });
    expect(read(classroom50Result(refused, environment)).score).toBe(0);
    const { score, tests } = read(gradescopeResults(refused));
    expect(score).toBe(0);
    expect(tests).toHaveLength(1);
    expect(tests[0]).toMatchObject({ score: 0, status: 'failed', visibility: 'visible' });
    expect(tests[0]?.output).toBe('it is no zip. This attempt should not count: mend it and hand it in again.');
  });

  test('sums of tenths are written as tenths, and lateness counts', () => {
    const three = result([lesson([exercise([trial({ points: 0.1 }), trial({ name: 'b', points: 0.2 })])])]);
    expect(three.score).not.toBe(0.3);
    expect(read(gradescopeResults(three)).score).toBe(0.3);
    const late = { raw: 2, penalty: 0.5, score: 1.5, secondsLate: 60, lateDaysUsed: 0, explanation: 'Handed in 1 min late.' };
    expect(read(gradescopeResults(one({}, { late })))).toMatchObject({ score: 1.5, output: 'Handed in 1 min late.' });
  });

  test('a leaderboard, of what exercises measure, of numbers only', () => {
    const measured = (value: number): SubmissionResult => result([lesson([exercise([trial()]), exercise([trial()], { leaderboard: { name: 'loss', value, order: 'asc' } })])]);
    expect(read(gradescopeResults(measured(0.1))).leaderboard).toEqual([{ name: 'loss', value: 0.1, order: 'asc' }]);
    expect(read(gradescopeResults(one())).leaderboard).toBeUndefined();
    expect(() => gradescopeResults(measured(NaN))).toThrow('leaderboard: loss must be a finite number, got NaN');
  });
});

describe('Classroom 50', () => {
  const write = (one: SubmissionResult, more: object = {}): Written => read(classroom50Result(one, { ...environment, ...more }));

  test('points are hundredths, rounded once, and every test says so', () => {
    const third = 1 / 3;
    const { score, 'max-score': most, tests } = write(result([lesson([exercise([
      trial({ points: 1, score: third, outcome: 'passed' }), trial({ name: 'b', points: 1, score: third, outcome: 'passed' }), trial({ name: 'c', points: 1, score: third, outcome: 'passed' }),
    ])])]));
    // Three times 33 would be 99.
    expect([score, most]).toEqual([100, 300]);
    expect(tests.map(({ score }) => score)).toEqual([33, 33, 33]);
    for (const { message } of tests) expect(message).toContain('written in hundredths');
  });

  test('full marks are full, and nothing is nothing, in every result', () => {
    for (const one of gradedResults) {
      const { score, 'max-score': most } = write(one);
      expect(score).toBeLessThanOrEqual(most);
      if (one.score === one.points) expect(score).toBe(most);
      if (one.score === 0) expect(score).toBe(0);
    }
  });

  test('the time is that of the submission, else of its tag, and never the clock', () => {
    const { submittedAt: _, ...submission } = one().submission;
    expect(write(one()).datetime).toBe('2026-06-01T14:32:05Z');
    expect(write(one({}, { submission }), { SUBMISSION_TAG: 'submit/2026-07-02T01-02-03Z-abc' }).datetime).toBe('2026-07-02T01:02:03Z');
    expect(() => write(one({}, { submission }), { SUBMISSION_TAG: 'submit/mine' })).toThrow("the submission's time must be known; neither the result nor the tag \"submit/mine\" has it");
  });

  test.each(Object.keys(environment).filter(name => name !== 'USERNAME'))('%s has to be there', name => {
    expect(() => write(one(), { [name]: '' })).toThrow(`classroom 50: ${name} must be set in the environment, got nothing`);
  });
});

describe('GitHub Classroom', () => {
  test('base64 holds the same', () => {
    expect(Buffer.from(githubClassroomBase64(one()) ?? '', 'base64').toString()).toBe(githubClassroomJson(one()));
  });

  test('every test has a score, so that sums are numbers, and lateness is a test of its own', () => {
    const late = { raw: 2, penalty: 0.5, score: 1.5, secondsLate: 60, lateDaysUsed: 0, explanation: 'Handed in 1 min late.' };
    const { tests } = read(githubClassroomJson(one({}, { late })));
    expect(tests.reduce((sum, { score }) => sum + score, 0)).toBe(1.5);
  });

  test.each(allOutcomes)('a trial that is "%s"', outcome => {
    const expected = outcome === 'passed' ? 'pass' : ['failed', 'to do'].includes(outcome) ? 'fail' : 'error';
    const { status, tests } = read(githubClassroomJson(one({ outcome })));
    expect([status, tests[0]?.status]).toEqual([expected, expected]);
  });
});

test('where the grader failed there is no grade in any form', () => {
  const failed = result([], { verdict: 'infrastructure error', reason: 'the disk is full' });
  expect(gradescopeResults(failed)).toBeUndefined();
  expect(classroom50Result(failed, {})).toBeUndefined();
  expect(githubClassroomJson(failed)).toBeUndefined();
  expect(githubClassroomBase64(failed)).toBeUndefined();
});
