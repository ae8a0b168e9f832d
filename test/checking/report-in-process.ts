import { describeLesson } from '../../lib/course/checking/describe-lesson';
import { reportOf, type JudgedTest } from '../../lib/course/checking/report';
import type { CheckReport } from '../../lib/src/notebook/check-report';
import type { Course } from '../../lib/src/notebook/course';

type Test = Parameters<Parameters<typeof describeLesson>[0]['test']>[1];

/** The report of `check`, with the same trials asked of the same box, but without a vitest of its own between. */
export async function reportInProcess({ root }: Course, slug: string, seconds?: number): Promise<CheckReport> {
  const tests: [name: string, body: Test][] = [];
  const closing: (() => Promise<void>)[] = [];
  let within = '';
  const runner: Parameters<typeof describeLesson>[0] = {
    describe: (name, body) => {
      within = name;
      body();
    },
    test: (name, body) => void tests.push([`${within} > ${name}`, body]),
    afterAll: body => void closing.push(body),
  };
  await describeLesson(runner, { root, slug, work: 'exercises', ...(seconds !== undefined && { seconds }) });
  const judged: JudgedTest[] = [];
  let printed = '';
  try {
    for (const [test, body] of tests) {
      const meta: Parameters<Test>[0]['task']['meta'] = {};
      // A test that fails throws; how it came out stands beside it.
      await body({ task: { meta } }).catch((error: unknown) => {
        if (meta.judged === undefined) throw error;
      });
      if (meta.judged !== undefined) judged.push({ test, judged: meta.judged });
      printed ||= meta.atLoading ?? '';
    }
  } finally {
    for (const close of closing) await close();
  }
  return reportOf(slug, judged, printed);
}
