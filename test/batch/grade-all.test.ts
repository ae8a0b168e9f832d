import { existsSync, mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterAll, describe, expect, test } from 'vitest';
import { gradeAll, readResult, resultFolders, type BatchIndex, type BatchOptions, type Grading } from '../../lib/course/batch';
import { folderName } from '../../lib/course/batch/result-folder';
import type { SubmissionResult } from '../../lib/course/grading/result';
import type { FoundSubmission } from '../../lib/course/submissions';
import { grading, handedIn, readJson, resultOf, standIn } from './stand-in';

const roots: string[] = [];
afterAll(() => {
  for (const root of roots) rmSync(root, { recursive: true, force: true });
});

function course(scores: Readonly<Record<string, string>>): ReturnType<typeof handedIn> {
  const given = handedIn(scores);
  roots.push(given.root);
  return given;
}

/** Node's collector of garbage, which is reached by a flag. */
function garbageCollector(): () => void {
  setFlagsFromString('--expose-gc');
  return runInNewContext('gc') as () => void;
}

const resultIn = (out: string, id: string): SubmissionResult | undefined => readResult(join(out, folderName(id)));

describe('a batch', () => {
  test('each result is in the student\'s folder, in the index, and given to what writes the other forms', async () => {
    const given = course({ alice: '7', bob: '4' });
    const written: string[] = [];
    const { options } = standIn(given, { write: (result, folder) => written.push(`${result.student.id} ${folder}`), overview: ({ totals }, out) => written.push(`${totals.graded} ${out}`) });
    const batch = await gradeAll(options);
    expect(batch).toMatchObject({ submissions: 2, graded: 2, notGradable: 0, infrastructureErrors: 0, kept: 0, meanScore: 5.5, points: 10, interrupted: false });
    expect(resultIn(given.out, 'alice')).toMatchObject({ verdict: 'graded', score: 7, student: { id: 'alice' }, seconds: 0.25 });
    expect(written.sort()).toEqual([`2 ${given.out}`, `alice ${join(given.out, 'alice')}`, `bob ${join(given.out, 'bob')}`]);
    const index = readJson<BatchIndex>(given.out, 'index.json');
    expect(index.totals).toEqual({ graded: 2, notGradable: 0, infrastructureErrors: 0, meanScore: 5.5, points: 10 });
    expect(index.results.map(({ folder, score, lessons }) => [folder, score, lessons])).toEqual([
      ['alice', 7, [{ slug: '07-adam', status: 'graded', score: 7, points: 10 }]],
      ['bob', 4, [{ slug: '07-adam', status: 'graded', score: 4, points: 10 }]],
    ]);
    expect(readdirSync(given.out).sort()).toEqual(['alice', 'bob', 'index.json']);
  });

  test('of 500, twenty at which the grader throws or hangs cost nobody else anything, and are graded again', async () => {
    const ids = Array.from({ length: 500 }, (_, i) => `s${String(i).padStart(3, '0')}`);
    const given = course(Object.fromEntries(ids.map((id, i) => [id, String(i % 11)])));
    const bad = ids.filter((_, i) => i % 25 === 7);
    const faults = [() => { throw new Error('bwrap: cannot start'); }, () => Promise.reject(new RangeError('out of boxes')), () => Promise.reject('not even an error'), () => new Promise<never>(() => {})] as const;
    const asked: AbortSignal[] = [];
    const { options } = standIn(given, {
      jobs: 8,
      limitSeconds: 0.3,
      grade: async (submission, signal) => {
        const which = bad.indexOf(submission.student.id);
        if (which % 4 === 3) asked.push(signal);
        return which < 0 ? resultOf(submission) : (faults[which % 4] as () => Promise<never>)();
      },
    });
    const batch = await gradeAll(options);
    expect(batch).toMatchObject({ submissions: 500, graded: 480, infrastructureErrors: 20, notGradable: 0, kept: 0 });
    const reasons = bad.slice(0, 4).map(id => resultIn(given.out, id));
    expect(reasons.map(result => [result?.verdict, result?.reason, result?.score, result?.points])).toEqual([
      ['infrastructure error', 'bwrap: cannot start', 0, 10],
      ['infrastructure error', 'out of boxes', 0, 10],
      ['infrastructure error', 'not even an error', 0, 10],
      ['infrastructure error', 'grading did not end within 0.3 s', 0, 10],
    ]);
    expect(asked.map(({ aborted }) => aborted)).toEqual([true, true, true, true, true]);
    const again = standIn(given);
    expect(await gradeAll(again.options)).toMatchObject({ graded: 500, infrastructureErrors: 0, kept: 480 });
    expect(again.graded.sort()).toEqual(bad);
  });

  test('what the student can mend is a row, and no fault of the grader', async () => {
    const given = course({ alice: '7', bob: '4' });
    writeFileSync(join(given.root, 'in', 's1', '07-adam.ts'), Buffer.from([0xff]));
    const { options } = standIn(given);
    expect(await gradeAll(options)).toMatchObject({ graded: 1, notGradable: 1, infrastructureErrors: 0 });
    expect(resultIn(given.out, 'bob')).toMatchObject({ verdict: 'not gradable', reason: '"07-adam.ts" is not UTF-8 text; save it as UTF-8', score: 0, points: 10, lessons: [] });
  });

  test('a submission that has gone meanwhile is the machine\'s fault', async () => {
    const given = course({ alice: '7' });
    rmSync(join(given.root, 'in'), { recursive: true });
    expect(await gradeAll(standIn(given).options)).toMatchObject({ infrastructureErrors: 1 });
  });

  test('a form that cannot be made is a fault of the grader, and leaves no grade', async () => {
    const given = course({ alice: '7', bob: '4' });
    const written: string[] = [];
    const write = ({ student, verdict }: SubmissionResult): void => {
      if (student.id === 'alice') written.push(verdict);
      if (student.id === 'alice') throw new Error('no such form');
    };
    expect(await gradeAll(standIn(given, { write }).options)).toMatchObject({ graded: 1, infrastructureErrors: 1 });
    expect(resultIn(given.out, 'alice')).toMatchObject({ verdict: 'infrastructure error', reason: 'the result could not be written: no such form', score: 0 });
    expect(written, 'what was written of the grade is written over').toEqual(['graded', 'infrastructure error']);
    const again = standIn(given);
    await gradeAll(again.options);
    expect(again.graded).toEqual(['alice']);
  });

  test.each([1, 3, 20])('with %d jobs, so many are graded at a time', async jobs => {
    const given = course(Object.fromEntries(Array.from({ length: 12 }, (_, i) => [`s${i}`, '1'])));
    let running = 0;
    let most = 0;
    const grade: Parameters<typeof gradeAll>[0]['grade'] = async submission => {
      most = Math.max(most, (running += 1));
      await new Promise(done => setTimeout(done, 20));
      running -= 1;
      return resultOf(submission);
    };
    await gradeAll(standIn(given, { jobs, grade }).options);
    expect(most).toBe(Math.min(jobs, 12));
  });

  test.each([0, 1.5, -1, NaN])('%d jobs are none', async jobs => {
    await expect(gradeAll(standIn(course({ alice: '7' }), { jobs }).options)).rejects.toThrow(`grade: jobs must be a whole number from 1, got ${jobs}`);
  });

  test('two submissions of one student would be one folder', async () => {
    const given = course({ alice: '7' });
    await expect(gradeAll(standIn({ ...given, submissions: [...given.submissions, ...given.submissions] }).options)).rejects.toThrow('grade: two submissions of one student, "alice"');
  });

  test('the results of others that are there already are in the index too', async () => {
    const given = course({ alice: '7', bob: '4' });
    for (const found of given.submissions) await gradeAll(standIn({ ...given, submissions: [found] }).options);
    expect(readJson<BatchIndex>(given.out, 'index.json').totals).toMatchObject({ graded: 2, meanScore: 5.5 });
  });

  test('a result of another student that somebody broke does not stop it, and is said', async () => {
    const given = course({ alice: '7' });
    mkdirSync(join(given.out, 'zoe'), { recursive: true });
    writeFileSync(join(given.out, 'zoe', 'result.json'), '{"schema": ');
    const { damaged, graded } = await gradeAll(standIn(given).options);
    expect([graded, damaged]).toEqual([1, [{ folder: 'zoe', reason: expect.stringContaining('zoe/result.json is not a result') as string }]]);
    expect(readJson<BatchIndex>(given.out, 'index.json').damaged).toEqual(damaged);
  });
});

