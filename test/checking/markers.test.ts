import { describe, expect, test } from 'vitest';
import { readMarks } from '../../lib/course/exercises/markers';

const read = (...lines: string[]) => readMarks(lines.join('\n'), 'a.ts', 'return toDo();');
const stubOf = (...lines: string[]): string[] => read(...lines).stub.split('\n');
const solutionOf = (...lines: string[]): string[] => read(...lines).solution.split('\n');

describe('a source with marks', () => {
  test('without any is itself', () => {
    expect(read('a', 'b')).toEqual({ stub: 'a\nb', solution: 'a\nb' });
  });

  const answer = ['function f() {', '  // BEGIN SOLUTION', '  const a = 1;', '  return a;', '  // END SOLUTION', '}'];
  test('an answer becomes a to-do, as far in as its mark', () => {
    expect(stubOf(...answer)).toEqual(['function f() {', '  return toDo();', '}']);
    expect(solutionOf(...answer)).toEqual(['function f() {', '  const a = 1;', '  return a;', '}']);
  });

  const silent = ['const all = {', '  // BEGIN SOLUTION NO PROMPT', '  wrong: [],', '  // END SOLUTION', '};'];
  test('or nothing at all', () => {
    expect(stubOf(...silent)).toEqual(['const all = {', '};']);
    expect(solutionOf(...silent)).toEqual(['const all = {', '  wrong: [],', '};']);
  });

  const prompt = ['f(() => {', '  /* BEGIN PROMPT', '  return { w: toDo() };', '  END PROMPT */', '  // BEGIN SOLUTION', '  return 1;', '  // END SOLUTION', '});', '// BEGIN SOLUTION', '2', '// END SOLUTION'];
  test('or what its prompt says, and the next one a to-do again', () => {
    expect(stubOf(...prompt)).toEqual(['f(() => {', '  return { w: toDo() };', '});', 'return toDo();']);
    expect(solutionOf(...prompt)).toEqual(['f(() => {', '  return 1;', '});', '2']);
  });

  test('one line, and hidden tests', () => {
    expect(stubOf('a', 'const b = 1; // SOLUTION', '// BEGIN HIDDEN TESTS', 'c', '// END HIDDEN TESTS', 'd')).toEqual(['a', 'd']);
    expect(solutionOf('a', 'const b = 1; // SOLUTION', '// BEGIN HIDDEN TESTS', 'c', '// END HIDDEN TESTS', 'd')).toEqual(['a', 'const b = 1;', 'c', 'd']);
  });

  test('a mark in a text or a template is none', () => {
    const lines = ['const a = "// BEGIN SOLUTION";', 'const b = `', '// BEGIN SOLUTION', '`;', 'const c = 1;'];
    expect(stubOf(...lines)).toEqual(lines);
  });

  test.each<[what: string, lines: string[], message: string]>([
    ['left open', ['a;', '// BEGIN SOLUTION', 'b;'], 'a.ts:2: BEGIN SOLUTION is not closed'],
    ['closed twice', ['// BEGIN SOLUTION', 'b;', '// END SOLUTION', '// END SOLUTION', 'c;'], 'a.ts:4: END SOLUTION closes nothing'],
    ['in each other', ['// BEGIN SOLUTION', 'a;', '// BEGIN HIDDEN TESTS', 'b;'], 'a.ts:3: BEGIN HIDDEN TESTS lies within what was opened in line 1'],
    ['crossed', ['// BEGIN SOLUTION', 'a;', '// END HIDDEN TESTS', 'b;'], 'a.ts:3: END HIDDEN TESTS closes nothing'],
    ['misspelled', ['// BEGIN SOLUTIONS', 'a;', '// BEGIN SOLUTION please', 'b;'], 'a.ts:3: cannot read the mark'],
    ['a prompt left open', ['/* BEGIN PROMPT', 'a */', 'b;'], 'a.ts:1: BEGIN PROMPT is not closed by "END PROMPT */"'],
  ])('marks that do not fit: %s', (_, lines, message) => {
    expect(() => read(...lines)).toThrow(message);
  });
});
