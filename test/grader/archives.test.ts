import { existsSync, mkdirSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Lesson } from '../../lib/course/exercises/lesson';
import { relisted, renamed, zipOf } from '../submissions/zips';
import { gradeAt, lacking, scratchFolder, writeFiles } from './graded';
import { answersFile, partsCourse, SLUG } from './parts';
import { verdictOf } from './verdict';

const scratch = scratchFolder();
afterAll(scratch.remove);

const FILE = `exercises/${SLUG}.ts`;
const right = answersFile();
let lessons: readonly Lesson[];
beforeAll(async () => void (lessons = [(await partsCourse()).lesson]));

const zipped = (files: Readonly<Record<string, string | Uint8Array>>, change: (zip: Buffer) => Buffer = zip => zip) => async (): Promise<Buffer> => change(await zipOf(files));

/** The same zip, whose end says that so many files are in it. */
function counted(zip: Buffer, files: number): Buffer {
  const end = zip.lastIndexOf('PK\x05\x06', undefined, 'latin1');
  for (const offset of [8, 10]) zip.writeUInt16LE(files, end + offset);
  return zip;
}

test.each<[id: string, what: string, make: () => Promise<Buffer>, reason: RegExp]>([
  ['H37', 'a way out', zipped({ [FILE]: right, 'aa/escaped': 'x' }, zip => renamed(zip, 'aa/escaped', '../escaped')), /leads out of the submission: "\.\.\/escaped"$/],
  ['H37', 'an absolute path', zipped({ [FILE]: right, '_tmp/escaped': 'x' }, zip => renamed(zip, '_tmp/escaped', '/tmp/escaped')), /is an absolute path: "\/tmp\/escaped"$/],
  ['H37', 'far too many files', zipped({ [FILE]: right }, zip => counted(zip, 60_000)), /^the zip holds 60000 files, at most 50000 are looked at$/],
  ['H37', 'a bomb', zipped({ [FILE]: Buffer.alloc(101_000_000) }), /^all files together have 101 MB, at most 100 MB are read$/],
  ['H37', 'a bomb that calls itself small', zipped({ [FILE]: Buffer.alloc(50_000_000) }, zip => relisted(zip, { size: 1000 })), /cannot be unpacked|damaged/],
  ['H37', 'a line break in a name', zipped({ [FILE]: right, 'a_b.ts': '' }, zip => renamed(zip, 'a_b.ts', 'a\nb.ts')), /holds a line break or another control character: "a\\u\{a\}b\.ts"$/],
  ['H37', 'a name of 300 letters', zipped({ [FILE]: right, [`${'a'.repeat(300)}.ts`]: '' }), /has more than 200 characters: "a{80}…"$/],
  ['H37', 'names that differ in capitals', zipped({ [FILE]: right, 'exercises/A.ts': '', 'exercises/a.ts': '' }), /^two files differ only in capitals: "exercises\/A\.ts", "exercises\/a\.ts"; keep one$/],
])('%s a zip with %s is refused with its reason, and nothing is written', async (_, what, make, reason) => {
  const folder = join(scratch.path, what.replaceAll(' ', '-'));
  mkdirSync(folder);
  writeFileSync(join(folder, 'ada.zip'), await make());
  await expect(gradeAt(join(folder, 'ada.zip'), { lessons })).rejects.toThrow(reason);
  expect(readdirSync(folder)).toEqual(['ada.zip']);
  expect([join(scratch.path, 'escaped'), '/tmp/escaped'].filter(existsSync)).toEqual([]);
});

test.each([['of the grader', '/autograder/source'], ['of the machine', '/etc/passwd'], ['above it', '../../secret']])('H36 a link to a place %s is refused', async (_, target) => {
  const folder = join(scratch.path, `link-${target.replaceAll('/', '_')}`);
  writeFiles(folder, { [FILE]: right });
  symlinkSync(target, join(folder, 'exercises', 'notes.ts'));
  await expect(gradeAt(folder, { lessons })).rejects.toThrow(/^"exercises\/notes\.ts" is a link that leads out of the submission, to "/);
});

test('H37 a zip with odd names that do no harm is graded', async context => {
  const reason = await lacking('bubblewrap');
  context.skip(reason !== undefined, `skipped: ${reason}`);
  const path = join(scratch.path, 'grüße 🎓.zip');
  writeFileSync(path, await zipOf({ [FILE]: right, 'exercises/🎓.ts': '', 'exercises/سلام.ts': '', 'notes (1) & "2".txt': 'x' }));
  const result = await gradeAt(path, { lessons });
  expect([verdictOf(result), result.student.id, result.submission.ignored]).toEqual(['16/16', 'grüße 🎓', [{ path: 'notes (1) & "2".txt', reason: 'not TypeScript, JavaScript or JSON' }]]);
});
