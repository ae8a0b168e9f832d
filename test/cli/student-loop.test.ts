import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { isRunning } from '../../lib/course/files/running';
import { exerciseSlugs, findCourse, type Course } from '../../lib/src/notebook/course';
import { courseOf, courseWith } from '../checking/course-with';
import { declared } from '../checking/declared';

const program = resolve('lib/bin/descent.js');

/** Runs a command to its end. */
function descent({ root }: Course, ...parameters: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...parameters], { cwd: root, encoding: 'utf8' });
  return { code: status, out: stdout.trim(), err: stderr.trim() };
}

describe('hint', () => {
  test('tells one more each time, and after the last one the first again', () => {
    const course = courseWith('07-adam', '');
    const said = Array.from({ length: 4 }, () => descent(course, 'hint', '7.1'));
    expect(said.map(({ code }) => code)).toEqual([0, 0, 0, 0]);
    expect(said.map(({ out }) => out.slice(0, out.indexOf(':')))).toEqual([1, 2, 3, 1].map(n => `7.1 finish Adam, hint ${n} of 3`));
    expect(said[3]?.out).toBe(said[0]?.out);
    expect(new Set(said.map(({ out }) => out)).size).toBe(3);
    // Each exercise is counted apart.
    expect(descent(course, 'hint', '7.2').out).toMatch(/^7\.2 .*, hint 1 of/);
  });

  test('of an exercise that there is not names those that there are', () => {
    expect(descent(courseWith('07-adam', ''), 'hint', '9.9')).toEqual({ code: 1, out: '', err: expect.stringMatching(/^descent: there is no exercise "9\.9"; known: 1\.1, .*, 7\.4\b.*$/) });
  });

  test.each(['{ broken', 'null', '[]', '"text"', '{ "7.1": "two" }', '{ "7.1": -1 }', '{ "7.1": 1.5 }', '{ "7.1": null }'])('begins again where what was seen cannot be read: %s', text => {
    const course = courseWith('07-adam', '');
    mkdirSync(join(course.root, '.descent'));
    writeFileSync(join(course.root, '.descent', 'hints.json'), text);
    expect([1, 2].map(() => descent(course, 'hint', '7.1').out.slice(0, 28))).toEqual(['7.1 finish Adam, hint 1 of 3', '7.1 finish Adam, hint 2 of 3']);
  });
});

const stub = readFileSync('exercises/07-adam.ts', 'utf8');
const solution = readFileSync('solutions/07-adam.ts', 'utf8');
const fileOf = ({ exercises }: Course): string => readFileSync(join(exercises, '07-adam.ts'), 'utf8');
const importsIn = (course: Course): string[] => fileOf(course).split('\n').filter(line => line.startsWith('import'));
const kept = ({ root }: Course): string[] => (existsSync(join(root, '.descent', 'before-reset')) ? readdirSync(join(root, '.descent', 'before-reset')).sort() : []);
const keptFile = ({ root }: Course, name: string): string => readFileSync(join(root, '.descent', 'before-reset', name), 'utf8');

/** From the number of an exercise in its task to the end of its function. */
const partOf = (text: string, number: string): string => /^ \* Exercise.*?^}/ms.exec(text.slice(text.indexOf(` * Exercise ${number} `)))?.[0] ?? '';

