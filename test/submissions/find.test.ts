import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { findSubmissions, newestOfEach, readSubmission, type FoundSubmission } from '../../lib/course/submissions';
import { utcTime } from '../../lib/course/submissions/gradescope';
import { zipOf } from './zips';

const scratch = mkdtempSync(join(tmpdir(), 'descent-find-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

const slugs = ['01-gradient-descent', '07-adam'];
const adam = 'export const adam = 1;\n';
let count = 0;

/** A folder called `submissions` with these files; a name that ends in a slash is an empty folder. */
function folder(files: Readonly<Record<string, string | Uint8Array>>, name = 'submissions'): string {
  const root = join(scratch, String((count += 1)), name);
  mkdirSync(root, { recursive: true });
  for (const [path, content] of Object.entries(files)) {
    const place = join(root, path);
    mkdirSync(path.endsWith('/') ? place : dirname(place), { recursive: true });
    if (!path.endsWith('/')) writeFileSync(place, content);
  }
  return root;
}

const ids = (found: readonly FoundSubmission[]): string[] => found.map(({ student }) => student.id).sort();
const named = (path: string): string[] => ids(findSubmissions(path, slugs).submissions);

/** Whose each submission is, and which exercises it answers, or why none. */
async function read(path: string): Promise<Record<string, string[] | string>> {
  const { submissions } = findSubmissions(path, slugs);
  const answers = submissions.map(async found => {
    const read = readSubmission(found, { slugs }).then(({ exercises }) => [...exercises.keys()], (error: Error) => error.message);
    return [found.student.id, await read] as const;
  });
  return Object.fromEntries(await Promise.all(answers));
}

describe('one submission', () => {
  test.each([
    ['a folder', () => folder({ '07-adam.ts': adam }, 'alice')],
    ['a folder with exercises', () => folder({ 'exercises/07-adam.ts': adam, 'README.md': '', 'lib/a.ts': '' }, 'alice')],
    ['the folder of the exercises', () => join(folder({ 'exercises/07-adam.ts': adam }, 'alice'), 'exercises')],
    ['a checkout', () => folder({ '.git/HEAD': '', 'work/07-adam.ts': adam, 'docs/a.md': '' }, 'alice')],
    ['a project', () => folder({ 'package.json': '{}', 'work/07-adam.ts': adam }, 'alice')],
    ['a file', () => join(folder({ '07-adam.ts': adam }, 'alice'), '07-adam.ts')],
    ['a file that was downloaded again', () => join(folder({ '07-adam (2).ts': adam }, 'alice'), '07-adam (2).ts')],
    ['a file with a name before it', () => join(folder({ 'alice_07-adam.ts': adam }), 'alice_07-adam.ts')],
    ['a file with a name and a number', () => join(folder({ 'alice-07-adam-3.ts': adam }), 'alice-07-adam-3.ts')],
  ])('%s', async (_, path) => {
    expect(await read(path())).toEqual({ alice: ['07-adam'] });
  });

  test('a zip, whatever folders are in it', async () => {
    const root = folder({ 'alice.zip': await zipOf({ 'repository-main/exercises/07-adam.ts': adam }) });
    expect(await read(join(root, 'alice.zip'))).toEqual({ alice: ['07-adam'] });
  });

  test.each<[what: string, files: Record<string, string>, reason: RegExp]>([
    ['an empty folder', {}, /^the submission is empty$/],
    ['a folder of other files', { 'notes.txt': 'x', 'report.pdf': 'y' }, /^none of the course's exercises .* it holds "notes\.txt", "report\.pdf"$/],
    ['a folder of another assignment', { '09-other.ts': 'x', 'parts/a.ts': 'y' }, /^none of the course's exercises/],
  ])('%s is one that cannot be graded', async (_what, files, reason) => {
    expect(await read(folder(files, 'alice'))).toEqual({ alice: expect.stringMatching(reason) as string });
  });

  test('a file that is no source and no zip is one that cannot be graded', async () => {
    expect(await read(join(folder({ 'alice.pdf': '%PDF' }), 'alice.pdf'))).toEqual({ alice: expect.stringMatching(/^it is not a zip that can be read/) as string });
  });

  test('a path where nothing is', () => {
    expect(() => findSubmissions('/no/such/place', slugs)).toThrow('there is no submission "/no/such/place"');
  });
});

describe('a folder of submissions', () => {
  test('of folders, zips, archives and loose files', async () => {
    const root = folder({
      'alice/exercises/07-adam.ts': adam,
      'bob/bob-work/exercises/01-gradient-descent.ts': adam,
      'carol.zip': await zipOf({ '07-adam.ts': adam }),
      'dave.rar': 'Rar!',
      'erin_07-adam.ts': adam,
      'erin_01-gradient-descent.ts': adam,
      'frank/': '',
      'grace/.git/HEAD': 'ref',
      'grace/07-adam.ts': adam,
      'heidi/handed-in.zip': await zipOf({ 'exercises/07-adam.ts': adam }),
      'heidi/report.pdf': '%PDF',
    });
    expect(await read(root)).toEqual({
      alice: ['07-adam'],
      bob: ['01-gradient-descent'],
      carol: ['07-adam'],
      dave: expect.stringMatching(/^it is not a zip/) as string,
      erin: ['01-gradient-descent', '07-adam'],
      frank: 'the submission is empty',
      grace: ['07-adam'],
      heidi: ['07-adam'],
    });
  });

  test('what lies between them is left aside, and said', () => {
    const root = folder({ 'alice/07-adam.ts': adam, 'grades.csv': '', '.DS_Store': '', '__MACOSX/alice/07-adam.ts': adam, 'node_modules/x/07-adam.ts': '' });
    const { submissions, leftAside } = findSubmissions(root, slugs);
    expect(ids(submissions)).toEqual(['alice']);
    expect(leftAside.map(({ path }) => path)).toEqual(['.DS_Store', '__MACOSX', 'grades.csv', 'node_modules']);
  });

  test('a link between them is a submission that is refused, and not followed', async () => {
    const root = folder({ 'alice/07-adam.ts': adam });
    symlinkSync(join(root, 'alice'), join(root, 'mallory'));
    symlinkSync('/etc', join(root, 'mallory2'));
    expect(await read(root)).toEqual({ alice: ['07-adam'], mallory: 'it is a link; name the folder itself', mallory2: 'it is a link; name the folder itself' });
  });

  test('one that cannot be read hides no other', async context => {
    context.skip(process.getuid?.() === 0, 'the superuser may read anything');
    const root = folder({ 'alice/07-adam.ts': adam, 'bob/07-adam.ts': adam });
    chmodSync(join(root, 'bob'), 0);
    expect(await read(root)).toEqual({ alice: ['07-adam'], bob: expect.stringMatching(/^EACCES/) as string });
    chmodSync(join(root, 'bob'), 0o755);
  });

  test('a name is the same however a file system writes its accents', () => {
    expect(named(folder({ ['Jürgen/07-adam.ts'.normalize('NFD')]: adam }))).toEqual(['Jürgen'.normalize('NFC')]);
  });
});

describe('downloads', () => {
  test('of Moodle, in folders', async () => {
    const root = folder({
      'Jane Doe_123456_assignsubmission_file_/07-adam.ts': adam,
      'Jane Doe_123456_assignsubmission_onlinetext_/onlinetext.html': '<p>',
      'O_Neil, Bob_77_assignsubmission_file/exercises.zip': await zipOf({ '07-adam.ts': adam }),
      'Participant_9_assignsubmission_file_/': '',
    });
    const { submissions, leftAside } = findSubmissions(root, slugs);
    expect(submissions.map(({ student }) => student)).toEqual([{ id: '123456', name: 'Jane Doe' }, { id: '77', name: 'O_Neil, Bob' }, { id: '9', name: 'Participant' }]);
    expect(leftAside).toEqual([{ path: 'Jane Doe_123456_assignsubmission_onlinetext_', reason: 'text typed into a form' }]);
    expect(await read(root)).toEqual({ 123456: ['07-adam'], 77: ['07-adam'], 9: 'the submission is empty' });
  });

  test('of Moodle, as files', async () => {
    const root = folder({
      'Jane Doe_123_assignsubmission_file_07-adam.ts': adam,
      'Jane Doe_123_assignsubmission_file_helper.ts': 'export {};',
      'Bob Roe_77_assignsubmission_file_all.zip': await zipOf({ '01-gradient-descent.ts': adam }),
      'Bob Roe_77_assignsubmission_file_report.pdf': '%PDF',
    });
    expect(await read(root)).toEqual({ 123: ['07-adam'], 77: ['01-gradient-descent'] });
    const jane = findSubmissions(root, slugs).submissions.find(({ student }) => student.id === '123');
    expect([...(await readSubmission(jane as FoundSubmission, { slugs })).files.keys()]).toEqual(['07-adam.ts', 'helper.ts']);
  });

  test('of Canvas: all files of one student, late or not, handed in again or not', async () => {
    const root = folder({
      'doejane_12345_67890_07-adam-2.ts': adam,
      'doejane_12345_67891_01-gradient-descent.ts': adam,
      'roebob_LATE_777_67892_work.zip': await zipOf({ 'work/07-adam.ts': adam }),
      'poeann_888_67893_essay.pdf': '%PDF',
    });
    expect(await read(root)).toEqual({
      12345: ['01-gradient-descent', '07-adam'],
      777: ['07-adam'],
      888: expect.stringMatching(/^none of the course's exercises .* it holds "essay\.pdf"$/) as string,
    });
  });
});

describe('Gradescope', () => {
  const metadata = `---
submission_101:
  :submitters:
  - :name: Jane Doe
    :sid: '00123'
    :email: jane@example.edu
  :created_at: 2026-06-01 07:32:01.365935000 -07:00
  :score: 8.0
  :results: !ruby/hash:ActiveSupport::HashWithIndifferentAccess
    output: "x"
submission_102:
  :submitters:
  - :name: Bob Roe
    :sid:
    :email: bob@example.edu
  - :name: Ann Poe
    :sid: ~
    :email: ann@example.edu
  :created_at: 2026-06-02 10:00:00 Z
submission_103:
  :submitters:
  - :name: Gone
    :sid: 7
`;

  test('an export: who, when, and a result for each member of a group', async () => {
    const root = folder({
      'submission_metadata.yml': metadata,
      'submission_101/07-adam.ts': adam,
      'submission_102/exercises/07-adam.ts': adam,
      'submission_999/07-adam.ts': adam,
    });
    const { submissions, leftAside } = findSubmissions(root, slugs);
    expect(submissions.map(({ student, name, submittedAt }) => ({ ...student, from: name, submittedAt }))).toEqual([
      { id: '00123', name: 'Jane Doe', email: 'jane@example.edu', from: 'submission_101', submittedAt: '2026-06-01T14:32:01Z' },
      { id: 'bob@example.edu', name: 'Bob Roe', email: 'bob@example.edu', from: 'submission_102', submittedAt: '2026-06-02T10:00:00Z' },
      { id: 'ann@example.edu', name: 'Ann Poe', email: 'ann@example.edu', from: 'submission_102', submittedAt: '2026-06-02T10:00:00Z' },
      { id: 'submission_999', from: 'submission_999', submittedAt: undefined },
    ]);
    expect(leftAside).toEqual([{ path: 'submission_103', reason: 'named in the metadata, and not in the export' }]);
    expect(Object.values(await read(root))).toEqual([['07-adam'], ['07-adam'], ['07-adam'], ['07-adam']]);
  });

  test.each(['submission_101: [', '- a\n- b', 'just text'])('metadata that is none is named: %j', text => {
    expect(() => findSubmissions(folder({ 'submission_metadata.yml': text, 'submission_1/07-adam.ts': adam }), slugs)).toThrow(/^submission_metadata\.yml (cannot be read: |must hold names and values)/);
  });

  const json = JSON.stringify({ id: 1, created_at: '2018-07-01T14:22:32.365935-07:00', users: [{ email: 's@example.com', id: 1234, name: 'Stu' }] });

  test('the metadata beside a submission says who and when; one inside it is the student\'s own', () => {
    const root = folder({ 'submission_metadata.json': json, 'submission/07-adam.ts': adam }, 'autograder');
    const found = findSubmissions(join(root, 'submission'), slugs).submissions;
    expect(found).toMatchObject([{ student: { id: 's@example.com', name: 'Stu', email: 's@example.com' }, submittedAt: '2018-07-01T21:22:32Z' }]);
    const forged = folder({ 'submission_metadata.json': json, '07-adam.ts': adam }, 'submission');
    expect(findSubmissions(forged, slugs).submissions).toEqual([{ student: { id: 'submission' }, name: 'submission', source: { kind: 'folder', path: forged } }]);
  });

  test.each([
    ['2026-06-01T14:32:01Z', '2026-06-01T14:32:01Z'],
    ['2026-06-01 14:32:01.999 UTC', '2026-06-01T14:32:01Z'],
    ['2026-06-01 23:32:01 -0700', '2026-06-02T06:32:01Z'],
    ['2026-06-01T14:32:01+05:30', '2026-06-01T09:02:01Z'],
    ['2026-06-01 14:32:01', undefined],
    ['2026-13-01T14:32:01Z', undefined],
    ['yesterday', undefined],
  ])('a time with its zone is one in UTC, without one it is none: %s', (text, time) => {
    expect(utcTime(text)).toBe(time);
  });
});

describe('two submissions of one student', () => {
  const of = (name: string, submittedAt?: string): FoundSubmission => ({ student: { id: 'alice' }, name, source: { kind: 'zip', path: `/in/${name}` }, ...(submittedAt && { submittedAt }) });
  const choose = (...submissions: FoundSubmission[]) => newestOfEach({ submissions, leftAside: [] });

  test('the newest is taken, in whatever order they are found, and the others are said', () => {
    const [a, b, c] = [of('a.zip', '2026-06-01T00:00:00Z'), of('b.zip', '2026-06-03T00:00:00Z'), of('c.zip', '2026-06-02T23:59:59Z')];
    for (const order of [[a, b, c], [b, a, c], [c, b, a], [a, c, b]]) {
      const { submissions, leftAside } = choose(...order);
      expect(submissions).toEqual([b]);
      expect(leftAside.map(({ path }) => path).sort()).toEqual(['a.zip', 'c.zip']);
      expect(leftAside[0]?.reason).toBe('an older submission of "alice"');
    }
  });

  test.each([
    ['without times', of('a.zip'), of('b.zip')],
    ['of which one has none', of('a.zip', '2026-06-01T00:00:00Z'), of('b.zip')],
    ['of one time', of('a.zip', '2026-06-01T00:00:00Z'), of('b.zip', '2026-06-01T00:00:00Z')],
  ])('two %s are an error that names both', (_, a, b) => {
    expect(() => choose(a, b)).toThrow('two submissions of "alice": "/in/a.zip" and "/in/b.zip"; nothing says which is newer, keep one');
  });

  test('those of others stay', () => {
    const bob = { ...of('b.zip'), student: { id: 'bob' } };
    expect(choose(of('a.zip'), bob).submissions).toHaveLength(2);
  });
});
