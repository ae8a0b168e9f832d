import { spawn, type ChildProcess } from 'node:child_process';
import { resolve } from 'node:path';

/** In a process of its own: the built kit, and a grader that takes `wait` ms for each submission and gives it the number that its file holds. */
const preamble = `
const { join } = require('node:path');
const { existsSync, readdirSync } = require('node:fs');
const dist = ${JSON.stringify(resolve('lib/dist/course'))};
const { gradeAll } = require(join(dist, 'batch'));
const { lockFolder } = require(join(dist, 'batch', 'lock'));
const { readSubmission } = require(join(dist, 'submissions'));
const { endWithTheOthers } = require(join(dist, 'cli', 'ending'));
const command = require(join(dist, 'cli', 'grade'));
const slugs = ['07-adam'];
const say = text => process.stdout.write(text + '\\n');
const graderFor = (manifest, wait) => {
  const grader = { version: '1.0.0', isolation: 'bubblewrap', isolationReason: '', node: 'v20', manifest };
  const grading = { grader, points: 10, seed: 'a secret of the tests', isolationMinimum: 'own process' };
  const grade = async ({ student, name, files, ignored }) => {
    say('grading ' + student.id);
    await new Promise(done => setTimeout(done, wait));
    const score = Number(Buffer.from(files.get('07-adam.ts')).toString());
    return { schema: 'descent/result/v1', verdict: 'graded', reason: '', student, submission: { name, files: [], ignored }, grader, score, points: 10, lessons: [], warnings: [], seconds: 0 };
  };
  return { grading, grade };
};
const found = root => readdirSync(root).map(name => ({ student: { id: name }, name, source: { kind: 'folder', path: join(root, name) } }));
const read = each => readSubmission(each, { slugs });
`;

export interface Child {
  readonly process: ChildProcess;
  readonly printed: () => string;
  /** When a text has been printed; also when the process ends without. */
  readonly says: (text: string) => Promise<void>;
  readonly ended: Promise<{ code: number | null; signal: string | null; printed: string }>;
}

/** Runs a body of an async function where `gradeAll`, `graderFor(manifest, wait)`, `found(root)`, `read`, `command`, `lockFolder` and `say` are at hand. */
export function inChild(body: string, { cwd = '.', before = [] }: { cwd?: string; before?: readonly string[] } = {}): Child {
  const [program = '', ...parameters] = [...before, process.execPath, '-e', `${preamble}(async () => {${body}})().catch(error => { say(error.message); process.exitCode = 9; });`];
  const child = spawn(program, parameters, { cwd, stdio: ['ignore', 'pipe', 'pipe'] });
  let printed = '';
  const waiting = new Map<string, () => void>();
  const hear = (data: Buffer): void => {
    printed += data.toString();
    for (const [text, done] of waiting) if (printed.includes(text)) done();
  };
  child.stdout.on('data', hear);
  child.stderr.on('data', hear);
  const ended = new Promise<{ code: number | null; signal: string | null; printed: string }>(done => child.on('close', (code, signal) => done({ code, signal, printed })));
  const says = (text: string): Promise<void> => new Promise<void>(done => {
    waiting.set(text, done);
    hear(Buffer.alloc(0));
    void ended.then(() => done());
  });
  return { process: child, printed: () => printed, says, ended };
}
