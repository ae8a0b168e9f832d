import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { declaredLessons } from '../exercises/lesson';
import { lessonSlugs, findCourse } from '../../src/notebook/course';
import { loadVitest } from '../checking/load-vitest';
import { readSettings, taught } from '../settings';
import { lessonsNamed } from './lessons-named';

/** Runs the tests of a course with the vitest of the library; its exit code is theirs. */
export async function testCourse(named: readonly string[]): Promise<void> {
  const course = findCourse();
  const config = join(course.root, 'test', 'vitest.config.mts');
  if (!existsSync(config)) throw new Error(`${config} is missing; npx descent init lays a course out with its tests`);
  const slugs = lessonsNamed(named, taught(readSettings(course), [...lessonSlugs(course), ...declaredLessons(course)]));
  const { startVitest } = await loadVitest();
  const vitest = await startVitest('test', [], {
    root: course.root,
    config,
    watch: false,
    ...(named.length > 0 && { testNamePattern: slugs.join('|') }),
  }, {
    // A course that only has a link to the library finds the runner through it.
    resolve: { alias: [{ find: /^vitest$/, replacement: require.resolve('vitest').replace(/index\.cjs$/, 'dist/index.js') }] },
  });
  await vitest.close();
}
