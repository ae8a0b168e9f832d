import { spawnSync } from 'node:child_process';
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { declaredLessons } from '../../lib/course/exercises/lesson';
import { findCourse, type Course } from '../../lib/src/notebook/course';
import { courseWith } from './course-with';
import { lessonOf } from './judge-file';

interface Run {
  readonly code: number | null;
  readonly tests: readonly { readonly fullName: string; readonly status: string; readonly failureMessages: readonly string[] }[];
}

/** As an editor does it. */
function runVitest({ root }: Course): Run {
  const vitest = resolve('node_modules/vitest/vitest.mjs');
  const { status, stdout } = spawnSync(process.execPath, [vitest, 'run', '--config', 'test/exercises/vitest.config.mts', '--reporter=json'], { cwd: root, encoding: 'utf8' });
  const { testResults } = JSON.parse(stdout) as { testResults: { assertionResults: Run['tests'] }[] };
  return { code: status, tests: testResults.flatMap(({ assertionResults }) => assertionResults) };
}

test('an editor runs every public trial against the student\'s own files', async () => {
  const slugs = declaredLessons(findCourse());
  const course = courseWith('01-a', '');
  for (const slug of slugs) cpSync(`solutions/${slug}.ts`, join(course.exercises, `${slug}.ts`));
  const lessons = await Promise.all(slugs.map(lessonOf));
  const names = lessons.flatMap(({ slug, exercises }) =>
    exercises.flatMap(({ number, function: name, trials }) => trials.filter(({ visibility }) => visibility === 'public').map(trial => `${slug} ${number} ${name} ${trial.name}`)),
  );
  const right = runVitest(course);
  expect(right.tests.map(({ fullName }) => fullName).sort()).toEqual(names.sort());
  expect([right.code, right.tests.filter(({ status }) => status !== 'passed')]).toEqual([0, []]);

  const adam = join(course.exercises, '07-adam.ts');
  writeFileSync(adam, readFileSync(adam, 'utf8').replace('tf.div(newM, 1 - beta1 ** t)', 'newM'));
  const wrong = runVitest(course);
  const failed = wrong.tests.filter(({ status }) => status !== 'passed');
  expect([wrong.code, new Set(failed.map(({ fullName }) => fullName.split(' ').slice(0, 3).join(' ')))]).toEqual([1, new Set(['07-adam 7.1 adam'])]);
  expect(failed.some(({ failureMessages }) => failureMessages.some(message => message.includes('your numbers are those of')))).toBe(true);
}, 120_000);
