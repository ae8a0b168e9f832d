import * as activations from '../../src/activations';
import * as averages from '../../src/averages';
import type { Documented } from '../../src/documentation';
import * as initializers from '../../src/initializers';
import * as losses from '../../src/losses';
import * as normalizations from '../../src/normalizations';
import { documentedOf } from '../../src/notebook/documented-method';
import * as optimizers from '../../src/optimizers';
import * as schedules from '../../src/schedules';
import * as surfaces from '../../src/surfaces';
import * as wrappers from '../../src/wrappers';

/** The families of things that describe themselves, in the order in which a course needs them. */
export const families = ['methods', 'wrappers', 'schedules', 'initializers', 'normalizations', 'losses', 'activations', 'averages', 'surfaces'] as const;

export type Family = (typeof families)[number];

/** One thing of the library that describes itself. */
export interface CatalogueEntry extends Documented {
  /** As a notebook writes it: `adam`, `schedules.cosine`. */
  readonly name: string;
  readonly family: Family;
  /** The thing itself. */
  readonly thing: unknown;
}

const rooms: Readonly<Record<Family, { readonly of: object; readonly prefix?: string }>> = {
  methods: { of: optimizers },
  wrappers: { of: wrappers },
  schedules: { of: schedules, prefix: 'schedules.' },
  initializers: { of: initializers, prefix: 'initializers.' },
  normalizations: { of: normalizations },
  losses: { of: losses },
  activations: { of: activations },
  averages: { of: averages },
  surfaces: { of: surfaces },
};

let found: readonly CatalogueEntry[] | undefined;

/** Everything of the library that describes itself, family by family. */
export function catalogue(): readonly CatalogueEntry[] {
  found ??= families.flatMap(family => {
    const { of, prefix = '' } = rooms[family];
    return Object.entries(of).flatMap(([own, thing]: [string, unknown]): CatalogueEntry[] => {
      const documented = documentedOf(thing);
      if (documented === undefined) return [];
      const { documentation } = documented;
      return [{ name: prefix + own, family, thing, documentation, ...(documented.latex && { latex: () => documented.latex?.() ?? '' }) }];
    });
  });
  return found;
}
