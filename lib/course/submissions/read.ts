import { dirname, join } from 'node:path/posix';
import { chooseExercises, isBeside } from './choose-exercises';
import type { Entry, Opened } from './entry';
import { openFiles, openFolder } from './folder-entries';
import { inRows } from './ignored';
import { whyLeftAside } from './left-aside';
import { requireDifferentPaths } from './path-rules';
import { shownName, shownNames } from './shown-name';
import { sourceText } from './source-text';
import { defaultLimits, NotGradable, type FoundSubmission, type Ignored, type Source, type Submission, type SubmissionLimits } from './submission';
import { openZip } from './zip-entries';

export interface ReadOptions {
  /** Of all exercises of the course, such as `07-adam`. */
  readonly slugs: readonly string[];
  readonly limits?: Partial<SubmissionLimits>;
}

/**
 * Reads what can be part of an answer into memory, and lists the rest.
 * Errors: `NotGradable` with the reason, which is the student's to mend; anything else is the machine's fault.
 */
export async function readSubmission({ student, name, source, submittedAt }: FoundSubmission, { slugs, limits }: ReadOptions): Promise<Submission> {
  const bounds = { ...defaultLimits, ...limits };
  const { entries, close } = await opened(source, bounds);
  try {
    const ignored: Ignored[] = [];
    const sources = await sourcesOf(entries, bounds, ignored);
    const chosen = chooseExercises(sources.map(({ path }) => path), slugs);
    if (chosen.exercises.size === 0) throw new NotGradable(whyNothing(entries, slugs), inRows(chosen.ignored, ignored, chosen.exercises));
    const copies = new Set(chosen.ignored.map(({ path }) => path));
    const beside = sources.filter(({ path }) => !copies.has(path) && isBeside(path, chosen));
    const away = sources.filter(({ path }) => !copies.has(path) && !isBeside(path, chosen));
    ignored.push(...away.map(({ path }) => ({ path, reason: 'not in the folder of an exercise' })));
    const { files, warnings } = await textsOf(beside, bounds);
    const leftAside = inRows(chosen.ignored, ignored, chosen.exercises);
    return { student, name, files, exercises: chosen.exercises, ignored: leftAside, warnings, ...(submittedAt !== undefined && { submittedAt }) };
  } finally {
    close();
  }
}

async function opened(source: Source, limits: SubmissionLimits): Promise<Opened> {
  switch (source.kind) {
    case 'zip':
      return openZip(source.path, limits);
    case 'folder':
      return openFolder(source.path, limits);
    case 'files':
      return openFiles(source.files);
    case 'refused':
      throw new NotGradable(source.reason);
  }
}

/** The entries that are source files; the reasons against all others are added to `ignored`. */
async function sourcesOf(entries: readonly Entry[], { totalBytes }: SubmissionLimits, ignored: Ignored[]): Promise<Entry[]> {
  const total = entries.reduce((sum, { size }) => sum + size, 0);
  if (total > totalBytes) throw new NotGradable(`all files together have ${megabytes(total)}, at most ${megabytes(totalBytes)} are read`);
  const sources: Entry[] = [];
  for (const entry of entries) {
    const reason = entry.kind === 'file' ? whyLeftAside(entry.path) : await whyNotAFile(entry);
    if (reason === undefined) sources.push(entry);
    else ignored.push({ path: entry.path, reason });
  }
  requireDifferentPaths(sources.map(({ path }) => path));
  return sources;
}

async function textsOf(entries: readonly Entry[], { files: most, fileBytes }: SubmissionLimits): Promise<Pick<Submission, 'files' | 'warnings'>> {
  if (entries.length > most) throw new NotGradable(`more than ${most} source files lie beside the exercises; leave out what is not an answer`);
  const files = new Map<string, Uint8Array>();
  const warnings: string[] = [];
  for (const { path, size, read } of entries) {
    if (size > fileBytes) throw new NotGradable(`${shownName(path)} has ${megabytes(size)}, at most ${megabytes(fileBytes)} are read`);
    const { bytes, was } = sourceText(path, await read());
    files.set(path, bytes);
    if (was) warnings.push(`${shownName(path)} is ${was} and was read as that`);
  }
  return { files, warnings };
}

async function whyNotAFile({ path, kind, target }: Entry): Promise<string> {
  if (kind === 'skipped') return 'a folder that is not looked into';
  if (target === undefined) return 'neither a file nor a folder';
  const to = (await target()).replaceAll('\\', '/');
  const leads = /^(\/|[a-z]:)/i.test(to) || /^\.\.(\/|$)/.test(join(dirname(path), to));
  if (leads) throw new NotGradable(`${shownName(path)} is a link that leads out of the submission, to ${shownName(to)}`);
  return 'a link; hand in the file itself';
}

function whyNothing(entries: readonly Entry[], slugs: readonly string[]): string {
  const files = entries.filter(({ kind }) => kind === 'file').map(({ path }) => path);
  if (files.length === 0) return 'the submission is empty';
  const zips = files.filter(path => /\.(zip|7z|rar|tar|t?gz)$/i.test(path));
  const inside = zips.length > 0 ? '; hand in the files themselves, not an archive in an archive' : '';
  return `none of the course's exercises is in it (${slugs.map(slug => `${slug}.ts`).join(', ')}); it holds ${shownNames(files)}${inside}`;
}

function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(bytes < 1e7 ? 1 : 0)} MB`;
}
