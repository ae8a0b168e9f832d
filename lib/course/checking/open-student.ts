import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Course } from '../../src/notebook/course';
import { compileSubmission, openBox, type Limits } from '../box';
import type { Subject } from '../subject/subject';

/** Whose file of a lesson is checked. */
export interface Student {
  readonly course: Course;
  readonly slug: string;
  readonly work: 'exercises' | 'solutions';
  readonly limits: Partial<Limits>;
}

/** The student's functions, and what their file printed as it was loaded: empty until the first call. */
export interface OpenedStudent extends Subject {
  readonly printedAtLoading: string;
}

/**
 * The student's own functions, compiled by the grader's rules, in a process of their own. There is no wall around it: it is the student's own machine,
 * and it starts fastest.
 */
export async function openStudent({ course, slug, work, limits }: Student): Promise<OpenedStudent> {
  const files = ownFiles(course, work);
  const submission = await compileSubmission({ files, entries: { [slug]: `${work}/${slug}.ts` } });
  const box = await openBox({ submission, rung: 'own process', limits });
  const subject = box.subject(slug);
  return {
    call: (name, given) => subject.call(name, given),
    substitute: (name, standIn) => subject.substitute(name, standIn),
    close: () => box.close(),
    get printedAtLoading() {
      return subject.printedAtLoading;
    },
  };
}

/** What an exercise may import, by its path from the course's folder: files of its own beside it. */
export function ownFiles(course: Course, work: Student['work']): Record<string, Uint8Array> {
  return Object.fromEntries(sourcesIn(course[work]).map(path => [`${work}/${path}`, readFileSync(join(course[work], path))]));
}

function sourcesIn(folder: string, below = ''): string[] {
  return readdirSync(join(folder, below), { withFileTypes: true }).flatMap(entry => {
    const path = below === '' ? entry.name : `${below}/${entry.name}`;
    if (entry.isDirectory()) return entry.name === 'node_modules' || entry.name.startsWith('.') ? [] : sourcesIn(folder, path);
    return entry.isFile() && /\.([cm]?[jt]s|json)$/.test(entry.name) ? [path] : [];
  });
}
