import { join } from 'node:path';
import { findCourse } from '../../src/notebook/course';
import { findJupyter } from './jupyter-program';
import { openJupyter } from './lab';
import { buildSite, serveUntilStopped } from './site';

/**
 * The student's one command. With Jupyter on the PATH the course opens in it; without, it is run and read as a site. With no terminal
 * attached nobody could stop a server, so the site is written and that is all.
 */
export async function start({ headless = false, port }: { headless?: boolean; port?: number }): Promise<void> {
  const course = findCourse();
  const jupyter = headless ? undefined : await findJupyter();
  if (jupyter && !('missing' in jupyter)) {
    await openJupyter(course, jupyter, port);
    return;
  }
  if (jupyter) console.log(`${jupyter.missing} ("pip install jupyterlab" brings it); running the course and writing it as a site`);
  const folder = join(course.root, 'site');
  const written = await buildSite(course, folder);
  if (written && process.stdout.isTTY) await serveUntilStopped(folder, port);
}
