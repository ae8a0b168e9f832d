import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize, relative } from 'node:path';
import { expect, test } from 'vitest';

const slugs = (folder: string, ending: string): string[] => readdirSync(folder).filter(name => name.endsWith(ending)).map(name => name.slice(0, -ending.length)).sort();

test('a lesson has the same number and slug everywhere', () => {
  const notebooks = slugs('notebooks', '.ipynb');
  expect(notebooks.length).toBeGreaterThan(0);
  for (const [folder, ending] of [['exercises', '.ts'], ['solutions', '.ts'], ['test/exercises', '.test.ts']] as const) {
    expect(slugs(folder, ending), folder).toEqual(notebooks);
  }
});

const sources = readdirSync('lib/src', { recursive: true, encoding: 'utf8' }).filter(name => /\.m?ts$/.test(name) && !name.endsWith('.d.ts'));

/** The files of the kit that a file imports; types vanish when it is compiled, so they can be left out. */
function imports(file: string, { types }: { types: boolean }): string[] {
  const source = readFileSync(join('lib/src', file), 'utf8');
  return [...source.matchAll(/^(?:import|export) (type )?([^;]*? from )'(\.[^']*)';/gms)].flatMap(([, type, , path]) => {
    if (type !== undefined && !types) return [];
    const target = normalize(join(dirname(file), (path as string).replace(/\.js$/, '')));
    const found = [`${target}.ts`, join(target, 'index.ts'), `${target}.mts`].find(name => existsSync(join('lib/src', name)));
    return found === undefined ? [] : [found];
  });
}

/** From the bottom up: a folder may use those of its own row and of rows before it. */
const layers = [
  ['formula', 'algebra'],
  ['schedules', 'averages', 'initializers', 'activations', 'losses', 'normalizations', 'surfaces', 'datasets', 'backend'],
  ['kernels'],
  ['optimizers'],
  ['wrappers'],
  ['descent'],
  ['figures', 'bench', 'comparison', 'oracles', 'checking', 'jupyter', 'kernel', 'doctor'],
  ['notebook', 'site'],
  ['cli'],
];

test('dependencies point one way: the formula engine knows nothing of optimizers, optimizers nothing of notebooks', () => {
  const rank = (file: string): number => layers.findIndex(row => row.includes(file.split('/')[0] as string));
  const folders = new Set(sources.filter(file => file.includes('/')).map(file => file.split('/')[0] as string));
  expect([...folders].filter(folder => rank(`${folder}/`) < 0), 'folders without a layer').toEqual([]);
  const upwards = sources
    .filter(file => file.includes('/'))
    .flatMap(file => imports(file, { types: true }).filter(other => rank(other) > rank(file)).map(other => `${file} imports ${other}`));
  expect(upwards).toEqual([]);
});

test('no import leads back to where it came from', () => {
  const graph = new Map(sources.map(file => [file, imports(file, { types: false })]));
  const done = new Set<string>();
  const cycles: string[] = [];
  const visit = (file: string, path: readonly string[]): void => {
    if (path.includes(file)) cycles.push([...path.slice(path.indexOf(file)), file].join(' → '));
    if (path.includes(file) || done.has(file)) return;
    for (const next of graph.get(file) ?? []) visit(next, [...path, file]);
    done.add(file);
  };
  for (const file of sources) visit(relative('.', file), []);
  expect(graph.get('optimizers/adam.ts')).toEqual(['optimizers/optimizer.ts']);
  expect(cycles).toEqual([]);
});
