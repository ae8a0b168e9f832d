import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { transformSync } from 'esbuild';
import type { Exercises } from './exercises';
import { ToDoError } from './to-do';
import { findCourse, requireExercise } from './course';
import { optimizer, type Declaration, type Method } from '../optimizers';

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

/**
 * Your own update as a method beside the kit's: with the hyper-parameters and the state of the method it rebuilds, and drawn under the name
 * "my …". It runs wherever a method runs: on a surface, on the digits, in a `tf.LayersModel`.
 */
export function yourOwn<Hyper extends string>(
  method: Method<Hyper>,
  update: (values: never, hyper: Readonly<Record<Hyper, number>>) => object,
): Method<Hyper> {
  const { name, title, idea, hyper } = method.declaration;
  const state = Object.fromEntries([...method.initial].map(([slot, first]) => [slot, typeof first === 'number' ? first : first.text]));
  const declaration: Declaration = {
    name: `my ${name}`,
    title: `My ${title}`,
    idea,
    source: { paper: 'your own exercise' },
    hyper,
    state,
    // The exercise's types have checked what it takes and gives; the driver checks it again as it runs.
    update: update as Exclude<Declaration['update'], string>,
  };
  return optimizer(declaration) as Method<Hyper>;
}

/**
 * What your solution computes, in a list of one to spread into a figure's lines; an empty list, and a word about it, while the exercise is
 * still to do. Any other error is yours to see.
 */
export function ifSolved<Result>(compute: () => Result): Result[] {
  try {
    return [compute()];
  } catch (error) {
    if (!(error instanceof ToDoError)) throw error;
    console.log(`${error.message}: solve it, save the file and run this cell again to see it here`);
    return [];
  }
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