describe('what has not changed is kept', () => {
  const scores = { alice: '7', bob: '4', carol: '1' };

  test('as it is: not even the file is written again', async () => {
    const given = course(scores);
    await gradeAll(standIn(given).options);
    const before = statSync(join(given.out, 'alice', 'result.json')).mtimeMs;
    const again = standIn(given);
    expect(await gradeAll(again.options)).toMatchObject({ kept: 3, graded: 3, meanScore: 4 });
    expect(again.graded).toEqual([]);
    expect(statSync(join(given.out, 'alice', 'result.json')).mtimeMs).toBe(before);
  });

  test('one byte costs one grading', async () => {
    const given = course(scores);
    await gradeAll(standIn(given).options);
    writeFileSync(join(given.root, 'in', 's1', '07-adam.ts'), '5');
    const again = standIn(given);
    expect(await gradeAll(again.options)).toMatchObject({ kept: 2 });
    expect(again.graded).toEqual(['bob']);
    expect(resultIn(given.out, 'bob')?.score).toBe(5);
  });

  test.each<[what: string, change: (root: string) => void]>([
    ['a file beside it that is used', root => writeFileSync(join(root, 'helper.ts'), '')],
    ['another path of the same bytes', root => { mkdirSync(join(root, 'exercises')); writeFileSync(join(root, 'exercises', '07-adam.ts'), '4'); rmSync(join(root, '07-adam.ts')); }],
  ])('so does %s', async (_, change) => {
    const given = course(scores);
    await gradeAll(standIn(given).options);
    change(join(given.root, 'in', 's1'));
    const again = standIn(given);
    await gradeAll(again.options);
    expect(again.graded).toEqual(['bob']);
  });

  test('what is not used costs nothing, and is renewed in the result, and so is the time', async () => {
    const given = course(scores);
    await gradeAll(standIn(given).options);
    writeFileSync(join(given.root, 'in', 's0', 'report.pdf'), '%PDF');
    const submissions = given.submissions.map(found => ({ ...found, submittedAt: '2026-06-01T14:32:01Z', student: { ...found.student, name: 'N' } }));
    for (const run of [1, 2]) {
      const again = standIn({ ...given, submissions });
      expect(await gradeAll(again.options), `run ${run}`).toMatchObject({ kept: 3 });
      expect(again.graded).toEqual([]);
      expect(resultIn(given.out, 'alice')).toMatchObject({
        score: 7,
        student: { id: 'alice', name: 'N' },
        submission: { submittedAt: '2026-06-01T14:32:01Z', ignored: [{ path: 'report.pdf', reason: 'not TypeScript, JavaScript or JSON' }] },
      });
    }
  });

  test('what depends on the time is settled anew, though nothing is graded again', async () => {
    const given = course(scores);
    const settle = (late: boolean): Pick<BatchOptions, 'settle'> => ({
      settle: result => ({ ...result, late: { raw: result.score, penalty: late ? 1 : 0, score: result.score - (late ? 1 : 0), secondsLate: 0, lateDaysUsed: 0, explanation: '' } }),
    });
    await gradeAll({ ...standIn(given).options, ...settle(false) });
    const again = standIn(given);
    expect(await gradeAll({ ...again.options, ...settle(true) })).toMatchObject({ kept: 3 });
    expect(again.graded).toEqual([]);
    expect(resultIn(given.out, 'alice')).toMatchObject({ score: 7, late: { penalty: 1, score: 6 } });
  });

  const otherGrader = (change: Partial<Grading['grader']>): Grading => ({ ...grading, grader: { ...grading.grader, ...change } });
  test.each<[what: string, changed: Grading]>([
    ['points and limits', otherGrader({ manifest: 'abd' })],
    ['the grader', otherGrader({ version: '1.0.1' })],
    ['the seed', { ...grading, seed: 'another secret' }],
    ['the isolation that is asked for', { ...grading, isolationMinimum: 'bubblewrap' }],
  ])('another value of %s costs all', async (_, changed) => {
    const given = course(scores);
    await gradeAll(standIn(given).options);
    const again = standIn(given, { grading: changed });
    await gradeAll(again.options);
    expect(again.graded.sort()).toEqual(['alice', 'bob', 'carol']);
  });

  test('unless it is forced', async () => {
    const given = course(scores);
    await gradeAll(standIn(given).options);
    const again = standIn(given, { force: true });
    expect(await gradeAll(again.options)).toMatchObject({ kept: 0, graded: 3 });
    expect(again.graded).toHaveLength(3);
  });

  test('the other forms of it are written, since others may be asked for', async () => {
    const given = course(scores);
    await gradeAll(standIn(given).options);
    const written: string[] = [];
    await gradeAll(standIn(given, { write: ({ student }) => written.push(student.id) }).options);
    expect(written.sort()).toEqual(['alice', 'bob', 'carol']);
  });

  test('a result that was edited, or is not the one of its key, is not', async () => {
    const given = course(scores);
    await gradeAll(standIn(given).options);
    const file = join(given.out, 'alice', 'result.json');
    writeFileSync(file, JSON.stringify({ ...readJson<SubmissionResult>(file), score: 10 }));
    const again = standIn(given);
    await gradeAll(again.options);
    expect(again.graded).toEqual(['alice']);
    expect(resultIn(given.out, 'alice')?.score).toBe(7);
  });

  test('a fault in between is not taken for the older result', async () => {
    const given = course(scores);
    await gradeAll(standIn(given).options);
    await gradeAll(standIn(given, { force: true, grade: async () => Promise.reject(new Error('no box')) }).options);
    const again = standIn(given);
    expect(await gradeAll(again.options)).toMatchObject({ kept: 0, graded: 3 });
  });
});

