import { parse } from 'papaparse';
import { describe, expect, test } from 'vitest';
import { canvasCsv } from '../../lib/course/results/gradebook/canvas';
import { moodleCsv } from '../../lib/course/results/gradebook/moodle';
import { nbgraderCsv } from '../../lib/course/results/gradebook/nbgrader';
import { forCell, oneLine } from '../../lib/course/results/strangers-text';
import { hostile } from './hostile';
import { exercise, lesson, one, result, trial } from './results';

function table(text: string): string[][] {
  const { data, errors } = parse<string[]>(text, { skipEmptyLines: true });
  expect(errors.filter(({ type }) => type === 'Quotes')).toEqual([]);
  return data;
}

const adam = (score: number) => lesson([exercise([trial({ outcome: 'passed', points: 4, score })])]);
const momentum = (score: number) => lesson([exercise([trial({ outcome: 'passed', points: 2, score })])], { slug: '04-momentum' });
const ada = result([momentum(1), adam(3)]);
const bob = result([adam(2)], { student: { id: 'bob', name: 'Smith, Bob' } });
// What was found before the grader stopped is no grade either.
const broken = result([adam(2)], { student: { id: 'eve' }, verdict: 'not gradable', reason: 'no zip' });
const unlucky = result([adam(2)], { student: { id: 'zed' }, verdict: 'infrastructure error', reason: 'disk full' });

const header = 'assignment,duedate,timestamp,student_id,last_name,first_name,email,raw_score,late_submission_penalty,score,max_score';

describe('a new gradebook', () => {
  test('nbgrader: a row for each lesson of each student, in the order of their ids', () => {
    expect(nbgraderCsv([bob, ada, broken, unlucky]).split('\r\n')).toEqual([
      header,
      '04-momentum,,2026-06-01T14:32:05Z,ada,Ada Lovelace,,ada@example.org,1,0,1,2',
      '07-adam,,2026-06-01T14:32:05Z,ada,Ada Lovelace,,ada@example.org,3,0,3,4',
      '07-adam,,2026-06-01T14:32:05Z,bob,Smith,Bob,,2,0,2,4',
      '',
    ]);
  });

  test('Canvas: a column for each lesson, the most points above; nothing where nothing was graded', () => {
    expect(table(canvasCsv([bob, ada, broken, unlucky]))).toEqual([
      ['Student', 'ID', 'SIS User ID', 'SIS Login ID', 'Section', '04-momentum', '07-adam'],
      ['    Points Possible', '', '', '', '', '2', '4'],
      ['Ada Lovelace', '', '', 'ada', '', '1', '3'],
      ['Smith, Bob', '', '', 'bob', '', '', '2'],
      ['eve', '', '', 'eve', '', '', ''],
      ['zed', '', '', 'zed', '', '', ''],
    ]);
  });

  test('Moodle', () => {
    expect(table(moodleCsv([bob, ada, broken]))).toEqual([
      ['First name', 'Last name', 'ID number', 'Institution', 'Department', 'Email address', 'Assignment: 04-momentum (Real)', 'Assignment: 07-adam (Real)'],
      ['', 'Ada Lovelace', 'ada', '', '', 'ada@example.org', '1', '3'],
      ['Bob', 'Smith', 'bob', '', '', '', '', '2'],
      ['', '', 'eve', '', '', '', '', ''],
    ]);
  });

  test('lateness is shared out among the lessons', () => {
    const late = { raw: 4, penalty: 1, score: 3, secondsLate: 60, lateDaysUsed: 0, explanation: 'late' };
    const rows = table(nbgraderCsv([{ ...ada, late }])).slice(1).map(row => row.slice(7));
    expect(rows).toEqual([['1', '0.25', '0.75', '2'], ['3', '0.75', '2.25', '4']]);
  });

  test('of two submissions of a student the later counts, and one that is graded before one that is not', () => {
    const early = result([adam(1)], { submission: { ...ada.submission, submittedAt: '2026-05-01T00:00:00Z' } });
    const refused = result([], { verdict: 'not gradable', reason: 'no zip', submission: { ...ada.submission, submittedAt: '2026-07-01T00:00:00Z' } });
    for (const order of [[early, ada, refused], [refused, ada, early]]) {
      expect(table(nbgraderCsv(order)).slice(1).map(row => row[9])).toEqual(['1', '3']);
    }
  });
});

test.each(hostile)('a student called %j is one row in every gradebook, and no formula', text => {
  const student = { id: `id${text}`, name: text, email: text };
  for (const csv of [nbgraderCsv, canvasCsv, moodleCsv]) {
    const written = csv([one({}, { student })]);
    const last = table(written).at(-1) ?? [];
    expect(last).toContain(forCell(text));
    expect(last).toContain(oneLine(`id${text}`));
    for (const cell of last) expect(cell).not.toMatch(/^[=+\-@\t\r＝＋－＠]|\n/);
    // The same student is found again.
    expect(csv([one({}, { student })], written)).toBe(written);
  }
});

