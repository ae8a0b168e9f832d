import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { declaredLessons, type LessonExercise } from '../../lib/course/exercises/lesson';
import { inProcess } from '../../lib/course/subject/in-process';
import { findCourse } from '../../lib/src/notebook/course';
import { compileExercise, runExercise } from '../../lib/src/notebook/exercise-file';
import type { Answers } from './answers/answers';
import { judgeExercise, lessonOf } from './judge-file';

const course = findCourse();
const room = mkdtempSync(join(tmpdir(), 'descent-answers-'));
afterAll(() => rmSync(room, { recursive: true, force: true }));

let count = 0;

/** Judges a file as a student would write it. */
async function judge(exercise: LessonExercise, code: string) {
  const file = join(room, `answer-${(count += 1)}.ts`);
  writeFileSync(file, `import { tf, toDo } from 'descent';\n${code}\n`);
  return judgeExercise(exercise, inProcess(await runExercise(await compileExercise(file, room))));
}

describe.each(declaredLessons(course))('%s', async slug => {
  const [lesson, { answers }] = await Promise.all([lessonOf(slug), import(`./answers/${slug}.ts`) as Promise<{ answers: Answers }>]);

  test('every function has answers here, four right ones at least', () => {
    expect(Object.keys(answers).sort()).toEqual(lesson.exercises.map(exercise => exercise.function).sort());
    for (const [name, { right }] of Object.entries(answers)) expect(right.length, name).toBeGreaterThanOrEqual(4);
  });

  for (const exercise of lesson.exercises) {
    const { right = [], wrong = [] } = answers[exercise.function] ?? {};

    test.each(right)(`${exercise.number} ${exercise.function}, right: %s`, async code => {
      const { rows, mistake } = await judge(exercise, code);
      expect(rows.filter(({ outcome }) => outcome !== 'passed').map(({ name, message }) => `${name}: ${message}`)).toEqual([]);
      expect(mistake).toBeUndefined();
    });

    test.each(wrong)(`${exercise.number} ${exercise.function}, wrong: %s`, async (code, told) => {
      const { rows, mistake = '' } = await judge(exercise, code);
      expect(rows.filter(({ outcome, visibility }) => outcome !== 'passed' && visibility === 'public').length).toBeGreaterThan(0);
      expect([mistake, ...rows.map(({ message }) => message)].join('\n')).toMatch(told);
    });
  }
});
