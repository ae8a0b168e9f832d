import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Gives } from './answers';
import type { Course } from './course';

/** What a course asks and what it is worth, written from the exercises' declarations; what runs beside a student's code never says so. */
export interface Manifest {
  readonly schema: 'descent/manifest/v1';
  /** By slug. */
  readonly lessons: Readonly<Record<string, LessonManifest>>;
}

export interface LessonManifest {
  readonly points: number;
  readonly exercises: readonly ExerciseManifest[];
}

export interface ExerciseManifest {
  /** As in the notebook: "7.1". */
  readonly number: string;
  /** The function that answers it. */
  readonly function: string;
  readonly title: string;
  readonly gives: Gives;
  readonly points: number;
  readonly trials: readonly TrialManifest[];
  /** From a nudge to nearly the answer; `descent hint` shows them one by one. */
  readonly hints: readonly string[];
  /** How long one call may take. */
  readonly seconds: number;
  /** When it is due, as a time with its zone; missing where the course says nothing. */
  readonly due?: string;
}

export interface TrialManifest {
  readonly name: string;
  readonly visibility: 'public' | 'hidden';
  readonly points: number;
}

/** Where a course keeps it. */
export function manifestFile({ exercises }: Pick<Course, 'exercises'>): string {
  return join(exercises, 'manifest.json');
}

/** Undefined for a course that has none. Errors: a file that is no manifest. */
export function readManifest(course: Pick<Course, 'exercises'>): Manifest | undefined {
  const file = manifestFile(course);
  if (!existsSync(file)) return undefined;
  const found = parsed(file) as Partial<Manifest> | null;
  if (found?.schema !== 'descent/manifest/v1') throw new Error(`${file}: schema must be "descent/manifest/v1", got ${JSON.stringify(found?.schema)}`);
  return found as Manifest;
}

function parsed(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new Error(`${file}: it is not JSON: ${(error as Error).message}`, { cause: error });
  }
}
