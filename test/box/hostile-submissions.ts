import { expect } from 'vitest';
import type { Limits } from '../../lib/course/box';
import type { Given } from '../../lib/course/subject/subject';
import { Unreadable } from '../../lib/course/subject/subject';
import { tensor } from '../../lib/course/subject/tensor-data';
import type { FailureKind } from '../../lib/course/subject/subject';

/** A submission that does what none should, and what must come of it. */
export interface Hostile {
  readonly what: string;
  /** Its file: `f` is called, and then `fine`, which is added where it is not there. */
  readonly code: string;
  readonly given?: readonly Given[];
  readonly limits?: Partial<Limits>;
  /** What `f` must come to: a failure, or what an answer has. */
  readonly comes: readonly [FailureKind, RegExp] | object;
  /** What `fine` must give then: 7 by default. */
  readonly next?: readonly [FailureKind, RegExp] | object;
}

/** A module of node, which no import reaches. */
const node = (name: string): string => `process.getBuiltinModule('${name}')`;
const f = (body: string): string => `export const f = (...given: any[]): unknown => { ${body} };`;
const unreadable = (what: string): object => ({ value: new Unreadable(what) });
const DENIED: readonly [FailureKind, RegExp] = ['threw', /exercises\/a\.ts:1:\d+: .*Access to this API has been restricted/];
/** Short, for code that never ends. */
const SHORT = { callMs: 500, loadMs: 500 };

