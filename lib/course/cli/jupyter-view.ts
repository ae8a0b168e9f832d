import { readdirSync } from 'node:fs';
import type { Course } from '../../src/notebook/course';

/** What a student needs to see of a course's folder. */
const shown: readonly string[] = ['notebooks', 'exercises', 'README.md', 'package.json'];

/** What the kit and npm write there, also when it comes only after Jupyter has been started. */
const written: readonly string[] = ['node_modules', 'dist', 'site', 'lib', 'solutions', 'test'];

/** What Jupyter itself leaves out. */
const usual: readonly string[] = ['__pycache__', '*.pyc', '*.pyo', '.DS_Store', '*~'];

/**
 * The parameters with which Jupyter shows a course: from its root, so that an exercise opens beside its notebook, begun in the folder of the
 * notebooks, and without what is no concern of a student. Hidden files are not locked away: whoever knows their path can open them.
 */
export function courseView({ root }: Course): string[] {
  const others = readdirSync(root).filter(name => !shown.includes(name) && !name.startsWith('.'));
  const hidden = [...new Set([...usual, ...written, ...others.map(literally)])];
  return [
    `--notebook-dir=${root}`,
    ...hidden.map(name => `--ContentsManager.hide_globs=${name}`),
    // JupyterLab, Jupyter Notebook 7, and the classic Notebook; each passes over what is meant for another.
    '--LabApp.default_url=/lab/tree/notebooks',
    '--JupyterNotebookApp.default_url=/tree/notebooks',
    '--NotebookApp.default_url=/tree/notebooks',
  ];
}

/** A name as a pattern that matches nothing else. */
function literally(name: string): string {
  return name.replace(/[[*?]/g, '[$&]');
}
