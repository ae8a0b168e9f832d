import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { exerciseSlugs, findCourse } from '../../src/notebook/course';
import { declaredNumbers } from '../exercises/lesson';
import { batchProgress, gradeAll, mergeResults, parseShard, planMerge, type Batch, type BatchOptions } from '../batch';
import { reasonText } from '../files/atomic-write';
import { readLateRule, ruleOfCourse, type CourseRule } from '../results/late-rule';
import { duesOf, readSettings, taught } from '../settings';
import { findSubmissions, newestOfEach, readSubmission, shownName, type Found } from '../submissions';
import { connectGrader } from './connect-grader';
import { end, endBy, type Cause } from './ending';
import { CommandFailure, exitCodes } from './exit-codes';
import { batchAsJson, batchInWords, totalsInWords } from './grade-summary';

/** As the command line gives them. */
export interface GradeOptions {
  readonly out: string;
  readonly jobs?: number;
  readonly format?: readonly string[];
  readonly shard?: string;
  readonly requireIsolation: 'bubblewrap' | 'own-user' | 'own-process';
  readonly seedFile?: string;
  readonly late?: string;
  readonly force?: boolean;
  readonly json?: boolean;
}

/** Grades the submissions at some paths; the exit code says how it went. */
export async function grade(paths: readonly string[], options: GradeOptions, connect = connectGrader): Promise<void> {
  const { course, settings, slugs, found, shard, wishes } = orUsage(() => whatToDo(paths, options));
  for (const { path, reason } of found.leftAside) console.error(`left aside: ${shownName(path)}: ${reason}`);
  const { out, jobs, force = false, json = false } = options;
  const batch = await orInfrastructure(async () => {
    const grader = await connect(course, settings, wishes);
    const read: BatchOptions['read'] = each => readSubmission(each, { slugs });
    const { submissions } = found;
    return untilEnded({ ...grader, submissions, read, out, force, ...(jobs && { jobs }), ...(shard && { shard }), progress: batchProgress });
  });
  console.log(json ? batchAsJson(batch, out) : batchInWords(batch, out));
  process.exitCode = exitCodeOf(batch);
}

/** Joins folders of results. */
export async function merge(folders: readonly string[], { out }: { out: string }): Promise<void> {
  const plan = orUsage(() => planMerge(folders, out));
  const index = await orInfrastructure(async () => mergeResults(plan));
  console.log(totalsInWords(index.totals, out));
}

function whatToDo(paths: readonly string[], { out, shard, seedFile, late, requireIsolation, format = [] }: GradeOptions) {
  const course = findCourse();
  const settings = readSettings(course);
  const slugs = taught(settings, exerciseSlugs(course));
  const rule: CourseRule = { dues: duesOf(settings, slug => declaredNumbers(course, slug)), policy: settings.late };
  const found = paths.map(path => findSubmissions(path, slugs));
  // The results may lie between the submissions.
  const submissions = found.flatMap(each => each.submissions).filter(({ source }) => !('path' in source && source.path === resolve(out)));
  const all: Found = { submissions, leftAside: found.flatMap(each => each.leftAside) };
  return {
    course,
    settings,
    slugs,
    found: newestOfEach(all),
    shard: shard === undefined ? undefined : parseShard(shard),
    wishes: {
      isolationMinimum: isolationNamed[requireIsolation],
      seed: seedFile === undefined ? undefined : readSeed(seedFile),
      formats: format,
      late: late === undefined ? ruleOfCourse(rule) : readLateRule(textOf('late rule', late), late, rule),
    },
  };
}

const isolationNamed = { bubblewrap: 'bubblewrap', 'own-user': 'own user', 'own-process': 'own process' } as const;

function readSeed(file: string): string {
  const seed = textOf('seed', file).trim();
  if (seed.length < 16) throw new Error(`the seed file ${file} must hold a secret of at least 16 characters, got ${seed.length}`);
  return seed;
}

function textOf(what: string, file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new Error(`cannot read the ${what} file ${file}: ${reasonText(error)}`, { cause: error });
  }
}

/** A signal ends the grading, and not before what is graded is written; another one ends that too. */
async function untilEnded(options: BatchOptions): Promise<Batch> {
  const stop = new AbortController();
  let cause: Cause | undefined;
  const release = endBy(why => {
    if (cause !== undefined) end(why);
    cause = why;
    stop.abort(new Error(`ended by ${why}`));
  });
  try {
    const batch = await gradeAll({ ...options, signal: stop.signal });
    if (cause === undefined || !batch.interrupted) return batch;
    console.error(`interrupted: ${batch.rows.length} of ${batch.submissions} results are in ${options.out}; run the same command again to go on`);
    return end(cause);
  } finally {
    release();
  }
}

/** A batch ends well when all of it is judged; only of a single submission the code says that it could not be. */
function exitCodeOf({ submissions, notGradable, infrastructureErrors }: Batch): number {
  if (infrastructureErrors > 0) return exitCodes.infrastructure;
  return submissions === 1 && notGradable === 1 ? exitCodes.notGradable : exitCodes.graded;
}

/** What is wrong with the command line; a folder that cannot be read is not. */
function orUsage<T>(run: () => T): T {
  try {
    return run();
  } catch (error) {
    const ofMachine = (error as NodeJS.ErrnoException).syscall !== undefined;
    throw new CommandFailure(error, ofMachine ? exitCodes.infrastructure : exitCodes.usage);
  }
}

async function orInfrastructure<T>(run: () => Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (error) {
    throw error instanceof CommandFailure ? error : new CommandFailure(error, exitCodes.infrastructure);
  }
}
