import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { gradeAll, readResult, resultFolders } from '../../lib/course/batch';
import { lockFolder } from '../../lib/course/batch/lock';
import type { FoundSubmission } from '../../lib/course/submissions';
import { inChild } from './child';
import { grading, standIn } from './stand-in';

const scratch = mkdtempSync(join(tmpdir(), 'descent-crash-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

const built = existsSync('lib/dist/course/batch/index.js') ? undefined : 'the library is not built';
beforeEach(context => context.skip(built !== undefined, built));

let count = 0;

/** A folder of submissions, each with its number as its score, and where their results go. */
function handedIn(size: number): { root: string; input: string; out: string; submissions: FoundSubmission[] } {
  const root = join(scratch, String((count += 1)));
  const input = join(root, 'in');
  const submissions = Array.from({ length: size }, (_, i): FoundSubmission => {
    const path = join(input, `s${i}`);
    mkdirSync(path, { recursive: true });
    writeFileSync(join(path, '07-adam.ts'), String(i % 11));
    return { student: { id: `s${i}` }, name: `s${i}`, source: { kind: 'folder', path } };
  });
  return { root, input, out: join(root, 'results'), submissions };
}

const filesBelow = (folder: string): string[] => readdirSync(folder, { recursive: true, encoding: 'utf8' });

/** Numbers from 0 to 1, the same in every run. */
function* random(seed: number): Generator<number, never> {
  for (let state = seed; ; ) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    yield state / 2 ** 32;
  }
}

test('killed at twenty moments, it leaves whole results, and the next run does only what is missing', async () => {
  const size = 40;
  const given = handedIn(size);
  const numbers = random(7);
  let cutOff = 0;
  for (let round = 0; round < 20; round++) {
    const manifest = `m${round}`;
    const child = inChild(`await gradeAll({ ...graderFor('${manifest}', 3), submissions: found(${JSON.stringify(given.input)}), read, out: ${JSON.stringify(given.out)}, jobs: 3 });`);
    await child.says('grading');
    await new Promise(done => setTimeout(done, 90 * numbers.next().value));
    child.process.kill('SIGKILL');
    const { signal } = await child.ended;
    if (signal === 'SIGKILL') cutOff += 1;

    const results = resultFolders(given.out).map(folder => readResult(join(given.out, folder)));
    const fresh = results.filter(result => result?.grader.manifest === manifest).length;
    expect(results.every(result => result?.verdict === 'graded'), `round ${round}`).toBe(true);
    if (existsSync(join(given.out, 'index.json'))) expect(() => JSON.parse(readFileSync(join(given.out, 'index.json'), 'utf8')) as unknown).not.toThrow();

    const { options, graded } = standIn({ ...given, submissions: given.submissions }, { grading: { ...grading, grader: { ...grading.grader, manifest } } });
    const batch = await gradeAll(options);
    expect(batch).toMatchObject({ graded: size, infrastructureErrors: 0, notGradable: 0 });
    // One result may have been written without its key.
    expect([fresh, fresh - 1]).toContain(batch.kept);
    expect(graded).toHaveLength(size - batch.kept);
    expect(batch.rows.map(({ student, score }) => [student.id, score]).sort()).toEqual(given.submissions.map(({ student: { id } }) => [id, Number(id.slice(1)) % 11]).sort());
    expect(filesBelow(given.out).filter(name => /tmp$|lock/.test(name))).toEqual([]);
  }
  // Else the moments were all too late, and this has shown nothing.
  expect(cutOff).toBeGreaterThanOrEqual(10);
}, 120_000);

test('what one left unfinished is tidied up by the next', async () => {
  const given = handedIn(1);
  mkdirSync(join(given.out, 's0'), { recursive: true });
  for (const name of ['.index.json.123.tmp', '.lock.abc', 's0/.result.json.123.tmp']) writeFileSync(join(given.out, name), '{');
  await gradeAll(standIn(given).options);
  expect(filesBelow(given.out).sort()).toEqual(['index.json', 's0', 's0/cache.json', 's0/result.json']);
});

describe('two graders on one folder', () => {
  test('the second says which process has it, and changes nothing', async () => {
    const given = handedIn(2);
    const first = inChild(`await gradeAll({ ...graderFor('m', 60_000), submissions: found(${JSON.stringify(given.input)}), read, out: ${JSON.stringify(given.out)} });`);
    await first.says('grading');
    const before = filesBelow(given.out);
    await expect(gradeAll(standIn(given).options)).rejects.toThrow(`process ${first.process.pid} is writing into ${given.out}; wait for it, or write into another folder`);
    expect(filesBelow(given.out)).toEqual(before);
    first.process.kill('SIGKILL');
    await first.ended;
    expect(await gradeAll(standIn(given).options)).toMatchObject({ graded: 2 });
  });

  test('of many that find a dead one\'s lock at once, one at a time has the folder', async () => {
    const folder = join(scratch, String((count += 1)));
    const dead = inChild(`lockFolder(${JSON.stringify(folder)}); process.kill(process.pid, 'SIGKILL');`);
    await dead.ended;
    expect(readdirSync(folder)).toEqual(['.lock']);
    // Each tries again and again for a while, looks whether another is there while it has the folder, and leaves the lock of somebody dead.
    const body = `
      const { linkSync, rmSync, writeFileSync } = require('node:fs');
      const folder = ${JSON.stringify(folder)};
      const [lock, inside, mine] = ['.lock', 'inside', 'mine' + process.pid].map(name => join(folder, name));
      const dead = { pid: ${dead.process.pid}, began: '1', host: require('node:os').hostname() };
      const end = Date.now() + 1500;
      let had = 0;
      while (Date.now() < end) {
        let release;
        try { release = lockFolder(folder); } catch (error) { if (!/is writing into/.test(error.message)) throw error; }
        if (release === undefined) continue;
        writeFileSync(inside, '', { flag: 'wx' });
        had += 1;
        for (const until = performance.now() + (had % 7) / 7; performance.now() < until; ) continue;
        rmSync(inside);
        release();
        writeFileSync(mine, JSON.stringify({ ...dead, token: process.pid + '-' + had }));
        try { linkSync(mine, lock); } catch (error) { if (error.code !== 'EEXIST') throw error; }
        rmSync(mine);
      }
      say('had it ' + (had > 0));`;
    const children = Array.from({ length: 4 }, () => inChild(body));
    const printed = (await Promise.all(children.map(({ ended }) => ended))).map(each => each.printed.trim());
    expect(printed).toEqual(Array.from({ length: 4 }, () => 'had it true'));
  }, 30_000);

  test('a number that another process has now is no lock', context => {
    context.skip(!existsSync('/proc/self/stat'), 'no /proc, which says when a process began');
    const folder = join(scratch, String((count += 1)));
    mkdirSync(folder);
    writeFileSync(join(folder, '.lock'), JSON.stringify({ token: 'old', pid: process.ppid, began: '1', host: hostname() }));
    lockFolder(folder)();
    expect(readdirSync(folder)).toEqual([]);
  });

  test('of a process on another machine nothing is known, so its lock holds', () => {
    const folder = join(scratch, String((count += 1)));
    mkdirSync(folder);
    writeFileSync(join(folder, '.lock'), JSON.stringify({ token: 'old', pid: 1, began: '1', host: 'elsewhere' }));
    expect(() => lockFolder(folder)).toThrow(`process 1 on elsewhere is writing into ${folder}; wait for it, or write into another folder`);
  });

  test('a lock that is none is named', () => {
    const folder = join(scratch, String((count += 1)));
    mkdirSync(folder);
    writeFileSync(join(folder, '.lock'), '');
    expect(() => lockFolder(folder)).toThrow(`cannot read the lock ${join(folder, '.lock')}: `);
  });
});

describe('a folder that cannot be written', () => {
  test('because a file has its name', async () => {
    const given = handedIn(1);
    writeFileSync(given.out, 'mine');
    await expect(gradeAll(standIn(given).options)).rejects.toThrow(/^cannot write into .*results: E(EXIST|NOTDIR)/);
    expect(readFileSync(given.out, 'utf8')).toBe('mine');
  });

  test('because a file has the name of a student\'s folder: the others that were graded stay', async () => {
    const given = handedIn(3);
    mkdirSync(given.out);
    writeFileSync(join(given.out, 's2'), 'mine');
    await expect(gradeAll(standIn(given, { jobs: 1 }).options)).rejects.toThrow(/^cannot write .*s2\/result\.json: E(EXIST|NOTDIR): .*; make its folder writable$/);
    expect(resultFolders(given.out)).toEqual(['s0', 's1']);
    expect(existsSync(join(given.out, '.lock'))).toBe(false);
  });

  const mounts = spawnSync('unshare', ['-m', 'sh', '-c', 'mount -t tmpfs -o size=64k none /mnt'], { stdio: 'ignore' }).status === 0;
  test.each<[what: string, options: string, reason: RegExp]>([
    ['a full disk', 'size=40k', /^cannot write .*: ENOSPC: no space left on device; make room on its disk$/m],
    ['a disk that is read-only', 'ro', /^cannot write into .*: EROFS: read-only file system$/m],
  ])('because of %s', async (_, options, reason) => {
    const given = handedIn(60);
    mkdirSync(given.out);
    const body = `
      const batch = { ...graderFor('m', 0), submissions: found(${JSON.stringify(given.input)}), read, out: ${JSON.stringify(given.out)}, jobs: 2 };
      await gradeAll(batch).finally(() => {
        const { readResult, resultFolders } = require(join(dist, 'batch'));
        say('whole: ' + resultFolders(batch.out).every(name => readResult(join(batch.out, name)).verdict === 'graded'));
      });`;
    const child = inChild(body, { before: ['unshare', '-m', 'sh', '-c', `mount -t tmpfs -o ${options} none "$0" && exec "$@"`, given.out] });
    const { code, printed } = await child.ended;
    expect(printed).toMatch(reason);
    expect(printed).toContain('whole: true');
    expect(code).toBe(9);
  });
  beforeEach(context => context.skip(!mounts && context.task.name.includes('disk'), 'no mounts of its own: unshare -m does not work here'));
});
