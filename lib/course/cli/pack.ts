import { mkdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { findCourse } from '../../src/notebook/course';
import { inPackage } from '../../src/package-folder';
import { writeFileAtomically } from '../files/atomic-write';
import { autograderFiles, writeZip } from '../release/autograder-zip';
import { gate } from '../release/gate';
import { listed } from '../release/student-bundle';
import { courseLessons, readSettings } from '../settings';

/** What `descent pack` may be asked for. */
export interface PackCommand {
  readonly out: string;
  readonly node: boolean;
  readonly seedFile?: string;
  readonly dryRun?: boolean;
}

/** Proves every lesson, and writes Gradescope's zip and a workflow for GitHub if nothing is wrong with any. */
export async function pack({ out, node, seedFile, dryRun = false }: PackCommand): Promise<void> {
  const course = findCourse();
  const settings = readSettings(course);
  const lessons = await courseLessons(course, settings);
  const faults = [];
  for (const lesson of lessons) faults.push(...(await gate(course, lesson)));
  if (faults.length > 0) throw new Error(`nothing was packed, since students should not be graded by this:\n${listed(faults)}`);
  const files = await autograderFiles(course, settings, { withNode: node, ...(seedFile !== undefined && { seed: readFileSync(seedFile, 'utf8') }) });
  if (dryRun) return console.log([...files.keys()].sort().join('\n'));
  const folder = resolve(out);
  mkdirSync(folder, { recursive: true });
  const zip = join(folder, 'autograder.zip');
  await writeZip(files, zip);
  const workflow = join(folder, 'grade.yml');
  writeFileAtomically(workflow, readFileSync(inPackage('course', 'release', 'assets', 'grade.yml'), 'utf8'));
  const shown = (path: string): string => relative(process.cwd(), path) || '.';
  console.log(`${shown(zip)} (${(statSync(zip).size / 1e6).toFixed(0)} MB) is for Gradescope; ${shown(workflow)} goes into .github/workflows of a student's repository`);
}
