import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { NotGradable, readSubmission, type Source, type Submission, type SubmissionLimits } from '../../lib/course/submissions';
import { relisted, renamed, zipOf } from './zips';

const scratch = mkdtempSync(join(tmpdir(), 'descent-submissions-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

const slugs = ['01-gradient-descent', '07-adam'];
const adam = 'export const adam = 1;\n';

type Files = Readonly<Record<string, string | Uint8Array>>;
let count = 0;

function folderOf(files: Files): Source & { path: string } {
  const path = join(scratch, `folder${(count += 1)}`, 'alice');
  mkdirSync(path, { recursive: true });
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(path, name)), { recursive: true });
    writeFileSync(join(path, name), content);
  }
  return { kind: 'folder', path };
}

function zipAt(bytes: Buffer): Source {
  const folder = join(scratch, `zip${(count += 1)}`);
  mkdirSync(folder);
  writeFileSync(join(folder, 'alice.zip'), bytes);
  return { kind: 'zip', path: join(folder, 'alice.zip') };
}

function read(source: Source, limits: Partial<SubmissionLimits> = {}): Promise<Submission> {
  return readSubmission({ student: { id: 'alice' }, name: 'alice', source }, { slugs, limits });
}

/** The reason against a submission. Whatever else is thrown is not a reason. */
async function refusal(source: Source, limits: Partial<SubmissionLimits> = {}): Promise<string> {
  const error: unknown = await read(source, limits).then(({ files }) => `read: ${[...files.keys()].join(' ')}`, reason => reason as unknown);
  if (error instanceof NotGradable) return error.message;
  throw error;
}

const texts = ({ files }: Submission): Record<string, string> => Object.fromEntries([...files].map(([path, bytes]) => [path, Buffer.from(bytes).toString('utf8')]));

