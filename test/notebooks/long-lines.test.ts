import { expect, test } from 'vitest';
import { code, markdown, notebook } from '../site/lesson-fixture';
import { longLines } from './long-lines';

test('a line of code of more than 88 columns is found, with its cell; prose may be as long as it likes', () => {
  const [fits, long] = ['x'.repeat(88), 'η'.repeat(89)];
  expect(longLines(notebook(markdown(long), code(`${fits}\n${long}\n${fits}`), code(fits)))).toEqual([`cell 2: ${long}`]);
  expect(longLines(notebook(code('ab\nabc')), 2)).toEqual(['cell 1: abc']);
});

test('columns are counted in letters', () => {
  expect(longLines(notebook(code('𝜃'.repeat(88))))).toEqual([]);
});
