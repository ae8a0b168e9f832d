import { createHash } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Course } from '../../src/notebook/course';
import { readResult, resultFolders, type BatchOptions } from '../batch';
import { footing, type RungName } from '../box';
import { TypeChecker } from '../checking/type-checker';
import { longestTrial } from '../exercises/judge';
import type { Lesson } from '../exercises/lesson';
import { manifestOf } from '../exercises/lesson-files';
import { sum } from '../exercises/numbers';
import { boxedRoom } from '../grading/boxed-room';
import { gradeSubmission } from '../grading/grade-submission';
import type { GraderFacts, SubmissionResult } from '../grading/result';
import { courseLessons, type CourseSettings } from '../settings';
import { withLateness, type LateRule } from '../results/late-rule';
import { batchFormNames, resultFormNames, type BatchForm, type ResultForm } from '../results/form-names';
import { writeBatch, writeResult, type FormOptions } from '../results/write-results';
import { CommandFailure, exitCodes } from './exit-codes';
import { typeWarningsOf, withTypeWarnings } from './type-warnings';
import { version } from './version';

/** What grades, and writes what it found out. */
export type Grader = Pick<BatchOptions, 'grading' | 'grade' | 'settle' | 'write' | 'overview' | 'limitSeconds'>;

/** What a grader is to be like. */
export interface GraderWishes {
  readonly isolationMinimum: GraderFacts['isolation'];
  /** Undefined: the seed that everybody knows. */
  readonly seed: string | undefined;
  /** Forms of a result, beside the one that is always written. */
  readonly formats: readonly string[];
  /** What lateness costs; default nothing. */
  readonly late?: LateRule | undefined;
}

/** Without a secret the inputs of hidden trials are the same for a student everywhere, and can be known. */
const EVERYBODYS_SEED = 'descent';

/** What grades a course on this machine. Errors: a form that there is not; a wall that does not hold here; a declaration that cannot be loaded. */
export async function connectGrader(course: Course, settings: CourseSettings, { isolationMinimum, seed = EVERYBODYS_SEED, formats, late }: GraderWishes): Promise<Grader> {
  const [forms, ofBatch] = formsNamed(formats);
  const lessons = await courseLessons(course, settings);
  const manifest = manifestOf(lessons);
  const { rung, reason } = await footing();
  if (strength.indexOf(rung.name) > strength.indexOf(isolationMinimum)) {
    throw new Error(`grade: isolation must be at least ${isolationMinimum}, and here it is ${rung.name} (${reason})`);
  }
  const facts: GraderFacts = {
    version,
    isolation: rung.name,
    isolationReason: reason,
    node: process.versions.node,
    manifest: digestOf(JSON.stringify(manifest), course),
  };
  const types = new TypeChecker();
  const points = sum(Object.values(manifest.lessons).map(lesson => lesson.points));
  const options: FormOptions = { environment: process.env };
  return {
    grading: { grader: facts, points, seed, isolationMinimum },
    limitSeconds: longestGrading(lessons),
    grade: async (submission, signal) => {
      // Beside the grading, which waits for boxes most of the time.
      const typeWarnings = typeWarningsOf(submission, types);
      const graded = await gradeSubmission(submission, { lessons, facts, seed, enter: handed => boxedRoom(handed, { rung: rung.name, signal }) });
      return withTypeWarnings(graded, await typeWarnings);
    },
    settle: result => withLateness(result, late),
    write: (result, folder) => void writeResult(forms, result, folder, options),
    overview: (_, out) => {
      if (ofBatch.length > 0) writeBatch(ofBatch, resultFolders(out).map(name => readResult(join(out, name))).filter(isResult), out, options);
    },
  };
}

/**
 * Longer than any submission can make its own grading take, with every trial asked twice until it runs out of its time, so that a slow answer is never a
 * fault of the grader.
 */
function longestGrading(lessons: readonly Lesson[]): number {
  const exercises = lessons.flatMap(lesson => lesson.exercises);
  // Beside its trials a function is asked for its mistake and its walk.
  return 600 + sum(exercises.map(exercise => 2 * (exercise.trials.length + 2) * longestTrial(exercise)));
}

/** The strongest first. */
const strength: readonly (RungName | 'in-process')[] = ['bubblewrap', 'own user', 'own process', 'in-process'];

function isResult(result: SubmissionResult | undefined): result is SubmissionResult {
  return result !== undefined;
}

function formsNamed(names: readonly string[]): [ResultForm[], BatchForm[]] {
  const known: readonly string[] = [...resultFormNames, ...batchFormNames];
  const unknown = names.find(name => !known.includes(name));
  if (unknown !== undefined) throw new CommandFailure(new Error(`grade: there is no format "${unknown}"; known: ${known.join(', ')}`), exitCodes.usage);
  return [resultFormNames.filter(name => names.includes(name)), batchFormNames.filter(name => names.includes(name))];
}

/** Of the manifest and of every declaration: whoever changes what is asked changes what a grade means. */
function digestOf(manifest: string, { root }: Course): string {
  const hash = createHash('sha256').update(manifest);
  const folder = join(root, 'test', 'exercises');
  for (const path of readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort()) {
    if (/\.(ts|json)$/.test(path)) hash.update(path).update(readFileSync(join(folder, path)));
  }
  return hash.digest('hex');
}