describe('reset', () => {
  test('puts one exercise back, and leaves the others and what is around them', () => {
    const mine = `${solution.replace('export function balancedBeta2', '// Mine.\nconst half = 0.5;\n\nexport function balancedBeta2')}\n// The end.\n`;
    const course = courseWith('07-adam', mine);
    expect(descent(course, 'reset', '7.4')).toEqual({ code: 0, err: '', out: '7.4 is as it was handed out; what was there is kept in .descent/before-reset/07-adam.1.ts' });
    expect(partOf(fileOf(course), '7.4')).toBe(partOf(stub, '7.4'));
    for (const number of ['7.1', '7.3']) expect(partOf(fileOf(course), number)).toBe(partOf(solution, number));
    for (const words of ['// Mine.\nconst half = 0.5;', '// The end.\n']) expect(fileOf(course)).toContain(words);
    expect(keptFile(course, '07-adam.1.ts')).toBe(mine);
  });

  test('works beside an exercise that is broken', () => {
    const broken = solution.replace('return 1 - (1 - beta1) ** 2;', 'return 1 - (1 - ;');
    const course = courseWith('07-adam', broken);
    expect(descent(course, 'reset', '7.1').code).toBe(0);
    expect(partOf(fileOf(course), '7.1')).toBe(partOf(stub, '7.1'));
    expect(fileOf(course)).toContain('return 1 - (1 - ;');
  });

  test('puts a whole lesson back, also a file that is gone, and loses no earlier version', () => {
    const course = courseWith('07-adam', 'first');
    expect(descent(course, 'reset', '07-adam').code).toBe(0);
    writeFileSync(join(course.exercises, '07-adam.ts'), 'second');
    expect(descent(course, 'reset', '07-adam').out).toContain('.descent/before-reset/07-adam.2.ts');
    rmSync(join(course.exercises, '07-adam.ts'));
    expect(descent(course, 'reset', '07-adam')).toEqual({ code: 0, err: '', out: '07-adam is as it was handed out; there was none before' });
    expect(fileOf(course)).toBe(stub);
    expect(kept(course).map(name => [name, keptFile(course, name)])).toEqual([['07-adam.1.ts', 'first'], ['07-adam.2.ts', 'second']]);
  });

  test.each<[what: string, change: (text: string) => string, says: RegExp]>([
    ['is missing', text => text.replace('function balancedBeta2', 'function other'), /^descent: exercises\/07-adam\.ts: expected one function called balancedBeta2, found 0; "descent reset 07-adam" resets the whole file$/],
    ['is there twice', text => `${text}\nexport function balancedBeta2() {}`, /expected one function called balancedBeta2, found 2; "descent reset 07-adam"/],
    ['shares its statement', text => `${text.replace('function balancedBeta2', 'function other')}\nexport const balancedBeta2 = () => 1, mine = 2;`, /balancedBeta2 is declared together with others; give it a statement of its own; "descent reset 07-adam"/],
  ])('refuses a file in which the function %s, and writes nothing', (_, change, says) => {
    const text = change(solution);
    const course = courseWith('07-adam', text);
    expect(descent(course, 'reset', '7.2')).toEqual({ code: 1, out: '', err: expect.stringMatching(says) });
    expect([fileOf(course), kept(course)]).toEqual([text, []]);
  });

  test('of an exercise that there is not, or whose file is gone, says so', () => {
    const course = courseWith('07-adam', solution);
    expect(descent(course, 'reset', '9.9').err).toMatch(/^descent: there is no exercise "9\.9"; known: /);
    expect(descent(course, 'reset', '09-nothing').err).toMatch(/^descent: 09-nothing declares no exercises/);
    rmSync(join(course.exercises, '07-adam.ts'));
    expect(descent(course, 'reset', '7.2').err).toBe('descent: exercises/07-adam.ts is missing; "descent reset 07-adam" resets the whole file');
  });

  test('keeps the ends of lines that the file has', () => {
    const course = courseWith('07-adam', solution.replaceAll('\n', '\r\n'));
    descent(course, 'reset', '7.2');
    expect(fileOf(course).replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
    expect(partOf(fileOf(course).replaceAll('\r\n', '\n'), '7.2')).toBe(partOf(stub, '7.2'));
  });

  test('brings back what is no longer imported, and nothing twice', () => {
    const course = courseWith('07-adam', solution.replace(/^import .*/, "import { tf } from 'descent';"));
    descent(course, 'reset', '7.2');
    descent(course, 'reset', '7.4');
    expect(importsIn(course)).toEqual(["import { toDo } from 'descent';", "import { tf } from 'descent';"]);
    descent(course, 'reset', '7.1');
    expect(importsIn(course)).toEqual(["import { type UpdateFunction } from 'descent';", "import { toDo } from 'descent';", "import { tf } from 'descent';"]);
  });

  test('takes the task with its function, and no other comment', () => {
    const mine = '// What I have learnt.\n';
    const course = courseWith('07-adam', solution.replace(/\/\*\*(?:(?!\/\*\*)[^])*?(?=export function balancedBeta2)/, mine));
    descent(course, 'reset', '7.2');
    expect(fileOf(course)).toContain(`${mine}/**\n${partOf(stub, '7.2').split('\n')[0]}`);
  });
});

test('status says of each exercise how far it is, and of a file that does not load why', () => {
  const course = courseWith('07-adam', solution.replace('return 1 - (1 - beta1) ** 2;', 'return 1;'));
  writeFileSync(join(course.exercises, '01-gradient-descent.ts'), 'const q = “hello”;');
  // All other lessons are as they were handed out.
  const others = exerciseSlugs(findCourse()).filter(slug => !['01-gradient-descent', '07-adam'].includes(slug));
  for (const slug of others) cpSync(resolve('exercises', `${slug}.ts`), join(course.exercises, `${slug}.ts`));
  const { code, out } = descent(course, 'status');
  const states = out.split('\n').flatMap(line => /^\S+ +(\d\.\d) .*?(✓.*|○.*|✗.*)$/.exec(line)?.slice(1, 3).join(' ') ?? []);
  expect(code).toBe(0);
  expect(states.filter(state => /^[147]\./.test(state))).toEqual([
    ...['1.1', '1.2', '1.3', '1.4', '1.5'].map(number => `${number} ✗ exercises/01-gradient-descent.ts:1:11: Unexpected "“"`),
    ...['4.1', '4.2', '4.3', '4.4'].map(number => `${number} ○ to do`),
    '7.1 ✓ all right', expect.stringMatching(/^7\.2 ✗ \d of 3$/), '7.3 ✓ all right', '7.4 ✓ all right',
  ]);
  expect(states.filter(state => !/^[17]\./.test(state) && !state.endsWith('○ to do'))).toEqual([]);
}, 60_000);

const watching: ChildProcess[] = [];
afterEach(() => {
  for (const child of watching.splice(0)) child.kill('SIGKILL');
});

const WAIT = { timeout: 30_000, interval: 50 };
const waits = 'waiting for the next save';

/** Starts watching, and waits until the first check is done. */
async function watch(source: string) {
  const course = courseOf({ 'exercises/01-a.ts': source, ...declared({ answer: { gives: 'number', right: '42' } }) });
  const child = spawn(process.execPath, [program, 'check', '01-a', '--watch'], { cwd: course.root, stdio: ['ignore', 'pipe', 'pipe'] });
  watching.push(child);
  let printed = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', data => (printed += String(data)));
  const ended = new Promise<number | null>(done => child.once('exit', code => done(code)));
  /** What the last check that is done has said. */
  const last = (): string => printed.split(waits).at(-2) ?? '';
  const says = (words: string): Promise<void> => vi.waitFor(() => expect(last(), printed).toContain(words), WAIT);
  await vi.waitFor(() => expect(printed).toContain(waits), WAIT);
  const save = (text: string): void => writeFileSync(join(course.exercises, '01-a.ts'), text);
  return { course, child, ended, save, says };
}

/** The processes that a process has started, and those that they have, with their seconds on a processor. */
function below(parent: number): { pid: number; seconds: number }[] {
  const all = spawnSync('ps', ['-A', '-o', 'pid=,ppid=,cputimes='], { encoding: 'utf8' }).stdout.trim().split('\n').map(line => line.trim().split(/\s+/).map(Number));
  const own = (of: number): { pid: number; seconds: number }[] => all.flatMap(([pid = 0, ppid, seconds = 0]) => (ppid === of ? [{ pid, seconds }, ...own(pid)] : []));
  return own(parent);
}

const right = 'export const answer = () => 42;';

describe('check --watch', () => {
  test('checks again at each save, also two in a row, a file that breaks, and one that is gone for a moment', async () => {
    const { course, save, says } = await watch('export const answer = () => 41;');
    await says('expected 42, got 41');
    save(right);
    await says('1 of 1 right');
    save('export const answer = () => 1;');
    // While that one is being checked.
    await new Promise(done => setTimeout(done, 600));
    save('export const answer = () => 2;');
    await says('expected 42, got 2');
    save('const q = “hello”;');
    await says('Unexpected "“"');
    rmSync(join(course.exercises, '01-a.ts'));
    await says('there is no exercise "01-a"');
    save(right);
    await says('1 of 1 right');
  }, 120_000);

  test('tells a loop that never ends, and goes on', async () => {
    const { save, says } = await watch('export const answer = () => { for (;;) {} };');
    await says('answer did not end within 1 s; is there a loop that never stops?');
    save(right);
    await says('1 of 1 right');
  }, 120_000);

  test('ends at Ctrl-C with 130, and leaves nothing running', async context => {
    context.skip(spawnSync('ps', ['-A']).status !== 0, 'no ps, which lists processes');
    const { child, ended, save } = await watch(right);
    save('for (;;) {}');
    // The student's own process is the one that computes.
    await vi.waitFor(() => expect(below(child.pid as number).some(({ seconds }) => seconds >= 1)).toBe(true), WAIT);
    const all = below(child.pid as number);
    child.kill('SIGINT');
    expect(await ended).toBe(130);
    await vi.waitFor(() => expect(all.filter(({ pid }) => isRunning(pid))).toEqual([]), WAIT);
  }, 120_000);
});
