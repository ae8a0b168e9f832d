import * as optimizers from '../../src/optimizers';
import type { Method } from '../../src/optimizers';

export { renewLessons, type Renewal, type RenewOptions } from './lessons';
export { search } from './search';
export { readSettings, settingsFile } from './settings';
export { renderTable, type Row } from './table';
export { runTrial, type Setting, type Trial } from './trial';

/** The share of unseen digits that every method is asked to reach. */
export const goal = 0.94;

/** Every first-order method that the kit stands by: those that step from a gradient. */
export const firstOrderMethods: readonly Method[] = Object.values<unknown>(optimizers).filter(
  (value): value is Method => typeof value === 'function' && 'declaration' in value && isFirstOrder(value as Method),
);

function isFirstOrder({ update, declaration }: Method): boolean {
  return update !== undefined && declaration.wrong === undefined;
}
