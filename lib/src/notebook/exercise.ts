import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { transformSync } from 'esbuild';
import type { Exercises } from '../checking/exercises';
import { findCourse, requireExercise } from '../course';

/**
 * Loads your solution of an exercise from `exercises/<slug>.ts`, as it is on disk now: edit the file, save it, and run the cell again.
 * Errors: an unknown slug; a file that is not TypeScript, with line and column.
 */
export async function exercise<Slug extends keyof Exercises>(slug: Slug): Promise<Exercises[Slug]> {
  const course = findCourse();
  requireExercise(course, slug);
  const path = join(course.exercises, `${slug}.ts`);
  const module = { exports: {} };
  const run = new Function('module', 'exports', 'require', compile(path));
  run(module, module.exports, createRequire(path));
  return module.exports as Exercises[Slug];
}

/** tslab would only compile files below the notebook's own folder, and only once. */
function compile(path: string): string {
  try {
    return transformSync(readFileSync(path, 'utf8'), { loader: 'ts', format: 'cjs', target: 'node20', sourcefile: path, logLevel: 'silent' }).code;
  } catch (error) {
    const { errors = [] } = error as { errors?: Array<{ text: string; location: { line: number; column: number; lineText: string } | null }> };
    const [first] = errors;
    if (!first) throw error;
    const { line = 0, column = 0, lineText = '' } = first.location ?? {};
    throw new Error(`${path.split(/[\\/]/).slice(-2).join('/')}:${line}:${column + 1}: ${first.text} in "${lineText.trim()}"`);
  }
}
