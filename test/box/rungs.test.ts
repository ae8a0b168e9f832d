import { spawn } from 'node:child_process';
import { resolve } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { DEFAULT_LIMITS, footing } from '../../lib/course/box';
import { boxed, boxesLeft, HEAP_MB, needs, outcomeOf } from './boxes';

const f = (body: string): string => `export const f = (...given: any[]): unknown => { ${body} };\nexport const fine = () => 7;`;
const node = (name: string): string => `process.getBuiltinModule('${name}')`;

describe.each(['own user', 'own process'] as const)('%s', rung => {
  afterEach(async () => {
    expect(await boxesLeft()).toEqual([]);
  });

  test.for([
    ['an endless loop', 'for (;;);', { callMs: 500 }, { kind: 'timeout' }],
    ['an end of the program', 'process.exit(0);', {}, { kind: 'crash', message: 'the function ended the program that runs it (process.exit, code 0)' }],
    ['an abort', 'process.abort();', {}, { kind: 'crash' }],
    ['objects without end', 'const all = []; for (;;) all.push({ a: new Array(1000).fill(all.length) });', { heapMb: 64 }, { kind: 'out of memory' }],
    ['buffers without end', 'const all = []; for (;;) all.push(Buffer.alloc(2 ** 24, 1));', { dataMb: 700 }, { kind: 'out of memory' }],
    ['a flood of prints', "for (;;) console.log('x'.repeat(1e5));", {}, { kind: 'output limit' }],
    ['a forged line', `${node('fs')}.writeSync(3, 'no\\n');`, {}, { kind: 'protocol' }],
    ['a program of its own', `${node('child_process')}.spawn('sleep', ['1000'], { detached: true });`, {}, { kind: 'threw' }],
    ['threads', `new (${node('worker_threads')}.Worker)('for (;;);', { eval: true });`, {}, { kind: 'threw' }],
    ['files to read', `return ${node('fs')}.readFileSync('/etc/passwd', 'utf8');`, {}, { kind: 'threw' }],
    ['files to write', `${node('fs')}.writeFileSync('results.json', '100');`, {}, { kind: 'threw' }],
    ['secrets', "return Object.keys(process.env).filter(name => name !== 'PWD');", {}, { value: [] }],
    ['a timer that never stops', 'setInterval(() => {}, 1); return 1;', {}, { value: 1 }],
  ] as const)('%s', async ([, body, limits, comes], context) => {
    await needs(rung, context);
    const { box, subject } = await boxed(f(body), limits, rung);
    expect(box.rung).toBe(rung);
    expect(await outcomeOf(subject, 'f')).toMatchObject(comes);
    expect(await outcomeOf(subject, 'fine')).toMatchObject({ value: 7 });
    await box.close();
  });
});

test.for(['bubblewrap', 'own user', 'own process'] as const)('%s: a box is gone when who opened it is killed, whatever it is doing', async (rung, context) => {
  await needs(rung, context);
  const program = `const { compileSubmission, openBox } = require(${JSON.stringify(resolve('lib/dist/course/box'))});
    (async () => {
      const submission = await compileSubmission({ files: { 'a.ts': 'export const f = (started: any) => { started(); for (;;); };' }, entries: { a: 'a.ts' } });
      const box = await openBox({ submission, rung: '${rung}', limits: { heapMb: ${HEAP_MB}, callMs: 60_000 } });
      await box.subject('a').call('f', [() => { setTimeout(() => process.kill(process.pid, 'SIGKILL'), 300); return 1; }]);
    })();`;
  const parent = spawn(process.execPath, ['--eval', program], { stdio: 'inherit' });
  const signal = await new Promise(resolve => parent.once('exit', (_, signal) => resolve(signal)));
  expect(signal).toBe('SIGKILL');
  expect(await boxesLeft()).toEqual([]);
});

test('a user of its own ends no process of ours', async context => {
  await needs('own user', context);
  const other = spawn('sleep', ['60']);
  const { box, subject } = await boxed(f("const tried = []; for (const pid of [given[0], process.ppid, -1]) try { process.kill(pid, 'SIGKILL'); tried.push(pid); } catch {} return tried.length;"), {}, 'own user');
  await outcomeOf(subject, 'f', [other.pid as number]);
  expect(other.exitCode ?? other.signalCode).toBeNull();
  await box.close();
  other.kill();
});

test('what a weaker wall does not stop is said', async context => {
  await needs('own process', context);
  expect((await footing('own process')).rung.leaves).toContain('the network');
});

describe('the ladder', () => {
  test('the strongest that holds is chosen, with the reasons against those above', async () => {
    const nothing = { path: '/no/such/folder', platform: 'linux' } as const;
    const { rung, reason } = await footing('auto', nothing);
    expect(rung.name).toBe('own process');
    expect(reason).toMatch(/^bubblewrap: bubblewrap is not installed; own user: (setpriv is not installed|only root can start programs as another user)$/);
    expect(rung.leaves).toContain('memory outside the heap');
    await expect(footing('bubblewrap', nothing)).rejects.toThrow('box: no box can be started here: bubblewrap: bubblewrap is not installed');
  });

  test('on other systems there are processes, without the programs of Linux', async () => {
    const { rung, reason } = await footing('auto', { platform: 'darwin', path: '/no/such/folder' });
    expect([rung.name, reason]).toEqual(['own process', 'bubblewrap: there is none on darwin; own user: there is none on darwin']);
    expect(rung.launch('/node', ['--eval', ''], DEFAULT_LIMITS)).toEqual({ command: '/node', parameters: ['--eval', ''] });
  });
});
