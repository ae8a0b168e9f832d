import { existsSync, readdirSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { constants, Script } from 'node:vm';
import * as tf from '@tensorflow/tfjs';
import { bundle, loadPackages } from '../../src/notebook/bundle';
import type { Course } from '../../src/notebook/course';
import { compiledName, rememberSources } from '../../src/notebook/source-places';
import { playerOf } from './answer/answer';
import type { Exercise } from './exercise';
import * as forAuthors from './index';
import { readRecord, recorded } from './record';
import { identifiersIn, readSource, type ExerciseSource } from './source';

/** An exercise in its place in a lesson. */
export interface LessonExercise extends Exercise {
  /** As in the notebook: "7.1". */
  readonly number: string;
  /** The name of the function that is asked for. */
  readonly function: string;
  readonly source: ExerciseSource;
  /** When it is due, as a time with its zone; missing where the course says nothing. */
  readonly due?: string;
}

/** The exercises of one lesson, in order. */
export interface Lesson {
  readonly slug: string;
  readonly exercises: readonly LessonExercise[];
}

/** Where a course declares the exercises of a lesson: a file each, `1-step.ts`, `2-regime.ts`. */
export function exercisesFolder({ root }: Pick<Course, 'root'>, slug: string): string {
  return join(root, 'test', 'exercises', slug);
}

/** The slugs of the lessons that declare exercises, in order. */
export function declaredLessons({ root }: Pick<Course, 'root'>): string[] {
  const folder = join(root, 'test', 'exercises');
  return existsSync(folder) ? readdirSync(folder).filter(name => /^\d\d-/.test(name) && !/\.\w+$/.test(name)).sort() : [];
}

/** The files that declare the exercises of a lesson, in order. */
function declarations(course: Pick<Course, 'root'>, slug: string): string[] {
  const folder = exercisesFolder(course, slug);
  const names = existsSync(folder) ? readdirSync(folder) : [];
  return names.filter(name => /^\d+-.*\.ts$/.test(name)).sort((a, b) => parseInt(a) - parseInt(b));
}

/** The numbers of the exercises that a lesson declares, in order, without loading them. */
export function declaredNumbers(course: Pick<Course, 'root'>, slug: string): string[] {
  return declarations(course, slug).map(file => numberOf(slug, file));
}

/**
 * Loads the exercises of a lesson as they are declared. Errors, each with its file: no declaration at all; one that does not compile, that declares no
 * exercise, or whose function and declaration do not fit.
 */
export async function loadLesson(course: Course, slug: string): Promise<Lesson> {
  const folder = exercisesFolder(course, slug);
  const files = declarations(course, slug);
  if (files.length === 0) throw new Error(`${slug} declares no exercises: there is no test/exercises/${slug}/1-….ts`);
  const sources = files.map(file => readSource(join(folder, file), numberOf(slug, file)));
  const modules = await run(course, folder, [
    ...files.map(file => `import * as e${parseInt(file)} from './${file}'; publish('${file}', e${parseInt(file)});`),
    ...sources.flatMap((source, k) => bugModule(source, `bug of ${files[k]}`)),
  ]);
  const record = readRecord(folder) ?? {};
  const exercises = files.map((file, k) => placed(slug, file, sources[k] as ExerciseSource, modules));
  return { slug, exercises: exercises.map(exercise => recorded(exercise, record[exercise.number])) };
}

type Module = Readonly<Record<string, unknown>>;

/** The number of an exercise by the file that declares it: `2-balanced-beta2.ts` of 07-adam is 7.2. */
export function numberOf(slug: string, file: string): string {
  return `${parseInt(slug)}.${parseInt(file)}`;
}

function placed(slug: string, file: string, source: ExerciseSource, modules: ReadonlyMap<string, unknown>): LessonExercise {
  const module = modules.get(file) as Module;
  const bug = modules.get(`bug of ${file}`);
  const declared = module['default'] as Partial<Exercise> | undefined;
  const place = `test/exercises/${slug}/${file}`;
  if (declared?.trials === undefined) throw new Error(`${place}: its default export must be an exercise, such as update({ … })`);
  const exercise = declared as Exercise;
  if (exercise.solution !== module[source.function]) throw new Error(`${place}: the solution must be the function that the file exports, ${source.function}`);
  const names = exercise.trials.map(trial => trial.name);
  const twice = names.find((name, k) => names.indexOf(name) !== k);
  if (twice !== undefined) throw new Error(`${place}: two of its trials are called "${twice}"`);
  const planted = typeof bug === 'function' ? [{ kind: 'bug' as const, says: 'the planted bug is still there', plays: playerOf(bug as () => unknown, exercise.gives) }] : [];
  return { ...exercise, wrong: () => [...planted, ...exercise.wrong()], number: numberOf(slug, file), function: source.function, source };
}

/** The stub without its to-do, where that is a program of its own: the bug that is to be found. */
function bugModule({ stub, function: name, imports }: ExerciseSource, key: string): string[] {
  const code = stub.split('\n').filter(line => !/^\s*toDo\('[\d.]+'\);\s*$/.test(line)).join('\n');
  if (code === stub || identifiersIn(code).has('toDo')) return [];
  const used = [...imports].filter(([local, { isType }]) => !isType && identifiersIn(code).has(local));
  const brought = used.map(([local, { name: original }]) => `import { ${original} as ${local} } from 'descent';`);
  return [...brought, `publish(${JSON.stringify(key)}, (() => {\n${code.replace(/^export /, '')}\nreturn ${name}; })());`];
}

/** Runs an entry on this side of the wall, for it is the course's own, and returns what it publishes. */
async function run({ root }: Course, folder: string, lines: readonly string[]): Promise<ReadonlyMap<string, unknown>> {
  const { code, map, packages } = await bundle({ entry: lines.join('\n'), folder, root, provided: ['descent/exercises'] });
  const name = compiledName(relative(root, folder).split(sep).join('/'));
  rememberSources(name, map);
  const script = new Script(`(async (packages, publish) => { 'use strict';\n${code}\n})`, {
    filename: name,
    lineOffset: -1,
    importModuleDynamically: constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
  });
  // Else the first tensor would print that Node.js has a faster backend.
  tf.enableProdMode();
  const published = new Map<string, unknown>();
  const start = script.runInThisContext() as (packages: object, publish: (key: string, value: unknown) => void) => Promise<void>;
  await start({ ...(await loadPackages(packages)), 'descent/exercises': forAuthors }, (key, value) => published.set(key, value));
  return published;
}
