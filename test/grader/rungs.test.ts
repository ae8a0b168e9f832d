import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { RungName } from '../../lib/course/box';
import type { Lesson } from '../../lib/course/exercises/lesson';
import { gradeAt, scratchFolder, writeFiles } from './graded';
import { answersFile, partsCourse, SLUG } from './parts';
import { meanOfOne } from './submissions/submission';
import { programsWithout } from './programs-without';
import { verdictOf } from './verdict';

const scratch = scratchFolder();
afterAll(scratch.remove);

let lessons: readonly Lesson[];
beforeAll(async () => void (lessons = [(await partsCourse()).lesson]));

describe.each<RungName>(['own user', 'own process'])('on the rung "%s"', rung => {
  test.each([
    ['right', {}, '16/16'],
    ['an endless loop', meanOfOne('for (;;);'), '15/16: mean 4/5 (1 timeout)'],
    ['an end of the program', meanOfOne('process.exit(0);'), '15/16: mean 4/5 (1 crash)'],
    ['a wrong part', { mean: '() => 7' }, '11/16: mean 0/5 (4 failed)'],
    ['an endless loop at loading', { above: 'for (;;);' }, '0/16: does not load'],
  ])('%s is graded as behind any wall', async (what, own, verdict) => {
    const folder = join(scratch.path, `${rung}-${what}`.replaceAll(' ', '-'));
    writeFiles(folder, { [`${SLUG}.ts`]: answersFile(own) });
    const result = await gradeAt(folder, { lessons, rung, limits: { loadMs: 2000 } });
    expect([verdictOf(result), result.grader.isolation]).toEqual([verdict, rung]);
  });
});

describe('without bubblewrap', () => {
  const built = existsSync('lib/dist/course/cli/grade.js') ? undefined : 'the library is not built';
  const descent = (...parameters: string[]): { code: number | null; err: string; out: string } => {
    const path = programsWithout(['bwrap'], join(scratch.path, 'programs'), process.env['PATH'] ?? '');
    const run = spawnSync(process.execPath, [resolve('lib/bin/descent.js'), ...parameters], { encoding: 'utf8', env: { ...process.env, PATH: path } });
    return { code: run.status, err: run.stderr, out: run.stdout };
  };

  test('the command grades on the next rung, and says so in each result', context => {
    context.skip(built !== undefined, built);
    const out = join(scratch.path, 'weaker');
    expect(descent('grade', 'solutions', '--out', out).code).toBe(0);
    const { grader, score, points } = JSON.parse(readFileSync(join(out, 'solutions', 'result.json'), 'utf8')) as { grader: object; score: number; points: number };
    expect(grader).toMatchObject({ isolation: process.getuid?.() === 0 ? 'own user' : 'own process', isolationReason: expect.stringMatching(/^bubblewrap: bubblewrap is not installed/) as string });
    expect(score).toBe(points);
  });

  test('who requires bubblewrap is refused with exit code 4 and one sentence', context => {
    context.skip(built !== undefined, built);
    const out = join(scratch.path, 'refused');
    const { code, err } = descent('grade', 'solutions', '--out', out, '--require-isolation', 'bubblewrap');
    expect(err).toMatch(/^descent: grade: isolation must be at least bubblewrap, and here it is own (user|process) \(bubblewrap: bubblewrap is not installed.*\)\n$/);
    expect([code, existsSync(out)]).toEqual([4, false]);
  });
});
