import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const slugs = (folder: string, ending: string): string[] => readdirSync(folder).filter(name => name.endsWith(ending)).map(name => name.slice(0, -ending.length)).sort();

test('a lesson has the same number and slug everywhere', () => {
  const notebooks = slugs('notebooks', '.ipynb');
  expect(notebooks.length).toBeGreaterThan(0);
  for (const [folder, ending] of [['exercises', '.ts'], ['solutions', '.ts'], ['test/exercises', '.test.ts']] as const) {
    expect(slugs(folder, ending), folder).toEqual(notebooks);
  }
});

test('dependencies point one way: nothing in the formula engine knows of optimizers, nothing in optimizers of notebooks', () => {
  const layers = ['formula', 'optimizers', 'descent', 'figures', 'notebook', 'site', 'cli'];
  const violations: string[] = [];
  for (const [rank, layer] of layers.entries()) {
    for (const file of readdirSync(join('lib/src', layer), { recursive: true, encoding: 'utf8' }).filter(name => name.endsWith('.ts'))) {
      const source = readFileSync(join('lib/src', layer, file), 'utf8');
      for (const [, other] of source.matchAll(/from '(?:\.\.\/)+([a-z]+)(?:\/|')/g)) {
        if (layers.indexOf(other as string) > rank) violations.push(`${layer}/${file} imports ${other}`);
      }
    }
  }
  expect(violations).toEqual([]);
});
