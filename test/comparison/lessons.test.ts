import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { writeNotebook, type Cell } from '../../lib/course/jupyter/client/notebook-file';
import { executeNotebook } from '../../lib/course/jupyter/client/execute';
import { renewLessons, type RenewOptions } from '../../lib/evidence/comparison';
import { findCourse } from '../../lib/src/notebook/course';
import { openKernel, ourArgv, textOf } from '../jupyter/kernels';

ourArgv();

// Below the project, because a cell finds the kit in a node_modules above its notebook.
const root = mkdtempSync(join(__dirname, '.scratch-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));
for (const folder of ['notebooks', 'exercises']) mkdirSync(join(root, folder));
const course = findCourse(root);
const records = join(root, 'records');

function lesson(slug: string, ...sources: string[]): void {
  const cells = sources.map((source, k): Cell => ({ cell_type: 'code', id: `c${k}`, metadata: {}, source, execution_count: null, outputs: [] }));
  writeNotebook(join(course.notebooks, `${slug}.ipynb`), { nbformat: 4, nbformat_minor: 5, metadata: {}, cells });
}

const cell = (name: string, rates: string): string => [
  'import { compared, gradientDescent, ravine, table } from "descent";',
  `const race = await compared({ name: '${name}', methods: [{ method: gradientDescent, search: { eta: ${rates} } }],`,
  '  task: { surface: ravine({ kappa: 10 }), steps: 20, measure: "loss" } });',
  'table(race.rows);',
].join('\n');

const renew = (options: Partial<RenewOptions> = {}) => renewLessons(course, { lessons: [], records, ...options });

test('the cells of the lessons are the declarations: their results are recorded, renewed, and taken away', async () => {
  lesson('01-one', cell('one', '[0.1, 0.15, 0.18, 0.19]'));
  lesson('02-none', 'throw new Error("a lesson that compares nothing is not run")');
  expect(await renew()).toEqual({ lines: ['one: new'], failures: [] });
  expect(readdirSync(records)).toEqual(['one.json']);
  const file = join(records, 'one.json');
  const text = readFileSync(file, 'utf8');

  // A number that is not what comes out is mended by a whole renewal, and left by one of what is missing.
  writeFileSync(file, text.replace(/"value":[\d.e-]+/g, '"value":7'));
  expect((await renew({ missing: true })).lines).toEqual(['one: as before']);
  expect((await renew()).lines).toEqual([expect.stringMatching(/^one: changed: gradient descent 7 at η = 0\.18 → 0\.00\d+ at η = 0\.18$/)]);
  expect(readFileSync(file, 'utf8')).toBe(text);

  // Another grid is another comparison.
  lesson('01-one', cell('one', '[0.1, 0.15, 0.18, 0.19, 0.25]'));
  expect((await renew({ missing: true })).lines).toEqual(['one: changed: what is declared, not what comes out']);

  lesson('01-one', cell('other', '[0.1, 0.15, 0.18, 0.19]'));
  expect((await renew({ lessons: ['01-one'] })).lines).toEqual(['other: new']);
  expect(readdirSync(records)).toEqual(['one.json', 'other.json']);
  expect((await renew({ missing: true })).lines).toEqual(['other: as before', 'one: taken away, no lesson asks for it']);
  expect(readdirSync(records)).toEqual(['other.json']);
}, 180_000);

test('a cell that fails leaves the records as they were, and is named', async () => {
  lesson('01-one', cell('fresh', '[0.1, 0.15, 0.18, 0.19]'), cell('late', '[0.1, 0.15]').replace('import', '//'));
  const before = readdirSync(records);
  const { lines, failures } = await renew();
  expect(lines).toEqual([]);
  expect(failures).toMatchObject([{ lesson: '01-one', cell: 2 }]);
  expect(readdirSync(records)).toEqual(before);
}, 60_000);

test('an unknown lesson is refused, and those known are listed', async () => {
  await expect(renew({ lessons: ['03-three'] })).rejects.toThrow('compare: unknown lesson "03-three"; known: 01-one, 02-none');
});

test('where records are required, a lesson whose comparison has none that fits fails', async () => {
  lesson('01-one', cell('absent', '[0.1, 0.15, 0.18, 0.19]'));
  const env = { ...process.env, DESCENT_COMPARISONS: 'required', DESCENT_COMPARISONS_FROM: records };
  const { failures } = await executeNotebook(join(course.notebooks, '01-one.ipynb'), { env });
  expect(failures.map(({ evalue }) => evalue)).toEqual(['compared: no recorded result fits absent; run "npm run compare -- --lessons --missing"']);
}, 60_000);

test('a student\'s change is computed in the cell: it says about how long, and stops when it is interrupted', async () => {
  const kernel = await openKernel(undefined, { cwd: course.notebooks });
  const source = [
    'import { adam, compared, loadDigits, logGrid } from "descent";',
    'const search = { eta: logGrid(1e-4, 1, 20) };',
    'const task = { data: loadDigits(), network: { layers: [64, 32, 10] }, epochs: 20, measure: "loss" } as const;',
    'const race = await compared({ name: "changed", methods: [{ method: adam, search }], task });',
  ].join('\n');
  let interrupted = false;
  const result = await kernel.execute(source, {
    onOutput: output => {
      if (interrupted || !JSON.stringify(output).includes('No recorded result fits')) return;
      interrupted = true;
      kernel.interrupt();
    },
  });
  expect(textOf(result)).toMatch(/^No recorded result fits this comparison, so its 415 runs are made now: about \d+ (?:seconds|minutes)\. Interrupt \(■\) stops it\.\n$/);
  expect(result.error?.evalue).toMatch(/^compared: stopped after \d+ of 415 runs of changed, so there is no result$/);
  expect(textOf(await kernel.execute('console.log("alive")'))).toContain('alive');
}, 120_000);
