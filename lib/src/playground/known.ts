import type { Method } from '../optimizers';
import type { Declaration } from '../optimizers/driver/declaration';
import type { Surface } from '../surfaces';

/** A method as text, for a page that reads formulas itself. */
export type KnownMethod = Pick<Declaration, 'name' | 'title' | 'hyper' | 'symbols' | 'wrong' | 'state' | 'at'> & { readonly update: string };

/** A surface as text. */
export interface KnownSurface extends Pick<Surface, 'title' | 'parameters' | 'window' | 'minima' | 'symbols'> {
  readonly f: string;
  readonly start: readonly [number, number];
}

/** Errors: a method that is no formula. */
export function methodText({ declaration, program, at, initial }: Method): KnownMethod {
  const { name, title, hyper, symbols, wrong } = declaration;
  if (program === undefined) throw new Error(`playground: ${name} is no formula, so nothing can be typed of it`);
  const state = Object.fromEntries([...initial].map(([slot, first]) => [slot, typeof first === 'number' ? first : first.text]));
  const update = program.text.split('\n').map(line => line.trim()).filter(line => line !== '').join('\n');
  return { name, title, hyper, state, update, ...(symbols && { symbols }), ...(wrong !== undefined && { wrong }), ...(at && { at: at.text }) };
}

/** Errors: a surface that is no formula. */
export function surfaceText({ name, title, formula, parameters, window, minima, starts, symbols }: Surface): KnownSurface {
  if (formula === undefined) throw new Error(`playground: the surface ${name} is no formula, so there is no way down it in a page`);
  return { title, parameters, window, minima, f: formula.text, start: starts[0] as KnownSurface['start'], ...(symbols && { symbols }) };
}

/** All that the page of a playground needs, as data. */
export interface Playground {
  readonly methods: readonly KnownMethod[];
  readonly surfaces: readonly KnownSurface[];
  /** Names of the methods in the editor and beside it. */
  readonly rule: string;
  readonly beside: string;
}
