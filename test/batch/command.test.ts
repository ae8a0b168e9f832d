import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { gradeAll, readResult, resultFolders } from '../../lib/course/batch';
import { inChild } from './child';
import { handedIn, standIn } from './stand-in';

const scratch = mkdtempSync(join(tmpdir(), 'descent-grade-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

const built = existsSync('lib/dist/course/cli/grade.js') ? undefined : 'the library is not built';
beforeEach(context => context.skip(built !== undefined, built));

function descent(...parameters: string[]): { code: number | null; out: string; err: string } {
  const run = spawnSync(process.execPath, [resolve('lib/bin/descent.js'), ...parameters], { encoding: 'utf8' });
  return { code: run.status, out: run.stdout, err: run.stderr };
}

let count = 0;

/** A folder of submissions, each a file of the exercise with this text, or another file. */
function submissions(files: Readonly<Record<string, string>>): { input: string; out: string } {
  const root = join(scratch, String((count += 1)));
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(join(root, 'in', path, '..'), { recursive: true });
    writeFileSync(join(root, 'in', path), text);
  }
  return { input: join(root, 'in'), out: join(root, 'results') };
}

/** The command with the stand-in for its grader, ended as the program ends it. */
function grading(paths: readonly string[], options: object, connect = "async () => graderFor('m', 0)"): ReturnType<typeof inChild> {
  return inChild(`
    endWithTheOthers();
    const options = ${JSON.stringify({ requireIsolation: 'own-process', ...options })};
    await command.grade(${JSON.stringify(paths)}, options, ${connect}).catch(error => { say(error.message); process.exitCode = error.exitCode; });`);
}

describe('a slip on the command line ends with 2', () => {
  const { input } = submissions({ 'alice/07-adam.ts': '7' });
  writeFileSync(join(scratch, 'short'), 'abc');
  test.each<[parameters: string[], message: RegExp]>([
    [[], /^error: missing required argument 'submissions'/],
    [[input, '--nope'], /^error: unknown option '--nope'/],
    [[input, '--jobs', '0'], /argument '0' is invalid\. it is a whole number from 1 to 9999\./],
    [[input, '--jobs', '2.5'], /it is a whole number/],
    [[input, '--require-isolation', 'vm'], /Allowed choices are bubblewrap, own-user, own-process\./],
    [[input, '--shard', '4/3'], /^descent: shard must be like 3\/16, from 1 to the number of parts, got 4\/3$/m],
    [[input, '--seed-file', '/no/such'], /^descent: cannot read the seed file \/no\/such: ENOENT: no such file or directory$/m],
    [[input, '--seed-file', join(scratch, 'short')], /must hold a secret of at least 16 characters, got 3$/m],
    [['/no/such/folder'], /^descent: there is no submission "\/no\/such\/folder"$/m],
    [[join(input, 'alice'), join(input, 'alice', '07-adam.ts')], /^descent: two submissions of "alice": ".*alice" and ".*"; nothing says which is newer, keep one$/m],
    [['merge', input], /^error: required option '--out <folder>' not specified/],
    [['merge', input, '--out', join(scratch, 'x')], /^descent: merge: there are no results in /],
  ])('grade %j', (parameters, message) => {
    const { code, err, out } = descent('grade', ...parameters);
    expect(err).toMatch(message);
    expect([code, out]).toEqual([2, '']);
  });

  test('to ask for help is none, and each option says its default', () => {
    const { code, out } = descent('grade', '--help');
    expect(code).toBe(0);
    const options = out.split(/\n(?= {2}-)/).slice(1).filter(text => !text.includes('--help'));
    expect(options).toHaveLength(9);
    for (const text of options) expect(text).toMatch(/default:/);
  });
});

describe('the exit code', () => {
  test('is 0 for whatever score', async () => {
    const { input, out } = submissions({ 'alice/07-adam.ts': '0' });
    const { code, printed } = await grading([input], { out }).ended;
    expect(printed).toContain(`1 graded, mean score 0 of 10; 0 not gradable; 0 infrastructure errors; the results are in ${out}`);
    expect(code).toBe(0);
  });

  test('is 3 for one that cannot be graded, and 0 where it is one of several', async () => {
    const { input, out } = submissions({ 'alice/notes.txt': 'a', 'bob/07-adam.ts': '7' });
    const alone = await grading([join(input, 'alice')], { out }).ended;
    expect(alone.printed).toMatch(/^not gradable: "alice": none of the course's exercises is in it .*; it holds "notes\.txt"$/m);
    expect(alone.code).toBe(3);
    expect(readResult(join(out, 'alice'))?.verdict).toBe('not gradable');
    expect((await grading([input], { out }).ended).code).toBe(0);
  });

  test('is 4 where the grader fails, for one or for all', async () => {
    const { input, out } = submissions({ 'alice/07-adam.ts': '7', 'bob/07-adam.ts': '7' });
    const failing = "async () => ({ ...graderFor('m', 0), grade: async ({ student: { id } }) => { throw new Error(id + ' has no box'); } })";
    const some = await grading([input], { out }, failing).ended;
    expect(some.printed).toContain('infrastructure error: "alice": alice has no box\ninfrastructure error: "bob": bob has no box\n0 graded; 0 not gradable; 2 infrastructure errors');
    expect(some.code).toBe(4);
    expect((await grading([input], { out }, "async () => { throw new Error('no bubblewrap'); }").ended).code).toBe(4);
  });

  test('is 4 where the results cannot be written', async () => {
    const { input, out } = submissions({ 'alice/07-adam.ts': '7' });
    writeFileSync(out, 'mine');
    const { code, printed } = await grading([input], { out }).ended;
    expect(printed).toContain(`cannot write into ${out}`);
    expect(code).toBe(4);
  });

  test.each<[signal: NodeJS.Signals, code: number]>([['SIGINT', 130], ['SIGTERM', 143]])('after %s is %d; what is graded is whole, and kept by the next run', async (signal, code) => {
    const { input, out } = submissions(Object.fromEntries(Array.from({ length: 20 }, (_, i) => [`s${i}/07-adam.ts`, '7'])));
    const child = grading([input], { out, jobs: 1 }, "async () => graderFor('m', 40)");
    await child.says('grading s12');
    child.process.kill(signal);
    const ended = await child.ended;
    expect(ended.code).toBe(code);
    const done = resultFolders(out).length;
    expect(ended.printed).toContain(`interrupted: ${done} of 20 results are in ${out}; run the same command again to go on`);
    expect(done).toBeGreaterThan(0);
    expect(done).toBeLessThan(20);
    expect(resultFolders(out).map(folder => readResult(join(out, folder))?.verdict)).toEqual(Array.from({ length: done }, () => 'graded'));
    expect(readdirSync(out).filter(name => name.startsWith('.'))).toEqual([]);
    const again = await grading([input], { out }).ended;
    expect(again.printed).toContain(`20 graded, mean score 7 of 10; 0 not gradable; 0 infrastructure errors; the results are in ${out}; ${done} kept, since nothing of them has changed`);
    expect(again.code).toBe(0);
  });
});

test('the grader is told what is asked for, and the batch what is left aside', async () => {
  const { input, out } = submissions({ 'alice/07-adam.ts': '7', 'grades.csv': '' });
  const file = join(scratch, 'seed');
  writeFileSync(file, 'a secret of this test\n');
  const connect = "async (course, settings, wishes) => { say(JSON.stringify(wishes)); return graderFor('m', 0); }";
  const { printed } = await grading([input], { out, requireIsolation: 'own-user', seedFile: file, format: ['junit', 'gradescope'] }, connect).ended;
  expect(printed).toContain('{"isolationMinimum":"own user","seed":"a secret of this test","formats":["junit","gradescope"]}');
  expect(printed).toContain('left aside: "grades.csv": not a submission: neither a folder nor a zip');
});

test('the results may lie between the submissions, and are none', async () => {
  const { input } = submissions({ 'alice/07-adam.ts': '7' });
  const out = join(input, 'results');
  for (const kept of ['', '; 1 kept, since nothing of them has changed']) {
    const { printed } = await grading([input], { out }).ended;
    expect(printed).toContain(`1 graded, mean score 7 of 10; 0 not gradable; 0 infrastructure errors; the results are in ${out}${kept}\n`);
  }
});

test('with --json the summary is data, alone on stdout', async () => {
  const { input, out } = submissions({ 'alice/07-adam.ts': '7', 'bob/07-adam.ts': '4', 'carol/x.txt': '' });
  const child = grading([input], { out, json: true, jobs: 2 });
  let stdout = '';
  child.process.stdout?.on('data', data => (stdout += String(data)));
  await child.ended;
  const [summary = '', ...more] = stdout.split('\n').filter(line => line !== '' && !line.startsWith('grading '));
  expect(JSON.parse(summary)).toEqual({ submissions: 3, graded: 2, notGradable: 1, infrastructureErrors: 0, kept: 0, meanScore: 5.5, points: 10, out });
  expect(more).toEqual([]);
});

test('what strangers are called and wrote does nothing in a terminal', async () => {
  const { input, out } = submissions({ 'a\x1b[2J\u202Eb/x\u202E.txt': '' });
  const { printed } = await grading([input], { out }).ended;
  expect(printed).toContain('not gradable: "a\\u{1b}[2J\\u{202e}b": ');
  expect(printed).not.toMatch(/[\x1b\u202E]/);
});

test('merge joins folders of results and says what is in them', async () => {
  const given = handedIn({ alice: '7', bob: '4' });
  const parts = await Promise.all(given.submissions.map(async (found, i) => {
    const out = join(given.root, `part${i}`);
    await gradeAll(standIn({ out, submissions: [found] }).options);
    return out;
  }));
  const out = join(given.root, 'all');
  expect(descent('grade', 'merge', ...parts, '--out', out)).toEqual({ code: 0, out: `2 graded, mean score 5.5 of 10; 0 not gradable; 0 infrastructure errors; the results are in ${out}\n`, err: '' });
  expect(resultFolders(out)).toEqual(['alice', 'bob']);
  rmSync(given.root, { recursive: true });
});
