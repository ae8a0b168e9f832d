import { relative, resolve } from 'node:path';
import { findCourse } from '../../src/notebook/course';
import { packageFolder } from '../../src/package-folder';
import { linkLibrary } from '../desk/link-library';
import { addMissing, workingCopy } from '../desk/working-copy';
import { readSettings } from '../settings';

/**
 * Gives somebody a copy of the installed course to work in, on the installed library. Run again, it adds what has come since, and leaves all that is
 * there. Errors: the folder of the course itself; what `workingCopy` says; a folder that cannot be written.
 */
export async function copy(folder: string, { from }: { readonly from?: string } = {}): Promise<void> {
  const course = findCourse(from ?? packageFolder);
  const target = resolve(folder);
  if (target === course.root) throw new Error(`copy: ${folder} is the course itself; name another folder`);
  const { added, kept } = addMissing(target, workingCopy(course, readSettings(course)));
  linkLibrary(target);
  const shown = relative(process.cwd(), target) || '.';
  console.log(added.length === 0 ? `${shown} has all of ${course.root}` : `${added.length} file${added.length === 1 ? '' : 's'} of ${course.root} written to ${shown}`);
  if (kept.length > 0) console.log(`what differs was left as it is: ${kept.slice(0, 5).join(', ')}${kept.length > 5 ? ` and ${kept.length - 5} more` : ''}`);
}
