import { findCourse } from '../../src/notebook/course';
import { inPackage } from '../../src/package-folder';
import { renewLessons } from '../comparison';

/** Renews the recorded comparisons of the lessons. Exit code 1 when a cell failed. */
export async function compareLessons(lessons: readonly string[], { missing = false }: { missing?: boolean }): Promise<void> {
  const { lines, failures } = await renewLessons(findCourse(), {
    lessons,
    missing,
    records: inPackage('data', 'comparisons'),
    onLesson: slug => console.error(`${slug}: its comparisons are run, which may take many minutes`),
  });
  for (const line of lines) console.log(line);
  if (lines.length === 0 && failures.length === 0) console.log('no lesson compares methods');
  for (const { lesson, cell, ename, evalue } of failures) {
    console.error(`${lesson}: cell ${cell} failed with ${ename}: ${evalue}; its records are as they were`);
  }
  if (failures.length > 0) process.exitCode = 1;
}
