import { writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { TestModule, TestSpecification } from 'vitest/node' with { 'resolution-mode': 'import' };
import type { CheckReport } from '../../src/notebook/check-report';
import { requireExercise, type Course } from '../../src/notebook/course';
import { inPackage } from '../../src/package-folder';
import { makeRoom, removeRoom } from './check-room';
import { loadVitest } from './load-vitest';
import type { Checked } from './describe-lesson';
import { ownFiles } from './open-student';
import { reportOf, withTypeErrors, type JudgedTest } from './report';
import type { TypeChecker } from './type-checker';
import type { TypeFault } from './type-errors';

/** What may differ between checks. */
export interface CheckOptions {
  /** Which files are tested; default the student's own. */
  readonly work?: 'exercises' | 'solutions';
  /** How long one call of the student's functions may take, and loading the file, in seconds; default what the exercises say. */
  readonly seconds?: number;
  /** Who also looks at the types; by default nobody does. */
  readonly types?: TypeChecker;
  /** Hears of each lesson as it is done, in their order. */
  readonly onReport?: (report: CheckReport) => void;
}

/**
 * Checks the public trials of the exercises of some lessons with vitest. A student's file runs in a process of its own: an endless loop costs the trials
 * that run into it, and nothing else; a lesson whose exercises cannot be loaded says so in its report. Errors: an unknown slug; a test runner that
 * cannot be started.
 */
export async function runCheck(course: Course, slugs: readonly string[], { work = 'exercises', seconds, types, onReport = () => {} }: CheckOptions = {}): Promise<CheckReport[]> {
  for (const slug of slugs) requireExercise(course, slug);
  const room = makeRoom();
  const removed = (): void => removeRoom(room);
  process.once('exit', removed);
  try {
    const lessons = new Map(slugs.map((slug, k) => [`${String(k).padStart(4, '0')}.test.mjs`, slug]));
    for (const [file, slug] of lessons) writeFileSync(join(room, file), testProgram({ root: course.root, slug, work, ...(seconds !== undefined && { seconds }) }));
    // Beside the tests, for it takes as long as they do.
    const faults = new Map(slugs.map(slug => [slug, types && faultsOf(types, course, work, slug)]));
    const done: Promise<CheckReport>[] = [];
    const tell = async (report: CheckReport, before: Promise<unknown> | undefined): Promise<CheckReport> => {
      const whole = withTypeErrors(report, await faults.get(report.slug));
      await before;
      onReport(whole);
      return whole;
    };
    await runTests(room, [...lessons.keys()], module => {
      const slug = lessons.get(basename(module.moduleId)) as string;
      done.push(tell(reportOn(slug, module), done.at(-1)));
    });
    return await Promise.all(done);
  } finally {
    process.off('exit', removed);
    removed();
  }
}

function faultsOf(types: TypeChecker, course: Course, work: 'exercises' | 'solutions', slug: string): Promise<readonly TypeFault[] | undefined> {
  const files = Object.entries(ownFiles(course, work)).map(([path, bytes]) => [path, Buffer.from(bytes).toString('utf8')]);
  return types.faultsIn(Object.fromEntries(files) as Record<string, string>, `${work}/${slug}.ts`);
}

/** vitest takes paths for addresses and patterns, so it only ever sees these files, wherever the course lies. */
function testProgram(checked: Checked): string {
  return `import { createRequire } from 'node:module';
const { describeLesson } = createRequire(${JSON.stringify(inPackage('package.json'))})(${JSON.stringify(inPackage('dist', 'course', 'checking', 'describe-lesson.js'))});
await describeLesson({ describe, test, afterAll }, ${JSON.stringify(checked)});
`;
}

async function runTests(room: string, files: readonly string[], onEnd: (module: TestModule) => void): Promise<void> {
  const { startVitest, BaseSequencer } = await loadVitest();
  const code = process.exitCode;
  const vitest = await startVitest('test', files.map(file => join(room, file)), {
    root: room,
    config: false,
    watch: false,
    include: ['*.test.mjs'],
    // Its own import of vitest would go by a path, which may lead through a folder called C#.
    globals: true,
    maxWorkers: 1,
    pool: 'threads',
    // The library is loaded once for all lessons; their files only describe tests.
    isolate: false,
    silent: true,
    sequence: {
      sequencer: class extends BaseSequencer {
        override sort(specifications: TestSpecification[]): Promise<TestSpecification[]> {
          return Promise.resolve([...specifications].sort((a, b) => (a.moduleId < b.moduleId ? -1 : 1)));
        }
      },
    },
    reporters: [{ onTestModuleEnd: onEnd }],
  }, { logLevel: 'silent' });
  await vitest?.close();
  // A wrong answer is no failure of this process.
  process.exitCode = code;
}

function reportOn(slug: string, module: TestModule): CheckReport {
  const tests: JudgedTest[] = [];
  const problems = module.errors().map(({ message }) => message);
  let printedAtLoading = '';
  for (const test of module.children.allTests()) {
    const { judged, atLoading = '' } = test.meta();
    printedAtLoading ||= atLoading;
    if (judged !== undefined) tests.push({ test: test.fullName, judged });
    else problems.push(...(test.result().errors ?? []).map(({ message }) => message));
  }
  const [problem] = problems;
  return problem === undefined ? reportOf(slug, tests, printedAtLoading) : notRun(slug, problem);
}

/** What is at fault is the course or the machine, and not the student; it must not hide other lessons. */
function notRun(slug: string, message: string): CheckReport {
  return { slug, passed: 0, rows: [{ test: 'the tests run', outcome: 'failed', message }] };
}
