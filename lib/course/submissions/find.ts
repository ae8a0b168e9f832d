import { existsSync, lstatSync, readFileSync, readdirSync, statSync, type Dirent } from 'node:fs';
import { basename, dirname, extname, join, resolve } from 'node:path';
import type { StudentName } from '../grading/result';
import { downloadedFrom, looseExercise } from './download-names';
import { readAutograderMetadata, readExportMetadata } from './gradescope';
import { isSkippedFolder } from './left-aside';
import { looseSubmissions } from './loose-files';
import type { FoundSubmission, Ignored, Source } from './submission';

export interface Found {
  readonly submissions: readonly FoundSubmission[];
  /** What lies between the submissions and is none. */
  readonly leftAside: readonly Ignored[];
}

/**
 * The submissions at a path, not looked into yet: one folder, zip or file; a folder of any of these, a name each; an export of Gradescope; a download
 * of Moodle or Canvas. A folder is one submission when it, or `exercises` in it, holds an exercise's file, or when it holds source files or a
 * checkout of git; else each thing in it is one.
 * Errors: a path where nothing is; metadata of Gradescope that cannot be read.
 */
export function findSubmissions(path: string, slugs: readonly string[]): Found {
  const place = resolve(path);
  if (!existsSync(place)) throw new Error(`there is no submission "${path}"`);
  if (!statSync(place).isDirectory()) return { submissions: [oneFile(place, slugs)], leftAside: [] };
  if (existsSync(join(place, EXPORT))) return inExport(place);
  const names = readdirSync(place).sort();
  if (!isOneSubmission(place, names, slugs)) {
    const found = inside(place, names, slugs);
    if (found.submissions.length > 0) return found;
  }
  return { submissions: [oneFolder(place)], leftAside: [] };
}

const EXPORT = 'submission_metadata.yml';

function isOneSubmission(folder: string, names: readonly string[], slugs: readonly string[]): boolean {
  if (names.includes('.git') || names.includes('package.json')) return true;
  const isExercise = (name: string): boolean => slugs.some(slug => name.toLowerCase() === `${slug}.ts`.toLowerCase());
  if (names.some(name => isExercise(name) || (/\.[cm]?[jt]sx?$/.test(name) && whoseLoose(name, slugs) === undefined))) return true;
  const exercises = join(folder, 'exercises');
  return lstatSync(exercises, { throwIfNoEntry: false })?.isDirectory() === true && readdirSync(exercises).some(isExercise);
}

function whoseLoose(name: string, slugs: readonly string[]): string | undefined {
  return downloadedFrom(name, 'file')?.student.id ?? (looseExercise(name, slugs)?.who || undefined);
}

function inside(folder: string, names: readonly string[], slugs: readonly string[]): Found {
  const submissions: FoundSubmission[] = [];
  const leftAside: Ignored[] = [];
  const loose: string[] = [];
  for (const name of names) {
    const path = join(folder, name);
    const stats = lstatSync(path);
    const downloaded = downloadedFrom(name, stats.isDirectory() ? 'folder' : 'file');
    const student = downloaded?.student ?? { id: stats.isDirectory() ? name : stem(name) };
    if (name.startsWith('.') || isSkippedFolder(name)) leftAside.push({ path: name, reason: 'a hidden file or a folder that is not looked into' });
    else if (downloaded?.typed) leftAside.push({ path: name, reason: 'text typed into a form' });
    else if (stats.isSymbolicLink()) submissions.push({ student, name, source: { kind: 'refused', reason: 'it is a link; name the folder itself' } });
    else if (stats.isDirectory()) submissions.push({ student, name, source: sourceOf(path) });
    else if (downloaded || looseExercise(name, slugs)) loose.push(name);
    else if (/\.(zip|7z|rar|tar|t?gz|bz2|xz)$/i.test(name)) submissions.push({ student, name, source: { kind: 'zip', path } });
    else leftAside.push({ path: name, reason: 'not a submission: neither a folder nor a zip' });
  }
  return { submissions: [...submissions, ...looseSubmissions(folder, loose, slugs)].map(normalized), leftAside };
}

/** A group's submission is found once for each of its members, so that each has a result. */
function inExport(folder: string): Found {
  const metadata = readExportMetadata(readFileSync(join(folder, EXPORT), 'utf8'));
  const names = readdirSync(folder).filter(name => lstatSync(join(folder, name)).isDirectory() && !isSkippedFolder(name)).sort();
  const submissions = names.flatMap(name => {
    const { students = [], ...times } = metadata.get(name) ?? {};
    const source = sourceOf(join(folder, name));
    return (students.length > 0 ? students : [{ id: name }]).map(student => normalized({ student, name, source, ...times }));
  });
  const missing = [...metadata.keys()].filter(name => !names.includes(name));
  return { submissions, leftAside: missing.map(path => ({ path, reason: 'named in the metadata, and not in the export' })) };
}

function oneFile(path: string, slugs: readonly string[]): FoundSubmission {
  const name = basename(path);
  const loose = downloadedFrom(name, 'file') ? looseSubmissions(dirname(path), [name], slugs)[0] : undefined;
  if (loose) return normalized(loose);
  if (!/\.([cm]?[jt]sx?|json)$/i.test(name)) return normalized({ student: { id: stem(name) }, name, source: { kind: 'zip', path } });
  const { who, file } = looseExercise(name, slugs) ?? { who: '', file: name };
  return normalized({ student: { id: who || ownerOf(dirname(path)) }, name, source: { kind: 'files', files: [{ path, name: file }] } });
}

function oneFolder(folder: string): FoundSubmission {
  const { students = [], ...times } = autograderMetadata(folder) ?? {};
  const student: StudentName = students[0] ?? downloadedFrom(basename(folder), 'folder')?.student ?? { id: ownerOf(folder) };
  return normalized({ student, name: basename(folder), source: sourceOf(folder), ...times });
}

/** Only what lies beside the submission is Gradescope's; what lies in it is the student's. */
function autograderMetadata(folder: string): ReturnType<typeof readAutograderMetadata> | undefined {
  const file = join(dirname(folder), 'submission_metadata.json');
  return basename(folder) === 'submission' && existsSync(file) ? readAutograderMetadata(readFileSync(file, 'utf8')) : undefined;
}

/** Learning platforms put a zip that was handed in into a folder, maybe with a report beside it. */
function sourceOf(folder: string): Source {
  const entries = whatIsIn(folder).filter(({ name }) => !isSkippedFolder(name));
  const zips = entries.filter(entry => entry.isFile() && /\.zip$/i.test(entry.name));
  const [zip] = zips;
  const others = entries.some(entry => entry.isDirectory() || /\.[cm]?[jt]sx?$/i.test(entry.name));
  return zip && zips.length === 1 && !others ? { kind: 'zip', path: join(folder, zip.name) } : { kind: 'folder', path: folder };
}

/** One folder that cannot be read must not hide the others; whoever reads the submission will say why. */
function whatIsIn(folder: string): Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    return [];
  }
}

/** Whose a folder is by its name; `exercises` is nobody's. */
function ownerOf(folder: string): string {
  const name = basename(folder);
  return name === 'exercises' || name === '' ? basename(dirname(folder)) || 'submission' : name;
}

function stem(name: string): string {
  return basename(name, extname(name)) || name;
}

/** The same student is the same text, whichever way a file system writes accents. */
function normalized(found: FoundSubmission): FoundSubmission {
  return { ...found, student: { ...found.student, id: found.student.id.normalize('NFC').trim() } };
}
