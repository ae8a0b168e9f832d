import { cpSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { gradeAll, mergeResults, parseShard, planMerge, type BatchIndex, type Grading } from '../../lib/course/batch';
import { lockFolder } from '../../lib/course/batch/lock';
import { isInShard } from '../../lib/course/batch/shard';
import { grading, handedIn, readJson, standIn } from './stand-in';

const roots: string[] = [];
afterAll(() => {
  for (const root of roots) rmSync(root, { recursive: true, force: true });
});

const ids = Array.from({ length: 60 }, (_, i) => `student ${i}`);

function course(names: readonly string[] = ids): ReturnType<typeof handedIn> {
  const given = handedIn(Object.fromEntries(names.map((id, i) => [id, String(i % 11)])));
  roots.push(given.root);
  return given;
}

/** Every file of a folder with its content, by its path. */
function contents(folder: string): Record<string, string> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter(entry => entry.isFile());
  return Object.fromEntries(files.map(({ name, parentPath }) => [join(parentPath, name).slice(folder.length), readFileSync(join(parentPath, name), 'utf8')]).sort());
}

describe('parts of a batch', () => {
  test.each([1, 2, 3, 16])('of %d parts each student is in one, whoever else is there', of => {
    const parts = Array.from({ length: of }, (_, i) => ({ part: i + 1, of }));
    for (const id of ids) expect(parts.filter(part => isInShard(id, part)), id).toHaveLength(1);
  });

  test('they are of about one size', () => {
    const many = Array.from({ length: 4000 }, (_, i) => `s${i}`);
    // 250 are expected in each, with a standard deviation of 15.3; six of these are one in a thousand million.
    for (let part = 1; part <= 16; part++) expect(Math.abs(many.filter(id => isInShard(id, { part, of: 16 })).length - 250)).toBeLessThan(92);
  });

  test.each(['0/3', '4/3', '3', '1/0', '-1/3', '1.5/3', 'a/b', '1/2/3', ''])('%j is none', text => {
    expect(() => parseShard(text)).toThrow(`shard must be like 3/16, from 1 to the number of parts, got ${text}`);
  });

  test('graded apart and joined, they are what they are graded together, file for file', async () => {
    const given = course();
    await gradeAll(standIn(given).options);
    const parts: string[] = [];
    for (const part of [1, 2, 3]) {
      const out = join(given.root, `part${part}`);
      await gradeAll(standIn({ ...given, out }, { shard: { part, of: 3 } }).options);
      parts.push(out);
    }
    const joined = join(given.root, 'joined');
    const overview: string[] = [];
    const index = mergeResults(planMerge(parts, joined), ({ totals }, out) => overview.push(`${totals.graded} in ${out}`));
    expect(contents(joined)).toEqual(contents(given.out));
    expect(Object.keys(contents(joined))).toHaveLength(2 * ids.length + 1);
    expect([index.totals.graded, overview]).toEqual([60, [`60 in ${joined}`]]);
    // And nothing of it has to be graded again.
    expect(await gradeAll(standIn({ ...given, out: joined }).options)).toMatchObject({ kept: 60 });
  });
});

describe('joining', () => {
  const other = (grader: Partial<Grading['grader']>): Grading => ({ ...grading, grader: { ...grading.grader, ...grader } });

  /** Two folders of results of one student each. */
  async function twoParts(changes: { id?: string; score?: string; grading?: Grading } = {}): Promise<{ root: string; a: string; b: string; out: string }> {
    const given = course(['alice']);
    const [a, b] = [join(given.root, 'a'), join(given.root, 'b')];
    await gradeAll(standIn({ ...given, out: a }).options);
    const second = handedIn({ [changes.id ?? 'bob']: changes.score ?? '4' }, join(given.root, 'second'));
    await gradeAll(standIn({ ...second, out: b }, changes.grading ? { grading: changes.grading } : {}).options);
    return { root: given.root, a, b, out: join(given.root, 'joined') };
  }

  test.each([
    ['points', other({ manifest: 'abd' }), 'version 1.0.0 and manifest abc', 'version 1.0.0 and manifest abd'],
    ['graders', other({ version: '1.1.0' }), 'version 1.0.0 and manifest abc', 'version 1.1.0 and manifest abc'],
  ])('refuses parts of different %s, names both, and writes nothing', async (_, changed, one, two) => {
    const { root, a, b, out } = await twoParts({ grading: changed });
    expect(() => planMerge([a, b], out)).toThrow(`merge: "${a}" was graded with ${one}, "${b}" with ${two}; grade one of them again`);
    expect(readdirSync(root)).not.toContain('joined');
    // Neither does what is there already fit.
    cpSync(a, out, { recursive: true });
    expect(() => planMerge([b], out)).toThrow(`merge: "${b}" was graded with ${two}, "${out}" with ${one}; grade one of them again`);
  });

  test('refuses two results of one student that differ, and takes two that do not', async () => {
    const { a, b, out } = await twoParts({ id: 'alice', score: '9' });
    expect(() => planMerge([a, b], out)).toThrow(`merge: "alice" has different results in "${a}" and "${b}"; leave one out`);
    expect(mergeResults(planMerge([a, a], out)).totals.graded).toBe(1);
  });

  test('a part that was graded anew replaces what is there, which stays otherwise', async () => {
    const { root, a, b, out } = await twoParts();
    mergeResults(planMerge([a, b], out));
    const anew = handedIn({ bob: '9' }, join(root, 'anew'));
    await gradeAll(standIn(anew).options);
    const index = mergeResults(planMerge([anew.out], out));
    expect(index.results.map(({ folder, score }) => [folder, score])).toEqual([['alice', 0], ['bob', 9]]);
    expect(readJson<BatchIndex>(out, 'index.json')).toEqual(index);
  });

  test('what stands beside a result goes with it, byte for byte; what was unfinished does not', async () => {
    const { a, b, out } = await twoParts();
    const page = Buffer.from([0, 255, 10, 13]);
    writeFileSync(join(a, 'alice', 'feedback.html'), page);
    writeFileSync(join(a, 'alice', '.result.json.1.tmp'), '{');
    mergeResults(planMerge([a, b], out));
    expect(readFileSync(join(out, 'alice', 'feedback.html'))).toEqual(page);
    expect(readdirSync(join(out, 'alice')).sort()).toEqual(['cache.json', 'feedback.html', 'result.json']);
  });

  test('a folder can be joined to itself', async () => {
    const { a, b } = await twoParts();
    expect(mergeResults(planMerge([a, b], a)).totals.graded).toBe(2);
  });

  test('refuses a folder without results, and a result that is none', async () => {
    const { a, root, out } = await twoParts();
    expect(() => planMerge([a, root], out)).toThrow(`merge: there are no results in "${root}"`);
    expect(() => planMerge([join(root, 'nowhere')], out)).toThrow('merge: there are no results in ');
    mkdirSync(join(a, 'zoe'));
    writeFileSync(join(a, 'zoe', 'result.json'), '{"schema":"other/v1"}');
    expect(() => planMerge([a], out)).toThrow('zoe/result.json is not a result of descent/result/v1');
  });

  test('refuses a part that is being written', async () => {
    const { a, b, out } = await twoParts();
    const plan = planMerge([a, b], out);
    const release = lockFolder(b);
    expect(() => mergeResults(plan)).toThrow(`process ${process.pid} is writing into ${b}`);
    release();
    expect(mergeResults(plan).totals.graded).toBe(2);
  });
});
