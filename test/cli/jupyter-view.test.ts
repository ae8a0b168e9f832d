import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { courseView } from '../../lib/course/cli/jupyter-view';
import { courseOf } from '../checking/course-with';

/** As Python's fnmatch reads a pattern, as far as these go: * and ? and sets of signs. */
function matches(pattern: string, name: string): boolean {
  const source = pattern.replace(/\[(.)\]|[.*?+^$(){}|\\[\]]/g, (sign, single?: string) => {
    if (single !== undefined) return `\\${single}`;
    return { '*': '.*', '?': '.' }[sign] ?? `\\${sign}`;
  });
  return new RegExp(`^${source}$`).test(name);
}

const hiddenIn = (parameters: readonly string[]) =>
  parameters.flatMap(text => (text.startsWith('--ContentsManager.hide_globs=') ? [text.slice('--ContentsManager.hide_globs='.length)] : []));

test('Jupyter shows the notebooks and exercises of a course from its root, and nothing that is no concern of a student', () => {
  const course = courseOf({ 'README.md': '', 'package.json': '{}', 'lib/a.ts': '', 'data [1]/x*y?.csv': '', 'grades.csv': '', 'what?': '' });
  const parameters = courseView(course);
  expect(parameters).toContain(`--notebook-dir=${course.root}`);
  const isHidden = (name: string) => hiddenIn(parameters).some(pattern => matches(pattern, name));
  const shown = ['notebooks', 'exercises', 'README.md', 'package.json', '07-adam.ipynb', '07-adam.ts', 'helper.ts', 'data 1', 'whatX'];
  const hidden = ['lib', 'solutions', 'test', 'node_modules', 'dist', 'site', 'data [1]', 'grades.csv', 'what?', '__pycache__'];
  expect(shown.filter(isHidden)).toEqual([]);
  expect(hidden.filter(name => !isHidden(name))).toEqual([]);
});

test('it begins in the folder of the notebooks, in every Jupyter', () => {
  expect(courseView(courseOf({})).filter(text => text.includes('default_url'))).toEqual([
    '--LabApp.default_url=/lab/tree/notebooks',
    '--JupyterNotebookApp.default_url=/tree/notebooks',
    '--NotebookApp.default_url=/tree/notebooks',
  ]);
});

test('a folder that is made only later is hidden too, if the kit makes it', () => {
  const course = courseOf({});
  const before = hiddenIn(courseView(course));
  writeFileSync(join(course.root, 'later.txt'), '');
  expect(before).toEqual(expect.arrayContaining(['site', 'dist', 'node_modules']));
  expect(hiddenIn(courseView(course))).toContain('later.txt');
});
