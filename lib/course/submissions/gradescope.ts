import { parse } from 'yaml';
import { reasonText } from '../files/atomic-write';
import type { StudentName } from '../grading/result';

/** What Gradescope says of one submission. */
export interface GradescopeEntry {
  /** More than one where a group handed in. */
  readonly students: readonly StudentName[];
  readonly submittedAt?: string;
}

/**
 * The `submission_metadata.yml` of an export: what it says of each folder. Errors: text that is not such a list.
 */
export function readExportMetadata(text: string): Map<string, GradescopeEntry> {
  // In this schema all scalars are texts, so that a number of a student keeps its zeros.
  const folders = plain('submission_metadata.yml', () => parse(text, { schema: 'failsafe', logLevel: 'error' }) as unknown);
  return new Map(
    Object.entries(folders).map(([folder, value]) => {
      const entry = isRecord(value) ? value : {};
      const submitters = field(entry, 'submitters');
      const students = (Array.isArray(submitters) ? submitters : []).filter(isRecord).map(student);
      return [folder, described(students, field(entry, 'created_at'))];
    }),
  );
}

/** The `submission_metadata.json` that Gradescope lays beside the submission while its autograder runs. Errors: text that is not JSON. */
export function readAutograderMetadata(text: string): GradescopeEntry {
  const entry = plain('submission_metadata.json', () => JSON.parse(text) as unknown);
  const users = field(entry, 'users');
  return described((Array.isArray(users) ? users : []).filter(isRecord).map(student), field(entry, 'created_at'));
}

function described(students: readonly (StudentName | undefined)[], createdAt: unknown): GradescopeEntry {
  const submittedAt = utcTime(words(createdAt) ?? '');
  return { students: students.filter(each => each !== undefined), ...(submittedAt !== undefined && { submittedAt }) };
}

/** The number that the university gave is what gradebooks know; an account of Gradescope's alone has none. */
function student(entry: Fields): StudentName | undefined {
  const [sid, email, name, account] = ['sid', 'email', 'name', 'id'].map(key => words(field(entry, key)));
  const id = sid ?? email ?? name ?? account;
  return id === undefined ? undefined : { id, ...(name !== undefined && { name }), ...(email !== undefined && { email }) };
}

/**
 * A time with its zone as strict UTC without fractions: `2026-06-01 07:32:01.365 -0700` is `2026-06-01T14:32:01Z`. Undefined for any other text, such
 * as a time without a zone, which may be meant anywhere.
 */
export function utcTime(text: string): string | undefined {
  const parts = /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d:\d\d)(?:\.\d+)? ?(Z|UTC|[+-]\d\d:?\d\d)$/.exec(text.trim());
  if (parts === null) return undefined;
  const [, day, time, zone = ''] = parts;
  const offset = /^[+-]/.test(zone) ? zone.replace(/^(...):?/, '$1:') : 'Z';
  const instant = new Date(`${day}T${time}${offset}`);
  return Number.isNaN(instant.getTime()) ? undefined : instant.toISOString().replace(/\.\d+Z$/, 'Z');
}

type Fields = Readonly<Record<string, unknown>>;

function plain(file: string, read: () => unknown): Fields {
  let value: unknown;
  try {
    value = read();
  } catch (error) {
    throw new Error(`${file} cannot be read: ${reasonText(error).split('\n')[0]}`, { cause: error });
  }
  if (!isRecord(value)) throw new Error(`${file} must hold names and values`);
  return value;
}

/** Gradescope's export is written by Ruby, whose names begin with a colon. */
function field(entry: Fields, name: string): unknown {
  return entry[`:${name}`] ?? entry[name];
}

function words(value: unknown): string | undefined {
  const text = typeof value === 'number' ? String(value) : value;
  return typeof text === 'string' && !['', '~', 'null'].includes(text.trim()) ? text.trim() : undefined;
}

function isRecord(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
