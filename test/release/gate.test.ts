import { describe, expect, test } from 'vitest';
import { declaredLessons, loadLesson } from '../../lib/course/exercises/lesson';
import { stubFile } from '../../lib/course/exercises/lesson-files';
import { gate } from '../../lib/course/release/gate';
import { findCourse } from '../../lib/src/notebook/course';
import { courseOf } from '../checking/course-with';
import { lessonOf } from '../checking/judge-file';

const course = findCourse();

test.each(declaredLessons(course))('%s may go out', async slug => {
  expect(await gate(course, await lessonOf(slug))).toEqual([]);
});

/** An exercise that asks for twice a number, with one part replaced. */
function declaration(from = '', to = ''): string {
  const right = `import { answer, number } from 'descent/exercises';

/** Return twice the number. */
export function twice(n: number): number {
  // BEGIN SOLUTION
  return 2 * n;
  // END SOLUTION
}

export default answer({
  title: 'twice a number',
  solution: twice,
  gives: number,
  hints: [],
  cases: [{ name: 'of two numbers', asks: [[3], [4]] }],
  random: random => [1 + random.integer(9)],
  wrong: [{ says: 'it is the number itself', is: (n: number) => n }],
});
`;
  if (!right.includes(from)) throw new Error(`the declaration has no "${from}"`);
  return right.replace(from, to);
}

async function faultsOf(text: string, stub?: string): Promise<string[]> {
  const own = courseOf({ 'test/exercises/01-twice/1-twice.ts': text, 'exercises/01-twice.ts': '' });
  const lesson = await loadLesson(own, '01-twice');
  const handedOut = courseOf({ 'test/exercises/01-twice/1-twice.ts': text, 'exercises/01-twice.ts': stub ?? stubFile(lesson) });
  return (await gate(handedOut, lesson)).map(({ where, says }) => `${where}: ${says}`);
}

describe('a lesson with a fault does not go out', () => {
  test('a sound one does', async () => {
    expect(await faultsOf(declaration())).toEqual([]);
  });

  test.each<[what: string, from: string, to: string, fault: RegExp]>([
    ['a property that the solution does not have', 'random: random', "properties: [{ name: 'odd', asks: [[3]], holds: (n: number) => (n % 2 === 1 ? undefined : 'it is even') }],\n  random: random", /^1\.1 twice: the solution does not pass "odd": twice\(3\): it is even$/],
    ['a wrong version that loses nothing', '[3], [4]', '[0]', /^1\.1 twice: a version in which it is the number itself loses no public point$/],
    ['no wrong version', "wrong: [{ says: 'it is the number itself', is: (n: number) => n }],", '', /^1\.1 twice: no wrong version is known/],
    ['a solution that depends on the order of its calls', 'return 2 * n;', 'count += 1; return count % 3 === 0 ? 0 : 2 * n;', /^1\.1 twice: the solution does not pass/],
    ['a solution that is slow', 'title:', 'seconds: 0.05,\n  title:', /a call takes the solution .* s of the processor, more than a fifth of the 0.05 s/],
    ['a stub that is an answer', '  // BEGIN SOLUTION\n', '  /* BEGIN PROMPT\n  return n;\n  END PROMPT */\n  // BEGIN SOLUTION\n', /^1\.1 twice: the stub is not to do/],
  ])('%s', async (what, from, to, fault) => {
    const slow = what === 'a solution that is slow' ? 'const end = Date.now() + 60; while (Date.now() < end) {} return 2 * n;' : 'return 2 * n;';
    const text = declaration(from, to).replace('return 2 * n;', slow).replace('/** Return twice', 'let count = 0;\n\n/** Return twice');
    expect((await faultsOf(text)).join('\n')).toMatch(new RegExp(fault.source, 'm'));
  }, 60_000);

  test('a file that is not the declarations\' own', async () => {
    expect(await faultsOf(declaration(), 'export const twice = 2;')).toEqual(['exercises/01-twice.ts: it is not what the declarations say; run "npm run exercises"']);
  });

  test.each<[what: string, text: string, message: RegExp]>([
    ['no exercise', 'export function f(): number { return 1; }', /1-twice\.ts: the exported function has no doc comment/],
    ['two functions', declaration('export default', '/** Another. */\nexport function other(): void {}\n\nexport default'), /it must export one function besides its default, got 2/],
    ['another function', declaration('solution: twice', 'solution: (n: number) => n'), /the solution must be the function that the file exports, twice/],
    ['no default', declaration('export default answer', 'answer'), /its default export must be an exercise/],
    ['a field that there is not', declaration('title:', 'titel:'), /titel/],
    ['what is no TypeScript', declaration('return 2 * n;', 'return 2 *;'), /1-twice\.ts:\d+:\d+: Unexpected ";"/],
  ])('a declaration with %s', async (_, text, message) => {
    await expect(faultsOf(text)).rejects.toThrow(message);
  });
});
