import { adam, gradientDescent, type DescentOptimizer } from '../../lib/src/optimizers';
import * as wrappers from '../../lib/src/wrappers';
import type { Wrapper } from '../../lib/src/wrappers';
import { methods } from '../methods';

export interface Entry {
  readonly name: string;
  readonly make: (options?: object) => DescentOptimizer;
  /** Its own hyper-parameters with their defaults. */
  readonly hyper: Readonly<Record<string, number>>;
}

const exported = Object.values<unknown>(wrappers).filter((value): value is Wrapper => typeof value === 'function' && 'declaration' in value);

/** Every optimizer the library can make: each method, each wrapper around one, and a partition. */
export const everyOptimizer: readonly Entry[] = [
  ...methods.map(method => ({ name: method.declaration.name, make: method, hyper: method.declaration.hyper })),
  ...exported.map(wrapper => ({
    name: wrapper.declaration.name,
    make: (options?: object) => wrapper(adam(), options),
    hyper: wrapper.declaration.hyper,
  })),
  {
    name: 'partition',
    make: () => wrappers.partition({ match: /a|bias/i, optimizer: adam() }, { optimizer: gradientDescent() }),
    hyper: {},
  },
];
