import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { renderGrading } from '../../lib/evidence/bench/grading';
import { writeBatch } from '../../lib/evidence/bench/handed-in';
import { findCourse } from '../../lib/src/notebook/course';

const scratch = mkdtempSync(join(tmpdir(), 'descent-bench-grading-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

test('one in ten of a batch is hostile, each in one lesson, and all others are the solutions', () => {
  const course = findCourse();
  expect(writeBatch(course, scratch, 20)).toBe(2);
  const names = readdirSync(course.solutions).filter(name => name.endsWith('.ts'));
  const changed = readdirSync(scratch).map(student => names.filter(name => {
    const [own, solution] = [join(scratch, student, 'exercises'), course.solutions].map(folder => readFileSync(join(folder, name), 'utf8'));
    return own !== solution;
  }).length);
  expect(changed.filter(count => count > 0)).toEqual([1, 1]);
});

test('the table has what was measured, and a dash where nothing says', () => {
  const batch = { submissions: 20, hostile: 2, jobs: 2, seconds: 40, median: 1.5, slowest: { name: 's006', seconds: 30 }, peaks: [2e8, undefined, 3e8] };
  const table = renderGrading({ processor: '2 × a processor', node: '20.0.0', isolation: 'bubblewrap', single: 4, batch });
  expect(table).toContain('2 × a processor; node 20.0.0; behind bubblewrap.');
  expect(table).toContain('| a batch of 20, 2 of them hostile, 2 at a time | 40.0 s |');
  expect(table).toContain('| of it for each submission | 2.00 s |');
  expect(table).toContain('| 200 MB, –, 300 MB |');
});
