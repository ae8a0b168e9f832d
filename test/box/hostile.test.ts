import { afterAll, afterEach, describe, expect, test } from 'vitest';
import { CallFailure } from '../../lib/course/subject/subject';
import { boxed, boxesLeft, needs, outcomeOf } from './boxes';
import { cunning, greedy, strange, violent, type Hostile } from './hostile-submissions';

function expectOutcome(outcome: unknown, expected: Hostile['comes']): void {
  if (!Array.isArray(expected)) return void expect(outcome).toMatchObject(expected);
  const [kind, message] = expected as [string, RegExp];
  expect(outcome).toBeInstanceOf(CallFailure);
  expect(outcome).toMatchObject({ kind, message: expect.stringMatching(message) as string });
}

async function run({ code, given = [], limits = {}, comes, next = { value: 7 } }: Hostile): Promise<readonly string[]> {
  const { box, subject } = await boxed(`${code}\nexport const fine = () => 7;`, limits, 'bubblewrap');
  try {
    expectOutcome(await outcomeOf(subject, 'f', given), comes);
    expectOutcome(await outcomeOf(subject, 'fine'), next);
    await box.close();
    return subject.warnings;
  } finally {
    await box.close();
  }
}

describe('a submission that does what none should has an outcome, and the next call an answer', () => {
  afterEach(async () => {
    expect(await boxesLeft()).toEqual([]);
  });

  for (const group of [greedy, violent, strange, cunning]) {
    test.for(group)('$what', async (hostile, context) => {
      await needs('bubblewrap', context);
      const warnings = await run(hostile);
      const late = /^an error came late, when no call waited for it any more: exercises\/a\.ts:1:\d+: /;
      expect(warnings).toEqual(/^H46|H35 an import made/.test(hostile.what) ? [expect.stringMatching(late)] : []);
    });
  }

  test('what it does to its own numbers and lists does nothing here', () => {
    expect([Math.abs(-1), Object.is(1, 2), (0.5).toFixed(1), [1].concat(2).length, JSON.stringify({ a: 1 })]).toEqual([1, false, '0.5', 2, '{"a":1}']);
    expect({}).not.toHaveProperty('id');
  });

  test('H49 nothing tells one call, or one box, from another', async context => {
    await needs('bubblewrap', context);
    const code = 'export const f = () => [process.argv, process.execArgv, process.cwd(), process.env, process.title, new Error().stack?.split("\\n").slice(2)];';
    const seen = [];
    for (let time = 0; time < 2; time++) {
      const { box, subject } = await boxed(code, {}, 'bubblewrap');
      for (let call = 0; call < 2; call++) seen.push((await subject.call('f', [])).value);
      await box.close();
    }
    expect(new Set(seen.map(value => JSON.stringify(value))).size).toBe(1);
    expect(seen[0]).toHaveLength(6);
  });
});

afterAll(async () => expect(await boxesLeft()).toEqual([]));
