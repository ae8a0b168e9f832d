import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { withLesson } from '../../lib/course/desk/add-to-course';
import { writeAmong } from '../../lib/course/desk/lay-out';
import { newLesson } from '../../lib/course/desk/new-lesson';
import { lint } from '../../lib/course/lint';
import { unfinished } from '../../lib/course/proof/unfinished';
import { gate } from '../../lib/course/release/gate';
import { loadLesson } from '../../lib/course/exercises/lesson';
import { stubFile } from '../../lib/course/exercises/lesson-files';
import { courseOf } from '../checking/course-with';

const other = { 'notebooks/07-adam.ipynb': '{ "nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": [] }' };

test('a new lesson has a notebook, an exercise and a test, and is faulty only where it is to do', async () => {
  const course = courseOf(other);
  const files = newLesson(course, { slug: '17-lookahead', title: 'تطلّع "إلى الأمام" $x$: هل ينفع؟', method: 'nesterov' });
  expect([...files.keys()]).toEqual(['notebooks/17-lookahead.ipynb', 'test/exercises/17-lookahead/1-first-step.ts', 'test/lessons/17-lookahead.test.ts']);
  writeAmong(course.root, files);
  expect(readFileSync(join(course.notebooks, '17-lookahead.ipynb'), 'utf8')).toContain('# تطلّع \\"إلى الأمام\\" $x$: هل ينفع؟');
  const lesson = await loadLesson(course, '17-lookahead');
  writeAmong(course.root, new Map([['exercises/17-lookahead.ts', stubFile(lesson)]]));
  const faults = lint(course, '17-lookahead').map(({ says }) => says);
  expect(faults.length).toBeGreaterThan(10);
  expect(faults.filter(says => !says.startsWith('to do: '))).toEqual([]);
  // The placeholder is an exercise like any other: solved, to do, and with mistakes that are told.
  expect(await gate(course, lesson)).toEqual([]);
  expect(unfinished(lesson).map(({ where }) => where)).toEqual(Array.from({ length: 4 }, () => '17.1 firstStep'));
});

describe('what cannot be a lesson is refused', () => {
  test.each<[given: Parameters<typeof newLesson>[1], says: string]>([
    [{ slug: 'lookahead' }, 'new: a lesson is named by two digits and words in small letters, such as 17-lookahead, got "lookahead"'],
    [{ slug: '7-lookahead' }, 'got "7-lookahead"'],
    [{ slug: '17-Look ahead' }, 'got "17-Look ahead"'],
    [{ slug: '../17-x' }, 'got "../17-x"'],
    [{ slug: '07-adamw' }, 'new: 07-adam has the number 7 already, and exercises are called by it; the next one free is 08'],
    [{ slug: '17-x', method: 'adamm' }, 'new: the library has no method "adamm"; it has gradientDescent, '],
    [{ slug: '17-x', method: 'cosine' }, 'the library has no method "cosine"'],
  ])('%o', (given, says) => {
    expect(() => newLesson(courseOf(other), given)).toThrow(says);
  });

  test('one that is there is not written over, and nothing of it is', () => {
    const course = courseOf({ ...other, 'test/lessons/17-x.test.ts': 'mine' });
    const files = newLesson(course, { slug: '17-x' });
    expect(() => writeAmong(course.root, files)).toThrow('test/lessons/17-x.test.ts is there already; nothing was written (--force writes over)');
    expect(() => readFileSync(join(course.notebooks, '17-x.ipynb'))).toThrow('ENOENT');
    writeAmong(course.root, files, { force: true });
    expect(readFileSync(join(course.root, 'test/lessons/17-x.test.ts'), 'utf8')).not.toBe('mine');
  });
});

describe('a course lists it in its place', () => {
  test.each([
    ['after the lessons before it', '{\n  "lessons": [\n    "01-a",\n    "09-b"\n  ]\n}', '{\n  "lessons": [\n    "01-a",\n    "05-x",\n    "09-b"\n  ]\n}'],
    ['among objects', '{ "lessons": [{ "slug": "01-a" }] }', ['{ "slug": "01-a" }', '"05-x"']],
    ['in an order of its own, after the last that comes before', '{ "lessons": ["09-b", "04-a", "07-c"] }', ['"04-a"', '"05-x"', '"07-c"']],
  ])('%s', (_, text, expected) => {
    const changed = withLesson.settings(text, '05-x');
    if (typeof expected === 'string') expect(changed).toBe(expected);
    else expect(changed.replace(/\s+/g, ' ')).toContain(expected.join(', '));
  });

  test('and nothing is changed where nothing is listed, or it is', () => {
    for (const text of ['{ "title": "A" }', '{ "lessons": ["05-x"] }', '{ "lessons": [{ "slug": "05-x", "due": "2030-06-01T22:00:00Z" }] }']) expect(withLesson.settings(text, '05-x')).toBe(text);
    for (const text of ['# A course\n', '| 05-x | why? |\n']) expect(withLesson.readme(text, '05-x')).toBe(text);
  });

  test('in the table of a README, with as many columns as it has', () => {
    const table = '| lesson | question | exercise |\n|---|---|---|\n| 01-a | why? | one |\n| 09-b | what \\| which? | two |\n\nMore.\n';
    expect(withLesson.readme(table, '05-x', 'A|B: how?')).toBe(table.replace('| 09-b', '| 05-x | A\\|B: how? | TODO |\n| 09-b'));
    expect(withLesson.readme('| 09-b | why? |\n', '05-x', 'How?')).toBe('| 05-x | How? |\n| 09-b | why? |\n');
  });
});
