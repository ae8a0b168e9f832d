import * as optimizers from '../lib/src/optimizers';
import type { Method } from '../lib/src/optimizers';

/** Every method the library exports, so that a new one is held to the same tests without being named in them. */
export const methods: readonly Method[] = Object.values<unknown>(optimizers).filter(
  (value): value is Method => typeof value === 'function' && 'declaration' in value,
);
