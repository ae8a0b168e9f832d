import { findCourse, lessonSlugs, type Course } from '../../src/notebook/course';
import { lint, mend, placedFault } from '../lint';
import { readSettings, taught } from '../settings';
import { lessonsNamed } from './lessons-named';

/** Holds notebooks to the format of the course. Ends with 1 where one does not keep to it. */
export async function lintLessons(named: readonly string[], { fix = false }: { readonly fix?: boolean }): Promise<void> {
  const course = findCourse();
  const slugs = lessonsNamed(named, taught(readSettings(course), lessonSlugs(course)));
  if (fix) for (const slug of slugs) mendOne(course, slug);
  const faults = slugs.flatMap(slug => lint(course, slug).map(fault => placedFault(slug, fault)));
  for (const fault of faults) console.error(fault);
  console.log(`${slugs.length} notebook${slugs.length === 1 ? '' : 's'}, ${faults.length === 0 ? 'no faults' : `${faults.length} fault${faults.length === 1 ? '' : 's'}`}`);
  if (faults.length > 0) process.exitCode = 1;
}

function mendOne(course: Course, slug: string): void {
  try {
    if (mend(course, slug)) console.log(`notebooks/${slug}.ipynb: outputs and layout mended`);
  } catch {
    // What cannot be read cannot be mended, and is told as a fault.
    return;
  }
}
