import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { batchFormNames, resultFormNames, type ResultForm } from '../../lib/course/results/form-names';
import { resultForms, writeBatch, writeResult } from '../../lib/course/results/write-results';
import { exercise, lesson, one, result, trial } from './results';

let folder = '';
beforeEach(() => { folder = mkdtempSync(join(tmpdir(), 'descent-written-')); });
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const forms = resultFormNames;
const grades: readonly ResultForm[] = ['gradescope', 'classroom50', 'github-classroom', 'github-classroom-base64'];
const batch = batchFormNames;
const environment = {
  CLASSROOM: 'c', ASSIGNMENT: 'a', ASSIGNMENT_TYPE: 'individual', OWNER: 'o', SUBMISSION_TAG: 'submit/1', COMMIT_URL: 'https://c', RELEASE_URL: 'https://r', REVIEW_URL: 'https://v',
};
const failed = result([], { verdict: 'infrastructure error', reason: 'the disk is full' });

test('each chosen form is one file of its own, into a folder that need not be there', () => {
  const into = join(folder, 'new', 'ada');
  const written = writeResult(forms, one({ printed: 'x' }), into, { environment });
  expect(new Set(written).size).toBe(forms.length);
  const files = readdirSync(into, { recursive: true, encoding: 'utf8' }).filter(path => path !== 'classroom50');
  expect(files.sort()).toEqual(forms.map(form => resultForms[form].file).sort());
  for (const path of written) expect(readFileSync(path, 'utf8')).not.toBe('');
});

test('only what was chosen is written', () => {
  writeResult(['junit'], one(), folder);
  expect(readdirSync(folder)).toEqual(['junit.xml']);
});

test('where the grader failed no grade is written, and none from before is left', () => {
  writeResult(forms, one(), folder, { environment });
  const written = writeResult(forms, failed, folder);
  for (const form of grades) expect(existsSync(join(folder, resultForms[form].file)), form).toBe(false);
  expect(written.map(path => readFileSync(path, 'utf8')).every(text => text.includes('the disk is full'))).toBe(true);
  expect(written).toHaveLength(forms.length - grades.length);
});

describe('an unsound result is refused before anything is written', () => {
  const bad = (changes: Parameters<typeof trial>[0]) => ({ ...one(), lessons: [lesson([{ ...exercise([trial(changes)]), score: 0, points: 2 }], { score: 0, points: 2 })] });

  test.each([
    ['no number', bad({ score: NaN }), 'result of "ada": score of 7.1/one step must be in [0, 2], got NaN'],
    ['too many points', bad({ score: 3 }), 'result of "ada": score of 7.1/one step must be in [0, 2], got 3'],
    ['points below zero', bad({ points: -1, score: 0 }), 'result of "ada": points of 7.1/one step must be a number from 0 up, got -1'],
    ['endless time', bad({ seconds: Infinity }), 'result of "ada": seconds of 7.1/one step must be a number from 0 up, got Infinity'],
    ['a sum', { ...one(), score: 5 }, 'result of "ada": score of the submission must be in [0, 2], got 5'],
    ['lateness that adds', { ...one(), late: { raw: 2, penalty: 0, score: 3, secondsLate: 0, lateDaysUsed: 0, explanation: '' } }, 'score of the late submission must be in [0, 2], got 3'],
  ])('%s', (_, unsound, message) => {
    expect(() => writeResult(['junit', 'gradescope'], unsound, folder)).toThrow(message);
    expect(() => writeBatch(batch, [one(), unsound], folder)).toThrow(message);
    expect(readdirSync(folder)).toEqual([]);
  });
});

test('a form that cannot be made leaves the others of before as they were', () => {
  writeResult(['junit'], one(), folder);
  const before = readFileSync(join(folder, 'junit.xml'), 'utf8');
  expect(() => writeResult(['junit', 'classroom50'], one({ name: 'other' }), folder, { environment: {} })).toThrow('classroom 50: CLASSROOM must be set');
  expect(readFileSync(join(folder, 'junit.xml'), 'utf8')).toBe(before);
});

test('a batch is an overview and gradebooks, and grading again merges with what is there', () => {
  writeBatch(batch, [one()], folder);
  expect(readdirSync(folder).sort()).toEqual(['grades-canvas.csv', 'grades-moodle.csv', 'grades-nbgrader.csv', 'overview.html']);
  const canvas = join(folder, 'grades-canvas.csv');
  writeFileSync(canvas, readFileSync(canvas, 'utf8').replace('Section,07-adam', 'Section,07-adam (12)'));
  writeBatch(batch, [one({}, { student: { id: 'bob' } })], folder);
  expect(readFileSync(canvas, 'utf8')).toContain('Section,07-adam (12)\r\n');
  expect(readFileSync(canvas, 'utf8')).toContain('Ada Lovelace,,,ada,,2\r\nbob,,,bob,,2\r\n');
  expect(readFileSync(join(folder, 'overview.html'), 'utf8')).not.toContain('Ada Lovelace');
});

test('a gradebook from elsewhere is the beginning, and stays as it is', () => {
  const from = join(folder, 'export.csv');
  const text = 'Student,ID,SIS Login ID,Section,Essay (1)\nCarl,7,carl,,3\n';
  writeFileSync(from, text);
  mkdirSync(join(folder, 'out'));
  writeBatch(['canvas'], [one()], join(folder, 'out'), { gradebooks: { canvas: from } });
  expect(readFileSync(from, 'utf8')).toBe(text);
  expect(readFileSync(join(folder, 'out', 'grades-canvas.csv'), 'utf8')).toContain('Carl,7,carl,,3,\n');
  expect(() => writeBatch(['canvas'], [one()], join(folder, 'out'), { gradebooks: { canvas: join(folder, 'none.csv') } })).toThrow(`gradebook: cannot read ${join(folder, 'none.csv')}: ENOENT: no such file or directory`);
});
