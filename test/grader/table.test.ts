import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Lesson } from '../../lib/course/exercises/lesson';
import { stubFile } from '../../lib/course/exercises/lesson-files';
import { NotGradable } from '../../lib/course/submissions';
import { answersFile, partsCourse, SLUG } from './parts';
import { gradeAt, lacking, scratchFolder, writeFiles } from './graded';
import { endless } from './submissions/endless';
import { forged } from './submissions/forging';
import { odd } from './submissions/odd';
import { reaching } from './submissions/reaching';
import type { Case } from './submissions/submission';
import { toldIn, verdictOf } from './verdict';
import { turns } from './turns';
import { watched } from './watched';

const scratch = scratchFolder();
const watch = watched(scratch.path);
const rows: string[] = [];
let lesson: Lesson;
let reason: string | undefined;
let count = 0;

/** Boxes keep two processors busy; more of them at a time would only wait for each other, and for longer than a call may take. */
const inTurn = turns(3);

beforeAll(async () => {
  reason = await lacking('bubblewrap');
  ({ lesson } = await partsCourse());
  watch.begin();
});

afterAll(() => {
  console.log(['| id | submission | verdict | seconds |', '|---|---|---|---|', ...rows.sort()].join('\n'));
  scratch.remove();
});

async function verdict({ id, what, files, verdict: expected, told, limits, check }: Case): Promise<void> {
  const folder = join(scratch.path, 'in', `s${(count += 1)}`);
  mkdirSync(folder, { recursive: true });
  writeFiles(folder, files);
  const began = performance.now();
  const result = await gradeAt(folder, { lessons: [lesson], limits: { loadMs: 2000, ...limits } }).catch((error: unknown) => {
    if (error instanceof NotGradable) return error;
    throw error;
  });
  const got = result instanceof NotGradable ? result.message : verdictOf(result);
  rows.push(`| ${id} | ${what} | ${result instanceof NotGradable ? 'not gradable: ' : ''}${got} | ${((performance.now() - began) / 1000).toFixed(1)} |`);
  if (typeof expected === 'string') expect(got).toBe(expected);
  else expect(got).toMatch(expected);
  if (result instanceof NotGradable) return;
  if (told === undefined) expect(toldIn(result)).toBe('');
  else expect(toldIn(result)).toMatch(told);
  check?.(result);
}


describe.concurrent('whatever is handed in has its verdict', () => {
  const began = performance.now();
  afterAll(() => console.log(`${rows.length} submissions in ${((performance.now() - began) / 1000).toFixed(0)} s`));

  test.for([...endless, ...forged, ...reaching(watch.outside, watch.mark), ...odd])('$id $what', async (each, { skip }) => {
    skip(reason !== undefined, `skipped: ${reason}`);
    await inTurn(() => verdict(each));
  });

  test('H60 the file as it was handed out', async ({ skip }) => {
    skip(reason !== undefined, `skipped: ${reason}`);
    const files = { [`exercises/${SLUG}.ts`]: `\ufeff${stubFile(lesson).replaceAll('\n', '\r\n')}` };
    await inTurn(() => verdict({ id: 'H60', what: 'the file as it was handed out', files, verdict: '0/16: not started', told: /^the file is as it was handed out$/ }));
  });
});

describe('when all are graded', () => {
  test('nothing is left of them, and nothing else has changed', async context => {
    context.skip(reason !== undefined, `skipped: ${reason}`);
    expect(await watch.whatIsWrong()).toEqual([]);
  });

  test('an honest submission gets everything', async context => {
    context.skip(reason !== undefined, `skipped: ${reason}`);
    writeFiles(join(scratch.path, 'in', 'honest'), { [`${SLUG}.ts`]: answersFile() });
    expect(verdictOf(await gradeAt(join(scratch.path, 'in', 'honest'), { lessons: [lesson] }))).toBe('16/16');
  });
});
