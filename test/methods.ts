import * as optimizers from '../lib/src/optimizers';
import type { Method } from '../lib/src/optimizers';

const all = Object.values<unknown>(optimizers).filter((value): value is Method => typeof value === 'function' && 'declaration' in value);

/** Every method the library exports and stands by, so that a new one is held to the same tests without being named in them. */
export const methods: readonly Method[] = all.filter(({ declaration }) => declaration.wrong === undefined);

/** Forms that are printed somewhere and are wrong. */
export const printedForms: readonly Method[] = all.filter(({ declaration }) => declaration.wrong !== undefined);

/** Methods that step from a gradient alone, so that a trace of them exists. */
export const stepwise: readonly Method[] = methods.filter(({ update }) => update !== undefined);