describe('an existing gradebook', () => {
  test('nbgrader: rows of others, columns and notes of the instructor, and the dates stay', () => {
    const before = [
      `${header},note`,
      '01-intro,2026-05-01,,ada,Lovelace,Ada,,5,0,5,5,old',
      '07-adam,2026-06-01,,ada,Lovelace,Ada,,0,0,0,4,"asked, twice"',
      '07-adam,2026-06-01,,carl,Gauss,Carl,,4,0,4,4,=1+1',
      '',
    ].join('\n');
    expect(nbgraderCsv([ada], before).split('\n')).toEqual([
      `${header},note`,
      '01-intro,2026-05-01,,ada,Lovelace,Ada,,5,0,5,5,old',
      '07-adam,2026-06-01,2026-06-01T14:32:05Z,ada,Lovelace,Ada,ada@example.org,3,0,3,4,"asked, twice"',
      '07-adam,2026-06-01,,carl,Gauss,Carl,,4,0,4,4,=1+1',
      '04-momentum,,2026-06-01T14:32:05Z,ada,Ada Lovelace,,ada@example.org,1,0,1,2,',
      '',
    ]);
  });

  const canvas = [
    '\ufeffStudent,ID,SIS Login ID,Section,Essay (12),07-adam (4711),Final Score',
    '    Points Possible,,,,10,100,(read only)',
    '"Lovelace, Ada",1001,ADA@example.org,A,7,1,70',
    '"Gauss, Carl",1002,carl,A,9,90,90',
    '"Student, Test",1003,,A,,,',
    '',
  ].join('\r\n');

  test('Canvas: its columns with their numbers, students by login or address, manual grades, byte order mark', () => {
    expect(canvasCsv([result([adam(3)], { student: { id: 'al', email: 'ada@example.org' } }), bob], canvas)).toBe([
      '\ufeffStudent,ID,SIS Login ID,Section,Essay (12),07-adam (4711),Final Score',
      '"    Points Possible",,,,10,100,(read only)',
      '"Lovelace, Ada",1001,ADA@example.org,A,7,3,70',
      '"Gauss, Carl",1002,carl,A,9,90,90',
      '"Student, Test",1003,,A,,,',
      '"Smith, Bob",,bob,,,2,',
      '',
    ].join('\r\n'));
  });

  test('a column may have another name, and a new one comes last', () => {
    const [first] = table(canvasCsv([ada], canvas, { '07-adam': 'Essay' }));
    expect(first).toEqual(['Student', 'ID', 'SIS Login ID', 'Section', 'Essay (12)', '07-adam (4711)', 'Final Score', '04-momentum']);
    expect(table(canvasCsv([ada], canvas, { '07-adam': 'Essay' }))[2]?.slice(4)).toEqual(['3', '1', '70', '1']);
  });

  test('no student can be the row of points', () => {
    const rows = table(canvasCsv([result([adam(3)], { student: { id: 'Points Possible' } }), result([adam(3)], { student: { id: 'points' } })], canvas));
    expect(rows[1]).toEqual(['    Points Possible', '', '', '', '10', '100', '(read only)']);
    expect(rows).toHaveLength(7);
  });

  test('what was not graded, or not handed in, takes no grade away', () => {
    const absent = result([{ ...adam(0), score: 0, status: 'missing' }], { student: { id: 'carl' } });
    for (const one of [{ ...broken, student: { id: 'carl' } }, { ...unlucky, student: { id: 'carl' } }, absent]) {
      expect(table(canvasCsv([one], canvas))).toEqual(table(canvas.slice(1)));
    }
    expect(table(canvasCsv([absent])).at(-1)?.at(-1)).toBe('0');
  });

  test('Moodle: semicolons, old headings, and a dash for no grade', () => {
    const before = 'First name;Surname;ID number;Email address;Assignment: 07-adam (Real);Course total (Real)\nAda;Lovelace;;ada@example.org;-;-\nCarl;Gauss;carl;;3;3\n';
    expect(moodleCsv([result([adam(2.5)])], before)).toBe(
      'First name;Surname;ID number;Email address;Assignment: 07-adam (Real);Course total (Real)\nAda;Lovelace;ada;ada@example.org;2.5;-\nCarl;Gauss;carl;;3;3\n',
    );
  });

  test('merging twice changes nothing more', () => {
    const all = [ada, bob, broken];
    for (const csv of [nbgraderCsv, canvasCsv, moodleCsv]) expect(csv(all, csv(all))).toBe(csv(all));
    expect(canvasCsv(all, canvasCsv(all, canvas))).toBe(canvasCsv(all, canvas));
  });

  test('one of another form is refused, and so is one that is cut off', () => {
    expect(() => canvasCsv([ada], 'a,b\n1,2\n')).toThrow('canvas gradebook: the header must have a column "SIS Login ID" or "SIS User ID" or "ID", got "a, b"');
    expect(() => nbgraderCsv([ada], '')).toThrow('nbgrader gradebook: the header must have a column "student_id", got ""');
    expect(() => moodleCsv([ada], 'ID number,x\n"a')).toThrow('moodle gradebook: quotes must close, got none in row');
  });
});
