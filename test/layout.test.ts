import { mkdirSync, mkdtempSync, readdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { circles, entangled, homeless, readImports, wrongWay } from './imports';

const slugs = (folder: string, ending: string): string[] =>
  readdirSync(folder)
    .filter(name => name.endsWith(ending))
    .map(name => name.slice(0, name.length - ending.length))
    .sort();

test('a lesson has the same number and slug everywhere', () => {
  const notebooks = slugs('notebooks', '.ipynb');
  expect(notebooks.length).toBeGreaterThan(0);
  for (const [folder, ending] of [
    ['exercises', '.ts'],
    ['solutions', '.ts'],
    ['test/exercises', ''],
    ['test/checking/answers', '.ts'],
  ] as const) {
    expect(slugs(folder, ending).filter(name => /^\d\d-/.test(name)), folder).toEqual(notebooks);
  }
});

const house = readImports('lib');

test('imports are read: values, types, what is loaded later and what is handed on', () => {
  expect(house.get('src/optimizers/adam.ts')).toEqual(['src/optimizers/optimizer.ts']);
  expect(house.get('src/notebook/check.ts')).toContain('src/notebook/check-report.ts');
  expect(house.get('course/cli/main.ts')).toContain('course/cli/start.ts');
  expect(house.get('src/index.ts')).toContain('src/optimizers/index.ts');
  expect(house.get('course/exercises/judge.ts')).toContain('course/exercises/exercise.ts');
});

test('every room has its place in the house', () => {
  expect(homeless(house)).toEqual([]);
});

test('imports point one way: evidence and course to the library, formulas to nothing, nothing to the commands', () => {
  expect(wrongWay(house)).toEqual([]);
});

test('no import leads back to where it came from, types included', () => {
  expect(circles(house)).toEqual([]);
});

test('no two rooms use each other', () => {
  expect(entangled(house)).toEqual([]);
});

/** A house of a few files, each with one line. */
function planted(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'house-'));
  for (const [file, source] of Object.entries(files)) {
    mkdirSync(join(folder, dirname(file)), { recursive: true });
    writeFileSync(join(folder, file), source);
  }
  return folder;
}

test.each([
  ['a value', "import { check } from '../../course/checking/run';"],
  ['a type', "import type { Check } from '../../course/checking/run';"],
  ['a type inside an expression', "let check: import('../../course/checking/run').Check;"],
  ['for its effect', "import '../../course/checking/run';"],
  ['later', "export const load = () => import('../../course/checking/run.js');"],
  ['by require', "const check = require('../../course/checking/run');"],
  ['to hand it on', "export * from '../../course/checking/run';"],
])('an import from the library into the course is found: %s', (_, line) => {
  const imports = readImports(planted({ 'src/notebook/cell.ts': line, 'course/checking/run.ts': '' }));
  expect(wrongWay(imports)).toEqual(['src/notebook/cell.ts imports course/checking/run.ts']);
});

test('so are an import of the evidence, one of a command, and one up the stairs', () => {
  const imports = readImports(
    planted({
      'course/site/page.ts': "import '../../evidence/bench/row';",
      'evidence/bench/row.ts': "import '../../course/cli/main';",
      'course/cli/main.ts': '',
      'src/formula/text.ts': "import type { Adam } from '../optimizers/adam';",
      'src/optimizers/adam.ts': '',
    }),
  );
  expect(wrongWay(imports).sort()).toEqual([
    'course/site/page.ts imports evidence/bench/row.ts',
    'evidence/bench/row.ts imports course/cli/main.ts',
    'src/formula/text.ts imports src/optimizers/adam.ts',
  ]);
});

test('circles of files, of types alone too, and of rooms are found', () => {
  const imports = readImports(
    planted({
      'src/losses/a.ts': "import type { B } from './b';",
      'src/losses/b.ts': "import type { A } from './a';",
      'course/jupyter/client/run.ts': "import '../kernel/start';",
      'course/jupyter/client/file.ts': '',
      'course/jupyter/kernel/start.ts': '',
      'course/jupyter/kernel/spec.ts': "import '../client/file';",
    }),
  );
  expect(circles(imports)).toEqual(['src/losses/a.ts → src/losses/b.ts → src/losses/a.ts']);
  expect(entangled(imports)).toEqual(['course/jupyter/client course/jupyter/kernel']);
});
