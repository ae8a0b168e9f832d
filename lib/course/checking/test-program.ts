import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { bundle } from '../../src/notebook/bundle';
import type { Course } from '../../src/notebook/course';
import { compileExercise } from '../../src/notebook/exercise-file';
import { inPackage } from '../../src/package-folder';

/**
 * Compiles the tests of a lesson together with the student's file, by the same rules by which a cell loads it. vitest takes paths for addresses
 * and patterns, so it only ever sees the one file this makes, wherever the course lies.
 * Errors: a lesson without tests; what cannot be compiled, with file, line and column.
 */
export async function testProgram(course: Course, slug: string, work: 'exercises' | 'solutions'): Promise<string> {
  const folder = join(course.root, 'test', 'exercises');
  const test = `${slug}.test.ts`;
  if (!existsSync(join(folder, test))) throw new Error(`the tests of ${slug} are missing: there is no test/exercises/${test}`);
  const compiled = await compileExercise(join(course[work], `${slug}.ts`), course.root);
  const { code, packages } = await bundle({
    entry: `import './${test}';`,
    folder,
    root: course.root,
    virtual: { vitest: 'module.exports = vitest;', [`#work/${slug}`]: 'module.exports = exercise;' },
  });
  const part = (file: string): string => JSON.stringify(inPackage('dist', 'src', 'notebook', file));
  return `import { createRequire } from 'node:module';
const vitest = { afterAll, afterEach, assert, beforeAll, beforeEach, describe, expect, it, test, vi };
const load = createRequire(${JSON.stringify(inPackage('package.json'))});
const { loadPackages } = load(${part('bundle.js')});
const { reportTests } = load(${JSON.stringify(join(__dirname, 'report-tests.js'))});
const packages = await loadPackages(${JSON.stringify(packages)});
const exercise = await reportTests(vitest, () => load(${part('exercise-file.js')}).runExercise(${JSON.stringify(compiled)}));
${code}`;
}
