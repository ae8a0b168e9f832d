import { knownOptions, type Names } from '../options';
import type { DescentOptimizer, Method } from '../optimizers';
import { rateName } from '../optimizers/driver/declaration';
import { requireGrid, settingsOf, type Grid, type Setting } from './grid';
import type { OwnTask, Task } from './task';

/** One of the methods that are compared, and what of it is searched. */
export interface Contender {
  /** What tables and figures call it. Default the method's name; a function needs one. */
  readonly name?: string;
  /** The method, or a function that makes an optimizer from a setting: `({ eta }) => clipGlobalNorm(adam({ eta }), { bound: 1 })`. */
  method(setting: Setting): DescentOptimizer;
  /** The values that are tried, of each hyper-parameter with each of the others: `{ eta: logGrid(1e-4, 1) }`. The rate must be among them. */
  readonly search: Grid;
  /** Hyper-parameters that are set and not searched. Default the method's own. */
  readonly hyper?: Setting;
  /** What this method does differently, such as another `batchSize`; what is measured is the same for all. */
  readonly task?: OwnTask;
}

const fields: Names<Contender> = { name: true, method: true, search: true, hyper: true, task: true };

/** A contender after it has been checked, with its whole task. */
export interface CheckedContender {
  readonly name: string;
  /** The method, where it is one. */
  readonly method: Method | undefined;
  readonly make: (setting: Setting) => DescentOptimizer;
  readonly hyper: Setting;
  readonly grid: Grid;
  readonly settings: readonly Setting[];
  /** The searched hyper-parameter that figures are drawn over. */
  readonly rate: string;
  readonly task: Task;
}

/** Errors: an unknown option, no name, a grid without the rate, and whatever the method says of a setting, before anything is run. */
export function checkContender(contender: Contender, task: Task): CheckedContender {
  const given = knownOptions('compared: a method', contender, fields);
  const { search, hyper = {}, task: own = {} } = given;
  if (typeof given.method !== 'function') throw new Error(`compared: method must be a method or make an optimizer, got ${typeof given.method}`);
  const method = asMethod(given.method);
  const name = given.name ?? method?.declaration.name;
  if (name === undefined || name === '') throw new Error('compared: a method that is a function needs a name, got none');
  const searched = Object.keys(search ?? {});
  const rate = method === undefined ? searched[0] : rateName(method);
  if (rate === undefined || !searched.includes(rate)) {
    throw new Error(`compared: search of ${name} must hold its rate, ${rate ?? 'or another hyper-parameter'}, got ${searched.join(', ') || 'nothing'}`);
  }
  for (const [hyperName, values] of Object.entries(search)) requireGrid(`compared: ${name}`, hyperName, values);
  for (const changed of ['measure', 'goal']) {
    if (changed in own) throw new Error(`compared: ${changed} is the same for all methods, got one for ${name}`);
  }
  const make = (setting: Setting): DescentOptimizer => given.method({ ...hyper, ...setting });
  const settings = settingsOf(search);
  for (const setting of settings) make(setting).dispose();
  return { name, method, make, hyper, grid: search, settings, rate, task: { ...task, ...own } as Task };
}

function asMethod(made: object): Method | undefined {
  return 'declaration' in made ? (made as Method) : undefined;
}
