import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { declaredLessons, loadLesson } from '../../lib/course/exercises/lesson';
import { inProcess } from '../../lib/course/subject/in-process';
import { played } from '../../lib/course/exercises/played';
import { leaksIn, type Secrets } from '../../lib/course/release/leaks';
import type { Files } from '../../lib/course/files/write-files';
import { secretsOf, studentBundle, writeBundle } from '../../lib/course/release/student-bundle';
import { readSettings } from '../../lib/course/settings';
import { findCourse, type Course } from '../../lib/src/notebook/course';
import { judgeExercise, lessonOf } from '../checking/judge-file';

const course = findCourse();
const slugs = declaredLessons(course);
const room = mkdtempSync(join(tmpdir(), 'descent-release-'));
afterAll(() => rmSync(room, { recursive: true, force: true }));

let bundle: Files;
let handedOut: Course;
let secrets: Secrets;
beforeAll(async () => {
  const lessons = await Promise.all(slugs.map(lessonOf));
  secrets = secretsOf(course, lessons);
  bundle = await studentBundle(course, readSettings(course), lessons);
  writeBundle(bundle, secrets, join(room, 'release'));
  handedOut = findCourse(join(room, 'release'));
});

test('what students get has stubs, public tests, notebooks and the library; no solutions and no history', () => {
  expect(readdirSync(handedOut.root).sort()).toEqual(['.binder', '.devcontainer', '.gitignore', '.npmrc', 'README.md', 'exercises', 'lib', 'notebooks', 'package-lock.json', 'package.json', 'test', 'tsconfig.json']);
  for (const slug of slugs) expect(readFileSync(join(handedOut.exercises, `${slug}.ts`))).toEqual(readFileSync(join(course.exercises, `${slug}.ts`)));
  expect(readdirSync(join(handedOut.root, 'test'))).toEqual(['exercises']);
  expect(readdirSync(join(handedOut.root, 'test', 'exercises')).sort()).toEqual([...slugs, 'exercises.test.mts', 'vitest.config.mts']);
  expect(existsSync(join(handedOut.root, 'lib', 'dist'))).toBe(false);
  expect(JSON.parse(readFileSync(join(handedOut.root, 'package.json'), 'utf8'))).toMatchObject({ scripts: { check: 'descent check', start: 'descent start' } });
});

describe.each(slugs)('%s without its solutions', slug => {
  test('still knows right from wrong, and which wrong', async () => {
    const [own, theirs] = [await lessonOf(slug), await loadLesson(handedOut, slug)];
    for (const [k, exercise] of theirs.exercises.entries()) {
      const { solution, wrong, isRight } = own.exercises[k] ?? exercise;
      const open = { ...exercise, trials: exercise.trials.filter(({ visibility }) => visibility === 'public') };
      expect(exercise.source.solution).toContain(`toDo('${exercise.number}')`);
      const right = await judgeExercise(open, inProcess({ [exercise.function]: solution }));
      expect(right.rows.filter(({ outcome }) => outcome !== 'passed')).toEqual([]);
      expect(right.mistake).toBeUndefined();
      // Of the many of a formula a few will do: they are the library's own, with or without solutions.
      for (const version of wrong().slice(0, 8)) {
        if (await isRight(version.plays)) continue;
        const { rows, mistake } = await judgeExercise(open, played(version));
        expect(rows.some(({ outcome }) => outcome !== 'passed'), version.says).toBe(true);
        expect(mistake, version.says).toBeDefined();
      }
    }
  }, 60_000);
});

/** A line of an answer that everybody could use. */
const answer = 'const step = tf.div(tf.mul(eta, mHat), tf.add(tf.sqrt(vHat), epsilon)); return { w: tf.sub(w, step), m: newM, v: newV };';
const notebook = (cell: object): string => JSON.stringify({ nbformat: 4, nbformat_minor: 5, metadata: {}, cells: [cell] });
const code = { cell_type: 'code', id: 'a', metadata: {}, source: ['check();'], outputs: [], execution_count: null };

describe('a leak is found', () => {
  test.each<[what: string, path: string, text: string]>([
    ['the folder of the solutions', 'solutions/07-adam.ts', 'x'],
    ['the history', '.git/objects/ab', 'x'],
    ['a checkpoint of a notebook', 'notebooks/.ipynb_checkpoints/07-adam-checkpoint.ipynb', '{}'],
    ['a source map', 'lib/dist/07-adam.js.map', '{}'],
    ['what an editor left', 'exercises/07-adam.ts~', 'x'],
    ['an answer in a cell', 'notebooks/99-a.ipynb', notebook({ ...code, source: answer.split(' ').map(word => `${word} `) })],
    ['an answer in an output', 'notebooks/99-a.ipynb', notebook({ ...code, outputs: [{ output_type: 'stream', name: 'stdout', text: [answer] }] })],
    ['an answer in the metadata', 'notebooks/99-a.ipynb', notebook({ ...code, metadata: { note: answer } })],
    ['an answer in another layout, with comments and other quotes', 'exercises/99-a.ts', answer.replaceAll(', ', ' /* and */,\n      ').replaceAll('(', '( ')],
    ['an answer in a text', 'README.md', `Some say:\n\n    ${answer}\n`],
    ['wrong versions that were not taken out', 'test/exercises/07-adam/9-a.ts', '// BEGIN SOLUTION NO PROMPT\nwrong: [],\n// END SOLUTION'],
    ['a short answer', 'notebooks/99-a.ipynb', notebook({ ...code, source: ['return { eta: eta / (1 - gamma), beta: gamma };'] })],
  ])('%s', (what, path, text) => {
    const folder = join(room, what.replaceAll(/\W/g, '-'));
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
    expect(leaksIn(folder, secrets).length).toBeGreaterThan(0);
  });

  test('and then nothing is written, and what was there stays', () => {
    const folder = join(room, 'kept');
    writeBundle(bundle, secrets, folder);
    writeFileSync(join(folder, 'mine.txt'), 'mine');
    const leaky = new Map([...bundle, ['README.md', answer]]);
    expect(() => writeBundle(leaky, secrets, folder)).toThrow(/README\.md: it holds a part of the answer to 7\.1 \(07-adam\)/);
    expect(readFileSync(join(folder, 'mine.txt'), 'utf8')).toBe('mine');
    expect(readdirSync(room).filter(name => name.startsWith('.kept'))).toEqual([]);
  });

  test('a folder with something else is not replaced', () => {
    const folder = join(room, 'other');
    mkdirSync(folder);
    writeFileSync(join(folder, 'thesis.tex'), 'mine');
    expect(() => writeBundle(bundle, secrets, folder)).toThrow('holds other files than an earlier release');
  });
});
