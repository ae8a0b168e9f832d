import { expect, test } from 'vitest';
import { beside } from '../../lib/course/exercises/numbers';
import { inProcess } from '../../lib/course/subject/in-process';
import { judgeExercise, lessonOf } from './judge-file';

test.each([
  [0.032, 0.0451, '0.045'],
  [0.032, 0.03204, '0.03204'],
  [0.032, 0.032, '0.032'],
  [1, 0.9996, '0.9996'],
  [1e-4, 1.004e-4, '0.0001004'],
  [0, -3e-7, '-3e-7'],
  [0.5, 0.1 + 0.4000000000000001, '0.5000000000000001'],
  [0.5, Infinity, 'Infinity'],
  [0.5, NaN, 'NaN'],
])('beside %d the number %d is written %s', (limit, value, text) => {
  expect(beside(limit, value)).toBe(text);
});

test('so many digits as are asked for, where they tell', () => {
  expect(beside(1.2, 1.4567, 3)).toBe('1.46');
  expect(beside(1.2, 1.2003, 3)).toBe('1.2003');
  expect(beside(-1.03, -1.02951, 3)).toBe('-1.0295');
});

test('an exercise does not tell a student that 0.032 is not less than 0.032', async () => {
  const { exercises } = await lessonOf('10-schedules');
  const twoFalls = exercises.find(({ function: name }) => name === 'twoFalls');
  if (twoFalls === undefined) throw new Error('there is no twoFalls');
  const { rows } = await judgeExercise(twoFalls, inProcess({ twoFalls: () => ({ eta: 0.05, first: 80, second: 145 }) }));
  expect(rows.map(({ message }) => message)).toEqual(['the loss to be expected at your setting: expected less than 0.032, got 0.0321']);
});
