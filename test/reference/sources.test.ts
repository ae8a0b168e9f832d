import { existsSync } from 'node:fs';
import { expect, test } from 'vitest';
import { catalogue } from '../../lib/course/reference/catalogue';
import { keptSources, readSources } from '../../lib/course/reference/sources';
import { inPackage } from '../../lib/src/package-folder';

const files: Readonly<Record<string, string>> = {
  'index.ts': "export { thing, doubled } from './thing';\nexport * as rates from './rates';",
  'thing.ts': `
    import { declared } from './declared';
    const source = 'somebody 2020';
    const unused = 1;
    /** A thing. */
    export const thing = declared({ source, update: helper });
    function helper(x: number): number { return twice(x); }
    function twice(x: number): number { return 2 * x; }
    /** Doubles. */
    export function doubled(x: number): number { return twice(x); }
  `,
  'rates.ts': '/** Falls. */\nexport const cosine = 3;',
};

test('the text of a thing is its declaration and what that needs of its file, in order, without comments and without the rest', () => {
  const { thing, doubled, 'rates.cosine': cosine } = readSources('index.ts', ['thing', 'doubled', 'rates.cosine'], path => files[path]);
  expect(thing?.split('\n\n').map(part => part.slice(0, 14))).toEqual(['const source =', 'export const t', 'function helpe', 'function twice']);
  expect(doubled).toBe('function twice(x: number): number { return 2 * x; }\n\nexport function doubled(x: number): number { return twice(x); }');
  expect(cosine).toBe('export const cosine = 3;');
});

test('the build keeps the text of everything that describes itself', context => {
  context.skip(!existsSync(inPackage('dist', 'assets', 'sources.json')), 'no sources: run "npm run build"');
  const sources = keptSources();
  expect(catalogue().filter(({ name }) => !sources[name]?.includes(name.replace(/^.*\./, ''))).map(({ name }) => name)).toEqual([]);
  expect(sources['adam']).toContain('mhat = m / (1 - beta1^t)');
  expect(sources['lbfgs']).toContain('class LbfgsOptimizer');
});
