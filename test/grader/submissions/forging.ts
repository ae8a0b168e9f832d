import { answers, forging, node, type Case } from './submission';

const NO_COMPILE = '0/16: does not compile';
const strange = (what: string, value: string, got: RegExp): Case => answers('H18', what, { mean: `() => { ${value} }` }, '11/16: mean 0/5 (4 failed)', got);
const inject = (text: string): string => `${node('fs')}.writeSync(3, ${text})`;
const frame = (more: string): string => `'{"kind":"answer",${more}"value":3,"after":[],"leaked":0}\\n'`;
const vitest = (id: string, what: string, line: string): Case => answers(id, what, { above: line }, NO_COMPILE, /01-parts\.ts:2:\d+: "vitest" cannot be imported; an exercise may import/);

/** It returns what is no answer, or forges one. */
export const forged: readonly Case[] = [
  strange('a circle', 'const a: any = {}; a.a = a; return a;', /expected a number, got an object that contains itself/),
  strange('a Proxy', "return new Proxy({}, { get() { throw new Error('trap'); } });", /expected a number, got a Proxy/),
  answers('H18', 'an entry that acts when it is read', { mean: '() => ({ get w() { return process.exit(3); } })' }, '11/16: mean 0/5 (4 crash)', /ended the program/),
  strange('a bigint', 'return 5n;', /expected a number, got a bigint/),
  strange('a symbol', "return Symbol('s');", /expected a number, got a symbol/),
  strange('a Date', 'return new Date();', /expected a number, got a Date/),
  answers('H19', 'what makes itself a number', { mean: '() => ({ valueOf: () => 3 })' }, '11/16: mean 0/5 (4 failed)', /expected a number, got an object/),
  answers('H20', 'NaN', { mean: '() => NaN' }, '11/16: mean 0/5 (4 failed)', /mean\(\[1, 2, 6\]\): expected 3, got NaN/),
  answers('H20', 'infinity', { mean: '() => -Infinity' }, '11/16: mean 0/5 (4 failed)', /mean\(\[1, 2, 6\]\): expected 3, got -Infinity/),
  answers('H20', 'minus zero', { mean: '() => -0' }, '11/16: mean 0/5 (4 failed)', /mean\(\[1, 2, 6\]\): expected 3, got 0/),
  answers('H20', 'a number as a text', { mean: "() => '3'" }, '11/16: mean 0/5 (4 failed)', /expected a number, got string "3"/),
  forging('H21', 'a frame of its own', inject(frame('"id":"x",'))),
  forging('H21', 'a frame with __proto__', inject(frame('"id":"x","__proto__":{"value":3},"constructor":1,'))),
  forging('H22', 'answers before they are asked', `for (let i = 0; i < 50; i++) ${inject(frame(''))}`),
  answers('H21', 'half a line', { mean: `() => { ${inject("'{\"kind\":'")}; return 3; }` }, '11/16: mean 0/5 (4 crash)', /wrote into the channel on which answers are given/),
  answers('H21', 'bytes that are no text', { mean: `() => { ${inject('Buffer.from([255, 254, 10])')}; return 3; }` }, '11/16: mean 0/5 (4 crash)', /wrote into the channel/),
  vitest('H23', 'a patch of expect', "import { expect } from 'vitest'; expect(1);"),
  vitest('H24', 'matchers of its own', "const { expect } = await import('vitest'); expect(1);"),
  vitest('H30', 'tests of its own', "import { test } from 'vitest'; test('mine', () => {});"),
  forging('H23', 'a patch of a global expect', "const e = (globalThis as any).expect; Object.getPrototypeOf(e(1)).toBe = () => {}"),
  forging('H24', 'matchers in a global expect', '(globalThis as any).expect.extend({ toBe: () => ({ pass: true }) })'),
  forging('H25', 'numbers that no longer differ', 'Math.abs = () => 0; Object.is = () => true; Number.isFinite = () => true; (Number as any).EPSILON = 1e9; Object.defineProperty(Number, "EPSILON", { value: 1e9 })'),
  answers('H26', 'lists that no longer grow', { above: 'Array.prototype.push = () => 0; Object.prototype.toString = () => { throw 1; };' }, '9/16: descend 0/7 (7 failed)', /^Based on the provided shape, \[3\]/m),
  forging('H27', 'a task that may fail', 'for (const key of ["task", "ctx", "__vitest_worker__"]) (globalThis as any)[key] = { task: { fails: true }, fails: true }'),
  forging('H28', 'tests that are skipped', '(globalThis as any).beforeEach((context: any) => context.skip())'),
  forging('H29', 'points of its own', '(globalThis as any).__vitest_worker__.current.meta.points = 1000; (globalThis as any).points = 1000'),
  forging('H31', 'a channel of a worker', '(process as any)._send = (process as any).send = () => true; process.emit("message", { score: 16 } as any, undefined as any)'),
  forging('H32', 'a report that all is done', '(process as any).send({ type: "testfileFinished", score: 16, onTaskUpdate: [["x", { state: "pass" }]] })'),
];
