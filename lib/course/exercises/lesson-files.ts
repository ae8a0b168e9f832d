import type { Manifest, LessonManifest } from '../../src/notebook/manifest';
import type { Lesson, LessonExercise } from './lesson';
import { sumOfPoints } from './numbers';
import { identifiersIn } from './source';

/** The file of a lesson as students get it: a task and a to-do for each exercise. */
export function stubFile({ exercises }: Lesson): string {
  return fileOf(exercises, stubOf);
}

/** The same file with every answer in it. */
export function solutionFile({ exercises }: Lesson): string {
  return fileOf(exercises, exercise => [...comment(exercise), exercise.source.solution].join('\n'));
}

/** The part of one exercise in it. */
export function stubOf(exercise: LessonExercise): string {
  return [...comment(exercise), exercise.source.stub].join('\n');
}

function fileOf(exercises: readonly LessonExercise[], part: (exercise: LessonExercise) => string): string {
  const parts = exercises.map(part);
  const imports = importOf(exercises, parts);
  return `${imports === '' ? '' : `${imports}\n\n`}${parts.join('\n\n')}\n`;
}

function comment({ number, title, source }: LessonExercise): string[] {
  return ['/**', ` * Exercise ${number} — ${sentence(title)}`, ' *', ...source.task.map(line => (line === '' ? ' *' : ` * ${line}`)), ' */'];
}

function sentence(title: string): string {
  return /[.?!]$/.test(title) ? title : `${title}.`;
}

/**
 * One line that imports from the library what the code of these parts names, and what the answers need, values before types; without what is `there`
 * already. Empty where that is nothing.
 */
export function importOf(exercises: readonly LessonExercise[], parts: readonly string[], there: ReadonlySet<string> = new Set()): string {
  const names = new Map<string, boolean>();
  for (const [k, { source }] of exercises.entries()) {
    const used = identifiersIn(`${parts[k]}\n${source.solution}`);
    const own = identifiersIn(parts[k] ?? '');
    for (const [local, { name, isType }] of source.imports) if (used.has(local) && !there.has(local)) names.set(name === local ? name : `${name} as ${local}`, isType);
    if (own.has('toDo') && !there.has('toDo')) names.set('toDo', false);
  }
  const sorted = [...names].sort(([a, isTypeA], [b, isTypeB]) => Number(isTypeA) - Number(isTypeB) || (a < b ? -1 : 1));
  return sorted.length === 0 ? '' : `import { ${sorted.map(([name, isType]) => (isType ? `type ${name}` : name)).join(', ')} } from 'descent';`;
}

/** What every lesson asks and is worth. */
export function manifestOf(lessons: readonly Lesson[]): Manifest {
  return { schema: 'descent/manifest/v1', lessons: Object.fromEntries(lessons.map(lesson => [lesson.slug, lessonManifest(lesson)])) };
}

function lessonManifest({ exercises }: Lesson): LessonManifest {
  const rows = exercises.map(({ number, function: name, title, gives, trials, hints, seconds, due }) => ({
    number,
    function: name,
    title,
    gives,
    points: sumOfPoints(trials.map(trial => trial.points)),
    trials: trials.map(({ name: trial, visibility, points }) => ({ name: trial, visibility, points })),
    hints,
    seconds,
    ...(due !== undefined && { due }),
  }));
  return { points: sumOfPoints(rows.map(({ points }) => points)), exercises: rows };
}

/** The types of what `await exercise(slug)` gives in a cell. */
export function typesFile(lessons: readonly Lesson[]): string {
  const members = lessons.map(({ slug, exercises }) => {
    const functions = exercises.map(({ number, title, source }) => `    /** ${number}: ${sentence(title)} */\n    ${source.member};`);
    return `  /** Exercises ${exercises[0]?.number} to ${exercises.at(-1)?.number}. */\n  '${slug}': {\n${functions.join('\n')}\n  };`;
  });
  return `// Written by \`npm run exercises\` from the declarations in test/exercises.
import type { UpdateFunction } from '../optimizers';

/** What each exercise file exports. Stubs, solutions and \`await exercise(slug)\` are held to this by the compiler. */
export interface Exercises {
${members.join('\n')}
}
`;
}