/** It takes too long, or all there is. */
export const greedy: readonly Hostile[] = [
  { what: 'H01 an endless loop in a call', code: f('for (;;);'), limits: { callMs: 500 }, comes: ['timeout', /^did not end within 0\.5 s; is there a loop that never stops\?$/] },
  { what: 'H02 an endless loop at loading', code: `for (;;); ${f('return 1')}`, limits: SHORT, comes: ['does not load', /^was not loaded within 0\.5 s; is there a loop/], next: ['does not load', /was not loaded/] },
  { what: 'H03 an await that never ends', code: `await new Promise(() => {}); ${f('return 1')}`, comes: ['does not load', /await at the top of the file waits for something that never comes/], next: ['does not load', /await/] },
  { what: 'H03 an await beside a timer', code: `setInterval(() => {}, 1); await new Promise(() => {}); ${f('return 1')}`, limits: SHORT, comes: ['does not load', /was not loaded within 0\.5 s/], next: ['does not load', /was not loaded/] },
  { what: 'H04 a promise that never comes', code: 'export const f = async () => { await new Promise(() => {}); return 1; };', comes: { value: { what: expect.stringMatching(/^a promise \(leave out async and await/) as string } } },
  { what: 'H11 objects without end', code: f('const all = []; for (;;) all.push({ a: new Array(1000).fill(all.length) });'), limits: { heapMb: 64 }, comes: ['out of memory', /used more memory than there is \(64 MB for objects\)/] },
  { what: 'H12 buffers without end', code: f('const all = []; for (;;) all.push(Buffer.alloc(2 ** 24, 1));'), limits: { dataMb: 700 }, comes: ['out of memory', /Array buffer allocation failed/] },
  { what: 'H12 memory of WebAssembly', code: f('const memory = new WebAssembly.Memory({ initial: 60000 }); return memory.buffer.byteLength;'), limits: { dataMb: 700 }, comes: ['out of memory', /WebAssembly\.Memory\(\): could not allocate memory/] },
  { what: 'H13 a leak of tensors', code: `import { tf } from 'descent'; ${f('for (let i = 0; i < 10_000; i++) tf.scalar(i); return 1;')}`, comes: { value: 1, leaked: 10_000 } },
  { what: 'H14 a flood of prints', code: f("for (let i = 0; i < 4000; i++) console.log('x'.repeat(999)); return 1;"), limits: { outKb: 10 }, comes: { value: 1, printed: expect.stringMatching(/^(x{999}\n){10}x{240} …\n… and 3990 more lines$/) as string } },
  { what: 'H15 a flood of bytes', code: f(`const { writeSync } = ${node('fs')}; for (let i = 0; i < 64; i++) writeSync(1, Buffer.alloc(1e6, 120));`), comes: ['output limit', /^printed more than can be kept$/] },
  { what: 'H15 a flood of errors', code: f("for (;;) console.error('x'.repeat(1e5));"), comes: ['output limit', /^printed more than can be kept$/] },
  { what: 'H16 an error of 64 MB', code: f("throw new Error('x'.repeat(64e6));"), comes: ['threw', /^exercises\/a\.ts:1:\d+: x{1900,2000} …$/] },
  { what: 'H17 ten million numbers', code: f('return new Array(1e7).fill(0);'), comes: ['output limit', /more than 8 MB at once/] },
  { what: 'H17 a text of 100 MB', code: f("return 'x'.repeat(1e8);"), comes: ['output limit', /more than 8 MB at once/] },
  { what: 'H17 100 MB in the channel', code: f(`${node('fs')}.writeSync(3, 'x'.repeat(1e8)); return 1;`), comes: ['output limit', /^returned more than 8 MB$/] },
  { what: 'H45 a timer that never stops', code: f('setInterval(() => {}, 1); return 1;'), comes: { value: 1 } },
  { what: 'H45 a timer that takes all the time between calls', code: f('setTimeout(() => { for (;;); }, 0); return 1;'), limits: { callMs: 1000 }, comes: { value: 1 } },
  { what: 'H47 clocks that stand still', code: f('Date.now = () => 0; performance.now = () => 0; globalThis.setTimeout = (() => 0) as any; for (;;);'), limits: { callMs: 500 }, comes: ['timeout', /did not end within 0\.5 s/] },
];

/** It ends itself, or tries to end others. */
export const violent: readonly Hostile[] = [
  { what: 'H05 an end of the program', code: f('process.exit(0);'), comes: ['crash', /^the function ended the program that runs it \(process\.exit, code 0\)$/] },
  { what: 'H06 an end at loading', code: `process.exit(0); ${f('return 1')}`, comes: ['does not load', /^the file, while it was loaded, ended the program that runs it \(process\.exit, code 0\)$/], next: ['does not load', /process\.exit/] },
  { what: 'H07 an end below the one that can be noticed', code: f('(process as any).reallyExit(3);'), comes: ['crash', /process\.exit, code 3/] },
  { what: 'H08 its own death', code: f("process.kill(process.pid, 'SIGKILL'); for (;;);"), comes: ['crash', /\(SIGKILL\)$/] },
  { what: 'H08 a fault of memory', code: f("process.kill(process.pid, 'SIGSEGV'); for (;;);"), comes: ['crash', /\(SIGSEGV\)$/] },
  { what: 'H08 an abort', code: f('process.abort();'), comes: ['crash', /\(SIGABRT\)$/] },
  { what: 'H09 the death of who started it', code: f("process.kill(process.ppid, 'SIGKILL'); return 1;"), comes: { value: 1 } },
  { what: 'H10 the death of all its group', code: f("process.kill(0, 'SIGKILL'); for (;;);"), comes: ['crash', /\(SIGKILL\)$/] },
  { what: 'H10 the death of all it can reach', code: f("try { process.kill(-1, 'SIGKILL'); } catch { return 'nobody'; } return 'others';"), comes: { value: expect.stringMatching(/nobody|others/) as string } },
  { what: 'an end between two calls', code: f('setTimeout(() => process.exit(3), 0); return 1;'), comes: { value: 1 } },
  { what: 'H46 an error after the answer', code: f("setTimeout(() => { throw new Error('late'); }, 0); return 1;"), comes: { value: 1 } },
  { what: 'H46 a rejection after the answer', code: f("void Promise.reject(new Error('late')); return 1;"), comes: { value: 1 } },
];

/** What it returns is not what it should be. */
export const strange: readonly Hostile[] = [
  { what: 'H18 a circle', code: f('const a: any = {}; a.a = a; return a;'), comes: unreadable('an object that contains itself') },
  { what: 'H18 a Proxy', code: f("return new Proxy({}, { get() { throw new Error('trap'); }, ownKeys() { process.exit(1); } });"), comes: unreadable('a Proxy') },
  { what: 'H18 an entry that acts when it is read', code: f('return { get w() { return process.exitCode = 3; }, get v() { throw 1; } };'), comes: { value: { w: 3, v: new Unreadable('something that throws when it is read') } } },
  { what: 'H18 a bigint', code: f('return 5n;'), comes: unreadable('a bigint') },
  { what: 'H18 a symbol', code: f("return Symbol('s');"), comes: unreadable('a symbol') },
  { what: 'H18 a Date', code: f('return new Date();'), comes: unreadable('a Date') },
  { what: 'H19 what makes itself a number', code: f('return { valueOf: () => 0.95 };'), comes: { value: { valueOf: new Unreadable('a function') } } },
  { what: 'H20 numbers that are none', code: f("return [NaN, -0, Infinity, '0.95'];"), comes: { value: [NaN, -0, Infinity, '0.95'] } },
  { what: 'H26 lists that no longer grow', code: f('Array.prototype.push = () => 0; Object.prototype.toString = () => { throw 1; }; return [1, 2];'), comes: { value: [1, 2] } },
  { what: 'H25 numbers that no longer differ', code: f('Math.abs = () => 0; Object.is = () => true; (Number as any).prototype.toFixed = () => "0"; return 999;'), comes: { value: 999 } },
  { what: 'patched JSON', code: f('JSON.stringify = () => "{}"; JSON.parse = () => ({}); return 999;'), comes: { value: 999 } },
  { what: 'H48 chance', code: f('return Math.random() < 2;'), comes: { value: true } },
  { what: 'H53 words for those who read the output', code: f("console.log('::set-output name=score::100\\n\\u001b[2J\\u202e<script>'); return '::stop-commands::';"), comes: { value: '::stop-commands::', printed: '::set-output name=score::100\n\u001b[2J\u202e<script>\n' } },
  { what: 'H57 a change of what was given', code: f('given[0].push(9); given[1].eta = 0; return given[0];'), given: [[1], { eta: 1 }], comes: { value: [1, 9], after: [[1, 9], { eta: 0 }] } },
  { what: 'H57 the same tensor back', code: f('return given[0];'), given: [tensor([1, 2])], comes: { value: tensor([1, 2]), after: [tensor([1, 2])], leaked: 0 } },
  { what: 'H57 a tensor of the caller, disposed', code: f('given[0].dispose(); return 1;'), given: [tensor([1, 2])], comes: { value: 1, after: [new Unreadable('a tensor that has been disposed')] } },
  { what: 'H57 a lent function, called with what is no value', code: f('return [given[0](given[0]), given[0](new Map())];'), given: [() => 5], comes: { value: [5, 5] } },
];

const inject = (text: string): string => f(`${node('fs')}.writeSync(3, ${text}); return 1;`);

/** It forges answers, or looks for a way out. */
export const cunning: readonly Hostile[] = [
  { what: 'H21 an answer under an id of its own', code: inject('JSON.stringify({ kind: "answer", id: "x", value: 0.95, after: [], leaked: 0 }) + "\\n"'), comes: { value: 1 } },
  { what: 'H21 an answer with __proto__ in it', code: inject('\'{"kind":"answer","__proto__":{"id":"x"},"constructor":1}\\n\''), comes: { value: 1 } },
  { what: 'H21 half a line', code: inject('\'{"kind":\''), comes: ['protocol', /^wrote into the channel on which answers are given$/] },
  { what: 'H21 what is no frame', code: inject('"0.95\\n"'), comes: ['protocol', /wrote into the channel/] },
  { what: 'H21 what is no text', code: inject('Buffer.from([0xff, 0xfe, 10])'), comes: ['protocol', /wrote into the channel/] },
  { what: 'H22 an answer before it is asked', code: `${node('fs')}.writeSync(3, '{"kind":"answer","value":0.95,"after":[],"leaked":0}\\n'.repeat(1000)); ${f('return 1;')}`, comes: { value: 1 } },
  { what: 'H22 frames of every kind', code: inject('["ready", "loaded", "ended", "lent", "threw", "no"].map(kind => JSON.stringify({ kind, id: "x" }) + "\\n").join("")'), comes: { value: 1 } },
  { what: 'H22 late errors that are none', code: inject('\'{"kind":"late","thrown":{"name":1}}\\n\''), comes: ['protocol', /wrote into the channel/] },
  { what: 'H31 the channel of a worker of vitest', code: f('return [typeof process.send, typeof (process as any)._send, process.connected];'), comes: { value: ['undefined', 'undefined', undefined] } },
  { what: 'H33 a file of results', code: f(`${node('fs')}.writeFileSync('results.json', '{"score":100}');`), comes: DENIED },
  { what: 'H33 a file in the folder for temporary ones', code: f(`${node('fs')}.writeFileSync('/tmp/results.json', '{"score":100}');`), comes: DENIED },
  { what: 'H34 a look around', code: f(`return ${node('fs')}.readdirSync('/');`), comes: DENIED },
  { what: 'H34 a look at the solutions', code: f(`return ${node('fs')}.readFileSync(${JSON.stringify(`${process.cwd()}/solutions/07-adam.ts`)}, 'utf8');`), comes: DENIED },
  { what: 'H35 an import made while it runs', code: f("new Function(\"return import('node:fs')\")().then((fs: unknown) => console.log('got it')); return 1;"), comes: { value: 1, printed: '' } },
  { what: 'H35 require', code: f('return ["require", "module", "fs", "child_process", "exports", "__dirname"].map(name => typeof (globalThis as any)[name]);'), comes: { value: new Array(6).fill('undefined') as string[] } },
  { what: 'H39 a program of its own', code: f(`${node('child_process')}.spawn('sleep', ['1000'], { detached: true });`), comes: DENIED },
  { what: 'H40 threads', code: f(`for (let i = 0; i < 100; i++) new (${node('worker_threads')}.Worker)('for (;;);', { eval: true });`), comes: DENIED },
  { what: 'H42 the secrets of who started it', code: f(`return ${node('fs')}.readFileSync('/proc/' + process.ppid + '/environ', 'utf8');`), comes: DENIED },
  { what: 'H42 secrets in its own environment', code: f("return Object.keys(process.env).filter(name => name !== 'PWD');"), comes: { value: [] } },
  { what: 'H43 a full disk', code: f(`for (let i = 0; ; i++) ${node('fs')}.writeFileSync('/tmp/' + i, Buffer.alloc(1e6));`), comes: DENIED },
  { what: 'H44 an addon', code: f("process.dlopen({ exports: {} } as any, '/tmp/addon.node'); return 1;"), comes: ['threw', /Cannot load native addon because loading addons is disabled/] },
  { what: 'H44 the insides of node', code: f("return (process as any).binding('fs');"), comes: ['threw', /: (Error: )?process\.binding$/] },
];
