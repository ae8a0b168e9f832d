import * as kit from '../../src';
import { isDocumented } from '../../src/documentation';
import type { Method } from '../../src/optimizers';
import type { Wrapper } from '../../src/wrappers';
import type { Replayed } from './comparison';

/** Something of the kit that tells how it stands to other libraries. */
export interface Described {
  readonly name: string;
  readonly differs?: string;
}

const exported: readonly unknown[] = [...Object.values(kit), ...Object.values(kit.schedules), ...Object.values(kit.initializers)];

/** Every method and every wrapper that the kit exports. */
export const steppers: ReadonlyArray<(Method | Wrapper)['declaration']> = exported.flatMap(value =>
  isObject(value) && 'declaration' in value && !('documentation' in value) ? [value.declaration as (Method | Wrapper)['declaration']] : [],
);

/** All that describes itself, each text once: methods and wrappers, schedules, initialisers, losses, activations, normalisations, averages. */
export const described: readonly Described[] = [
  ...steppers,
  ...new Map(
    exported.flatMap(value => (isDocumented(value) ? [value.documentation] : [])).map(one => [one.differs ?? one.name, one] as const).reverse(),
  ).values(),
];

function isObject(value: unknown): value is object {
  return typeof value === 'function' || (typeof value === 'object' && value !== null);
}

/** Whether a row is about something, by itself or inside or around others: "adam" is in "l2(adam)", and not in "adam (epsilon hat)". */
export function isAbout({ method }: Pick<Replayed, 'method'>, { name }: Pick<Described, 'name'>): boolean {
  const literal = name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`(^|[(]|, )${literal}($|[(),])`).test(method);
}

/** What a text says is the same elsewhere: "torch's `Adam`". What stands in brackets behind the call is an argument. */
export interface Claim {
  readonly library: string;
  readonly call: string;
}

/** The claims of a text. Other words about a library claim nothing that the oracles could check. */
export function claimsOf({ differs = '' }: Described): Claim[] {
  return [...differs.matchAll(/\b(torch|optax|Keras)'s `([\w.]+)/g)].map(([, library = '', call = '']) => ({
    library: library.toLowerCase(),
    call: call.replace(/^contrib\./, ''),
  }));
}

/** Whether a recorded case of that call was replayed by this one, within its tolerance in every reading. */
export function isProven(claim: Claim, one: Described, rows: readonly Replayed[]): boolean {
  const own = rows.filter(row => row.witness === claim.library && row.call === claim.call && isAbout(row, one));
  return own.length > 0 && own.every(row => row.ratio <= 1);
}

/** Methods and wrappers that no library's recorded case was replayed by; forms that are wrong as printed have none to have. */
export function withoutWitness(rows: readonly Replayed[]): string[] {
  const outside = rows.filter(({ witness, call }) => witness !== 'papers' && call !== undefined);
  return steppers.filter(one => one.wrong === undefined && !outside.some(row => isAbout(row, one))).map(({ name }) => name);
}
