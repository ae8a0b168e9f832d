import { expect } from 'vitest';
import { answers, FULL, meanAfter, meanOfOne, node, ONE_LESS, type Case } from './submission';

const longestIn = (texts: readonly string[]): number => Math.max(...texts.map(text => text.length));
const NOT_LOADED = '0/16: does not load';
const ROOMY = { callMs: 8000 };

/** It takes too long, or all there is. */
export const endless: readonly Case[] = [
  answers('H01', 'one endless loop', meanOfOne('for (;;);'), ONE_LESS('timeout'), /^mean did not end within 0\.8 s; is there a loop that never stops\?$/),
  answers('H01', 'nothing but endless loops', meanAfter('for (;;);'), '11/16: mean 0/5 (2 timeout, 2 not run)', /not tried any more: mean ran out of its time twice/),
  answers('H02', 'an endless loop at loading', { above: 'for (;;);' }, NOT_LOADED, /^was not loaded within 2 s; is there a loop that never stops\?$/),
  answers('H03', 'an await at the top that never ends', { above: 'await new Promise(() => {});' }, NOT_LOADED, /^an await at the top of the file waits for something that never comes$/),
  answers('H04', 'a promise that never comes', { mean: 'async () => { await new Promise(() => {}); return 3; }' }, '11/16: mean 0/5 (4 failed)', /expected a number, got a promise \(leave out async/),
  answers('H05', 'an end of the program', meanOfOne('process.exit(0);'), ONE_LESS('crash'), /^the function ended the program that runs it \(process\.exit, code 0\)$/),
  answers('H06', 'an end of the program at loading', { above: 'process.exit(0);' }, NOT_LOADED, /^the file, while it was loaded, ended the program that runs it \(process\.exit, code 0\)$/),
  answers('H07', 'an end below what can be noticed', meanOfOne('(process as any).reallyExit(0);'), ONE_LESS('crash'), /ended the program that runs it/),
  answers('H08', 'its own death', meanOfOne("process.kill(process.pid, 'SIGKILL'); for (;;);"), ONE_LESS('crash'), /\(SIGKILL\)/),
  answers('H08', 'a fault of memory', meanOfOne("process.kill(process.pid, 'SIGSEGV'); for (;;);"), ONE_LESS('crash'), /\(SIGSEGV\)/),
  answers('H09', 'the death of who started it', meanAfter("process.kill(process.ppid, 'SIGKILL');"), FULL),
  answers('H10', 'the death of its group', meanOfOne("process.kill(0, 'SIGKILL'); for (;;);"), ONE_LESS('crash'), /\(SIGKILL\)/),
  answers('H10', 'the death of all', meanAfter("try { process.kill(-1, 'SIGKILL'); } catch {}"), FULL),
  answers('H11', 'objects without end', meanOfOne('const all = []; for (;;) all.push(new Array(1000).fill(all.length));'), ONE_LESS('out of memory'), /used more memory than there is/, { limits: { ...ROOMY, heapMb: 64 } }),
  answers('H12', 'buffers without end', meanOfOne('const all = []; for (;;) all.push(Buffer.alloc(2 ** 24, 1));'), ONE_LESS('out of memory'), /allocation failed/, { limits: { ...ROOMY, dataMb: 700 } }),
  answers('H13', 'tensors without dispose', meanOfOne('for (let i = 0; i < 2000; i++) tf.scalar(i);'), FULL, /^01-parts: one call of mean leaves 2000 tensors behind; wrap it in tf\.tidy$/),
  answers('H14', 'a flood of prints', meanOfOne("for (let i = 0; i < 4000; i++) console.log('x'.repeat(999));"), FULL, undefined, {
    limits: ROOMY,
    check: ({ lessons }) => expect(lessons[0]?.exercises[1]?.trials[1]?.printed).toMatch(/^x{999}\nx{500}\n… and 3999 more lines$/),
  }),
  answers('H15', 'a flood of bytes', meanOfOne(`for (let i = 0; i < 64; i++) ${node('fs')}.writeSync(1, Buffer.alloc(1e6, 120));`), ONE_LESS('output limit'), /^printed more than can be kept$/, { limits: ROOMY }),
  answers('H16', 'an error of 64 MB', meanOfOne("throw new Error('x'.repeat(64e6));"), ONE_LESS('failed'), /^exercises\/01-parts\.ts:4:\d+: x{1900}/, {
    limits: ROOMY,
    check: ({ lessons }) => expect(longestIn(lessons.flatMap(({ exercises }) => exercises.flatMap(({ trials }) => trials.map(({ message }) => message))))).toBeLessThan(3000),
  }),
  answers('H17', 'ten million numbers', { mean: '() => new Array(1e7).fill(0)' }, '11/16: mean 0/5 (4 output limit)', /more than 8 MB at once/, { limits: ROOMY }),
  answers('H17', 'a text of 100 MB', { mean: "() => 'x'.repeat(1e8)" }, '11/16: mean 0/5 (4 output limit)', /more than 8 MB at once/, { limits: ROOMY }),
  answers('H45', 'a timer that never stops', meanAfter('setInterval(() => {}, 1)'), FULL),
  answers('H46', 'a late throw', meanOfOne("setTimeout(() => { throw new Error('late'); }, 0)"), FULL, /^01-parts: .*an error came .*late$/),
  answers('H46', 'a late rejection', meanOfOne("void Promise.reject(new Error('late'))"), FULL, /^01-parts: .*an error came .*late$/),
  answers('H47', 'clocks that stand still', meanAfter('Date.now = () => 0; performance.now = () => 0; (globalThis as any).setTimeout = () => 0; for (;;);'), '11/16: mean 0/5 (2 timeout, 2 not run)', /mean did not end within 0\.8 s/),
];
