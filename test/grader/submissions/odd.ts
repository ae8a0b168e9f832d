import { expect } from 'vitest';
import type { SubmissionResult } from '../../../lib/course/grading/result';
import { answersFile, SLUG } from '../parts';
import { answers, FULL, meanAfter, ONE_LESS, type Case } from './submission';

const right = answersFile();
const FILE = `exercises/${SLUG}.ts`;
const handed = (id: string, what: string, files: Case['files'], verdict: Case['verdict'], more: Partial<Case> = {}): Case => ({ id, what, files, verdict, ...more });
const ignores = (...paths: readonly string[]) => ({ submission }: SubmissionResult): void => {
  expect(submission.ignored.map(({ path }) => path).sort()).toEqual([...paths].sort());
};

const notebook = JSON.stringify({ nbformat: 3, metadata: {}, cells: [{ id: 'a' }, { id: 'a', outputs: ['x'.repeat(100_000)] }] });

/** The inputs of a trial that is published, drawn by the declaration from the first of its seeds. */
const PUBLISHED = "{ '1,2,6': 3, '5': 5, '8.394672493125087,8.147750088935465,8.166883513143262,8.879563023382143': 8.397217273712158 }";

/** It is broken, unlucky, or right in its own way. */
export const odd: readonly Case[] = [
  answers('H48', 'an answer by chance', { mean: '() => 100 + Math.random()' }, '11/16: mean 0/5 (4 non-deterministic)', /it came out differently when it was repeated with the same inputs: failed \(mean\(\[1, 2, 6\]\): expected 3, got 100\.\d+\); then: failed/),
  answers('H48', 'right at first, and not later', { above: 'let calls = 0;', ...meanAfter('if (++calls > 2) return -1') }, '13/16: mean 2/5 (1 non-deterministic, 1 failed)', /repeated with the same inputs: failed \(.*\); then: passed/),
  answers('H48', 'a little sleep in each call', meanAfter('Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 500)'), '14/16: mean 3/5 (1 timeout)', /^timeout, with numbers that are not shown$/),
  answers('H50', 'the published numbers alone', { mean: `values => (${PUBLISHED} as any)[String(values)] ?? 0` }, '14/16: mean 3/5 (1 failed)', /^it is right for the published numbers, and not for others$/m),
  answers('H51', 'a memory of all answers', { above: 'const seen = new Map<string, number>();', ...meanAfter('const key = String(values); if (seen.has(key)) return seen.get(key)') }, FULL),
  answers('H51', 'hidden inputs, remembered and told later', {
    above: 'const seen: any[] = [];',
    ...meanAfter('seen.push(values)'),
    spread: '() => { console.log(JSON.stringify(seen)); throw new Error(JSON.stringify(seen)); }',
  }, '12/16: spread 0/4 (3 non-deterministic)', /\[\[1,2,6\]/),
  handed('H55', 'a slip of the pen', { [FILE]: `${right}\nexport const x = ;` }, '0/16: does not compile', { told: /^exercises\/01-parts\.ts:9:18: Unexpected ";"\nexport const x = ;\n +\^$|01-parts\.ts:\d+:\d+: Unexpected ";"/ }),
  handed('H55', 'a function that is not exported', { [FILE]: right.replace('export const mean', 'const mean') }, '11/16: mean 0/5 (4 failed)', { told: /^the file exports no function "mean"$/m }),
  handed('H55', 'a name with a slip', { [FILE]: right.replaceAll('mean', 'meen') }, '11/16: mean 0/5 (4 failed)', { told: /^the file exports no function "mean"; did you mean "meen"\?$/m }),
  answers('H55', 'a number for a function', { mean: '7', spread: 'values => { const m = (v: any) => v.reduce((a: any, b: any) => a + b, 0) / v.length; return m(values.map((v: any) => (v - m(values)) ** 2)); }' }, '11/16: mean 0/5 (4 failed)', /^"mean" is a number, not a function$/m),
  handed('H55', 'a default export', { [FILE]: right.replace(/export const mean: any = (.*);/, 'const mean: any = $1; export default mean;') }, '11/16: mean 0/5 (4 failed)', { told: /one without a name: write "export const mean"|exports no function "mean"/ }),
  answers('H56', 'lists for tensors, tensors for numbers', {
    descend: '({ w, g }, { eta }) => { const step = (a: any, b: any): any => (Array.isArray(a) ? a.map((x, i) => step(x, b[i])) : a - eta * b); return { w: step(w.arraySync(), g.arraySync()) }; }',
    mean: 'values => tf.mean(tf.tensor(values))',
    spread: 'values => new Float64Array([tf.moments(tf.tensor(values)).variance.dataSync()[0] as number])',
  }, FULL),
  answers('H57', 'a list that it was given, changed', { mean: 'values => { const sum = values.reduce((a, b) => a + b, 0); const n = values.length; values.push(0); return sum / n; }' }, ONE_LESS('failed'), /^the given argument 1 was changed: at the length from 4 to 5; make new ones, and leave what is given as it is$/),
  answers('H57', 'a tensor of the caller, disposed', { descend: '({ w, g }, { eta }) => { const next = tf.sub(w, tf.mul(eta, g)); w.dispose(); return { w: next }; }' }, '15/16: descend 6/7 (1 failed)', /^the given w has become a tensor that has been disposed; make new ones/),
  answers('H57', 'settings that it was given, changed', { descend: '({ w, g }, hyper) => { const next = tf.sub(w, tf.mul(hyper.eta, g)); hyper.eta = 0; return { w: next }; }' }, '15/16: descend 6/7 (1 failed)', /^the given eta was changed: at its only value from 0\.1 to 0/),
  handed('H59', 'a notebook beside the file', { [FILE]: right, 'notebooks/01-parts.ipynb': notebook, 'exercises/mine.ipynb': '{' }, FULL, { check: ignores('notebooks/', 'exercises/mine.ipynb') }),
  handed('H59', 'nothing but a notebook', { 'notebooks/01-parts.ipynb': notebook }, /^none of the course's exercises is in it \(01-parts\.ts\); it holds "01-parts\.ipynb"$/),
  handed('H60', 'nothing', {}, /^the submission is empty$/),
  handed('H60', 'an empty file', { [FILE]: ' \n' }, '0/16: not started', { told: /^the file is empty$/ }),
  handed('H60', 'another assignment', { 'exercises/02-other.ts': right }, /^none of the course's exercises is in it \(01-parts\.ts\); it holds "02-other\.ts"$/),
  handed('H60', 'a mark before the first letter, and lines as on Windows', { [FILE]: `\ufeff${right.replaceAll('\n', '\r\n')}` }, FULL),
  handed('H60', 'UTF-16', { [FILE]: Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(right, 'utf16le')]) }, FULL, { told: /^"exercises\/01-parts\.ts" is UTF-16 and was read as that$/ }),
  handed('H60', 'a line of 5 MB', { [FILE]: `${right}// ${'x'.repeat(5e6)}` }, /^"exercises\/01-parts\.ts" has 5\.0 MB, at most 1\.0 MB are read$/),
  handed('H60', 'bytes that are no text', { [FILE]: Buffer.concat([Buffer.from(right), Buffer.from([0xc3, 0x28])]) }, /is not UTF-8 text; save it as UTF-8$/),
  answers('H60', 'names of another student', { above: '// student: somebody else' }, FULL),
  handed('H38', 'configuration of its own', {
    [FILE]: right,
    'vitest.config.ts': 'process.exit(7)', 'vite.config.js': 'process.exit(7)', 'package.json': '{"imports":{"#x":"/etc/passwd"},"scripts":{"postinstall":"touch /tmp/x"}}',
    'tsconfig.json': '{"compilerOptions":{"paths":{"descent":["./evil"]}}}', '.npmrc': 'a', '.env': 'A=1', 'node_modules/vitest/index.js': 'process.exit(7)',
    '__mocks__/descent.ts': 'process.exit(7)', 'exercises/vitest.setup.ts': 'process.exit(7)', 'exercises/01-parts.test.ts': 'process.exit(7)', 'exercises/tsconfig.json': '{"extends":"/etc/passwd"}',
  }, FULL, {
    check: ignores('.env', '.npmrc', '__mocks__/', 'exercises/01-parts.test.ts', 'exercises/tsconfig.json', 'exercises/vitest.setup.ts', 'node_modules/', 'package.json', 'tsconfig.json', 'vite.config.js', 'vitest.config.ts'),
  }),
  answers('H58', 'an optimizer of the library of tensors', {
    descend: '({ w, g }, { eta }) => {\n  const v = tf.variable(w as any); tf.train.sgd(eta).applyGradients({ [v.name]: g } as any);\n  const next = v.clone(); v.dispose(); return { w: next };\n}',
  }, '16/16: descend 7/7 (1 failed)', /^forbidden: tf\.train\.sgd in line 4\n01-parts: 1\.1: forbidden: tf\.train\.sgd in line 4$/),
  answers('H52', 'its inputs in an error', meanAfter('throw new Error(JSON.stringify(values))'), '11/16: mean 0/5 (4 failed)', /exercises\/01-parts\.ts:4:\d+: \[5\]/),
];
