import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { declaredLessons } from '../../lib/course/exercises/lesson';
import { manifestOf, solutionFile, stubFile, typesFile } from '../../lib/course/exercises/lesson-files';
import { exerciseSlugs, findCourse } from '../../lib/src/notebook/course';
import { readManifest } from '../../lib/src/notebook/manifest';
import { lessonOf } from './judge-file';

const course = findCourse();
const slugs = declaredLessons(course);

test('every exercise file has its declarations', () => {
  expect(slugs).toEqual(exerciseSlugs(course));
});

test.each(slugs)('the stub and the solution of %s are what its declarations say; else run "npm run exercises"', async slug => {
  const lesson = await lessonOf(slug);
  expect(readFileSync(`exercises/${slug}.ts`, 'utf8')).toBe(stubFile(lesson));
  expect(readFileSync(`solutions/${slug}.ts`, 'utf8')).toBe(solutionFile(lesson));
});

test('so are the manifest, and the types that cells see', async () => {
  const lessons = await Promise.all(slugs.map(lessonOf));
  expect(readManifest(course)).toEqual(JSON.parse(JSON.stringify(manifestOf(lessons))));
  expect(readFileSync('lib/src/notebook/exercises.ts', 'utf8')).toBe(typesFile(lessons));
});

test('no file that is handed out says more than it should', () => {
  for (const slug of slugs) {
    expect(readFileSync(`exercises/${slug}.ts`, 'utf8')).not.toMatch(/BEGIN|END|SOLUTION|PROMPT/);
    expect(readFileSync(`solutions/${slug}.ts`, 'utf8')).not.toMatch(/BEGIN|END|SOLUTION|PROMPT|toDo\(/);
  }
});