describe('names of strangers', () => {
  const hostile = ['../../evil', '/etc/passwd', 'a/b', 'index.json', '.lock', '..', '.', '', 'Alice', 'alice', 'CON', 'nul.txt', 'x'.repeat(300), 'Jürgen 🎓', 'a\nb', '-rf', 'a.', '~root', '\x1b[2J', 'con'];

  test('are folders in the folder of results and nowhere else, one each', async () => {
    const given = course(Object.fromEntries(hostile.map((id, i) => [id, String(i % 11)])));
    await gradeAll(standIn(given).options);
    expect(resultFolders(given.out)).toHaveLength(hostile.length);
    for (const [i, id] of hostile.entries()) expect(resultIn(given.out, id), id).toMatchObject({ student: { id }, score: i % 11 });
    expect(readdirSync(given.root).sort()).toEqual(['in', 'results']);
    expect(readdirSync(given.out).every(name => name === 'index.json' || /^[a-z0-9~][a-z0-9_.@+~-]*$/.test(name))).toBe(true);
    expect(new Set(readdirSync(given.out).map(name => name.toLowerCase())).size).toBe(hostile.length + 1);
  });

  test.each([
    ['alice', 'alice'],
    ['jane.doe@example.edu', 'jane.doe@example.edu'],
    ['submission_101', 'submission_101'],
    ['00123', '00123'],
    ['Jürgen 🎓', expect.stringMatching(/^ju-rgen-~[0-9a-f]{16}$/)],
    ['index.json', expect.stringMatching(/^index-json~[0-9a-f]{16}$/)],
    // One that looks like another's folder is not it.
    [folderName('Alice'), expect.not.stringMatching(`^${folderName('Alice')}$`)],
  ])('%s is in %s', (id, folder) => {
    expect(folderName(id)).toEqual(folder);
  });
});

