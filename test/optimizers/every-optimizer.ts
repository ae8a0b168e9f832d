import { adam, gradientDescent, muonForm, type DescentOptimizer } from '../../lib/src/optimizers';
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

/** Forms of Muon besides its default: Keras's, optax's with what it has more, and the exact polar factor. */
const forms = [
  muonForm({ velocity: 'sum', floor: 'added', scale: 0.2 }),
  muonForm({ correction: true, floor: 'added', start: 'aol', adaptive: true }),
  muonForm({ nesterov: false, rounds: 40, coefficients: [1.5, -0.5, 0], scale: 'none' }),
];

/** Every optimizer the library can make: each method, each wrapper around one, and a partition. */
export const everyOptimizer: readonly Entry[] = [
  ...[...methods, ...forms].map(method => ({ name: method.declaration.name, make: method, hyper: method.declaration.hyper })),
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
