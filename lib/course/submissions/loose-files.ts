import { join } from 'node:path';
import type { StudentName } from '../grading/result';
import { downloadedFrom, looseExercise } from './download-names';
import type { FoundSubmission, Source } from './submission';

interface LooseFile {
  readonly path: string;
  /** As the student called it. */
  readonly name: string;
}

interface Group {
  readonly student: StudentName;
  readonly files: LooseFile[];
  readonly names: string[];
}

/** The submissions that loose files of one folder make up, by whose names they bear: a student's zip, or all of a student's files. */
export function looseSubmissions(folder: string, names: readonly string[], slugs: readonly string[]): FoundSubmission[] {
  const students = new Map<string, Group>();
  for (const name of names) {
    const downloaded = downloadedFrom(name, 'file');
    const exercise = looseExercise(downloaded?.file ?? name, slugs);
    const student = downloaded?.student ?? { id: exercise?.who ?? name };
    const group: Group = students.get(student.id) ?? { student, files: [], names: [] };
    group.files.push({ path: join(folder, name), name: exercise?.file ?? downloaded?.file ?? name });
    group.names.push(name);
    students.set(student.id, group);
  }
  return [...students.values()].map(({ student, files, names: own }) => ({ student, name: own.join(', '), source: sourceOf(files) }));
}

/** With a zip beside a report, the zip is what was handed in. */
function sourceOf(files: readonly LooseFile[]): Source {
  const zips = files.filter(({ name }) => /\.zip$/i.test(name));
  const sources = files.some(({ name }) => /\.[cm]?[jt]sx?$/i.test(name));
  return zips[0] && zips.length === 1 && !sources ? { kind: 'zip', path: zips[0].path } : { kind: 'files', files };
}
