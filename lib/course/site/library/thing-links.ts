import { catalogue, type CatalogueEntry, type Family } from '../../reference/catalogue';
import { familyFile, kebab, methodFile } from '../files';

/** Where a thing of the library that describes itself has its page or its part of one. */
export function thingHref({ name, family }: Pick<CatalogueEntry, 'name' | 'family'>): string {
  return family === 'methods' ? methodFile(name) : `${familyFile(family)}#${kebab(name)}`;
}

let hrefs: ReadonlyMap<string, string> | undefined;

/** The same by public name; undefined for what has no page. */
export function hrefOfName(name: string): string | undefined {
  hrefs ??= new Map(catalogue().map(entry => [entry.name, thingHref(entry)]));
  return hrefs.get(name);
}

/** The things of a family, in the order of its index. */
export function entriesOf(wanted: Family): CatalogueEntry[] {
  return catalogue().filter(({ family }) => family === wanted);
}
