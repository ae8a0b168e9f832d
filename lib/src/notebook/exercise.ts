import { join } from 'node:path';
import { compileExercise, runExercise } from './exercise-file';
import type { Exercises } from './exercises';
import { AnswerError, answering, reading } from './answers';
import { readManifest } from './manifest';
import { ToDoError } from './to-do';
import { findCourse, requireExercise } from './course';
import { optimizer, type Declaration, type Method, type UpdateFunction } from '../optimizers';

/**
 * Loads your solution of an exercise from `exercises/<slug>.ts`, with the files it imports, as they are on disk now: edit, save, and run the cell
 * again. Errors: an unknown slug; a file that is not TypeScript or imports what is not there, with file, line and column; what the file throws.
 */
export async function exercise<Slug extends keyof Exercises>(slug: Slug): Promise<Exercises[Slug]>;
/** The same for a lesson of a course's own, whose functions the library cannot know: they take and give anything. */
export async function exercise(slug: string): Promise<OwnExercises>;
export async function exercise(slug: string): Promise<object> {
  const course = findCourse();
  requireExercise(course, slug);
  const compiled = await compileExercise(join(course.exercises, `${slug}.ts`), course.root);
  const asked = readManifest(course)?.lessons[slug]?.exercises ?? [];
  const gives = Object.fromEntries(asked.map(({ function: name, gives: kind }) => [name, kind]));
  return runExercise(compiled, gives);
}

/** What an exercise file of a course's own exports, by name. Whoever calls them knows what they are; the compiler cannot, and must let it pass. */
export type OwnExercises = Readonly<Record<string, (...given: any[]) => any>>;

/**
 * Your own update as a method beside the kit's: with the hyper-parameters and the state of the method it rebuilds, and drawn under the name
 * "my …". It runs wherever a method runs: on a surface, on the digits, in a `tf.LayersModel`. It may give lists of numbers where tensors are
 * meant. Errors, when it runs: what it gives cannot be read, in a sentence with its name, what was expected and what came.
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
    // The exercise's types have checked what it takes; what it gives is read as it runs.
    update: answering(update.name || `my ${name}`, update as UpdateFunction, reading({ kind: 'tensors', names: ['w', ...Object.keys(state)] })) as UpdateFunction,
  };
  return optimizer(declaration) as Method<Hyper>;
}

/**
 * What your solution computes, in a list of one to spread into a figure's lines; an empty list, and a word about it, while the exercise is
 * still to do or gives something of another kind than it should. Any other error is yours to see.
 */
export function ifSolved<Result>(compute: () => Result): Result[] {
  try {
    return [compute()];
  } catch (error) {
    if (!(error instanceof ToDoError || error instanceof AnswerError)) throw error;
    const what = error instanceof ToDoError ? 'solve' : 'mend';
    console.log(`${error.message}: ${what} it, save the file and run this cell again to see it here`);
    return [];
  }
}
