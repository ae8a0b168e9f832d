import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { readResult, resultFolders } from '../../course/batch';
import type { Course } from '../../src/notebook/course';
import { inPackage } from '../../src/package-folder';
import { writeBatch } from './handed-in';
import { seconds } from './table';

/** What grading costs on this machine, in seconds and bytes. */
export interface GradingReport {
  readonly processor: string;
  readonly node: string;
  /** The wall behind which the submissions ran. */
  readonly isolation: string;
  /** One submission of the whole course, with the start of the command. */
  readonly single: number;
  readonly batch: {
    readonly submissions: number;
    readonly hostile: number;
    readonly jobs: number;
    /** From the start of the command to its end. */
    readonly seconds: number;
    readonly median: number;
    readonly slowest: { readonly name: string; readonly seconds: number };
    /** The most memory that the grader itself had until a quarter, between there and half, and after half; undefined where nothing says. */
    readonly peaks: readonly (number | undefined)[];
  };
}

export interface GradingOptions {
  /** A batch of 20 instead of 200. */
  readonly quick: boolean;
  /** Called before each of the two measurements. */
  readonly onStep: (what: string) => void;
}

const JOBS = 2;

/** Grades the course's own solutions, and a batch of them, by the command itself. Errors: the command ends with anything but 0. */
export async function measureGrading(course: Course, { quick, onStep }: GradingOptions): Promise<GradingReport> {
  const room = mkdtempSync(join(tmpdir(), 'descent-bench-'));
  const removed = (): void => rmSync(room, { recursive: true, force: true });
  process.once('exit', removed);
  try {
    onStep('one submission of the whole course');
    const single = await grade(course, course.solutions, join(room, 'one'), 1);
    const submissions = quick ? 20 : 200;
    const hostile = writeBatch(course, join(room, 'in'), submissions);
    onStep(`a batch of ${submissions}, ${hostile} of them hostile`);
    const { seconds: all, samples } = await grade(course, join(room, 'in'), join(room, 'out'), submissions);
    const results = resultFolders(join(room, 'out')).map(name => ({ name, result: readResult(join(room, 'out', name)) }));
    const times = results.map(({ name, result }) => ({ name, seconds: result?.seconds ?? 0 })).sort((a, b) => a.seconds - b.seconds);
    const peak = (from: number, to: number): number | undefined => {
      const within = samples.filter(({ done }) => done > from * submissions && done <= to * submissions).map(({ bytes }) => bytes);
      return within.length === 0 ? undefined : Math.max(...within);
    };
    return {
      processor: `${cpus().length} × ${cpus()[0]?.model ?? 'an unknown processor'}`,
      node: process.versions.node,
      isolation: results[0]?.result?.grader.isolation ?? 'none',
      single: single.seconds,
      batch: {
        submissions,
        hostile,
        jobs: JOBS,
        seconds: all,
        median: times[Math.floor(times.length / 2)]?.seconds ?? NaN,
        slowest: times.at(-1) ?? { name: 'none', seconds: NaN },
        peaks: [peak(0, 1 / 4), peak(1 / 4, 1 / 2), peak(1 / 2, 1)],
      },
    };
  } finally {
    process.off('exit', removed);
    removed();
  }
}

interface Sample {
  /** Results that are there. */
  readonly done: number;
  readonly bytes: number;
}

async function grade({ root }: Course, input: string, out: string, total: number): Promise<{ seconds: number; samples: Sample[] }> {
  const began = performance.now();
  const parameters = [inPackage('bin', 'descent.js'), 'grade', input, '--out', out, '--jobs', String(JOBS)];
  const child = spawn(process.execPath, parameters, { cwd: root, stdio: ['ignore', 'ignore', 'pipe'] });
  const end = (): void => void child.kill('SIGKILL');
  process.once('exit', end);
  let said = '';
  child.stderr.on('data', (data: Buffer) => (said = (said + data.toString()).slice(-2000)));
  const samples: Sample[] = [];
  const clock = setInterval(() => {
    const bytes = residentBytes(child.pid);
    if (bytes !== undefined) samples.push({ done: Math.min(total, resultFolders(out).length), bytes });
  }, 200);
  const code = await new Promise<number | null>((resolve, reject) => child.once('error', reject).once('close', resolve));
  clearInterval(clock);
  process.off('exit', end);
  if (code !== 0) throw new Error(`bench: the grader ended with ${code}: ${said.trim()}`);
  return { seconds: (performance.now() - began) / 1000, samples };
}

/** Linux alone says it of another process. */
function residentBytes(pid: number | undefined): number | undefined {
  try {
    const [, kilobytes] = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
    return kilobytes === undefined ? undefined : 1024 * Number(kilobytes);
  } catch {
    return undefined;
  }
}

/** The report as Markdown. */
export function renderGrading({ processor, node, isolation, single, batch }: GradingReport): string {
  const { submissions, hostile, jobs, median, slowest, peaks } = batch;
  const memory = peaks.map(bytes => (bytes === undefined ? '–' : `${Math.round(bytes / 1e6)} MB`)).join(', ');
  return [
    `${processor}; node ${node}; behind ${isolation}.`,
    '',
    '| work | cost |',
    '|---|---|',
    `| one submission of the whole course, with the start of the command | ${seconds(single)} |`,
    `| a batch of ${submissions}, ${hostile} of them hostile, ${jobs} at a time | ${seconds(batch.seconds)} |`,
    `| of it for each submission | ${seconds(batch.seconds / submissions)} |`,
    `| one of them by itself: the median | ${seconds(median)} |`,
    `| one of them by itself: the slowest, ${slowest.name} | ${seconds(slowest.seconds)} |`,
    `| memory of the grader at most: in the first quarter, in the second, in the rest | ${memory} |`,
  ].join('\n');
}
