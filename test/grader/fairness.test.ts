import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { gradeSubmission } from '../../lib/course/grading/grade-submission';
import { boxedRoom } from '../../lib/course/grading/boxed-room';
import type { HandedIn } from '../../lib/course/grading/handed-in';
import type { Lesson } from '../../lib/course/exercises/lesson';
import type { Subject } from '../../lib/course/subject/subject';
import { seededRandom } from '../../lib/src/datasets';
import { factsOf, gradeAt, lacking, scratchFolder, writeFiles } from './graded';
import { answersFile, partsCourse, SLUG } from './parts';
import { meanAfter } from './submissions/submission';
import { toldIn, verdictOf } from './verdict';

const scratch = scratchFolder();
afterAll(scratch.remove);

let lesson: Lesson;
let reason: string | undefined;
beforeAll(async () => {
  reason = await lacking('bubblewrap');
  ({ lesson } = await partsCourse());
});
beforeEach(context => context.skip(reason !== undefined, `skipped: ${reason}`));

const FILE = `exercises/${SLUG}.ts`;
const handedIn = (id: string, text: string): HandedIn => ({
  student: { id }, name: id, ignored: [], warnings: [], files: new Map([[FILE, Buffer.from(text)]]), exercises: new Map([[SLUG, FILE]]),
});

/** All that was asked of `mean` where hidden trials are asked, as its own code printed it there; a result never holds it. */
async function hiddenInputs(id: string, seed = 'a secret of the tests'): Promise<string[]> {
  const handed = handedIn(id, answersFile(meanAfter('console.log(JSON.stringify(values))')));
  const printed: string[] = [];
  const enter = async (): ReturnType<typeof boxedRoom> => {
    const room = await boxedRoom(handed, { rung: 'bubblewrap' });
    const open: typeof room.open = async (...asked) => (asked[1] === 'hidden' ? listening(await room.open(...asked), printed) : room.open(...asked));
    return { ...room, open };
  };
  const result = await gradeSubmission(handed, { lessons: [lesson], facts: factsOf('bubblewrap'), seed, enter });
  expect(verdictOf(result)).toBe('16/16');
  return printed;
}

function listening(subject: Subject, heard: string[]): Subject {
  return {
    call: async (name, given) => {
      const called = await subject.call(name, given);
      if (name === 'mean') heard.push(called.printed.trim());
      return called;
    },
    substitute: (name, standIn) => subject.substitute(name, standIn),
    close: () => subject.close(),
  };
}

test('a student has the same hidden inputs at every regrade, and another student or secret has others', async () => {
  const [ada, again, ben, other] = [await hiddenInputs('ada'), await hiddenInputs('ada'), await hiddenInputs('ben'), await hiddenInputs('ada', 'another secret')];
  expect(ada).toHaveLength(8);
  expect(again).toEqual(ada);
  for (const others of [ben, other]) expect(others.filter(input => ada.includes(input))).toEqual([]);
});

test('a wrong part costs nothing in one that builds on it, in public or hidden, at first or repeated', async () => {
  // `spread` is wrong for one value alone, so that it is repeated with the stand-in, too.
  const spread = 'values => (values.length === 3 ? -1 : mean(values.map(value => (value - mean(values)) ** 2)))';
  const answers = { wrong: answersFile({ mean: '() => 7' }), both: answersFile({ mean: '() => 7', spread }) };
  const verdicts: string[] = [];
  for (const [name, text] of Object.entries(answers)) {
    writeFiles(join(scratch.path, name), { [FILE]: text });
    const result = await gradeAt(join(scratch.path, name), { lessons: [lesson] });
    verdicts.push(verdictOf(result));
    expect(toldIn(result)).toContain('your function gives 7 whatever it is given');
  }
  expect(verdicts).toEqual(['11/16: mean 0/5 (4 failed)', '10/16: mean 0/5 (4 failed); spread 3/4 (1 failed)']);
});

test('the order in which trials are asked changes no result', async () => {
  const text = answersFile({ mean: 'values => (values.length === 3 ? 0 : values.reduce((a, b) => a + b, 0) / values.length)' });
  const seen = new Set<string>();
  for (const seed of [1, 2, 3]) {
    const shuffled = { ...lesson, exercises: lesson.exercises.map(exercise => ({ ...exercise, trials: seededRandom(seed).shuffle(exercise.trials) })) };
    const handed = handedIn('ada', text);
    const result = await gradeSubmission(handed, { lessons: [shuffled], facts: factsOf('bubblewrap'), seed: 's', enter: each => boxedRoom(each, { rung: 'bubblewrap' }) });
    const rows = result.lessons.flatMap(({ exercises }) => exercises.flatMap(({ trials }) => trials.map(({ id, outcome, message }) => `${id} ${outcome} ${message}`)));
    seen.add(rows.sort().join('\n'));
  }
  expect(seen.size).toBe(1);
});

test('nothing that one lesson does is there in another', async () => {
  const text = answersFile({ above: '(globalThis as any).mine = 1; Array.prototype.map = () => { throw new Error("broken"); };' });
  const second = { ...lesson, slug: '02-parts' };
  const handed: HandedIn = {
    ...handedIn('ada', text),
    files: new Map([[FILE, Buffer.from(text)], ['exercises/02-parts.ts', Buffer.from(answersFile({ above: 'if ("mine" in globalThis) process.exit(1);' }))]]),
    exercises: new Map([[SLUG, FILE], ['02-parts', 'exercises/02-parts.ts']]),
  };
  const { lessons } = await gradeSubmission(handed, { lessons: [lesson, second], facts: factsOf('bubblewrap'), seed: 's', enter: each => boxedRoom(each, { rung: 'bubblewrap' }) });
  expect([lessons[0]?.score === 16, lessons[1]?.score]).toEqual([false, 16]);
});
