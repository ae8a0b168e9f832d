import { join, posix, relative, sep } from 'node:path';
import { escapeHtml } from './escape';
import type { Course } from './course';

/** Where `descent lab` says which folder Jupyter shows. */
export const labRoot = 'DESCENT_LAB_ROOT';

/** A link to a lesson's exercise. In JupyterLab a click opens it beside the notebook; elsewhere the same link leads to the file. */
export function exerciseLink(course: Course, slug: string, root = process.env[labRoot]): string {
  const file = join(course.exercises, `${slug}.ts`);
  const [href, text] = [encodeURI(slashes(relative(course.notebooks, file))), slashes(relative(course.root, file))].map(escapeHtml);
  const link = (attributes: string): string => `<a href="${href}" target="_blank" rel="noopener"${attributes}>${text}</a>`;
  const path = root === undefined ? undefined : pathBelow(root, file);
  if (path === undefined) return link('');
  const open = JSON.stringify({ path, options: { mode: 'split-right' } });
  // Lab opens a link as a tab over the notebook, and runs commands that elements name, here of a button that nobody sees.
  const command = `<button type="button" hidden data-commandlinker-command="docmanager:open" data-commandlinker-args="${escapeHtml(open)}"></button>`;
  return `${link(` onclick="${escapeHtml(pressButton)}"`)}${command}`;
}

/** Where Lab shows notebooks, before its own listener sees the click. */
const pressButton = `if (document.querySelector('.jp-LabShell')) {
  event.preventDefault();
  event.stopImmediatePropagation();
  this.nextElementSibling.click();
}`.replace(/\s+/g, ' ');

/** Lab knows files by their path below its root; one that is outside it cannot open. */
function pathBelow(root: string, file: string): string | undefined {
  const path = slashes(relative(root, file));
  return path.startsWith('../') || posix.isAbsolute(path) ? undefined : path;
}

function slashes(path: string): string {
  return path.split(sep).join('/');
}
