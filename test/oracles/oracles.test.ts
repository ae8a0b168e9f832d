import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { useBackend } from '../../lib/src/backend';
import { readRecorded } from '../../lib/evidence/oracles/recorded';
import { replay, type OracleReport } from '../../lib/evidence/oracles/replay';
import { renderReport } from '../../lib/evidence/oracles/report';
import { claimsOf, described, isAbout, isProven, withoutWitness } from '../../lib/evidence/oracles/witnesses';

const golden = readRecorded('test/golden');

const reports = new Map<string, Promise<OracleReport>>();

/** Every recorded case, its tensors on a backend; computed once. */
function reportOn(backend: 'wasm' | 'cpu'): Promise<OracleReport> {
  const report = reports.get(backend) ?? useBackend(backend).then(() => replay(golden));
  reports.set(backend, report);
  return report;
}

// wasm is what most machines run, cpu the reference of tfjs; webgpu has its own test.
test.each(['wasm', 'cpu'] as const)(
  'every recorded case that the library covers is reproduced within its own tolerance, tensors on %s',
  async backend => {
    const { replayed } = await reportOn(backend);
    expect(replayed.filter(row => !(row.ratio <= 1))).toEqual([]);
    // A case that silently disappears must show: the count may grow, when a method is added, but not fall.
    expect(replayed.length).toBeGreaterThanOrEqual(2500);
  },
);

test('what is not covered is listed with its reason', async () => {
  const { uncovered, replayed } = await reportOn('cpu');
  // Every list of objects in a file holds cases, whatever it is called.
  const lists = golden.flatMap(({ content }) =>
    Object.values<unknown>(content).filter(
      (value): value is object[] => Array.isArray(value) && value.every(item => typeof item === 'object' && !Array.isArray(item)),
    ),
  );
  const all = lists.flat();
  const covered = new Set(replayed.map(row => `${row.file}:${row.id}`));
  expect(covered.size + uncovered.length).toBe(all.length);
  expect(uncovered.every(({ why }) => why.length > 3)).toBe(true);
});

/** A copy of one file of the recorded data with one number changed. */
function altered(change: (cases: Array<{ id: string; w: number[][] }>) => void): string {
  const folder = mkdtempSync(join(tmpdir(), 'golden-'));
  const file = JSON.parse(readFileSync('test/golden/optimizers_quadratic.json', 'utf8')) as { cases: Array<{ id: string; w: number[][] }> };
  change(file.cases);
  writeFileSync(join(folder, 'any-name.json'), JSON.stringify(file));
  return folder;
}

test('a trajectory that is off by one part in 10^11 is noticed in float64, a missing number is never taken for a small error', async () => {
  const folder = altered(cases => {
    const row = cases.find(({ id }) => id === 'adam_default')?.w[10] as number[];
    row[0] = (row[0] as number) * (1 + 1e-11);
    const other = cases.find(({ id }) => id === 'adam_b')?.w[3] as Array<number | null>;
    other[1] = NaN;
  });
  const { replayed } = await replay(readRecorded(folder));
  const failed = replayed.filter(row => !(row.ratio <= 1));
  expect(failed.map(({ id, reading }) => `${id} ${reading}`)).toEqual(expect.arrayContaining(['adam_default float64']));
  expect(failed.some(({ id }) => id === 'sgd_plain')).toBe(false);
  expect(renderReport({ replayed, uncovered: [] })).toContain('FAIL');
});

test('an empty or missing folder, and a file that is not JSON, are named', () => {
  const folder = mkdtempSync(join(tmpdir(), 'golden-'));
  expect(() => readRecorded(folder)).toThrow(`oracles: no .json file in "${folder}"`);
  expect(() => readRecorded(join(folder, 'none'))).toThrow('oracles: cannot read the folder');
  writeFileSync(join(folder, 'bad.json'), '{');
  expect(() => readRecorded(folder)).toThrow('oracles: "bad.json" is not JSON');
});

describe('what is said of other libraries', () => {
  const rows = async (): Promise<OracleReport['replayed']> => (await reportOn('cpu')).replayed;

  test.each(
    described.flatMap(method =>
      claimsOf(method).map(claim => [`${method.name} is ${claim.library}'s ${claim.call}`, claim, method] as const),
    ),
  )('a recorded case shows that %s', async (_, claim, method) => {
    expect(isProven(claim, method, await rows())).toBe(true);
  });

  test('most of what describes itself claims something', () => {
    expect(described.filter(method => claimsOf(method).length > 0).length).toBeGreaterThan(90);
  });

  test('a claim that no case shows, or that a case contradicts, does not pass', async () => {
    const adam = { name: 'adam', differs: "torch's `Adam`, Keras's `Adam(amsgrad=True)`, and optax's `adam`." };
    expect(claimsOf(adam).map(claim => [claim.library, claim.call])).toEqual([
      ['torch', 'Adam'],
      ['keras', 'Adam'],
      ['optax', 'adam'],
    ]);
    const shown = claimsOf(adam).map(async claim => isProven(claim, adam, await rows()));
    expect(await Promise.all(shown)).toEqual([true, false, true]);
    const off = (await rows()).map(row => (row.call === 'Adam' && row.reading === 'tensors' ? { ...row, ratio: 2 } : row));
    expect(isProven({ library: 'torch', call: 'Adam' }, adam, off)).toBe(false);
  });

  test('a name inside a wrapper counts, a longer name does not', () => {
    const about = (method: string): boolean => isAbout({ method }, { name: 'adam' });
    expect(
      ['adam', 'l2(adam)', 'clip (norm)(ema of weights(adam))', 'adam (epsilon hat)', 'l2(adam (epsilon hat))', 'adamw'].map(about),
    ).toEqual([true, true, true, false, false, false]);
  });

  test('these have no case recorded from a library', async () => {
    expect(withoutWitness(await rows())).toEqual([
      'adam (no bias correction)',
      'adamw (epsilon inside)',
      'adamax (paper)',
      'nadam (simple)',
      'adabelief (no bias correction)',
      'yogi',
      'adabound',
      'adabound (paper)',
      'lamb (bounded)',
      'lamb (no bias correction)',
      'schedule-free (paper)',
      'schedule-free adamw (first version)',
      'adafactor (momentum)',
      'l2 (without the half)',
    ]);
  });
});
