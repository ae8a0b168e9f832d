import * as optimizers from '../../src/optimizers';
import type { Method } from '../../src/optimizers';
import * as wrappers from '../../src/wrappers';
import type { Wrapper } from '../../src/wrappers';
import type { Replayed } from './comparison';

/** A method or a wrapper of the kit, as far as it is shown and compared. */
export type Declared = Pick<(Method | Wrapper)['declaration'], 'name' | 'differs' | 'wrong'>;

/** Everything the kit exports that steps, or goes around what steps. */
export const declared: readonly Declared[] = [...Object.values<unknown>(optimizers), ...Object.values<unknown>(wrappers)].flatMap(value =>
  typeof value === 'function' && 'declaration' in value ? [value.declaration as Declared] : [],
);

/** Whether a row is about a method, by itself or inside or around others: "adam" is in "l2(adam)", and not in "adam (epsilon hat)". */
export function isAbout(row: Pick<Replayed, 'method'>, { name }: Pick<Declared, 'name'>): boolean {
  const { method } = row;
  return (
    [`${name}(`, `${name},`].some(start => method.startsWith(start)) ||
    method === name ||
    method.includes(`(${name})`) ||
    method.includes(`(${name}(`)
  );
}

/** What a text says is the same elsewhere: "torch's `Adam`". Whatever stands in brackets behind the call is an argument. */
export interface Claim {
  readonly library: string;
  readonly call: string;
}

/** The claims of a text. Other words about a library claim nothing that the oracles could check. */
export function claimsOf({ differs = '' }: Declared): Claim[] {
  return [...differs.matchAll(/\b(torch|optax|Keras)'s `([\w.]+)/g)].map(([, library, call]) => ({
    library: (library as string).toLowerCase(),
    call: (call as string).replace(/^contrib\./, ''),
  }));
}

/** Whether a recorded case of that call was replayed by this method, within its tolerance in every reading. */
export function isProven(claim: Claim, method: Declared, rows: readonly Replayed[]): boolean {
  const own = rows.filter(row => row.witness === claim.library && row.call === claim.call && isAbout(row, method));
  return own.length > 0 && own.every(row => row.ratio <= 1);
}

/** Methods and wrappers that no library's recorded case was replayed by; forms that are wrong as printed have none to have. */
export function withoutWitness(rows: readonly Replayed[]): string[] {
  const outside = rows.filter(({ witness, call }) => witness !== 'papers' && call !== undefined);
  return declared.filter(one => one.wrong === undefined && !outside.some(row => isAbout(row, one))).map(({ name }) => name);
}