test('the results are not held in memory', async () => {
  const given = course(Object.fromEntries(Array.from({ length: 120 }, (_, i) => [`s${i}`, '1'])));
  const collect = garbageCollector();
  const held: WeakRef<SubmissionResult>[] = [];
  const counts: number[] = [];
  const grade: Parameters<typeof gradeAll>[0]['grade'] = async submission => {
    const result = { ...resultOf(submission), warnings: ['x'.repeat(1000)] };
    held.push(new WeakRef(result));
    // Collects what nobody holds, once this turn of the loop, which holds what a WeakRef was just made of, is over.
    await new Promise(done => setTimeout(done, 0));
    collect();
    counts.push(held.filter(ref => ref.deref() !== undefined).length);
    return result;
  };
  await gradeAll(standIn(given, { jobs: 4, grade }).options);
  // Those that are being graded, and some that the last turn still held.
  expect(Math.max(...counts)).toBeLessThanOrEqual(12);
});

test('a batch that is ended leaves whole results, and goes on where it was', async () => {
  const given = course(Object.fromEntries(Array.from({ length: 30 }, (_, i) => [`s${i}`, '1'])));
  const stop = new AbortController();
  const ended: string[] = [];
  const first = standIn(given, {
    jobs: 3,
    signal: stop.signal,
    grade: async (submission, signal) => {
      signal.addEventListener('abort', () => ended.push(submission.student.id));
      if (submission.student.id === 's12') stop.abort(new Error('enough'));
      return Number(submission.student.id.slice(1)) >= 10 ? new Promise<never>(() => {}) : resultOf(submission);
    },
  });
  const batch = await gradeAll(first.options);
  expect(batch).toMatchObject({ interrupted: true, submissions: 30, graded: 10, infrastructureErrors: 0 });
  expect(ended.sort()).toEqual(['s10', 's11', 's12']);
  expect(resultFolders(given.out)).toHaveLength(10);
  expect(existsSync(join(given.out, '.lock'))).toBe(false);
  const second = standIn(given);
  expect(await gradeAll(second.options)).toMatchObject({ interrupted: false, graded: 30, kept: 10 });
  expect(second.graded).toHaveLength(20);
});
