import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import ts from 'typescript';

/**
 * The house from the bottom up. A file may use what stands in its own room, and rooms in rows before its own: so nothing in the library uses what
 * runs a course, and neither uses what shows that the library is right.
 */
const rows: ReadonlyArray<readonly string[]> = [
  ['src/notation.ts', 'src/package-folder.ts', 'src/options.ts', 'src/extremes.ts'],
  ['src/plain-symbol.ts'],
  ['src/formula'],
  ['src/documentation.ts'],
  ['src/schedules', 'src/averages', 'src/activations', 'src/normalizations', 'src/datasets', 'src/backend'],
  ['src/initializers', 'src/losses', 'src/surfaces'],
  ['src/channel'],
  ['src/optimizers'],
  ['src/wrappers'],
  ['src/plan'],
  ['src/descent'],
  ['src/comparison'],
  ['src/figures'],
  ['src/explore'],
  ['src/playground'],
  ['src/notebook'],
  ['src/index.ts'],
  ['course/files', 'course/subject'],
  ['course/box', 'course/exercises'],
  ['course/grading'],
  ['course/results', 'course/submissions'],
  ['course/batch', 'course/settings'],
  ['course/jupyter', 'course/checking', 'course/reference'],
  ['course/claims', 'course/site', 'course/release', 'course/doctor'],
  ['course/lint', 'course/desk', 'course/slides', 'course/handout'],
  ['course/proof'],
  ['course/cli'],
  ['evidence/oracles', 'evidence/bench', 'evidence/comparison'],
  ['evidence/commands'],
];

/** What no other room may use: they assemble, and a program begins in them. */
const tops = ['course/cli', 'evidence/commands'];

/** Which files of a folder import which others, by their paths in it; types count, and so do `require` and `import()`. */
export type Imports = ReadonlyMap<string, readonly string[]>;

export function readImports(folder: string): Imports {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(
    name => /^(src|course|evidence)[\\/].*\.m?ts$/.test(name) && !name.endsWith('.d.ts'),
  );
  return new Map(files.map(file => [file, importsOf(folder, file)]));
}

function importsOf(folder: string, file: string): string[] {
  const { importedFiles } = ts.preProcessFile(readFileSync(join(folder, file), 'utf8'), true, true);
  return importedFiles.flatMap(({ fileName }) => {
    if (!fileName.startsWith('.')) return [];
    const target = normalize(join(dirname(file), fileName));
    const names = [target, `${target}.ts`, join(target, 'index.ts'), target.replace(/\.(m?)js$/, '.$1ts')];
    const found = names.find(name => /\.m?ts$/.test(name) && existsSync(join(folder, name)));
    return found === undefined ? [] : [found];
  });
}

function roomOf(file: string): string {
  return file.split(/[\\/]/).slice(0, 2).join('/');
}

function rowOf(file: string): number {
  return rows.findIndex(row => row.includes(roomOf(file)));
}

/** Files in a room that the house does not know. */
export function homeless(imports: Imports): string[] {
  return [...imports.keys()].filter(file => rowOf(file) < 0);
}

/** Imports that point up, or sideways into a room of the same row. */
export function wrongWay(imports: Imports): string[] {
  return [...imports].flatMap(([file, others]) =>
    others
      .filter(other => roomOf(other) !== roomOf(file) && (rowOf(other) >= rowOf(file) || tops.includes(roomOf(other))))
      .map(other => `${file} imports ${other}`),
  );
}

/** Chains of imports that lead back to where they began. */
export function circles(imports: Imports): string[] {
  const done = new Set<string>();
  const found: string[] = [];
  const visit = (file: string, path: readonly string[]): void => {
    if (path.includes(file)) found.push([...path.slice(path.indexOf(file)), file].join(' → '));
    if (path.includes(file) || done.has(file)) return;
    for (const next of imports.get(file) ?? []) visit(next, [...path, file]);
    done.add(file);
  };
  for (const file of imports.keys()) visit(file, []);
  return found;
}

/** Pairs of rooms of which each uses the other, whichever files do. */
export function entangled(imports: Imports): string[] {
  const arrows = new Set([...imports].flatMap(([file, others]) => others.map(other => `${innerRoom(file)} ${innerRoom(other)}`)));
  return [...arrows].filter(arrow => {
    const [from, to] = arrow.split(' ') as [string, string];
    // A room and one inside it may share the work: the outer names what the inner offers.
    return from < to && !to.startsWith(`${from}/`) && !from.startsWith(`${to}/`) && arrows.has(`${to} ${from}`);
  });
}

function innerRoom(file: string): string {
  return dirname(file).replaceAll('\\', '/');
}
