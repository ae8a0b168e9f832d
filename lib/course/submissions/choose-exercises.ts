import { basename, dirname } from 'node:path/posix';
import { shownNames } from './shown-name';
import { NotGradable, type Ignored } from './submission';

export interface Chosen {
  /** The path of each exercise's file, by its slug. */
  readonly exercises: ReadonlyMap<string, string>;
  readonly ignored: readonly Ignored[];
}

/**
 * Which files are the answers: those with the name of an exercise, in whatever folder of the submission they lie. Of several with one name the one in
 * a folder called `exercises`, else the one nearest to the top, is taken. Errors: `NotGradable` where that does not say which.
 */
export function chooseExercises(paths: readonly string[], slugs: readonly string[]): Chosen {
  const exercises = new Map<string, string>();
  const ignored: Ignored[] = [];
  for (const slug of slugs) {
    const named = paths.filter(path => basename(path).toLowerCase() === `${slug}.ts`.toLowerCase());
    const isGiven = (path: string): boolean => parent(path) === 'solutions';
    for (const path of named.filter(isGiven)) ignored.push({ path, reason: 'a copy in solutions; answers are handed in from exercises' });
    const [best, ...others] = named.filter(path => !isGiven(path)).sort((a, b) => rank(a) - rank(b));
    if (best === undefined) continue;
    const equal = others.filter(path => rank(path) === rank(best));
    if (equal.length > 0) throw new NotGradable(`more than one file could be ${slug}.ts: ${shownNames([best, ...equal])}; hand in one`);
    exercises.set(slug, best);
    for (const path of others) ignored.push({ path, reason: `another ${slug}.ts; the one in ${folderOf(best)} is graded` });
  }
  return { exercises, ignored };
}

/** Whether a file lies in the folder of an exercise, or below it, so that the exercise may import it. */
export function isBeside(path: string, { exercises }: Chosen): boolean {
  return [...exercises.values()].some(exercise => dirname(exercise) === '.' || path.startsWith(`${dirname(exercise)}/`));
}

/** Smaller is better. */
function rank(path: string): number {
  const depth = path.split('/').length;
  return parent(path) === 'exercises' ? depth : 10_000 + depth;
}

function parent(path: string): string {
  return basename(dirname(path)).toLowerCase();
}

function folderOf(path: string): string {
  return dirname(path) === '.' ? 'the top folder' : shownNames([dirname(path)]);
}
