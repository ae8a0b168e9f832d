import { beforeAll, describe, expect, test, vi } from 'vitest';
import * as kit from '../../lib/src';
import { readReference } from '../../lib/course/reference/write-reference';
import { isDocumented } from '../../lib/src/documentation';
import { documentedMethod } from '../../lib/src/notebook/documented-method';
import { publicDeclarations } from '../../lib/course/reference/public-declarations';
import { lessonMarkdown } from '../../lib/course/site/markdown';

const { help } = kit;

/** What help prints outside a notebook is the Markdown that it shows in one. */
function helpOf(thing: unknown): string {
  const print = vi.spyOn(console, 'log').mockImplementation(() => {});
  try {
    help(thing);
    expect(print).toHaveBeenCalledTimes(1);
    return String(print.mock.lastCall?.[0]);
  } finally {
    print.mockRestore();
  }
}

const values = Object.entries<unknown>(kit);
const describesItself = (value: unknown) => isDocumented(value) || documentedMethod(value) !== undefined;

test('there are names to ask about, and not all describe themselves', () => {
  expect(values.length).toBeGreaterThan(150);
  expect(values.filter(([, value]) => !describesItself(value)).length).toBeGreaterThan(40);
});

describe('help answers for every public name, as itself and in quotes alike', () => {
  test.each(values)('%s', (name, value) => {
    const said = helpOf(value);
    expect(helpOf(name)).toBe(said);
    if (!describesItself(value) && name !== 'schedules' && name !== 'initializers') expect(said).toMatch(new RegExp(`^\\*\\*\`${name}\`\\*\\*\\n\\n\\S`));
    // KaTeX reads every formula, and every row of a table has as many cells as its heading.
    const rows = [...lessonMarkdown([]).render(said).matchAll(/<tr>(.*?)<\/tr>/gs)].map(([, row = '']) => row.match(/<t[hd][ >]/g)?.length);
    expect(new Set(rows).size).toBeLessThanOrEqual(1);
    expect(said).not.toMatch(/\[object|import\(/);
  });

  const types = publicDeclarations('lib/src/index.ts').names.map(({ name }) => name).filter(name => !values.some(([value]) => name.split('.')[0] === value));
  test.each(types)('the type %s', name => {
    expect(helpOf(name)).toMatch(new RegExp(`^\\*\\*\`${name}\`\\*\\*\\n\\n\\S[^]*\`\`\`typescript\\n`));
  });
});

describe('what it says stands in the doc comment alone', () => {
  test('of a function: the comment, the signature, and its options with theirs', () => {
    const said = helpOf(kit.train);
    expect(said).toContain('Interrupt (in Jupyter: ■) ends it after the update in progress');
    expect(said).toContain('```typescript\ntrain(network: Network, examples: Dataset, options: TrainOptions): Promise<History>\n```');
    expect(said).toContain('| `options` | `epochs?` | `number` | Passes over the training set, a whole number from 1 up. Default 10. |');
  });

  test('of a member of a family that does not describe itself', () => {
    expect(helpOf(kit.initializers.gainOf)).toContain('initializers.gainOf(activation: GainActivation, slope?: number): number');
    expect(helpOf('schedules.cosine')).toBe(helpOf(kit.schedules.cosine));
  });

  let read: ReturnType<typeof readReference>;
  beforeAll(() => {
    const files: Readonly<Record<string, string>> = {
      'index.ts': "export { f, C, T, value, over } from './a';\n/** A family of rates. */\nexport * as rates from './rates';",
      'rates.ts': '/** Falls. */\nexport const cosine = 1;',
      'a.ts': `
        interface Base {
          /** Inherited. */
          readonly old: number
        }
        interface Options extends Base {
          /** How many. Default 2. */
          readonly count?: number;
        }
        interface Made { size: number }
        /**
         * Does it,
         * at once.
         *
         * Errors: none.
         */
        export function f(made: Made, { count }: Options): void {}
        /** Either way. */
        export function over(x: number): number;
        export function over(x: string, options: { loud?: boolean }): string;
        export function over(x: Made): unknown { return x; }
        /** A class of things. */
        export class C {
          private secret = 1;
          /** Runs. */
          run(n: number): void {}
        }
        /** One of two. */
        export type T = {
          /** Left. */
          left: number
        } | string;
        /** A table of numbers. */
        export const value: { readonly a: 1 } = { a: 1 };`,
    };
    read = readReference('index.ts', path => files[path]);
  });

  test('every form of declaration is read', () => {
    expect(read).toEqual({
      f: {
        signatures: ['f(made: Made, { count }: Options): void {}'],
        text: 'Does it, at once.\n\nErrors: none.',
        fields: [
          { of: '{ count }', name: 'count?', type: 'number', text: 'How many. Default 2.' },
          { of: '{ count }', name: 'old', type: 'number', text: 'Inherited.' },
        ],
      },
      over: {
        signatures: ['over(x: number): number', 'over(x: string, options: { loud?: boolean }): string', 'over(x: Made): unknown { return x; }'],
        text: 'Either way.',
        fields: [{ of: 'options', name: 'loud?', type: 'boolean', text: '' }],
      },
      C: { signatures: ['class C'], text: 'A class of things.', fields: [{ name: 'run', type: '(n: number): void {}', text: 'Runs.' }] },
      T: { signatures: ['type T'], text: 'One of two.', fields: [{ name: 'left', type: 'number', text: 'Left.' }] },
      value: { signatures: ['value: { readonly a: 1 }'], text: 'A table of numbers.', fields: [] },
      rates: { signatures: [], text: 'A family of rates.', fields: [] },
      'rates.cosine': { signatures: ['rates.cosine: '], text: 'Falls.', fields: [] },
    });
  });
});

test('what is no public name is refused in one sentence, a thing of the same name too', () => {
  expect(() => help('trian')).toThrow('help: the kit has no name "trian"');
  expect(() => help('constructor')).toThrow('help: the kit has no name "constructor"');
  expect(() => help('')).toThrow('help: the kit has no name ""');
  expect(() => help(function train() {})).toThrow('got function train, which is no other public name of it either');
  expect(() => help(kit.tf.layers)).toThrow('got object');
});
