import { expect, test } from 'vitest';
import { undocumented } from './undocumented';

test('every public name has a doc comment, and every member that can be given or asked', () => {
  expect(undocumented('lib/src/index.ts').map(({ name, file, why }) => `${name}: ${why} (${file})`)).toEqual([]);
});

const files: Readonly<Record<string, string>> = {
  'index.ts': `
    export * from './things';
    /** Everything that has to do with rates. */
    export * as rates from './rates';
    export * as silent from './silent';
    export { hidden as shown } from './things';
    export * as outside from 'some-package';
  `,
  'things/index.ts': `
    export { bare, short, told, Options, Shape, Alias, Base, Derived, overloaded, expando, hidden } from './all';
  `,
  'things/all.ts': `
    export const bare = 1;
    /** Too short a story. */
    export const short = 2;
    /** A number that stands for three. */
    export const told = 3;
    // A line comment is not one.
    export function hidden(): void {}
    /** What can be given to anything here. */
    export interface Options {
      /** How many there are. */
      readonly count?: number;
      readonly size?: number;
      /** Hm. */
      shout(): void;
    }
    /** Inherits its options, and has one more. */
    export interface Shape extends Options {
      readonly corners: number;
    }
    /** One of two, or both of them. */
    export type Alias = { readonly left: number } | ({
      /** On the right side. */
      readonly right: number;
    } & Options);
    /** A class that others build upon. */
    export class Base {
      readonly open = 1;
      private readonly own = 2;
      #secret = 3;
      protected inner(): void {}
      /** Does what it is made for. */
      run(): void {}
    }
    /** A class that builds upon another. */
    export class Derived extends Base {
      override run(): void {}
      walk(): void {}
    }
    /** Doubles a number or a list of them. */
    export function overloaded(x: number): number;
    export function overloaded(x: number[]): number[];
    export function overloaded(x: unknown): unknown { return x; }
    /** A function that carries a note. */
    export function expando(): void {}
    expando.note = 'here';
    const internal = 4;
  `,
  'rates.ts': `
    export const linear = 1;
    /** Falls along half a cosine wave. */
    export const cosine = 2;
  `,
  'silent.ts': `
    /** A name that nobody hears about. */
    export const quiet = 1;
  `,
};

test('the search finds what is missing, through every way of exporting, and nothing else', () => {
  expect(undocumented('index.ts', path => files[path]).map(({ name, why }) => `${name}: ${why}`)).toEqual([
    'Alias.left: no doc comment',
    'Base.open: no doc comment',
    'Derived.walk: no doc comment',
    'Options.shout: too short',
    'Options.size: no doc comment',
    'Shape.corners: no doc comment',
    'bare: no doc comment',
    'outside: no doc comment',
    'rates.linear: no doc comment',
    'short: too short',
    'shown: no doc comment',
    'silent: no doc comment',
  ]);
});

test('the search refuses an entry that exports nothing, which would pass every test', () => {
  expect(() => undocumented('nothing.ts', () => undefined)).toThrow('public names: "nothing.ts" is not a module with exports');
  expect(() => undocumented('nothing.ts', path => (path === 'nothing.ts' ? 'const x = 1;' : undefined))).toThrow('is not a module with exports');
});