describe.each<[how: string, source: (files: Files) => Promise<Source> | Source]>([
  ['a folder', folderOf],
  ['a zip', async files => zipAt(await zipOf(files))],
])('%s', (_, source) => {
  test.each([
    ['at the top', '07-adam.ts'],
    ['in exercises', 'exercises/07-adam.ts'],
    ['below a folder of its own', 'alice-submission/exercises/07-adam.ts'],
    ['anywhere', 'a/b/c/07-adam.ts'],
  ])('the exercise is found %s', async (_where, path) => {
    const submission = await read(await source({ [path]: adam }));
    expect(texts(submission)).toEqual({ [path]: adam });
    expect([...submission.exercises]).toEqual([['07-adam', path]]);
    expect([submission.ignored, submission.warnings, submission.student, submission.name]).toEqual([[], [], { id: 'alice' }, 'alice']);
  });

  test('source files beside and below the exercises are taken, whatever is elsewhere is listed', async () => {
    const submission = await read(
      await source({
        'exercises/07-adam.ts': adam,
        'exercises/helper.js': 'export {};',
        'exercises/parts/data.json': '{}',
        'src/other.ts': 'export {};',
        'exercises/report.pdf': '%PDF',
        'notes.txt': '',
      }),
    );
    expect([...submission.files.keys()].sort()).toEqual(['exercises/07-adam.ts', 'exercises/helper.js', 'exercises/parts/data.json']);
    expect([...submission.ignored].sort((a, b) => (a.path < b.path ? -1 : 1))).toEqual([
      { path: 'exercises/report.pdf', reason: 'not TypeScript, JavaScript or JSON' },
      { path: 'notes.txt', reason: 'not TypeScript, JavaScript or JSON' },
      { path: 'src/', reason: 'no folder of an exercise' },
    ]);
  });

  test.each([
    'vitest.config.ts', 'vite.config.mjs', 'vitest.workspace.json', 'jest.config.js', 'package.json', 'package-lock.json', 'tsconfig.json', 'tsconfig.build.json', 'jsconfig.json',
    '.npmrc', '.env', '.babelrc.json', 'a.setup.ts', 'setupTests.ts', '07-adam.test.ts', 'adam.spec.js', '07-adam.ipynb', 'native.node', 'a.wasm', 'README.md', '07-adam.ts.bak',
  ])('%s is left aside and listed', async name => {
    const submission = await read(await source({ 'exercises/07-adam.ts': adam, [`exercises/${name}`]: '{}' }));
    expect([...submission.files.keys()]).toEqual(['exercises/07-adam.ts']);
    expect(submission.ignored.map(({ path }) => path)).toEqual([`exercises/${name}`]);
  });

  test.each(['node_modules', '__mocks__', '.git', '.vscode', '__MACOSX'])('%s is not looked into, and is listed once', async name => {
    const inside = Object.fromEntries(Array.from({ length: 30 }, (_each, i) => [`exercises/${name}/vitest/${i}/07-adam.ts`, 'evil']));
    const submission = await read(await source({ 'exercises/07-adam.ts': adam, ...inside }), { files: 10, fileBytes: 100 });
    expect([...submission.files.keys()]).toEqual(['exercises/07-adam.ts']);
    expect(submission.ignored).toEqual([{ path: `exercises/${name}/`, reason: 'a folder that is not looked into' }]);
  });

  test('a checkout of the whole course: the exercises count, and the copies in solutions do not', async () => {
    const submission = await read(
      await source({
        'exercises/07-adam.ts': adam,
        'solutions/07-adam.ts': 'solved',
        'solutions/01-gradient-descent.ts': 'solved',
        'old/07-adam.ts': 'old',
      }),
    );
    expect(texts(submission)).toEqual({ 'exercises/07-adam.ts': adam });
    expect(submission.ignored.map(({ path }) => path).sort()).toEqual(['old/07-adam.ts', 'solutions/01-gradient-descent.ts', 'solutions/07-adam.ts']);
    expect(submission.warnings).toEqual([]);
  });

  test('a checkout of a large course is read, and each of its folders is listed once', async () => {
    const lib = Object.fromEntries(Array.from({ length: 1500 }, (_each, i) => [`course/lib/${i % 7}/${i}.ts`, 'x']));
    const submission = await read(await source({ ...lib, 'course/a.ts': '', 'course/exercises/07-adam.ts': adam, 'course/notebooks/07-adam.ipynb': '{}', 'course/test/a/vitest.config.ts': '' }));
    expect([...submission.files.keys()]).toEqual(['course/exercises/07-adam.ts']);
    expect([...submission.ignored].sort((a, b) => (a.path < b.path ? -1 : 1))).toEqual([
      { path: 'course/a.ts', reason: 'not in the folder of an exercise' },
      ...['course/lib/', 'course/notebooks/', 'course/test/'].map(path => ({ path, reason: 'no folder of an exercise' })),
    ]);
  });

  test('accents are the same however they are written, since imports are', async () => {
    expect([...(await read(await source({ '07-adam.ts': adam, ['größe.ts'.normalize('NFD')]: '' }))).files.keys()].sort()).toEqual(['07-adam.ts', 'größe.ts'.normalize('NFC')]);
  });

  test('exercises in several folders are all found', async () => {
    const submission = await read(await source({ 'week1/01-gradient-descent.ts': 'a', 'week2/07-adam.ts': 'b', 'week2/help.ts': 'c' }));
    expect([...submission.exercises]).toEqual([['01-gradient-descent', 'week1/01-gradient-descent.ts'], ['07-adam', 'week2/07-adam.ts']]);
    expect([...submission.files.keys()].sort()).toEqual(['week1/01-gradient-descent.ts', 'week2/07-adam.ts', 'week2/help.ts']);
  });

  test('capitals in the name of an exercise are the work of a file system', async () => {
    expect([...(await read(await source({ '07-Adam.TS': adam }))).exercises]).toEqual([['07-adam', '07-Adam.TS']]);
  });

  const big = 'x'.repeat(5_000_000);
  test.each<[what: string, files: Files, limits: Partial<SubmissionLimits>, reason: string | RegExp]>([
    ['nothing in it', {}, {}, 'the submission is empty'],
    ['only a hidden folder', { '.git/HEAD': 'ref' }, {}, 'the submission is empty'],
    ['another assignment', { '09-other.ts': 'x', 'a.pdf': 'y' }, {}, /^none of the course's exercises is in it \(01-gradient-descent\.ts, 07-adam\.ts\); it holds ("09-other\.ts", "a\.pdf"|"a\.pdf", "09-other\.ts")$/],
    ['an archive in an archive', { 'all.zip': 'PK', 'more/b.zip': 'PK' }, {}, /; hand in the files themselves, not an archive in an archive$/],
    ['one name in two places', { 'v1/07-adam.ts': 'a', 'v2/07-adam.ts': 'b' }, {}, 'more than one file could be 07-adam.ts: "v1/07-adam.ts", "v2/07-adam.ts"; hand in one'],
    ['names that differ in capitals', { 'exercises/07-adam.ts': 'a', 'exercises/07-Adam.ts': 'b' }, {}, /^two files differ only in capitals: .*; keep one$/],
    ['folders that differ in capitals', { 'exercises/07-adam.ts': 'a', 'Exercises/07-adam.ts': 'b' }, {}, /^two files differ only in capitals/],
    ['a line break in a name', { '07-adam.ts': 'a', 'b\n::notice::c.ts': 'b' }, {}, 'the name of a file holds a line break or another control character: "b\\u{a}::notice::c.ts"'],
    ['an escape in a name', { '07-adam.ts': 'a', '\x1b[2Jb.txt': 'b' }, {}, 'the name of a file holds a line break or another control character: "\\u{1b}[2Jb.txt"'],
    ['a name of more than 200 characters', { '07-adam.ts': 'a', [`${'é'.repeat(110)}/${'a'.repeat(201)}.ts`]: 'b' }, {}, /^the name of a file has more than 200 characters: "é{80}…"$/],
    ['one line of 5 MB', { '07-adam.ts': big }, {}, '"07-adam.ts" has 5.0 MB, at most 1.0 MB are read'],
    ['one name, its accents written in two ways', { '07-adam.ts': adam, ['ö.ts'.normalize('NFC')]: '', ['ö.ts'.normalize('NFD')]: '' }, {}, '"ö.ts" is there twice'],
    ['many source files', Object.fromEntries(['07-adam', ...Array(20).keys()].map(name => [`${name}.ts`, ''])), { files: 20 }, 'more than 20 source files lie beside the exercises; leave out what is not an answer'],
    ['many files of any kind', Object.fromEntries(['07-adam', ...Array(20).keys()].map(name => [`${name}.md`, ''])), { entries: 20 }, /^the (zip holds 21 files, at most 20 are looked at|folder holds more than 20 files and folders; leave out what is not an answer)$/],
    ['much that is not read', { '07-adam.ts': adam, 'a.bin': big, 'b.bin': big }, { totalBytes: 9e6 }, 'all files together have 10 MB, at most 9.0 MB are read'],
    ['zero bytes', { '07-adam.ts': 'a\0b;;' }, {}, '"07-adam.ts" is not text: it holds zero bytes'],
    ['bytes of another encoding', { '07-adam.ts': Buffer.from('// gr\xfc\xdfe', 'latin1') }, {}, '"07-adam.ts" is not UTF-8 text; save it as UTF-8'],
    ['half a UTF-16', { '07-adam.ts': Buffer.from([0xff, 0xfe, 0x00, 0xd8, 0x41, 0x00]) }, {}, '"07-adam.ts" is not UTF-16 text; save it as UTF-8'],
  ])('%s is refused', async (_what, files, limits, reason) => {
    expect(await refusal(await source(files), limits)).toMatch(typeof reason === 'string' ? new RegExp(`^${reason.replace(/[\\[\](){}.*+?^$|]/g, '\\$&')}$`) : reason);
  });

  const umlaut = '// größer\nexport const π = 1;\n';
  test.each<[what: string, bytes: Buffer, was?: string]>([
    ['a byte-order mark', Buffer.from(`\uFEFF${umlaut}`)],
    ['lines ended by \\r\\n', Buffer.from(umlaut.replaceAll('\n', '\r\n'))],
    ['UTF-16 with a mark', Buffer.from(`\uFEFF${umlaut}`, 'utf16le'), 'UTF-16'],
    ['UTF-16 of the other order', Buffer.from(`\uFEFF${umlaut}`, 'utf16le').swap16(), 'UTF-16'],
    ['UTF-16 without a mark', Buffer.from(umlaut, 'utf16le'), 'UTF-16'],
    ['UTF-16 of the other order without a mark', Buffer.from(umlaut, 'utf16le').swap16(), 'UTF-16'],
  ])('%s is read as the text that it is', async (_what, bytes, was) => {
    const submission = await read(await source({ '07-adam.ts': bytes }));
    expect(texts(submission)).toEqual({ '07-adam.ts': umlaut });
    expect(submission.warnings).toEqual(was === undefined ? [] : [`"07-adam.ts" is ${was} and was read as that`]);
  });
});

describe('a zip made by hand', () => {
  test.each([
    ['out of the folder', '../../evil.ts', /^the name of a file leads out of the submission: "\.\.\/\.\.\/evil\.ts"$/],
    ['out, past a skipped folder', '.git/../../e.ts', /^the name of a file leads out/],
    ['out, in the manner of Windows', '..\\..\\evil.ts', /^the name of a file leads out/],
    ['to an absolute path', '/tmp/evil123.ts', /^the name of a file is an absolute path/],
    ['to a drive', 'C:/tmp/evil1.ts', /^the name of a file is an absolute path/],
    ['to a drive, in its manner', 'C:\\tmp\\evil.ts', /^the name of a file is an absolute path/],
    ['past a NUL', '07-adam.ts\0.png', /^the name of a file is empty or holds a NUL/],
  ])('a name that leads %s is refused, and nothing is written', async (_where, name, reason) => {
    const stand = 'n'.repeat(name.length);
    expect(await refusal(zipAt(renamed(await zipOf({ '07-adam.ts': adam, [stand]: 'evil' }), stand, name)))).toMatch(reason);
    expect(existsSync('/tmp/evil123.ts')).toBe(false);
    expect(readdirSync(scratch).filter(entry => !/^(zip|folder)\d+$/.test(entry))).toEqual([]);
  });

  test('a name that is there twice is refused, since readers take one or the other', async () => {
    const zip = renamed(await zipOf({ '07-adam.ts': adam, '07-adan.ts': 'other' }), '07-adan.ts', '07-adam.ts');
    expect(await refusal(zipAt(zip))).toBe('"07-adam.ts" is there twice');
  });

  test('backslashes of Windows are slashes', async () => {
    const zip = renamed(await zipOf({ 'exercises/07-adam.ts': adam }), 'exercises/07-adam.ts', 'exercises\\07-adam.ts');
    expect([...(await read(zipAt(zip))).files.keys()]).toEqual(['exercises/07-adam.ts']);
  });

  test('names that begin here are names', async () => {
    const zip = renamed(await zipOf({ 'xx/exercises/07-adam.ts': adam, 'xx/exercises/x/a.ts': '' }), 'xx/exercises/', './/exercises/');
    expect([...(await read(zipAt(zip))).files.keys()].sort()).toEqual(['exercises/07-adam.ts', 'exercises/x/a.ts']);
  });

  test('accents and pictures in names are names', async () => {
    const submission = await read(zipAt(await zipOf({ 'Jürgen 🎓/07-adam.ts': adam })));
    expect([...submission.files.keys()]).toEqual(['Jürgen 🎓/07-adam.ts']);
  });

  test('a link out of it is refused, and one inside it is no file', async () => {
    const link = { mode: 0o120777 };
    const withLink = async (target: string) => zipAt(Buffer.from(await zipOf({ '07-adam.ts': target }, link)));
    expect(await refusal(await withLink('/etc/passwd'))).toBe('"07-adam.ts" is a link that leads out of the submission, to "/etc/passwd"');
    expect(await refusal(await withLink('../secret.ts'))).toBe('"07-adam.ts" is a link that leads out of the submission, to "../secret.ts"');
    expect(await refusal(await withLink('other.ts'))).toBe('the submission is empty');
  });

  test('a bomb is refused by what it says it unpacks to', async () => {
    const bomb = await zipOf({ '07-adam.ts': Buffer.alloc(101_000_000) });
    expect(bomb.length).toBeLessThan(200_000);
    expect(await refusal(zipAt(bomb))).toBe('all files together have 101 MB, at most 100 MB are read');
  });

  test('a bomb that says less is refused where it says so, and not unpacked to its end', async () => {
    const lying = relisted(await zipOf({ '07-adam.ts': Buffer.alloc(50_000_000, 'a') }), { size: 1000 });
    const reason = await refusal(zipAt(lying));
    expect(reason).toMatch(/^"07-adam\.ts" cannot be unpacked: too many bytes in the stream\. expected 1000\. got at least \d+$/);
    // The unpacker hands on some tens of kilobytes at a time.
    expect(Number(/\d+$/.exec(reason)?.[0])).toBeLessThan(200_000);
  });

  test('files that share their bytes are refused by what they say together', async () => {
    // As in a bomb of overlapping files: each list entry may point to the same data.
    const many = Object.fromEntries(Array.from({ length: 200 }, (_, i) => [`${i}.ts`, '']));
    const overlapping = relisted(await zipOf(many), { size: 900_000 });
    expect(await refusal(zipAt(overlapping))).toBe('all files together have 180 MB, at most 100 MB are read');
  });

  test('more files than any course has are refused before they are listed', async () => {
    const zip = await zipOf({ '07-adam.ts': adam });
    zip.writeUInt16LE(50_001, zip.lastIndexOf('PK\x05\x06', undefined, 'latin1') + 10);
    expect(await refusal(zipAt(zip))).toBe('the zip holds 50001 files, at most 50000 are looked at');
  });

  test('an encrypted one is refused', async () => {
    expect(await refusal(zipAt(relisted(await zipOf({ '07-adam.ts': adam }), { flags: 0x801 })))).toBe('the zip is encrypted; hand it in without a password');
  });

  test.each<[what: string, bytes: () => Promise<Buffer>, reason: RegExp]>([
    ['text', async () => Buffer.from('this is no zip'), /^it is not a zip that can be read: /],
    ['nothing', async () => Buffer.alloc(0), /^it is not a zip that can be read: /],
    ['a 7z', async () => Buffer.from('377abcaf271c0004', 'hex'), /^it is not a zip that can be read: /],
    ['the first half of one', async () => (await zipOf({ '07-adam.ts': adam.repeat(100) })).subarray(0, 80), /^it is not a zip that can be read: /],
    ['one with a broken list', async () => renamed(await zipOf({ '07-adam.ts': adam, 'b.ts': '' }), 'PK\x01\x02', 'PK\x01\x09'), /^the zip is damaged: invalid central directory/],
    ['one in an unknown compression', async () => relisted(await zipOf({ '07-adam.ts': adam }), { method: 14 }), /^"07-adam\.ts" cannot be unpacked: unsupported compression method: 14$/],
    ['one with a changed byte', async () => renamed(await zipOf({ '07-adam.ts': 'export const a = 1;' }, { compress: false }), 'const a = 1', 'const a = 2'), /^"07-adam\.ts" is damaged: it does not fit its checksum$/],
    ['one whose list points at nothing', async () => renamed(await zipOf({ '07-adam.ts': adam }), 'PK\x03\x04', 'PK\x03\x05'), /^"07-adam\.ts" cannot be unpacked: invalid local file header/],
    ['one whose packed bytes are none', async () => relisted(await zipOf({ '07-adam.ts': adam }, { compress: false }), { method: 8 }), /^"07-adam\.ts" cannot be unpacked: /],
  ])('%s is refused', async (_what, bytes, reason) => {
    expect(await refusal(zipAt(await bytes()))).toMatch(reason);
  });

  test('a zip that is not there is the machine\'s fault', async () => {
    await expect(read({ kind: 'zip', path: join(scratch, 'gone.zip') })).rejects.toMatchObject({ code: 'ENOENT' });
  });
});

describe('a folder on disk', () => {
  test('a link out of it is refused, wherever it lies, and one inside it is no file', async () => {
    const source = folderOf({ '07-adam.ts': adam });
    symlinkSync('07-adam.ts', join(source.path, 'again.ts'));
    symlinkSync('.', join(source.path, 'round'));
    expect((await read(source)).ignored).toEqual(['again.ts', 'round'].map(path => ({ path, reason: 'a link; hand in the file itself' })));
    mkdirSync(join(source.path, 'deep'));
    symlinkSync('../../secret', join(source.path, 'deep', 'notes'));
    expect(await refusal(source)).toBe('"deep/notes" is a link that leads out of the submission, to "../../secret"');
    rmSync(join(source.path, 'deep'), { recursive: true });
    symlinkSync('/etc', join(source.path, 'etc'));
    expect(await refusal(source)).toBe('"etc" is a link that leads out of the submission, to "/etc"');
  });

  test('a pipe by the name of an exercise is not waited for', async () => {
    const source = folderOf({ '01-gradient-descent.ts': 'x' });
    execFileSync('mkfifo', [join(source.path, '07-adam.ts')]);
    const submission = await read(source);
    expect([...submission.exercises.keys()]).toEqual(['01-gradient-descent']);
    expect(submission.ignored).toEqual([{ path: '07-adam.ts', reason: 'neither a file nor a folder' }]);
  });

  test('folders without end are refused', async () => {
    const source = folderOf({ '07-adam.ts': adam });
    for (let i = 0; i < 60; i++) mkdirSync(join(source.path, `${i}`));
    expect(await refusal(source, { entries: 50 })).toBe('the folder holds more than 50 files and folders; leave out what is not an answer');
  });

  test('a folder that is not there is the machine\'s fault', async () => {
    await expect(read({ kind: 'folder', path: join(scratch, 'gone') })).rejects.toMatchObject({ code: 'ENOENT' });
  });
});

test('when and by whom it was handed in goes on', async () => {
  const found = { student: { id: '7', name: 'Ann' }, name: 'x', source: folderOf({ '07-adam.ts': adam }), submittedAt: '2026-06-01T14:32:01Z' };
  expect(await readSubmission(found, { slugs })).toMatchObject({ student: found.student, name: 'x', submittedAt: found.submittedAt });
});

test('no more is listed as left aside than anybody reads', async () => {
  const hidden = Object.fromEntries(Array.from({ length: 300 }, (_, i) => [[`.${i}/a`, ''], [`${i}/07-adam.ts`, '']]).flat());
  const { ignored } = await read(zipAt(await zipOf({ '07-adam.ts': adam, ...hidden })));
  expect([ignored.length, ignored.at(-1)]).toEqual([501, { path: '…', reason: 'and 100 more' }]);
});

test('a thousand zips leave no file open', async context => {
  context.skip(!existsSync('/proc/self/fd'), 'no /proc, in which open files are counted');
  const source = zipAt(await zipOf({ '07-adam.ts': adam }));
  const broken = zipAt(await zipOf({ 'b.ts': adam }));
  const open = (): number => readdirSync('/proc/self/fd').length;
  const before = open();
  for (let i = 0; i < 500; i++) {
    await read(source);
    await refusal(broken);
  }
  expect(open()).toBeLessThanOrEqual(before + 2);
});
