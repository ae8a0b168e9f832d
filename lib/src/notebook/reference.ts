import { readFileSync } from 'node:fs';
import { inPackage } from '../package-folder';

/** What the doc comments say of one public name. `npm run build` reads them off the declarations. */
export interface ReferenceEntry {
  /** As it would be declared, each form of an overloaded function for itself. */
  readonly signatures: readonly string[];
  /** The doc comment, in Markdown. */
  readonly text: string;
  /** What can be given or asked: of a function the fields of its parameters, of a type or a class its own. */
  readonly fields: readonly ReferenceField[];
}

/** A field of an options object, or a member of a class. */
export interface ReferenceField {
  /** The parameter that has it; missing for a member of the thing itself. */
  readonly of?: string;
  readonly name: string;
  readonly type: string;
  readonly text: string;
}

/** The public names of the kit, members of a family as `schedules.cosine`. */
export type Reference = Readonly<Record<string, ReferenceEntry>>;

/** Where it is kept. */
export const referenceFile = inPackage('dist', 'assets', 'reference.json');

let loaded: Reference | undefined;

/** Errors: a library that has not been built. */
export function reference(): Reference {
  loaded ??= JSON.parse(readFileSync(referenceFile, 'utf8')) as Reference;
  return loaded;
}

let names: Readonly<Record<string, unknown>> = {};

/** Says which things the public names stand for, so that a thing can be asked about by itself. */
export function publish(exports: Readonly<Record<string, unknown>>): void {
  names = exports;
}

/** The public name of a thing; undefined for one that has none. */
export function nameOf(thing: unknown): string | undefined {
  if (typeof thing !== 'function' && (typeof thing !== 'object' || thing === null)) return undefined;
  return Object.keys(reference()).find(name => thingOf(name) === thing);
}

/** What a public name stands for; undefined for a type, and for what is no name. */
export function thingOf(name: string): unknown {
  return name.split('.').reduce<unknown>((inside, part) => (hasPart(inside, part) ? inside[part] : undefined), names);
}

function hasPart(inside: unknown, part: string): inside is Readonly<Record<string, unknown>> {
  return typeof inside === 'object' && inside !== null && part in inside;
}
